/** What stands on the page for a reader decides what a figure in its data, a struck price or a second currency means. */
import { describe, expect, it } from 'vitest';
import type { Claim } from '../claim.ts';
import { readPage } from '../read-page.ts';
import { toCandidates } from '../resolve/judge-candidate.ts';
import { anchorOf } from '../subject/identity.ts';
import { openDocument } from './document.ts';
import { shownOn } from './shown.ts';

interface Pieces {
  readonly body?: string;
  readonly lang?: string;
  readonly car?: Record<string, unknown>;
}

/** Price and mileage with its unit of a listing of a Honda Civic of 2014. */
function read({ body = '', lang = 'en', car = {} }: Pieces): { price: unknown; mileage: unknown } {
  const data = { '@context': 'https://schema.org', '@type': 'Car', name: '2014 Honda Civic', brand: 'Honda', ...car };
  const html = `<html lang="${lang}"><title>2014 Honda Civic</title><script type="application/ld+json">${JSON.stringify(data)}</script>
    <main><h1>2014 Honda Civic</h1>${body}<dl><dt>VIN</dt><dd>2HGFB2F59EH512345</dd></dl><p>One owner, always serviced, ready for its next long journey with a new driver.</p></main></html>`;
  const { facts } = readPage({ url: 'https://www.market.example/v/1', html, readAt: '2026-01-01T00:00:00Z' });
  const of = (field: string) => facts.find((fact) => fact.field === field);
  const mileage = of('mileage');
  return { price: of('asking_price')?.value, mileage: mileage && `${mileage.value} ${mileage.unit}` };
}
const row = (label: string, value: string): string => `<tr><td>${label}</td><td>${value}</td></tr>`;
const odometer = (value: number, unitCode?: string) => ({
  mileageFromOdometer: { '@type': 'QuantitativeValue', value, ...(unitCode === undefined ? {} : { unitCode }) },
});

describe('a reading in data', () => {
  it.each<readonly [string, string, number, string | undefined, string, string]>([
    ['counts the thousands the page shows', 'uk', 142, 'KMT', '142 тис. км', '142000 km'],
    ['counts the tens of kilometres the page shows', 'sv', 8412, undefined, '8 412 mil', '84120 km'],
    ['is in the unit the page shows', 'en', 71346, undefined, '71,346 km', '71346 km'],
    ['is what it says where the page shows the same', 'uk', 142000, 'KMT', '142 тис. км', '142000 km'],
  ])('%s', (_, lang, value, unit, shown, mileage) => {
    expect(read({ lang, car: odometer(value, unit), body: `<p>${shown}</p>` }).mileage).toBe(mileage);
  });

  it('stays as it is where the page shows another figure', () => {
    expect(read({ car: odometer(142, 'KMT'), body: '<p>Service every 15,000 km</p>' }).mileage).not.toBe('142000 km');
  });
});

describe('digits that the page shows', () => {
  const open = (...lines: string[]) =>
    openDocument(
      `<html lang="uk"><main><h1>Honda Civic 2014</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</main></html>`,
      'https://www.market.example/v/1',
    );

  it.each([
    ['one meaning', ['142 тис. км'], 1],
    ['one meaning, twice', ['142 тис. км', 'Пробіг 142 тис. км'], 1],
    ['two sizes', ['142 тис. км', '142 км'], 0],
    ['two units', ['71 346 км', '71 346 миль'], 0],
    [
      'a sentence',
      [`Востаннє оливу міняли на 142 тис. км, ${'потім машина довго стояла в теплому гаражі. '.repeat(2)}`],
      0,
    ],
    ['the place of other cars', ['</p><div class="similar-cars"><p>142 тис. км</p></div><p>'], 0],
  ])('in %s mean as many: %j, %d', (_, lines, meanings) => {
    expect(shownOn(open(...lines)).readings.size).toBe(meanings);
  });

  it.each<readonly [string, Partial<Claim>, string | undefined]>([
    ['without a unit in data are the same reading', { text: '142' }, '142000 km'],
    ['with a unit of their own are another', { text: '142 км' }, '142 km'],
    ['under a label are what the label says', { text: '142', method: 'label', label: 'Пробіг' }, '142 km'],
    ['in a field with a unit keep it where the figure is whole', { text: '142000', unit: 'mi' }, '142000 mi'],
  ])('%s', (_, said, reading) => {
    const page = open('142 тис. км', '142 000 км');
    const claim: Claim = { topic: 'mileage', text: '', weight: 0.9, method: 'json-ld', snippet: '', ...said };
    const belief = toCandidates(claim, page, anchorOf(page));
    const [read] = 'candidates' in belief ? belief.candidates : [];
    expect(read && `${read.value} ${read.unit}`).toBe(reading);
  });
});

