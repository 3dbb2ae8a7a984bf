import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { hostilePages } from '../../../test/console/hostile-pages.ts';
import { elementsUnder, isElement, type Node } from '../../extraction/document/dom.ts';
import { type Proof, showPage } from './show-page.ts';

const CANARY = 'http://127.0.0.1:9/canary';
const proof = (snippet: string, more: Partial<Proof> = {}): Proof => ({
  snippet,
  method: 'label',
  values: [],
  ...more,
});
const marked = (document: string): string[] =>
  [...document.matchAll(/<mark[^>]*>(.*?)<\/mark>/gs)].map(([, text = '']) => text);

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  meta: ['charset'],
  title: [],
  style: [],
  body: [],
  div: ['class', 'dir', 'role', 'aria-level'],
  span: ['class', 'dir'],
  mark: ['id'],
  br: [],
  hr: [],
};
const CLASSES =
  /^(?:table|row|cell|cell head|item|term|told|paragraph|pre|strong|struck|link|heading|picture|note|data|none|partly)$/;

function strangersIn(document: string): string[] {
  return elementsUnder(parseDocument(document).children as Node[]).flatMap(({ name, attribs }) => [
    ...(Object.hasOwn(ALLOWED, name) ? [] : [name]),
    ...Object.entries(attribs).flatMap(([key, value]) =>
      !ALLOWED[name]?.includes(key) ||
      (key === 'class' && !CLASSES.test(value)) ||
      (key === 'id' && value !== 'evidence') ||
      (key === 'dir' && !/^(?:ltr|rtl|auto)$/.test(value)) ||
      (key === 'role' && value !== 'heading')
        ? [`${name} ${key}=${value}`]
        : [],
    ),
  ]);
}

function expectSafe(html: string, asked?: Proof): void {
  const { document } = showPage(html, asked);
  expect(strangersIn(document)).toEqual([]);
  const style = /<style>.*?<\/style>/gs;
  expect(document.match(style)).toHaveLength(1);
  // What is read back is what was written: nothing closes, opens or moves what it should not.
  const body = document.slice(document.indexOf('<body>') + 6, document.lastIndexOf('</body>'));
  const tree = parseDocument(body).children as Node[];
  const again = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (!isElement(node))
          return (node as { data: string }).data
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;')
            .replaceAll('"', '&quot;');
        const attributes = Object.entries(node.attribs).map(([key, value]) => ` ${key}="${value}"`);
        const isVoid = node.name === 'br' || node.name === 'hr';
        return `<${node.name}${attributes.join('')}>${isVoid ? '' : `${again(node.children)}</${node.name}>`}`;
      })
      .join('');
  expect(again(tree)).toBe(body);
}

