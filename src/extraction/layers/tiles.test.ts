/** Values that stand before their labels, behind a saving, in the heading or in an element that names them. */
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { readPage } from '../read-page.ts';
import { labelClaims } from './label.ts';
import { priceLineClaims } from './price-line.ts';

const open = (body: string, lang = 'en') =>
  openDocument(`<html lang="${lang}"><h1>2004 Honda Civic</h1>${body}</html>`, 'https://www.market.example/v/1');
const labelled = (body: string): string[] => labelClaims(open(body)).map(({ topic, text }) => `${topic}=${text}`);

describe('tiles', () => {
  const pairs = [
    ['71 204 km', 'Mileage'],
    ['Manual', 'Transmission'],
    ['Petrol', 'Fuel type'],
    ['Reflex Silver', 'Colour'],
  ] as const;
  const told = ['mileage=71 204 km', 'transmission=Manual', 'color=Reflex Silver'];

  it.each([
    ['a line break between', ([value, label]: readonly [string, string]) => `<div><b>${value}</b><br>${label}</div>`],
    ['boxes of their own', ([value, label]: readonly [string, string]) => `<li><p>${value}</p><p>${label}</p></li>`],
  ])('with the value first are read so, with %s', (_, tile) => {
    expect(labelled(`<section>${pairs.map(tile).join('')}</section><p>Stock number</p><p>VM1</p>`)).toEqual(told);
  });

  it('with the label first are read so, under a heading of each as well', () => {
    const tile = ([value, label]: readonly [string, string]) => `<div><p>${label}</p><p>${value}</p></div>`;
    expect(labelled(`<section><div><h3>Details</h3></div>${pairs.map(tile).join('')}</section>`)).toEqual(told);
  });

  it('are no tiles where only two boxes end with a label', () => {
    const body = '<section><div><p>Details</p><p>Colour</p></div><div><p>Red</p><p>Mileage</p></div></section>';
    expect(labelled(body)).not.toContain('color=Details');
  });
});

describe('a price', () => {
  it('stands behind the saving under its label', () => {
    const cell = (saving: string) => `<table><tr><td>Price<br>${saving}<br><b>US$ 6,450</b></td></tr></table>`;
    expect(labelled(cell('Save 10% (US$ 730)'))).toEqual(['price=US$ 6,450']);
    expect(labelled(cell('US$ 7,000'))).toEqual(['price=US$ 7,000']);
  });

  const lines = (body: string, lang: string): number =>
    priceLineClaims(openDocument(`<html lang="${lang}"><p>Menu</p>${body}</html>`, 'https://cars.example/')).length;

  it.each([
    ['id', '<div><span data-aut-id="itemPrice">Rp 189.500.000</span></div>', 1],
    ['he', '<div class="price_box"><span>\u200f74,900 \u200f₪</span><a href="#">1,104 ₪ לחודש</a></div>', 1],
    ['id', '<div><span data-aut-id="itemStock">Rp 189.500.000</span></div>', 0],
    ['he', '<div class="price_box"><span>\u200f1,104 \u200f₪ לחודש</span><a href="#">לפרטים</a></div>', 0],
  ])('is what an element of its own calls one, in %s: %s', (lang, body, count) => {
    expect(lines(body, lang)).toBe(count);
  });
});

describe('an engine in the heading', () => {
  const engine = (heading: string): unknown =>
    readPage({
      url: 'https://cars.example/v/1',
      html: `<html><title>${heading}</title><h1>${heading}</h1><dl><dt>Price</dt><dd>8.490 €</dd><dt>Mileage</dt><dd>142.300 km</dd><dt>Year</dt><dd>2013</dd></dl></html>`,
      readAt: '2026-01-01T00:00:00Z',
    }).facts.find(({ field }) => field === 'engine')?.value;

  it.each([
    ['Skoda Yeti Ambition 4x4 2,0 TDI', '2,0 TDI'],
    ['Alfa Romeo Giulietta 1.6 JTDm Distinctive', '1.6 JTDm'],
    ['Dacia Duster 1.5 dci 110 Prestige', '1.5 dci'],
  ])('%s', (heading, said) => {
    expect(engine(heading)).toBe(said);
  });

  it.each(['Skoda Yeti 1.2 TSI or 2.0 TDI', 'Volkswagen Polo 1.4 Trendline', 'Skoda Yeti TDI'])(
    'is none: %s',
    (heading) => {
      expect(engine(heading)).toBeUndefined();
    },
  );
});
