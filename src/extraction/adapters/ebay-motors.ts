import type { Adapter } from './adapter.ts';

/** eBay Motors: item specifics are labelled pairs, the text is in a frame of its own. No real item page was at hand: page kinds only. */
export const ebayMotors: Adapter = {
  name: 'ebay-motors',
  hosts: ['ebay.com', 'ebay.co.uk', 'ebay.de', 'ebay.ca', 'ebay.com.au', 'ebay.fr', 'ebay.it', 'ebay.es'],
  listing: /^\/itm\/(?:[^/]+\/)?\d{9,14}/,
  list: /^\/(?:$|b\/|sch\/|motors|e\/|str\/|usr\/)/,
  landmarks: ['.x-item-title__mainTitle', '#itemTitle', '.ux-labels-values'],
  title: ['.x-item-title__mainTitle', '#itemTitle'],
};