describe('the kept page as it is shown', () => {
  test.for(Object.entries(hostilePages(CANARY)))('of %s nothing is left but words', ([, html]) => {
    expectSafe(html);
    expectSafe(html, proof('words that are not there'));
    expect(showPage(html).document).not.toMatch(/<(?:script|img|iframe|form|svg|link|base|a|object)\b|url\(/i);
  });

  test('whatever is written, no element and no attribute comes through but ours', () => {
    const pieces = Object.values(hostilePages(CANARY)).filter((page) => page.length < 5_000);
    const piece = fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<li>',
        '<td>',
        '<tr>',
        '<table>',
        '<h1>',
        '<a href=x>',
        '<!--',
        '-->',
        '"',
        "'",
        '>',
        '<',
        '</',
        '&',
        '&#0;',
        ']]>',
      ),
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string(), fc.string(), fc.string()).map(([name, key, value]) => `<${name} ${key}="${value}">`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.string(), (parts, words) => {
        expectSafe(parts.join(''), proof(words));
      }),
      { numRuns: 400 },
    );
  });

  test('the words are marked once, at their first place, over all elements they stand in', () => {
    const shown = showPage(
      '<dl><dt>Mileage</dt><dd><b>12,345</b> miles</dd></dl><p>12,345 miles</p>',
      proof('Mileage: 12,345 miles'),
    );
    expect(shown).toMatchObject({ where: 'page', partly: false });
    expect(marked(shown.document)).toEqual(['Mileage', '12,345', ' miles']);
    expect(shown.document.match(/id="evidence"/g)).toHaveLength(1);
  });

  test('a page that has marks and ids of its own has the one that proves, and no other', () => {
    const { document } = showPage(hostilePages(CANARY).clobbering ?? '', proof('looks like ours'));
    expect(marked(document)).toEqual(['looks like ours']);
  });

  test.for<[what: string, html: string, Proof, marked: string]>([
    [
      'data in a script',
      '<p>a car</p><script type="application/ld+json">{"color": "R\\u00e9d \\"x\\""}</script>',
      proof('color: Réd "x"', { method: 'json-ld' }),
      'color": "Réd "x',
    ],
    [
      'a meta tag',
      '<meta property="og:price:amount" content="7500"><p>a car</p>',
      proof('og:price:amount: 7500', { method: 'meta' }),
      'og:price:amount" content="7500',
    ],
    [
      'the title',
      '<title>2004 Honda Civic</title><p>a car</p>',
      proof('2004 Honda Civic', { method: 'title' }),
      '2004 Honda Civic',
    ],
    [
      'data of an address',
      '<script>window.s="%7B%22color%22%3A%22gr%C3%BCn%22%7D"</script>',
      proof('color: grün', { method: 'app-json' }),
      'color":"grün',
    ],
  ])('words in %s are shown above the page', ([, html, asked, words]) => {
    const { document, where } = showPage(html, asked);
    expect(where).toBe('data');
    expect(marked(document).map((text) => text.replaceAll('&quot;', '"'))).toEqual([words]);
    expect(document).toContain('This is not to be seen on the page');
  });

  test('where the words are gone the value is marked, and where that is gone it is said', () => {
    const html = '<p>Painted in deep red</p>';
    expect(showPage(html, proof('Colour: red'))).toMatchObject({ where: 'page', partly: true });
    const gone = showPage(html, proof('Colour: <blue>', { values: ['blue'] }));
    expect(gone.where).toBe('nowhere');
    expect(marked(gone.document)).toEqual([]);
    expect(gone.document).toContain('&quot;Colour: &lt;blue&gt;&quot; can no longer be found');
  });

  test('a short value is no part of another word or figure', () => {
    expect(showPage('<p>Ford, predicted at 12,300</p>', proof('red')).where).toBe('nowhere');
    expect(showPage('<p>Ford, predicted at 12,300</p>', proof('2,300')).where).toBe('nowhere');
  });

  test('marks that turn a line around and signs that nobody sees are written out', () => {
    const { document } = showPage('<p>a\u202eb\u200bc\u0007d</p>');
    expect(document).toContain('a\\u202eb\\u200bc\\x07d');
  });

  test('a text of a megabyte is cut with a word, and the words that prove are still there', () => {
    const html = `<p>${'word '.repeat(150_000)}the mileage is 12,345 ${'word '.repeat(150_000)}</p>`;
    const { document } = showPage(html, proof('the mileage is 12,345'));
    expect(marked(document)).toEqual(['the mileage is 12,345']);
    expect(document).toMatch(/\[7[\d,]+ more characters stand before this and are left out\].*<mark/s);
    expect(document).toMatch(/<\/mark>.*more characters stand after this and are left out\]/s);
    expect(document.length).toBeLessThan(30_000);
  });

  test('a page of many short texts is cut around the words that prove', () => {
    const html = `${'<p>a line of words</p>'.repeat(60_000)}<p>mileage 12,345</p>${'<p>a line of words</p>'.repeat(30_000)}`;
    const { document } = showPage(html, proof('mileage 12,345'));
    expect(marked(document)).toEqual(['mileage 12,345']);
    expect(document).toMatch(/more characters stand before this.*<mark/s);
    expect(document.length).toBeLessThan(2_500_000);
  });
});
