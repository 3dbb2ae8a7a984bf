/**
 * Turns the bytes of a page into text.
 * Invariant: never fails, gives no NUL and no half character, and what is no UTF-8 is told by a sample of its letters,
 * whatever its length.
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Where a page's charset is looked for: browsers look at one kilobyte first, and at every declaration they meet later. */
const PRESCAN_BYTES = 65_536;
const SAMPLE_BYTES = 65_536;

/**
 * Byte order mark, then the header, then what the page declares, then UTF-8; but bytes that can only be UTF-8 are
 * UTF-8, since pages that declare another charset and send UTF-8 are real, and the reverse (other text that is valid
 * UTF-8 by accident) takes every non-ASCII character to conspire. Undeclared legacy pages are told by their language or
 * by their letters; all others are windows-1252.
 *
 * @param contentType the response header, if any
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | undefined): string {
  return new TextDecoder(charsetOf(bytes, contentType)).decode(bytes).replaceAll('\0', '');
}

/** Whether the bytes are the text's own UTF-8 whatever anybody declares, as those of nearly all pages are; 5 MB take 1 ms. */
export function isPlainUtf8(bytes: Uint8Array): boolean {
  // ESC shifts in ISO-2022-JP, NUL is every other byte of UTF-16.
  return isUtf8(bytes) && !bytes.includes(0) && !(bytes.includes(0x1b) && isAscii(bytes));
}

function charsetOf(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return marked;
  const wide = wideText(bytes);
  if (wide !== undefined) return wide;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES)).toString('latin1');
  const declared = [headerCharset(contentType, bytes), metaCharset(head)].filter((charset) => charset !== undefined);
  if (isUtf8(bytes) && !(declared.length > 0 && isAscii(bytes))) return 'utf-8';
  const legacy = declared.find((charset) => charset !== 'utf-8');
  if (legacy !== undefined) return legacy;
  const sample = sampleOf(bytes);
  return mostlyUtf8(sample) ? 'utf-8' : (byLetters(sample) ?? byLanguage(head) ?? 'windows-1252');
}

/** From the first byte that is no ASCII on: 5 MB of them took 0.7 s to judge. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const begin = bytes.findIndex((byte) => byte > 0x7f);
  return bytes.subarray(begin, begin + SAMPLE_BYTES);
}

/** UTF-16 without a mark: markup is ASCII, so every second byte of `<html` is zero. */
function wideText(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 12);
  const zeros = (from: 0 | 1): boolean =>
    start.length >= 8 && start.every((byte, index) => (byte === 0) === (index % 2 === from));
  if (zeros(1)) return 'utf-16le';
  return zeros(0) ? 'utf-16be' : undefined;
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
  return charset?.startsWith('utf-16') && !bytes.subarray(0, 1_024).includes(0) ? undefined : charset;
}

function metaCharset(head: string): string | undefined {
  const label =
    /<meta\b[^>]{0,200}\bcharset\s*=\s*(?:["']\s*)?([^\s"'>;/]+)/i.exec(head)?.[1] ??
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

/** What browsers take for pages that declare nothing, by the language the page is in. */
const BY_LANGUAGE: ReadonlyMap<string, string> = new Map(
  [
    ['windows-1250', 'bs cs hr hu pl ro sk sl sq'],
    ['windows-1251', 'be bg kk ky mk mn ru sr tg uk'],
    ['windows-1253', 'el'],
    ['windows-1254', 'az tr'],
    ['windows-1255', 'he'],
    ['windows-1256', 'ar fa ur'],
    ['windows-1257', 'et lt lv'],
    ['windows-1258', 'vi'],
    ['windows-874', 'th'],
    ['euc-kr', 'ko'],
    ['shift_jis', 'ja'],
    ['gb18030', 'zh'],
  ].flatMap(([charset = '', languages = '']) => languages.split(' ').map((language) => [language, charset] as const)),
);

function byLanguage(head: string): string | undefined {
  const language = /<html\b[^>]{0,300}\blang\s?=\s?["']?([a-z]{2})/i.exec(head)?.[1];
  return language === undefined ? undefined : BY_LANGUAGE.get(language.toLowerCase());
}

/** Charsets whose text has letters that no other reading of the same bytes gives in such number. */
const LETTERS: ReadonlyArray<readonly [charset: string, letters: RegExp, share: number]> = [
  ['euc-kr', /[\uac00-\ud7a3]/g, 0.6],
  ['shift_jis', /[\u3041-\u30fe]/g, 0.25],
  ['euc-jp', /[\u3041-\u30fe]/g, 0.25],
  // Words of Cyrillic are small but for their first letter; western text has single accents among ASCII.
  ['windows-1251', /(?<=[\u0410-\u044f])[\u0430-\u044f]/g, 0.5],
  ['koi8-r', /(?<=[\u0410-\u044f])[\u0430-\u044f]/g, 0.5],
];

function byLetters(bytes: Uint8Array): string | undefined {
  return LETTERS.find(([charset, letters, share]) => {
    const foreign = new TextDecoder(charset).decode(bytes).replace(/[\s!-~]+/g, ' ');
    const total = foreign.replaceAll(' ', '').length;
    const bad = foreign.match(/\ufffd/g)?.length ?? 0;
    return total >= 6 && bad <= total * 0.02 && (foreign.match(letters)?.length ?? 0) >= total * share;
  })?.[0];
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
