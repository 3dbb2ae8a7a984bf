/** Pages that were refused whole for one oddity, and pages that are refused with reason. */
import { kind, page, rows, script } from './kind.ts';

const unclosed = (count: number, body: string): string =>
  page('2014 Honda Civic', `${'<small>a'.repeat(count)}${body}`);
const shared = (title: string, amount: string): string =>
  `<html lang="en"><head><title>${title}</title><meta property="product:price:amount" content="${amount}"><meta property="product:price:currency" content="EUR"></head><body><div id="root"></div>${script('window.__DATA__={"ad":{"make":"Opel","model":"Astra","year":2020,"mileage":84300,"mileageUnit":"km","color":"Grey"}}')}</body></html>`;
const advert = (title: string): string =>
  `<html><head><title>${title}</title></head><body><h2 class="postingtitle"><span id="titletextonly">${title}</span></h2><section id="postingbody">Runs and drives well, new brakes last year, the engine does not use any oil. Call after six, no texts please.</section></body></html>`;
const CIVIC = rows({ VIN: '1HGCM82633A004352', Price: '$8,500' });

kind('a page that one oddity must not refuse whole', {
  read: [
    [
      'www.small-print.example/v/1',
      'thousands of elements that are never closed',
      unclosed(3500, CIVIC),
      { kind: 'listing', asking_price: 8500 },
    ],
    [
      'app.autobord.example/v/2',
      'application data alone, with a title and a price for those who share it',
      shared('Opel Astra 2020', '12450.00'),
      { kind: 'listing', make: 'Opel', asking_price: 12450, mileage: 84300 },
    ],
    [
      'www.tidewater-ads.example/v/3',
      'a true mileage that is unknown, beside a price',
      page('1974 Alfa Romeo GTV', '<p>$14,500</p><p>Mileage: 45,210 (TMU)</p>'),
      { kind: 'listing', asking_price: 14500, mileage: null },
    ],
    [
      'tulsa.craigslist.org/cto/d/honda-civic/7700112233.html',
      'a private seller without year or price at a listing address of a known site',
      advert('Honda Civic, runs great'),
      { kind: 'listing', make: 'Honda', model: 'Civic', year: null, asking_price: null },
    ],
  ],
  notRead: [
    [
      'www.small-print.example/about',
      'such a page that names no car',
      page('About us', '<small>a'.repeat(3500)),
      { kind: 'not_a_vehicle', asking_price: null },
    ],
    [
      'app.autobord.example/v/12',
      'a title and a price for sharing, of something else',
      `<html><head><title>Walnut table</title><meta property="product:price:amount" content="450"><meta property="product:price:currency" content="EUR"></head><body><div id="root"></div></body></html>`,
      { asking_price: null, make: null },
    ],
    [
      'www.tidewater-ads.example/ad/13',
      'the same advert at a site nobody knows',
      advert('Honda Civic, runs great'),
      { kind: 'not_a_vehicle', make: null },
    ],
    [
      'tulsa.craigslist.org/pts/d/honda-civic-wheels/7700112234.html',
      'an advert of parts at a listing address',
      advert('Honda Civic wheels'),
      { kind: 'not_a_vehicle', make: null },
    ],
  ],
});
