import type { Adapter } from './adapter.ts';

/** PCARMARKET: a bar with the bid or the result, facts as labelled list items. No real auction page was at hand: page kinds only. */
export const pcarmarket: Adapter = {
  name: 'pcarmarket',
  hosts: ['pcarmarket.com'],
  listing: /^\/auction\/[^/]+/,
  list: /^\/(?:$|auctions|results|marketplace)/,
  auction: true,
  dated: true,
};
