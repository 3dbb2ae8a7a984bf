import type { Adapter } from './adapter.ts';

/** craigslist, four layouts: 2009 (`#userbody`, tables), 2012 (`imgList` of strings), 2013 (`#postingbody`), 2026 (`.attr`). */
export const craigslist: Adapter = {
  name: 'craigslist',
  hosts: ['craigslist.org', 'craigslist.ca', 'craigslist.co.uk'],
  listing: /\/\d{8,12}\.html$/,
  list: /^\/(?:search\/|$|[a-z]{3}\/?$)/,
  landmarks: ['#postingbody', '#userbody', '.postingtitle', '#titletextonly'],
  title: ['#titletextonly', 'h2.postingtitle', 'h1.postingtitle', 'body.posting > h2', 'h2'],
  fields: {
    price: ['.postingtitletext .price', '.postingtitle .price'],
    year: ['.attr.important .year'],
    name: ['.attr.important .makemodel', 'p.attrgroup > span:first-child > b'],
    vin: ['.attr.auto_vin .valu'],
    mileage: ['.attr.auto_miles .valu'],
    color: ['.attr.auto_paint .valu'],
    transmission: ['.attr.auto_transmission .valu'],
    engine: ['.attr.auto_cylinders .valu'],
  },
  description: ['#postingbody', '#userbody'],
};
