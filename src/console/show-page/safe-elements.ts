/**
 * A page that strangers wrote, as elements that can do nothing.
 * Invariant: what is given holds `div`, `span`, `br`, `hr` and `mark` with the attributes class, id, dir, role and aria-level,
 * whose values come from this file or from a closed list; every other sign of the page is text. So nothing of it runs, asks
 * for an address, has a place to send something to, or closes an element that is not its own.
 */
import { type Element, isElement, type Node } from '../../extraction/document/dom.ts';
import { escapeControls } from '../../runtime/text.ts';
import type { Found } from './find-words.ts';

const DROPPED = new Set(
  'script style template noscript iframe frame frameset noframes object embed applet param link meta base svg math title audio video source track canvas map area noembed portal'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark nobr output q s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
);
/** The look of what was an element of its own. */
const CLASSES: Readonly<Record<string, string>> = {
  table: 'table',
  tr: 'row',
  td: 'cell',
  th: 'cell head',
  li: 'item',
  dt: 'term',
  dd: 'told',
  p: 'paragraph',
  pre: 'pre',
  textarea: 'pre',
  blockquote: 'told',
  b: 'strong',
  strong: 'strong',
  s: 'struck',
  strike: 'struck',
  del: 'struck',
  a: 'link',
};

/** Of one text; a description of a megabyte is cut. */
const TEXT_MOST = 20_000;
/** Of a page, around what is marked. */
const PAGE_MOST = 600_000;
/** Of a cut text, in front of what is marked. */
const BEFORE = 2_000;

/** The texts that are shown, in the page's order: the places that a `Found` counts. */
export function shownTexts(nodes: readonly Node[]): readonly string[] {
  const texts: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'text') texts.push(node.data);
    else if (isElement(node) && !DROPPED.has(node.name)) for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return texts;
}

/** The page with what was found marked; the first mark has the id `evidence`. */
export function safeElements(nodes: readonly Node[], found: Found | undefined): string {
  const [first] = found?.keys() ?? [];
  const window = windowAround(shownTexts(nodes), first ?? 0);
  let at = -1;
  const render = (node: Node): string => {
    if (node.type === 'text') {
      at += 1;
      return window.holds(at) ? shownText(node.data, found?.get(at), at === first) : '';
    }
    if (!isElement(node) || DROPPED.has(node.name)) return '';
    if (node.name === 'br' || node.name === 'hr') return window.holds(at + 1) ? `<${node.name}>` : '';
    if (node.name === 'img') return window.holds(at + 1) ? picture(node) : '';
    const inside = node.children.map(render).join('');
    return inside.trim() === '' ? inside : element(node, inside);
  };
  const shown = nodes.map(render).join('');
  return `${note(window.before, 'before this')}${shown}${note(window.after, 'after this')}`;
}

/** The text with what is to be marked, cut where it is too long, and with every sign visible. */
export function shownText(
  text: string,
  range: readonly [from: number, to: number] | undefined,
  isFirst: boolean,
): string {
  const [from, to] = range ?? [0, 0];
  const start = text.length > TEXT_MOST ? Math.max(0, from - BEFORE) : 0;
  const end = Math.min(text.length, start + TEXT_MOST);
  const marked =
    range === undefined
      ? ''
      : `<mark${isFirst ? ' id="evidence"' : ''}>${plain(text.slice(from, Math.min(to, end)))}</mark>`;
  const around =
    range === undefined
      ? [plain(text.slice(start, end)), '']
      : [plain(text.slice(start, from)), plain(text.slice(Math.min(to, end), end))];
  return `${note(start, 'before this')}${around[0]}${marked}${around[1]}${note(text.length - end, 'after this')}`;
}

/** Signs of markup as text, and what turns a line around or is not seen as its number. */
export function plain(text: string): string {
  return escapeControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function note(left: number, where: string): string {
  return left <= 0
    ? ''
    : `<span class="note">[${left.toLocaleString('en-US')} more characters stand ${where} and are left out]</span>`;
}

function element(node: Element, inside: string): string {
  const level = /^h([1-6])$/.exec(node.name)?.[1];
  const name = INLINE.has(node.name) ? 'span' : 'div';
  const { dir = '' } = node.attribs;
  const attributes = [
    level === undefined ? classOf(node.name) : ` class="heading" role="heading" aria-level="${level}"`,
    ['ltr', 'rtl', 'auto'].includes(dir) ? ` dir="${dir}"` : '',
  ];
  return `<${name}${attributes.join('')}>${inside}</${name}>`;
}

function classOf(name: string): string {
  const known = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  return known === undefined ? '' : ` class="${known}"`;
}

/** Its words in its place; a picture without words is left out, as most of them are marks of the site's own. */
function picture(node: Element): string {
  const words = (node.attribs.alt ?? '').trim();
  return words === '' ? '' : `<span class="picture">${shownText(`picture: ${words}`, undefined, false)}</span>`;
}

interface Window {
  holds(text: number): boolean;
  /** Characters left out on either side. */
  readonly before: number;
  readonly after: number;
}

function windowAround(texts: readonly string[], first: number): Window {
  const sizes = texts.map((text) => Math.min(text.length, TEXT_MOST));
  let from = first;
  let to = first;
  let size = sizes[first] ?? 0;
  // A third of it in front of the mark, or more where the page ends soon.
  while (from > 0 && size + (sizes[from - 1] ?? 0) <= PAGE_MOST / 3) size += sizes[--from] ?? 0;
  while (to + 1 < texts.length && size + (sizes[to + 1] ?? 0) <= PAGE_MOST) size += sizes[++to] ?? 0;
  while (from > 0 && size + (sizes[from - 1] ?? 0) <= PAGE_MOST) size += sizes[--from] ?? 0;
  const all = (some: readonly string[]) => some.reduce((sum, text) => sum + text.length, 0);
  return {
    holds: (text) => text >= from && text <= to,
    before: all(texts.slice(0, from)),
    after: all(texts.slice(to + 1)),
  };
}
