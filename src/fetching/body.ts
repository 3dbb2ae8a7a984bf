/**
 * Reads the body of a response into memory.
 * Invariant: neither the bytes on the wire nor the bytes after decompression ever exceed the limit; 165 bytes of brotli
 * can ask for 100 MB.
 */
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { cut } from '../runtime/text.ts';
import { FetchFault } from './fetch-outcome.ts';

/** What `decodeBody` undoes, for the request's accept-encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, br, zstd, deflate';

const DECOMPRESS: Readonly<Record<string, (wire: Buffer) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
  // Servers send both zlib and raw deflate under this name; zlib's two header bytes are a multiple of 31.
  deflate: (wire) => (isZlib(wire) ? createInflate() : createInflateRaw()),
};

function isZlib(bytes: Buffer): boolean {
  return bytes.length > 1 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

export interface BodyLimit {
  /** Both on the wire and decoded. */
  readonly maxBytes: number;
  /** The beginning of a longer body is what is wanted. */
  readonly cut?: boolean | undefined;
}

/** Collects a stream and stops it at the first byte over the limit. */
export async function readBody(body: Readable, { maxBytes, cut }: BodyLimit): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    chunks.push(chunk);
    // Leaving the loop destroys the stream, which closes the connection.
    if (length > maxBytes && cut === true) break;
    if (length > maxBytes) throw tooLarge(maxBytes);
  }
  return Buffer.concat(chunks, Math.min(length, maxBytes));
}

/** @param encoding the content-encoding header; more than one encoding is refused, as only bombs are packed twice */
export async function decodeBody(wire: Buffer, encoding: string | undefined, limit: BodyLimit): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || wire.length === 0) return wire;
  const open = Object.hasOwn(DECOMPRESS, name) ? DECOMPRESS[name] : undefined;
  if (open === undefined) throw new FetchFault('invalid', `the content-encoding "${cut(name, 40)}" is not read`);
  const decompressed = open(wire);
  decompressed.end(wire);
  try {
    return await readBody(decompressed, limit);
  } catch (error) {
    if (error instanceof FetchFault) throw error;
    throw new FetchFault('network', `the ${name} body is damaged or cut short`, { cause: error });
  }
}

export function tooLarge(maxBytes: number): FetchFault {
  return new FetchFault('too_large', `the answer is larger than ${Math.round(maxBytes / 1e5) / 10} MB`);
}
