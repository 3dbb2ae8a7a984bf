import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { savedPages } from '../../tools/eval/saved-pages.ts';
import { SPELLINGS } from '../vehicles/values/make-spellings.ts';
import { MAKES } from '../vehicles/values/make-table.ts';
import { wordKey } from '../vehicles/values/name.ts';
import { plainFigures } from '../vehicles/values/number.ts';
import { plainText } from './document/text-of-markup.ts';
import { readPage } from './read-page.ts';
import type { PageReading } from './reading.ts';

const PAGES = [...savedPages(new URL('../../test/fixtures/', import.meta.url).pathname)].map((page) => page.html);
const URLS = [
  'https://bringatrailer.com/listing/x/',
  'https://boise.craigslist.org/cto/d/x/7700112233.html',
  'https://www.market.example/v/1',
  'not an address',
];

const value = (reading: PageReading, field: string): string | number | undefined =>
  reading.facts.find((fact) => fact.field === field)?.value;
const listing = (body: string, url = 'https://www.market.example/v/1'): PageReading =>
  readPage({
    url,
    html: `<html lang="en"><head><title>2004 Honda Civic EX</title></head><body><h1>2004 Honda Civic EX</h1>${body}</body></html>`,
  });

/** Whether a fact's value stands in the page's text, whatever its grouping, case or spelling of the make. */
function standsIn(html: string, text: string, field: string, found: string | number): boolean {
  if (typeof found === 'number') {
    const digits = plainFigures(text).replace(/(?<=\d)[.,'’\s](?=\d)/g, '');
    return (
      digits.includes(String(found)) ||
      digits.includes(String(Math.trunc(found))) ||
      // A year of another calendar: Solar Hijri (it begins in March), Buddhist, of the Republic of China.
      (field === 'year' && [-621, -622, 543, -1911].some((years) => digits.includes(String(found + years)))) ||
      // Ten: a Scandinavian mil is ten kilometres.
      [...(field === 'mileage' ? [10] : []), 1e3, 1e4, 1e5, 1e6, 1e7].some(
        (times) => found % times === 0 && digits.includes(String(found / times)),
      ) ||
      /\d[.,]\d+\s?(?:k|만|mio|million|lakh|crore)/i.test(text)
    );
  }
  const key = wordKey(text);
  if (field === 'currency') return true;
  if (field === 'make') {
    const entry = MAKES.find((make) => make.name === found);
    return [found, ...(entry?.aliases ?? []), ...(entry?.models ?? []), ...(SPELLINGS.get(String(found)) ?? [])].some(
      (spelling) => key.includes(wordKey(spelling)),
    );
  }
  // Paragraphs are joined from places apart; each must stand on the page.
  return found.split('\n').every((part) => key.includes(wordKey(part)) || wordKey(html).includes(wordKey(part)));
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(400),
  kind: fc.constantFrom('cut', 'repeat', 'insert', 'digits'),
  text: fc.string({ unit: 'binary', maxLength: 30 }),
});

function mutate(
  html: string,
  edits: ReadonlyArray<{ at: number; length: number; kind: string; text: string }>,
): string {
  let page = html;
  for (const { at, length, kind, text } of edits) {
    const from = Math.floor(at * page.length);
    const piece = page.slice(from, from + length);
    const put =
      kind === 'cut'
        ? ''
        : kind === 'repeat'
          ? piece + piece
          : kind === 'insert'
            ? text + piece
            : piece.replace(/\d/g, '7');
    page = page.slice(0, from) + put + page.slice(from + length);
  }
  return page;
}

describe('reading any page', () => {
  it('never throws and never gives a value that is not on the page', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAGES),
        fc.array(edit, { maxLength: 8 }),
        fc.constantFrom(...URLS),
        (page, edits, url) => {
          const html = mutate(page, edits);
          const reading = readPage({ url, html });
          if (reading.kind !== 'listing') expect([reading.facts, reading.images]).toEqual([[], []]);
          // Twice: where a quote is never closed, a tag that was left in takes the rest of the page with it.
          const [short, all] = [/<[^>]{0,300}>/g, /<[^>]*>/g].map((tag) => html.replace(tag, ' '));
          const text = `${plainText(short ?? '', 500_000)} ${all} ${html}`;
          for (const fact of reading.facts) {
            expect(standsIn(html, text, fact.field, fact.value), `${fact.field} ${fact.value}`).toBe(true);
            expect(fact.confidence).toBeGreaterThanOrEqual(0.5);
            expect([...fact.snippet].length).toBeLessThanOrEqual(300);
          }
          expect(new Set(reading.facts.map((fact) => fact.field)).size).toBe(reading.facts.length);
          for (const image of reading.images) expect(URL.canParse(image)).toBe(true);
          if (reading.facts.some((fact) => fact.field === 'currency'))
            expect(value(reading, 'sale_price') ?? value(reading, 'asking_price')).toBeDefined();
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(['', '\0\0', '<', '<!-->', '\ud800', '<script>', '<title>', '{"@type":"Car"}', '<p>'.repeat(511)])(
    'takes %j for no vehicle',
    (html) => {
      expect(readPage({ url: 'https://x.example/', html }).facts).toEqual([]);
    },
  );

  it.each(['<div>', '<small>', '<p><font>', '<ul><li>'])('reads a page in which %s is never closed', (opener) => {
    const reading = readPage({
      url: 'https://x.example/v/1',
      html: `<title>2004 Honda Civic</title>${opener.repeat(50_000)}<h1>2004 Honda Civic</h1><div>VIN: 1HGCM82633A004352</div><div>Price: $4,500</div><p>Mileage: 120,000</p>`,
    });
    expect([reading.kind, value(reading, 'vin'), value(reading, 'asking_price'), value(reading, 'mileage')]).toEqual([
      'listing',
      '1HGCM82633A004352',
      4500,
      120_000,
    ]);
  });

  it('does not slow down with the square of a page', () => {
    // 240 000 inline pieces in one line and 60 000 pictures: quadratic work would outlast the test's 30 s by far.
    const car = '<h1>2004 Honda Civic</h1><p>VIN: 1HGCM82633A004352</p><p>$4,500</p>';
    for (const html of [
      car + '<span>ab</span><b>c</b>'.repeat(120_000),
      car + '<img src="/a.jpg">'.repeat(60_000),
      car + '<p>Description</p><p>Mileage: 12</p>'.repeat(20_000),
    ]) {
      expect(value(readPage({ url: 'https://x.example/v/1', html }), 'vin')).toBe('1HGCM82633A004352');
    }
  });
});

describe('the rules', () => {
  it('refuses a VIN whose year or maker contradicts the page', () => {
    const other = listing('<p>VIN: 1M8GDM9AXKP042788</p><p>$4,500</p><p>Mileage: 120,000</p>');
    expect(value(other, 'vin')).toBeUndefined();
    expect(other.refused.find((refusal) => refusal.field === 'vin')?.reason).toContain('model-year letter');
    const maker = readPage({
      url: 'https://x.example/1',
      html: '<h1>2003 BMW M3</h1><p>VIN: 1HGCM82633A004352</p><p>$4,500</p><p>Mileage: 9,000</p>',
    });
    expect(maker.refused.find((refusal) => refusal.field === 'vin')?.reason).toContain("maker's code");
  });

  it('never takes a bid for a sale', () => {
    const live = listing(
      '<div>Current Bid</div><div>$23,000</div><div>Time Left</div><div>2 days</div><p>Mileage: 120,000</p>',
    );
    expect([value(live, 'sale_price'), value(live, 'asking_price'), value(live, 'currency')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const unsold = listing('<div>High Bid</div><div>$23,000</div><div>Reserve Not Met</div><p>Mileage: 120,000</p>');
    expect(value(unsold, 'sale_price')).toBeUndefined();
    const sold = listing('<div>Sold for</div><div>$23,500</div><p>Mileage: 120,000</p>');
    expect([value(sold, 'sale_price'), value(sold, 'currency')]).toEqual([23500, 'USD']);
  });

  it.each([
    ['<p class="price">$1</p>', 'a placeholder'],
    ['<p>$389/mo</p>', 'a rate'],
    ['<p>MSRP</p><p>$38,200</p>', 'a list price'],
    ['<p>from</p><p>$18,000</p>', 'a starting price'],
    ['<p class="price"><del>$9,000</del></p>', 'an old price'],
  ])('takes %s for no price: %#', (body) => {
    expect(
      value(listing(`${body}<p>VIN: 1HGCM82633A004352</p><p>Mileage: 120,000</p>`), 'asking_price'),
    ).toBeUndefined();
  });

  it('drops what two equal sources contradict, and says so', () => {
    const reading = listing(
      '<p>Price: $4,500</p><p>Price: $5,900</p><p>VIN: 1HGCM82633A004352</p><p>Mileage: 120,000</p>',
    );
    expect(value(reading, 'asking_price')).toBeUndefined();
    expect(reading.refused.map((refusal) => refusal.reason)).toContain('the page also says 5900');
    expect(reading.outcomes.asking_price).toBe('invalid');
  });

  it('raises confidence when layers agree', () => {
    const alone = listing('<p>Mileage: 120,000</p><p>$4,500</p>').facts.find((fact) => fact.field === 'mileage');
    const both = listing(
      '<script type="application/ld+json">{"@type":"Car","name":"2004 Honda Civic","mileageFromOdometer":{"value":120000,"unitCode":"SMI"},"offers":{"@type":"Offer","price":4500,"priceCurrency":"USD"}}</script><p>Mileage: 120,000</p><p>$4,500</p>',
    ).facts.find((fact) => fact.field === 'mileage');
    expect(both?.confidence ?? 0).toBeGreaterThan(alone?.confidence ?? 1);
  });

  it('says nothing surer than that the page offers a vehicle', () => {
    const sure = (body: string): number => Math.max(...listing(body).facts.map((fact) => fact.confidence));
    const shown = '<p>Price: $4,500</p><p>Mileage: 120,000</p><p>Year: 2004</p>';
    expect(sure(shown)).toBeLessThan(0.95);
    expect(sure(`${shown}<p>VIN: 1HGCM82633A004352</p>`)).toBeGreaterThan(0.95);
  });

  it('believes a short chassis number only with a label that says so, or on an old car', () => {
    expect(value(listing('<p>VIN: 004352AB</p><p>$4,500</p><p>Mileage: 1,000</p>'), 'vin')).toBeUndefined();
    expect(
      value(
        readPage({
          url: 'https://x.example/1',
          html: '<h1>1967 Lotus Elan</h1><p>VIN: 456789</p><p>$4,500</p><p>Mileage: 1,000</p>',
        }),
        'vin',
      ),
    ).toBe('456789');
    expect(
      value(
        readPage({
          url: 'https://x.example/1',
          html: '<h1>1991 Nissan Skyline</h1><p>Chassis No.: BNR32-305123</p><p>$4,500</p><p>Mileage: 1,000</p>',
        }),
        'vin',
      ),
    ).toBe('BNR32-305123');
  });

  it("reads a running auction's end in UTC", () => {
    const reading = listing(
      '<div data-ends="1767650400">Current Bid: $5,000</div><div>Time Left</div><div>2 days</div><p>Mileage: 120,000</p>',
    );
    expect(reading.auctionEndsAt).toBe('2026-01-05T22:00:00.000Z');
  });
});