describe('an amount', () => {
  it.each(['from €12,500', 'ab 12.500 €', 'od 12 500 zł'])(
    'that begins with the cheapest of several is no price: %s',
    (text) => {
      expect(read({ body: `<table>${row('Price', text)}</table>` }).price).toBeUndefined();
    },
  );
});

describe('an entry of a filter', () => {
  it.each([
    ['ko', '가격', '500만원 이하', '주행거리', '1만km 이하'],
    ['zh', '价格', '5万元以下', '里程', '1万公里以内'],
    ['fr', 'Prix', '10 000 € ou moins', 'Kilométrage', '50 000 km ou moins'],
  ])('is no value of the car in %s', (lang, price, upTo, mileage, within) => {
    const body = `<table>${row(price, upTo)}${row(mileage, within)}</table>`;
    expect(read({ lang, body })).toEqual({ price: undefined, mileage: undefined });
  });

  it('leaves an amount with other words after it', () => {
    expect(read({ body: `<table>${row('Price', '$12,500 or best offer')}</table>` }).price).toBe(12500);
  });
});

describe('a range of kilometres', () => {
  it('gives way to the reading', () => {
    const body = `<table>${row('Km', '170000 - 179999')}</table><ul><li>Km 171500 Km</li></ul><table>${row('Km', '171500 Km')}</table>`;
    expect(read({ lang: 'it', body }).mileage).toBe('171500 km');
  });
});

describe('of a price and a reduced one', () => {
  it.each([
    ['et', 'Hind:', 'Soodushind:'],
    ['pl', 'Cena:', 'Cena promocyjna:'],
    ['es', 'Precio', 'Precio oferta'],
  ])('the reduced one is asked in %s, whether the other is struck by its style or not', (lang, label, reduced) => {
    const struck = '<span style="text-decoration: line-through">9900 EUR</span>';
    for (const before of [struck, '9900 EUR'])
      expect(read({ lang, body: `<table>${row(label, before)}${row(reduced, '9400 EUR')}</table>` }).price).toBe(9400);
  });

  it('a price that is underlined is no struck one', () => {
    const body = `<table>${row('Price', '<span style="text-decoration: underline">$9,900</span>')}</table>`;
    expect(read({ body }).price).toBe(9900);
  });
});

describe('a total with all costs', () => {
  const offers = { offers: { '@type': 'Offer', price: 3289000, priceCurrency: 'JPY' } };

  it('is not the price where the page tells the body price, though the data name it', () => {
    const body = `<dl><dt>車両本体価格</dt><dd>312.8万円</dd><dt>支払総額</dt><dd>328.9万円</dd></dl>`;
    expect(read({ lang: 'ja', body, car: offers }).price).toBe(3128000);
  });

  it('is the price where the page tells no other', () => {
    expect(read({ lang: 'ja', body: '<dl><dt>支払総額</dt><dd>328.9万円</dd></dl>', car: offers }).price).toBe(3289000);
  });
});

describe('an amount in two currencies', () => {
  const lines = (...amounts: string[]): string =>
    amounts.map((amount) => `<div class="price"><p>${amount}</p></div>`).join('');

  it.each([
    ['ka', ['26,852 ₾', '9,800 $'], 26852],
    ['uk', ['10 900 $', '452 300 ₴'], 10900],
    ['hr', ['29.900 kn (cca 4.035 €)'], 29900],
  ])('is the first shown in %s', (lang, amounts, price) => {
    expect(read({ lang, body: lines(...amounts) }).price).toBe(price);
  });

  it('of which one is far more is no conversion: neither is believed', () => {
    expect(read({ lang: 'ka', body: lines('26,852 ₾', '940 $') }).price).toBeUndefined();
  });

  it('in rials in the data and tomans on the page is what the page shows', () => {
    const car = { offers: { '@type': 'Offer', price: 11_500_000_000, priceCurrency: 'IRR' } };
    const body = `<dl><dt>قیمت</dt><dd>۱٬۱۵۰٬۰۰۰٬۰۰۰ تومان</dd></dl>`;
    expect(read({ lang: 'fa', body, car }).price).toBe(1_150_000_000);
  });
});

describe('an amount beside other words', () => {
  it.each([
    ['nl', '<header><span class="prijs">€ 11.950,-</span><span>margewagen</span></header>', 11950],
    ['tr', '<h3>745.000 TL <a href="#loan">Kredi Teklifi</a></h3>', 745000],
  ])('is the price in %s', (lang, body, price) => {
    expect(read({ lang, body }).price).toBe(price);
  });

  it.each([
    '<p><span>€ 395</span><span>afleveringskosten</span></p>',
    '<h3><span class="price">€ 395</span> <a href="#loan">per maand</a></h3>',
  ])('is none: %s', (body) => {
    expect(read({ lang: 'nl', body }).price).toBeUndefined();
  });
});
