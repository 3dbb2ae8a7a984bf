/**
 * Tells pages from everything else that can stand at an address.
 * Invariant: what passes both judgements is text that claims to be HTML; PDFs, images, archives and data are refused
 * before or right after their bytes arrive.
 */

import { cut } from '../runtime/text.ts';
import { decodeHtml } from './charset.ts';
import { FetchFault } from './fetch-outcome.ts';

/** Content types under which servers do send HTML; those that are not HTML by name must look like it. */
const HTML = /^(text\/html|application\/xhtml\+xml)$/;
const MAYBE_HTML = /^(text\/plain|text\/xml|application\/xml|application\/octet-stream|unknown\/unknown)?$/;

/** HTML under another name says what it is near its beginning. */
const SNIFF_LENGTH = 1_024;

/** Judges by the header, before the body is read. @throws FetchFault `invalid` */
export function refuseOtherTypes(contentType: string | undefined): void {
  const type = mediaType(contentType);
  if (!HTML.test(type) && !MAYBE_HTML.test(type)) {
    throw new FetchFault('invalid', `the address holds ${cut(type, 60)}, not a page`);
  }
}

/** @throws FetchFault `invalid` for bytes that are no page; `server_error` when there are none */
export async function decodePage(bytes: Buffer, contentType: string | undefined): Promise<string> {
  // 43 modules, with the first page.
  const { fileTypeFromBuffer } = await import('file-type');
  const binary = await fileTypeFromBuffer(bytes);
  // XHTML is recognised as XML.
  if (binary !== undefined && binary.mime !== 'application/xml') {
    throw new FetchFault('invalid', `the address holds ${binary.mime}, not a page`);
  }
  const html = decodeHtml(bytes, contentType);
  if (html.trim() === '') throw new FetchFault('server_error', 'the page is empty');
  if (!HTML.test(mediaType(contentType)) && !/<(!doctype html|html|head|body)\b/i.test(html.slice(0, SNIFF_LENGTH))) {
    throw new FetchFault('invalid', 'the address holds plain data, not a page');
  }
  return html;
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
