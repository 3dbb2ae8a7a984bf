/** A page whose heading names a car without its year, above cards of others, and sections that a picture or bold words head. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extraction/read-page.ts';

const read = (url: string, lang: string, heading: string, body: string) =>
  readPage({
    url,
    html: `<html lang="${lang}"><head><title>${heading} | Some Site</title></head><body><h1>${heading}</h1>${body}</body></html>`,
    readAt: '2026-01-01T00:00:00Z',
  });
const cards = (names: readonly string[]): string =>
  names
    .map((name, at) => `<div class="ad"><h2><a href="/x/${at}.html">${name}</a></h2><p>${at + 3} 900</p></div>`)
    .join('');
const SKODA = [
  'Škoda Octavia 1.6 TDI',
  'Škoda Superb 2.0 TDI',
  'Škoda Fabia 1.2 TSI',
  'Škoda Roomster 1.4',
  'Škoda Yeti 1.2',
];
const SUBARU = [
  'Subaru Forester 2.0i',
  'Subaru XV 1.6i',
  'Subaru Levorg 1.6',
  'Suzuki Swift 1.2',
  'Subaru Impreza 2.0i',
];
const FORD = ['Ford Fiesta 1.0', 'Ford Kuga 1.5', 'Ford Puma 1.0', 'Ford Mondeo 2.0', 'Ford Ka 1.2'];

describe('a heading whose details the address repeats beside a number', () => {
  test.for([
    [
      'https://inzerce.example/inzerat/187402216/skoda-octavia-combi-19-tdi-77-kw.php',
      'cs',
      'Škoda Octavia Combi 1.9 TDI 77 kW',
      '<p>Cena: <b>89 000 Kč</b></p>',
      SKODA,
    ],
    [
      'https://garage.example/fahrzeuge/8841207-subaru-outback-25i-swiss-plus',
      'de',
      'SUBARU Outback 2.5i Swiss Plus Lineartronic',
      '<p>Preis: CHF 21 900.–</p>',
      SUBARU,
    ],
    [
      'https://cars.example/used/ford-focus-1-0-ecoboost-titanium/90113347',
      'en',
      'Ford Focus 1.0 EcoBoost Titanium',
      '<p>Price: £7,995</p>',
      FORD,
    ],
  ] as const)('%s is one car', ([url, lang, heading, price, others]) => {
    const page = read(url, lang, heading, `${price}<dl><dt>Km</dt><dd>87 300 km</dd></dl>${cards(others)}`);
    expect([
      page.kind,
      page.facts
        .find(({ field }) => field === 'make')
        ?.value.toString()
        .toLowerCase(),
    ]).toEqual(['listing', heading.split(' ')[0]?.toLowerCase()]);
  });

  test.for([
    ['https://inzerce.example/skoda/octavia-combi/', 'cs', 'Škoda Octavia Combi', SKODA],
    ['https://garage.example/fahrzeuge/subaru-outback?region=88412', 'de', 'SUBARU Outback', SUBARU],
    ['https://cars.example/used/ford-focus/90113', 'en', 'Ford Focus', FORD],
  ] as const)('%s is a list', ([url, lang, heading, others]) => {
    expect(read(url, lang, heading, cards(others)).kind).not.toBe('listing');
  });
});

describe('what heads a section', () => {
  const OWN =
    'Sold by its second owner with all papers, garaged every winter and serviced each spring by the same mechanic.';
  const NOT =
    'My husband bought a car here in May and we were treated very well by everybody in the shop, thanks again.';
  const facts = '<p>Price: £7,995</p><dl><dt>Mileage</dt><dd>87,300 miles</dd><dt>Colour</dt><dd>Red</dd></dl>';

  test.for([
    ['/img/comment.gif', 'Seller comments'],
    ['/i/t1.png', 'Description'],
    ['/img/ttl_pr.gif', 'スタッフコメント'],
  ] as const)('may be drawn: %s', ([src, alt]) => {
    const page = read(
      'https://cars.example/1',
      'en',
      '2016 Ford Focus',
      `${facts}<h2><img src="${src}" alt="${alt}"></h2><div class="comment"><p>${OWN}</p></div><h2><img src="/i/t2.png" alt="Customer reviews"></h2><div><p>${NOT}</p></div>`,
    );
    expect(page.facts.find(({ field }) => field === 'description')?.value).toBe(OWN);
  });

  test('may be bold words above cards', () => {
    const card = `<div class="ad"><h2><a href="/x/2.html">Škoda Superb 2.0 TDI</a></h2><p>${NOT}</p></div>`;
    const page = read(
      'https://inzerce.example/1/2016-skoda-octavia',
      'cs',
      '2016 Škoda Octavia',
      `<p>Cena: 189 000 Kč</p><div>${OWN}</div><div class="t"><b>Podobné inzeráty</b></div>${card}${card}`,
    );
    expect(page.facts.find(({ field }) => field === 'description')?.value).toBe(OWN);
  });
});
