/**
 * Makes hostile or broken input safe before it meets the parser.
 * Invariant: what passes has no NUL, no lone surrogate, at most `MAX_CHARS` characters and no more than `MAX_DEPTH`
 * open elements; everything behind this file may recurse into the tree.
 */
import { Parser } from 'htmlparser2';

/** The largest real listing page seen is 1.1 MB; beyond this the work per page would not stay bounded. */
const MAX_CHARS = 6_000_000;

/** Browsers cap nesting at 512. 50 000 nested tags cost a parser 23 s, so the cap is checked on the token stream. */
const MAX_DEPTH = 512;

export type Guarded = { readonly ok: true; readonly html: string } | { readonly ok: false; readonly reason: string };

export function guardHtml(html: string): Guarded {
  if (html.length > MAX_CHARS) return { ok: false, reason: `the page is longer than ${MAX_CHARS} characters` };
  // PostgreSQL's text refuses NUL, and a lone surrogate cannot be written as UTF-8.
  const clean = (html.includes('\0') ? html.replaceAll('\0', '') : html).toWellFormed();
  let depth = 0;
  let tooDeep = false;
  const parser = new Parser({
    onopentag() {
      depth += 1;
      if (depth > MAX_DEPTH) {
        tooDeep = true;
        parser.pause();
      }
    },
    onclosetag() {
      depth -= 1;
    },
  });
  // Fed in pieces, so that a page refused early costs little.
  for (let at = 0; at < clean.length && !tooDeep; at += 65_536) parser.write(clean.slice(at, at + 65_536));
  if (tooDeep) return { ok: false, reason: `elements are nested deeper than ${MAX_DEPTH}` };
  return { ok: true, html: clean };
}
