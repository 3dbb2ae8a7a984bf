/**
 * What a page's sources say must not depend on each other: with any one of them gone, or with the page's markup
 * renamed, wrapped or surrounded by other cars, values may be missing but none may be wrong.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../tools/eval/run-eval.ts';
import { savedPages } from '../../tools/eval/saved-pages.ts';
import { compare, SCORED } from '../../tools/eval/score.ts';
import { readPage } from './read-page.ts';

const SAVED = [...savedPages(new URL('../../test/fixtures/', import.meta.url).pathname)];
const PAGES = SAVED.map(({ entry, url, html }) => ({
  slug: entry.slug,
  url,
  listing: entry.expect === 'listing',
  truth: entry.truth ?? {},
  html,
}));
type Page = (typeof PAGES)[number];

/** Values that are wrong or made up; pictures and texts may be fewer, not other ones. */
function faults(page: Page, html: string): string[] {
  const reading = readPage({ url: page.url, html });
  const values = valuesOf(reading);
  if (!page.listing) return reading.kind === 'listing' ? [`read as a listing: ${reading.reason}`] : [];
  return SCORED.filter((field) => field !== 'images').flatMap((field) => {
    const verdict = compare(field, values, page.truth);
    return verdict.result === 'wrong' || verdict.result === 'made_up'
      ? [`${field}: ${verdict.result} ${verdict.got}, want ${verdict.want}`]
      : [];
  });
}

function expectNoFaults(change: (html: string, page: Page) => string, pages = PAGES): void {
  const found = pages.flatMap((page) =>
    faults(page, change(page.html, page)).map((fault) => `${page.slug} | ${fault}`),
  );
  expect(found).toEqual([]);
}

const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/gi;
const LD_JSON = /<script\b[^>]*ld\+json[^>]*>[\s\S]*?<\/script>/gi;

describe('with one source gone no value turns wrong', () => {
  // One page's data contradicts its table: alone, either would be believed.
  const honest = PAGES.filter((page) => page.slug !== 'ld-contradiction');
  it.each<readonly [string, (html: string) => string]>([
    ['linked data', (html) => html.replace(LD_JSON, '')],
    ['all scripts', (html) => html.replace(SCRIPT, '')],
    ['application data', (html) => html.replace(SCRIPT, (block) => (/ld\+json/.test(block) ? block : ''))],
    ['meta tags', (html) => html.replace(/<meta\b[^>]*>/gi, '')],
    ['the title', (html) => html.replace(/<title\b[^>]*>[\s\S]*?<\/title>/gi, '')],
    ['the main headings', (html) => html.replace(/<h1\b[^>]*>[\s\S]*?<\/h1>/gi, '')],
    ['tables and lists of terms', (html) => html.replace(/<(table|dl)\b[^>]*>[\s\S]*?<\/\1>/gi, '')],
    ['list items', (html) => html.replace(/<ul\b[^>]*>[\s\S]*?<\/ul>/gi, '')],
    ['class names', (html) => html.replace(/\sclass="[^"]*"/gi, '')],
    ['ids and data attributes', (html) => html.replace(/\s(?:id|data-[\w-]+)="[^"]*"/gi, '')],
    ['microdata', (html) => html.replace(/\sitem(?:prop|scope|type)(?:="[^"]*")?/gi, '')],
  ])('%s', (_, change) => {
    expectNoFaults((html) => change(html), honest);
  });
});

/** Blocks about another car, each in a place that says so. */
const OTHER_LD =
  '<script type="application/ld+json">{"@type":"Car","name":"2013 Mazda CX-9","url":"/other/1","vehicleIdentificationNumber":"JM3TB3DV3D0412345","color":"Zeal Red","mileageFromOdometer":{"value":77123,"unitCode":"SMI"},"offers":{"@type":"Offer","price":9123,"priceCurrency":"USD"}}</script>';
const OTHER_FACTS =
  '<h3>2013 Mazda CX-9</h3><p>VIN: JM3TB3DV3D0412345</p><dl><dt>Mileage</dt><dd>77,123</dd><dt>Exterior Color</dt><dd>Zeal Red</dd><dt>Transmission</dt><dd>6-Speed Sport Automatic</dd><dt>Engine</dt><dd>3.7L V6</dd></dl><span class="price">$9,123</span><img src="https://img.other.example/mazda/1.jpg">';
const OTHERS = [
  `<section class="similar-vehicles">${OTHER_FACTS}</section>`,
  `<aside id="recommended">${OTHER_FACTS}</aside>`,
  `<div><h2>You may also like</h2>${OTHER_FACTS}</div>`,
  `<section><h2>Similar listings</h2><div>${OTHER_FACTS}</div></section>`,
  `<div class="related-ads">${OTHER_FACTS}${OTHER_FACTS}</div>`,
  `<footer>${OTHER_FACTS}</footer>`,
  '<div class="comments"><p>I sold my CX-9 with 77,123 miles for $9,123, VIN JM3TB3DV3D0412345.</p></div>',
  OTHER_LD,
];
const LISTINGS = PAGES.filter((page) => page.listing && page.html.includes('</body>'));

function insertAtEnd(html: string, block: string): string {
  const at = html.lastIndexOf('</body>');
  return html.slice(0, at) + block + html.slice(at);
}

describe('surroundings of the car change nothing', () => {
  it('other cars, conversation and footers below it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTINGS), fc.shuffledSubarray(OTHERS, { minLength: 1 }), (page, blocks) => {
        expect(faults(page, insertAtEnd(page.html, blocks.join('')))).toEqual([]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('none of their pictures are taken for its own', () => {
    for (const page of LISTINGS) {
      const { images } = readPage({ url: page.url, html: insertAtEnd(page.html, OTHERS.slice(0, 6).join('')) });
      expect(images.filter((url) => url.includes('img.other.example'))).toEqual([]);
    }
  });

  it('wrappers around the whole page, and classes of other names', () => {
    const wrap = fc.constantFrom('page', 'x1y2z3', 'main-wrapper', 'container with-footer', 'app__body--dark');
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.array(wrap, { maxLength: 3 }), fc.nat(), (page, wraps, salt) => {
        const renamed = page.html.replace(/class="([^"]*)"/g, (_, names: string) => {
          const keep = /similar|related|recommend|others?\b|comment|footer|nav|history|past|finance|calc/i.test(names);
          return keep ? `class="${names}"` : `class="c${(names.length * 31 + salt) % 997}"`;
        });
        const html = renamed
          .replace(/<body\b[^>]*>/, (tag) => tag + wraps.map((name) => `<div class="${name}">`).join(''))
          .replace(/<\/body>/, `${'</div>'.repeat(wraps.length)}</body>`);
        expect(faults(page, html)).toEqual([]);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('its own structured data told twice', () => {
    expectNoFaults((html) => html.replace(SCRIPT, (block) => block + block));
  });

  it('its structured data in another order', () => {
    expectNoFaults((html) => {
      const blocks = (html.match(SCRIPT) ?? []).toReversed();
      let next = 0;
      return html.replace(SCRIPT, () => blocks[next++] ?? '');
    });
  });

  it('white space between elements', () => {
    expectNoFaults((html) => html.replace(/></g, '>\n  <'));
  });

  it('tag and attribute names in capitals', () => {
    expectNoFaults((html) =>
      html.replace(
        /<(\/?)(div|span|td|tr|table|dl|dt|dd|li|ul|p|h[1-6])\b/g,
        (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
      ),
    );
  });
});
