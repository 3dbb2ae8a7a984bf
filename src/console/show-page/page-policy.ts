/**
 * What a shown page may do, and its style sheet; apart from show-page.ts, whose parser only a thread loads.
 * Invariant: the policy allows nothing but this very style sheet.
 */
import { createHash } from 'node:crypto';

export const STYLE = `:root{background:Canvas;color:CanvasText;color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:anywhere}
mark{background:#ffd84d;color:#111;outline:3px solid #ffd84d;scroll-margin:30vh 0}
.data{border:2px solid #b8860b;margin:0 0 16px;padding:8px 12px}
.data div{font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap}
.none,.partly{border:2px solid #b3261e;margin:0 0 16px;padding:8px 12px}
.note{color:GrayText;font-style:italic}
.picture{border:1px dashed GrayText;color:GrayText;display:inline-block;margin:2px;padding:4px 8px}
.table{border-collapse:collapse;display:table}.row{display:table-row}
.cell{border:1px solid GrayText;display:table-cell;padding:2px 8px;vertical-align:top}
.head,.term,.strong{font-weight:600}.heading{font-size:1.25em;font-weight:600;margin:.6em 0 .3em}
.item{display:list-item;margin-left:1.4em}.told{margin-left:1.4em}.paragraph{margin:.5em 0}
.pre{font-family:ui-monospace,monospace;white-space:pre-wrap}.struck{text-decoration:line-through}
.link{text-decoration:underline}`;

/** For the answer that carries the document: it holds although the frame around it says the same. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');
