import type { Adapter } from './adapter.ts';

/** Hemmings: headings in pairs (label, value); an unknown value is the text N/A. */
export const hemmings: Adapter = {
  name: 'hemmings',
  hosts: ['hemmings.com'],
  listing: /^\/(?:classifieds|auction)\/(?:listing\/)?[^/]+/,
  list: /^\/(?:$|classifieds(?:\/cars-for-sale)?\/?$|auctions\/?$)/,
  landmarks: ['.hmn-content-label', '[data-page]'],
  description: ['.classified-seller-description', '.seller-description'],
};
