import type { Adapter } from './adapter.ts';

/** classic.com: one page a car with its history of sales beside the price asked. No real car page was at hand: page kinds only. */
export const classicCom: Adapter = {
  name: 'classic.com',
  hosts: ['classic.com'],
  listing: /^\/veh\/[^/]+/,
  list: /^\/(?:$|m\/|search|auctions|s\/|data|insights)/,
};
