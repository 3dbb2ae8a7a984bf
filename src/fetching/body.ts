/**
 * Reads the body of a response into memory.
 * Invariant: neither the bytes on the wire nor the bytes after decompression ever exceed the limit; 165 bytes of brotli
 * can ask for 100 MB.
 */

import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { cut } from '../runtime/text.ts';
import { codeOf } from '../runtime/thrown.ts';
import { FetchFault } from './fetch-outcome.ts';

/** What `decodeBody` undoes, for the request's accept-encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, br, zstd, deflate';

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzipAsync: Decompress = promisify(gunzip);
const inflateAsync: Decompress = promisify(inflate);
const inflateRawAsync: Decompress = promisify(inflateRaw);

const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: gunzipAsync,
  'x-gzip': gunzipAsync,
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
  // Servers send both zlib and raw deflate under this name; zlib's two header bytes are a multiple of 31.
  deflate: (bytes, options) => (isZlib(bytes) ? inflateAsync : inflateRawAsync)(bytes, options),
};

function isZlib(bytes: Buffer): boolean {
  return bytes.length > 1 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

/** Collects the body as it stands on the wire and stops the transfer at the first byte over the limit. */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the stream, which closes the connection.
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** @param encoding the content-encoding header; more than one encoding is refused, as only bombs are packed twice */
export async function decodeBody(wire: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || wire.length === 0) return wire;
  const decompress = Object.hasOwn(DECOMPRESS, name) ? DECOMPRESS[name] : undefined;
  if (decompress === undefined) throw new FetchFault('invalid', `the content-encoding "${cut(name, 40)}" is not read`);
  try {
    return await decompress(wire, { maxOutputLength: maxBytes });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new FetchFault('network', `the ${name} body is damaged or cut short`, { cause: error });
  }
}

export function tooLarge(maxBytes: number): FetchFault {
  return new FetchFault('too_large', `the answer is larger than ${Math.round(maxBytes / 1e5) / 10} MB`);
}
