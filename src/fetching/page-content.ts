/**
 * Tells pages from everything else that can stand at an address.
 * Invariant: what passes both judgements is text that claims to be HTML; PDFs, images, archives and data are refused
 * before or right after their bytes arrive.
 */

import { cut } from '../runtime/text.ts';
import { FetchFault } from './fetch-outcome.ts';

/** Content types under which servers do send HTML; those that are not HTML by name must look like it. */
const HTML = /^(text\/html|application\/xhtml\+xml)$/;
const MAYBE_HTML = /^(text\/plain|text\/xml|application\/xml|application\/octet-stream|unknown\/unknown)?$/;

/** HTML under another name says what it is near its beginning. */
const SNIFF_BYTES = 2_048;
/** What other formats begin with stands in these; file-type asks for as many. */
const MAGIC_BYTES = 4_100;
/** White space (also that of no break), NUL and the marks of byte orders, byte by byte. */
const BLANK: ReadonlySet<number> = new Set([0, 9, 10, 11, 12, 13, 32, 0xef, 0xbb, 0xbf, 0xfe, 0xff, 0xa0, 0xc2]);

/** Judges by the header, before the body is read. @throws FetchFault `invalid` */
export function refuseOtherTypes(contentType: string | undefined): void {
  const type = mediaType(contentType);
  if (!HTML.test(type) && !MAYBE_HTML.test(type)) {
    throw new FetchFault('invalid', `the address holds ${cut(type, 60)}, not a page`);
  }
}

/** Judges by the first bytes: 5 MB of them are looked through by the process that reads pages. @throws FetchFault `invalid`, or `server_error` for a blank */
export async function refuseOtherContent(bytes: Buffer, contentType: string | undefined): Promise<void> {
  const begin = bytes.findIndex((byte) => !BLANK.has(byte));
  if (begin < 0) throw new FetchFault('server_error', 'the page is empty');
  // In UTF-16 every other byte is zero.
  const head = bytes.toString('latin1', begin, begin + SNIFF_BYTES).replaceAll('\0', '');
  // Nearly all pages, and nothing else begins so: file-type takes 0.1 ms to find nothing.
  if (/^<(!doctype html|html)\b/i.test(head)) return;
  // 43 modules, with the first page that does not say what it is.
  const { fileTypeFromBuffer } = await import('file-type');
  const binary = await fileTypeFromBuffer(bytes.subarray(0, MAGIC_BYTES));
  // XHTML is recognised as XML.
  if (binary !== undefined && binary.mime !== 'application/xml') {
    throw new FetchFault('invalid', `the address holds ${binary.mime}, not a page`);
  }
  if (!HTML.test(mediaType(contentType)) && !/<(!doctype html|html|head|body)\b/i.test(head)) {
    throw new FetchFault('invalid', 'the address holds plain data, not a page');
  }
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
