/**
 * The parsed page's node types and the few questions every layer asks of them.
 */
import { DomUtils, type parseDocument } from 'htmlparser2';
import { memoize } from '../../runtime/memoize.ts';
import { squeeze } from '../../runtime/text.ts';

export type Node = ReturnType<typeof parseDocument>['children'][number];
export type Element = Extract<Node, { attribs: Record<string, string> }>;

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node && 'name' in node;
}

/** All elements under the nodes, in document order. */
export function elementsUnder(nodes: readonly Node[]): Element[] {
  const elements: Element[] = [];
  const visit = (node: Node): void => {
    if (!isElement(node)) return;
    elements.push(node);
    for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return elements;
}

/** The first elements of that name under an element. */
export function tagged(name: string, under: Element, most: number): Element[] {
  return DomUtils.getElementsByTagName(name, under.children, true, most);
}

export function attr(element: Element | undefined, name: string): string {
  return element?.attribs[name] ?? '';
}

/** The element's parent element, or `undefined` at the root. */
export function parentOf(element: Node): Element | undefined {
  return isElement(element.parent) ? element.parent : undefined;
}

/** Whether two elements stand in different rows of a table or a list of pairs. */
export function inOtherRow(one: Element, other: Element): boolean {
  const row = (element: Element): Element | undefined => {
    for (let at: Element | undefined = element, up = 0; at !== undefined && up < 6; at = parentOf(at), up++)
      if (at.name === 'tr') return at;
    return undefined;
  };
  const [first, second] = [row(one), row(other)];
  return first !== undefined && second !== undefined && first !== second;
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
      size += 1;
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

const MARKING = ['id', 'class', 'role', 'data-testid', 'data-aut-id', 'data-qa'];
const MAX_MARK = 400;

/** The values of some attributes in one text. Most elements have one of them, and then nothing is put together. */
export function markOf({ attribs }: Element, names: readonly string[]): string {
  let text = '';
  for (const name of names) {
    const value = attribs[name];
    if (value !== undefined && value !== '') text = text === '' ? value : `${text} ${value}`;
  }
  return text.length > MAX_MARK ? text.slice(0, MAX_MARK) : text;
}

/** Lower-case words of an element's id, class and role. */
export function markers(element: Element): ReadonlySet<string> {
  return wordsOf(markOf(element, MARKING));
}

const wordsOf = memoize((text): ReadonlySet<string> => new Set(wordsIn(text)));
