/**
 * Makes hostile or broken input safe before it meets the parser.
 * Invariant: what passes is clean text (text.ts) of at most `MAX_CHARS` characters.
 */
import { cleanText } from '../../runtime/text.ts';

/** The largest real listing page seen is 1.1 MB; beyond this the work per page would not stay bounded. */
const MAX_CHARS = 6_000_000;

export type Guarded = { readonly ok: true; readonly html: string } | { readonly ok: false; readonly reason: string };

export function guardHtml(html: string): Guarded {
  if (html.length > MAX_CHARS) return { ok: false, reason: `the page is longer than ${MAX_CHARS} characters` };
  return { ok: true, html: cleanText(html) };
}
