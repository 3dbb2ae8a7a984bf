/**
 * The beginning of the seller's text as the page tells it of itself, in `meta` tags.
 * Invariant: nothing is read from it; it only shows where on the page the text stands.
 */
import { squeeze } from '../../runtime/text.ts';

const MIN_OPENING = 40;
const COMPARED = 40;
/** A first line as short as this may be anything. */
const MIN_LINE = 20;

/** What the page's `meta` tags say of it, without the dots of a cut. */
export function openingLinesOf(meta: ReadonlyMap<string, string>): string[] {
  const texts = ['description', 'og:description', 'twitter:description'].map((name) =>
    squeeze((meta.get(name) ?? '').slice(0, 1_000)).replace(/\s?(?:…|(?<!\.)\.{2,})$/, ''),
  );
  return [...new Set(texts)].filter((text) => text.length >= MIN_OPENING);
}

/** Whether a line of the page is the beginning of that text. */
export function opens(opening: string, line: string): boolean {
  return line.length >= MIN_LINE && opening.startsWith(line.slice(0, COMPARED));
}
