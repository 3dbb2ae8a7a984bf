/**
 * The parsed page's node types and the few questions every layer asks of them.
 */
import type { Cheerio, CheerioAPI } from 'cheerio/slim';

type Root = ReturnType<CheerioAPI['root']> extends Cheerio<infer D> ? D : never;
export type Node = Root['children'][number];
export type Element = Extract<Node, { attribs: Record<string, string> }>;

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node && 'name' in node;
}

export function attr(element: Element, name: string): string {
  return element.attribs[name] ?? '';
}

/** The element's parent element, or `undefined` at the root. */
export function parentOf(element: Node): Element | undefined {
  return isElement(element.parent) ? element.parent : undefined;
}

/** Blanks of every kind become one space; the ends are trimmed. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Text under a node with one space between elements, at most `cap` characters; scripts and styles left out. */
export function textOf(node: Node, cap = 20_000): string {
  const parts: string[] = [];
  let size = 0;
  const visit = (at: Node): void => {
    if (size > cap) return;
    if (at.type === 'text') {
      parts.push(at.data);
      size += at.data.length;
    } else if (isElement(at)) {
      if (at.name === 'script' || at.name === 'style' || at.name === 'noscript' || at.name === 'template') return;
      for (const child of at.children) visit(child);
      parts.push(' ');
    }
  };
  visit(node);
  return squeeze(parts.join('').slice(0, cap));
}

/** `DetailsSection_similarCars` is details, section, similar, cars. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

const known = new WeakMap<Element, ReadonlySet<string>>();
/** A page repeats its classes from card to card: the words of one text are found once. */
const wordsOf = new Map<string, ReadonlySet<string>>();
const MAX_TEXTS = 4_000;

/** Lower-case words of an element's id, class and role. */
export function markers(element: Element): ReadonlySet<string> {
  const before = known.get(element);
  if (before !== undefined) return before;
  const text =
    `${attr(element, 'id')} ${attr(element, 'class')} ${attr(element, 'role')} ${attr(element, 'data-testid')} ${attr(element, 'data-aut-id')} ${attr(element, 'data-qa')}`.slice(
      0,
      400,
    );
  const cached = wordsOf.get(text);
  if (cached !== undefined) {
    known.set(element, cached);
    return cached;
  }
  const words = new Set(wordsIn(text));
  if (wordsOf.size >= MAX_TEXTS) wordsOf.clear();
  wordsOf.set(text, words);
  known.set(element, words);
  return words;
}
