/**
 * The parsed page as every layer reads it: lines of text, pictures, scripts, meta tags.
 * Invariant: parsed once and walked once; document order is kept, and each line and picture knows its zone.
 */
import { textOf } from './dom.ts';
import { type Elements, elementsOf } from './elements.ts';
import { headOf, type PageHead } from './head.ts';
import { mainHeading } from './heading.ts';
import { type Layout, layOut } from './layout.ts';
import { openingLinesOf } from './opening-lines.ts';
import { parseTree } from './tree.ts';

export type { Line, Picture } from './layout.ts';

/**
 * Of the head: `meta` maps `og:title` and the like, in lower case, to their content; `lang` is `de`, `en` or empty;
 * `country` the region of the page's language or the last label of the host, in lower case.
 */
export interface PageDocument extends Elements, PageHead, Layout {
  readonly url: URL;
  /** The heading that names the page's car, when one does. */
  readonly heading: string;
}

const ROOT = 'page-root';

export function openDocument(html: string, address: string): PageDocument {
  // One element around everything, so that text at the top stands in one, too.
  const nodes = parseTree(html, ROOT);
  const url = URL.parse(address) ?? new URL('http://unknown.invalid/');
  const found = elementsOf(nodes);
  const main = mainHeading(found);
  const head = headOf(found, url);
  return {
    ...found,
    url,
    heading: main === undefined ? '' : textOf(main, 300),
    ...head,
    ...layOut(nodes, main, html, openingLinesOf(head.meta)),
  };
}
