/**
 * Turns the bytes of a page into text.
 * Invariant: never fails, and the text holds neither NUL (PostgreSQL refuses it) nor a lone surrogate (jsonb refuses it).
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Where HTML may declare its charset. */
const PRESCAN_BYTES = 1_024;

/**
 * Byte order mark, then the header, then what the page declares, then UTF-8; but bytes that can only be UTF-8 are
 * UTF-8, since pages that declare another charset and send UTF-8 are real, and the reverse (other text that is valid
 * UTF-8 by accident) takes every non-ASCII character to conspire. Undeclared legacy pages are windows-1252.
 *
 * @param contentType the response header, if any
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | undefined): string {
  const text = new TextDecoder(charsetOf(bytes, contentType)).decode(bytes);
  return text.replaceAll('\0', '').toWellFormed();
}

function charsetOf(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return marked;
  const declared = headerCharset(contentType, bytes) ?? metaCharset(bytes);
  if (isUtf8(bytes) && !(declared !== undefined && isAscii(bytes))) return 'utf-8';
  if (declared !== undefined && declared !== 'utf-8') return declared;
  return mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

function headerCharset(contentType: string | undefined, bytes: Uint8Array): string | undefined {
  const charset = knownCharset(/;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]);
  // Text in UTF-16 has zero bytes beside every ASCII character; without any the label is wrong.
  return charset?.startsWith('utf-16') && !bytes.subarray(0, PRESCAN_BYTES).includes(0) ? undefined : charset;
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES)).toString('latin1');
  const label =
    /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([^\s"'>;/]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([^"']+)/i.exec(head)?.[1];
  const charset = knownCharset(label);
  // A declaration that was readable as ASCII cannot stand in UTF-16.
  return charset?.startsWith('utf-16') ? 'utf-8' : charset;
}

function knownCharset(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** A UTF-8 page cut or damaged in a few places is still UTF-8: its good characters outnumber the bad bytes. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\uFFFD') bad++;
    else if (character > '\x7f') good++;
  }
  return good > bad;
}
