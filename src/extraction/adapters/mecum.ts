import type { Adapter } from './adapter.ts';

/** Mecum: the result stands in a badge under the heading, facts are labelled spans. No real lot page was at hand: page kinds only. */
export const mecum: Adapter = {
  name: 'mecum',
  hosts: ['mecum.com'],
  listing: /^\/lots\/(?:detail\/)?[^/]+/,
  list: /^\/(?:$|auctions|lots\/?$|collections|results)/,
  auction: true,
  dated: true,
};
