/** Parts of a page by the words of their classes: a modifier is no mark, a part of other cars or of talk is one. */
import { kind } from './kind.ts';

const OTHER = 'Call us any day of the week, we are glad to help. '.repeat(20);
const around = (attributes: string, body: string, tag = 'div'): string =>
  `<html lang="en"><head><title>1987 Saab 900</title></head><body><h1>1987 Saab 900</h1><p>Transmission: Manual</p><${tag} ${attributes}>${body}</${tag}><p>${OTHER}</p></body></html>`;
const FACTS = '<p>Price: $6,900</p><p>Mileage: 141,000 miles</p>';
const READ = { kind: 'listing', asking_price: 6900, mileage: 141000 } as const;
const NONE = { asking_price: null, mileage: null } as const;

kind('a part of the page named by class words', {
  read: [
    ['www.vrakar.example/bil/1', 'a page with a menu', around('class="page with-menu"', FACTS), READ],
    ['autokoda.example/ad-2', 'a layout that has a footer', around('class="layout layout--has-footer"', FACTS), READ],
    ['www.brightway.example/3', 'a colour of navigation', around('class="nav-light"', FACTS), READ],
    ['shop.gulliver.example/stock/4', "the seller's overview", around('class="overview-comments"', FACTS), READ],
    ['shop.gulliver.example/stock/5', 'ways to pay', around('class="paymentOptions"', FACTS), READ],
    [
      'autokoda.example/ad-6',
      "a block headed as the seller's",
      around('class="comments"', `<h3>Seller comments</h3>${FACTS}`),
      READ,
    ],
    [
      'www.zweirad-hof.example/7',
      'what holds the only h1',
      `<html lang="en"><head><title>1987 Saab 900</title></head><body><div class="advertisement"><h1>1987 Saab 900</h1><p>Transmission: Manual</p>${FACTS}</div><p>${OTHER}</p></body></html>`,
      READ,
    ],
    [
      'www.zweirad-hof.example/8',
      'what holds most text',
      around('class="modal finance"', `${FACTS}<p>${'It was kept dry in winter. '.repeat(60)}</p>`),
      READ,
    ],
  ],
  notRead: [
    ['www.vrakar.example/bil/11', 'similar cars', around('class="similar-cars"', FACTS), NONE],
    [
      'autokoda.example/ad-12',
      "visitors' comments",
      around('class="user-comments"', `<h3>12 Comments</h3>${FACTS}`),
      NONE,
    ],
    ['www.brightway.example/13', 'the footer', around('class="site-footer"', FACTS), NONE],
    [
      'shop.gulliver.example/stock/14',
      'a calculator of payments',
      around('class="payment-calculator"', '<p>Price: $6,900</p>'),
      { asking_price: null },
    ],
    ['www.zweirad-hof.example/15', 'a menu', around('class="menu menu--open"', FACTS, 'nav'), NONE],
  ],
});
