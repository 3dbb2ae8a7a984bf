import fc from 'fast-check';
import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { savedPages } from '../../../tools/eval/saved-pages.ts';
import { type Element, isElement, type Node } from './dom.ts';
import { elementsOf } from './elements.ts';
import { parseTree } from './tree.ts';

const named = (nodes: readonly Node[], selector: string): Element[] => [...elementsOf(nodes).selected(selector)];
const textsOf = (nodes: readonly Node[], selector: string): string[] =>
  named(nodes, selector).map((element) => DomUtils.textContent(element));

const depthOf = (html: string): number => {
  let deepest = 0;
  const open: Array<readonly [Node, number]> = parseTree(html).map((node) => [node, 1]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if ('children' in node) for (const child of node.children) open.push([child, depth + (isElement(child) ? 1 : 0)]);
  }
  return deepest;
};

describe('the tree of a page', () => {
  it('is that of the plain parser where nothing nests too deep', () => {
    for (const { entry, html } of savedPages(new URL('../../../test/fixtures/', import.meta.url).pathname)) {
      if (entry.slug === 'data-unclosed') continue;
      expect(DomUtils.getOuterHTML([...parseTree(html)]) === DomUtils.getOuterHTML(parseDocument(html))).toBe(true);
    }
  });

  it('puts beside each other what would nest deeper, and loses nothing', () => {
    const nodes = parseTree(
      `${'<small>'.repeat(3_500)}<div class="a"><h1>One</h1><img src="x.jpg"></div><p>Two<p>Three</p><ul><li>Four<li>Five</ul>`,
    );
    expect(textsOf(nodes, 'h1')).toEqual(['One']);
    expect(named(nodes, 'img').map(({ attribs }) => attribs.src)).toEqual(['x.jpg']);
    expect(textsOf(nodes, 'li')).toEqual(['Four', 'Five']);
    expect(named(nodes, 'small')).toHaveLength(3_500);
  });

  it('stands where it would have stood once the surplus is closed', () => {
    const nodes = parseTree(
      `<main>${'<div>'.repeat(900)}deep${'</div>'.repeat(900)}<p>after</p></main><footer>end</footer>`,
    );
    expect(textsOf(nodes, 'main > p')).toEqual(['after']);
    expect(named(nodes, 'main footer')).toHaveLength(0);
    const mixed = parseTree(`<main>${'<div><b>'.repeat(600)}deep${'</b></div>'.repeat(600)}<p>after</p></main>`);
    expect(textsOf(mixed, 'main > p')).toEqual(['after']);
  });

  it.each([
    '<div>',
    '<small>',
    '<a><b>',
    '<p><span>',
    '<svg><g>',
    '<form><div>',
    '<li><ul>',
    '<svg><title><div>',
    '<table><tr><td>',
  ])('of any number of %s is built in linear time and stays shallow', (piece) => {
    expect(depthOf(piece.repeat(100_000))).toBeLessThanOrEqual(512);
  });

  it('stays shallow whatever is written', () => {
    const tags = fc.constantFrom(
      '<div>',
      '</div>',
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<form>',
      '</form>',
      '<img>',
      '<br/>',
      '<svg>',
      '</svg>',
      '<title>',
      '<g/>',
      '</',
      '</b >',
      'x',
      '<li>',
      '</li>',
    );
    fc.assert(
      fc.property(fc.array(tags, { maxLength: 60 }), fc.integer({ min: 500, max: 520 }), (pieces, depth) => {
        const html = `${'<i>'.repeat(depth)}${pieces.join('').repeat(30)}`;
        // A picture, or the paragraph that an end tag alone implies, is a leaf.
        expect(depthOf(html)).toBeLessThanOrEqual(513);
      }),
      { numRuns: 300 },
    );
  });
});
