/** What belongs to a label's value, what is another pair, and which line beside an amount is its currency. */
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { readPage } from '../read-page.ts';
import { labelClaims } from './label.ts';
import { priceLineClaims } from './price-line.ts';
import { proseClaims } from './prose.ts';

const open = (body: string, lang = 'en') =>
  openDocument(`<html lang="${lang}"><h1>2004 Honda Civic</h1>${body}</html>`, 'https://www.market.example/v/1');
const labelled = (body: string, lang?: string): string[] =>
  labelClaims(open(body, lang)).map(({ topic, text }) => `${topic}=${text}`);
const rows = (...pairs: ReadonlyArray<readonly [string, string]>): string =>
  `<dl>${pairs.map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`).join('')}</dl>`;

describe('a value', () => {
  it.each([
    ['ko', '배기량', '배기량 3,470cc', 'engine=3,470cc'],
    ['de', 'Getriebe', 'Art: Schaltgetriebe', 'transmission=Schaltgetriebe'],
    ['en', 'Gearbox', 'Type: manual', 'transmission=manual'],
    ['en', 'Mileage', 'Mileage: 45,000', 'mileage=45,000'],
    ['vi', 'Số', 'Số sàn', 'transmission=Số sàn'],
    ['ko', '연료/색상', '가솔린/검정색', 'color=검정색'],
    ['pl', 'Paliwo / Skrzynia', 'Diesel / Manualna', 'transmission=Manualna'],
  ])('in %s under %s: %s', (lang, label, value, said) => {
    expect([...new Set(labelled(rows([label, value]), lang))]).toEqual([said]);
  });

  it.each([
    ['Engine', 'Power: 159 HP'],
    ['Fuel/Color', 'Petrol'],
    ['Fuel/Drive', 'Petrol/Front'],
  ])('is none where another pair follows, or the parts do not match: %s, %s', (label, value) => {
    expect(labelled(rows([label, value]))).toEqual([]);
  });

  it('in one word of two languages is told by its accents, then by the language of the page', () => {
    expect(labelled(rows(['År', '2004']), 'sv')).toEqual(['year=2004']);
    expect(labelled(rows(['Ár', '1 590 000 Ft']), 'hu')).toEqual(['price=1 590 000 Ft']);
    expect(labelled(rows(['Ar', '2004']))).toEqual([]);
  });
});

describe('an amount', () => {
  const said = (body: string): string[] => priceLineClaims(open(body)).map(({ text }) => text);

  it('takes its currency from the line beside it', () => {
    expect(said('<div class="price"><h3>38 900</h3><p>PLN</p></div>')).toEqual(['38 900 PLN']);
    expect(said('<div class="price"><p>€</p><p>12 590</p></div>')).toEqual(['€ 12 590']);
    expect(labelled(`${rows(['Price', '12 590'])}<p>Kč</p>`)).toEqual(['price=12 590']);
  });

  it.each([
    '<p class="price">2 190 Kč měsíčně</p>',
    '<p class="price">2 190 ₽/мес</p>',
    '<p class="price">53 €/mėn.</p>',
    '<p class="price">38 900</p><p>Photos</p>',
    '<p>Původní cena</p><p class="price">38 900 Kč</p>',
  ])('is no price: %s', (body) => expect(said(body)).toEqual([]));

  it.each(['from €12,500', 'ab 12.500 €', 'от 1 200 000 ₽', '12.8万元起'])('"%s" is the least of several', (price) => {
    const html = `<title>2004 Honda Civic</title><h1>2004 Honda Civic</h1>${rows(['Price', price], ['VIN', '1HGCM82633A004352'])}`;
    const { facts } = readPage({ url: 'https://www.market.example/v/1', html });
    expect(facts.find(({ field }) => field === 'asking_price')).toBeUndefined();
  });
});

describe('a private seller', () => {
  const said = (text: string): string[] =>
    proseClaims(open(`<p>${text}</p>`), text).map(({ topic, text: value }) => `${topic}=${value}`);

  it.each([
    ['This car is pearl white outside and camel inside.', 'color=pearl white'],
    ['2002 X-Type, automatick, 90,000 miles, cold ac, runs great', 'transmission=automatick'],
    ['Sedan, cold ac, grey with black leather, power seats', 'color=grey'],
    ['Specified in Slate Grey Metallic & trimmed in red.', 'color=Slate Grey Metallic'],
  ])('says %s', (text, value) => expect(said(text)).toContain(value));

  it.each([
    'White outside mirrors, black wheels with red centers.',
    'The retail price of $37,870 is on the sticker, its list price is $41,000.',
    'Manual, keys, books included and automatic windows',
    'red outside, or blue outside after the respray',
  ])('says nothing certain in %s', (text) => {
    expect(said(text)).toEqual([]);
  });
});
