import type { Adapter } from './adapter.ts';

/** Barrett-Jackson: a table of details and a row with the result. No real lot page was at hand: page kinds only. */
export const barrettJackson: Adapter = {
  name: 'barrett-jackson',
  hosts: ['barrett-jackson.com'],
  listing: /\/(?:docket\/vehicle|Event\/Lots?\/Details|Archive\/Event\/Item)\/[^/]+/i,
  list: /\/(?:docket\/?$|results|upcoming)/i,
  auction: true,
  dated: true,
};
