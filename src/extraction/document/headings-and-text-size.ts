/**
 * A first look over the tree: how much text there is, which headings, and where the seller's text begins.
 * Invariant: nothing is laid out here; what is skipped has no text.
 */
import { type Element, isElement, type Node, parentOf } from './dom.ts';
import { levelOf } from './heading.ts';

export const SKIP = new Set(
  'script style noscript template svg iframe object head del s strike textarea datalist'.split(' '),
);
const MAX_HEADINGS = 2_000;

/** What a first walk meets: headings, and texts long enough to be a description's beginning. */
export interface Met {
  readonly headings: Element[];
  readonly opening: (text: string) => boolean;
  /** Around the beginning of the seller's text. */
  opened: Element | undefined;
}

/** Characters of text under a node, scripts and styles left out. */
export function textSize(node: Node, met?: Met): number {
  if (node.type === 'text') {
    if (met !== undefined && met.opened === undefined && node.data.length > 20 && met.opening(node.data))
      met.opened = parentOf(node);
    return node.data.length;
  }
  if (!isElement(node) || SKIP.has(node.name)) return 0;
  if (met !== undefined && met.headings.length < MAX_HEADINGS && levelOf(node) > 0) met.headings.push(node);
  let size = 0;
  for (const child of node.children) size += textSize(child, met);
  return size;
}
