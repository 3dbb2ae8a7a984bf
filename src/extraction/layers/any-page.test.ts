/** Each layer by itself on real-shaped pages that were damaged at random. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { savedPages } from '../../../tools/eval/saved-pages.ts';
import { wordKey } from '../../vehicles/values/name.ts';
import { ADAPTERS } from '../adapters/registry.ts';
import type { Claim } from '../claim.ts';
import { openDocument, type PageDocument } from '../document/document.ts';
import { plainText } from '../document/text-of-markup.ts';
import { type Anchor, anchorOf } from '../subject/identity.ts';
import { appData } from './app-json.ts';
import { embeddedJson } from './app-values.ts';
import { jsonLdBlocks } from './json-ld.ts';
import { labelClaims } from './label.ts';
import { mainCar } from './main-car.ts';
import { microdataItems } from './microdata.ts';
import { priceLineClaims } from './price-line.ts';
import { proseClaims } from './prose.ts';
import { resultLineClaims } from './result-line.ts';
import { claimsOf } from './schema-claims.ts';
import { carsIn } from './schema-org.ts';
import { siteReading } from './site.ts';
import { titleClaims } from './titles.ts';
import { bareClaims } from './unlabelled-lines.ts';

const PAGES = [...savedPages(new URL('../../../test/fixtures/', import.meta.url).pathname)].map((page) => page.html);

type Layer = (page: PageDocument, anchor: Anchor, html: string) => readonly Claim[];
const LAYERS: Readonly<Record<string, Layer>> = {
  'linked data': (page, anchor) =>
    mainCar(carsIn(jsonLdBlocks(page)).cars, anchor).nodes.flatMap((node) => claimsOf(node, 'json-ld')),
  microdata: (page, anchor) =>
    mainCar(carsIn(microdataItems(page)).cars, anchor).nodes.flatMap((node) => claimsOf(node, 'microdata')),
  'application data': (page, anchor, html) => appData(embeddedJson(page, html), anchor).claims,
  labels: labelClaims,
  'unlabelled lines': bareClaims,
  'price lines': priceLineClaims,
  'result lines': resultLineClaims,
  titles: (_, anchor) => titleClaims(anchor),
  prose: (page) => proseClaims(page, page.lines.map((line) => line.text).join('\n')),
  adapters: (page, _, html) =>
    ADAPTERS.flatMap((adapter) => siteReading(page, adapter, embeddedJson(page, html)).claims),
};

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(600),
  kind: fc.constantFrom('cut', 'repeat', 'insert', 'swap'),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('<', '"', '\\"', '</script>', '{', '[[', '&#38;', '<td>', 'VIN:', '9'.repeat(400), '__proto__'),
  ),
});

function damaged(
  html: string,
  harm: ReadonlyArray<{ at: number; length: number; kind: string; text: string }>,
): string {
  let page = html;
  for (const { at, length, kind, text } of harm) {
    const from = Math.floor(at * page.length);
    const piece = page.slice(from, from + length);
    const put =
      kind === 'cut'
        ? ''
        : kind === 'repeat'
          ? piece.repeat(3)
          : kind === 'insert'
            ? text + piece
            : piece.split('').toReversed().join('');
    page = page.slice(0, from) + put + page.slice(from + length);
  }
  return page.toWellFormed();
}

describe('on any damaged page', () => {
  it.each(Object.entries(LAYERS))('%s: never throw, and claim only words of the page', (_, layer) => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.array(damage, { maxLength: 6 }), (html, harm) => {
        const source = damaged(html, harm);
        const page = openDocument(source, 'https://www.market.example/v/1');
        const anchor = anchorOf(page, [], labelClaims(page));
        const claims = layer(page, anchor, source);
        // Entities and escapes are decoded by the layers; the page is searched in all its readings.
        const unescaped = source.replace(/\\u([\da-f]{4})/gi, (_all, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        );
        const key = [source, unescaped, plainText(unescaped, 1_000_000), page.lines.map((line) => line.text).join(' ')]
          .map(wordKey)
          .join(' ');
        for (const claim of claims) {
          const lost = claim.text.split(/\s+/).filter((word) => !key.includes(wordKey(word)));
          expect(lost, `${claim.topic} ${claim.text}`).toEqual([]);
          expect(claim.weight).toBeGreaterThan(0);
          expect(claim.weight).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
