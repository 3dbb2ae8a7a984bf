/**
 * Pages as they lie in the blob store.
 * Invariant: what is read is byte for byte the HTML that was kept, in UTF-8.
 */
import { promisify } from 'node:util';
import { zstdCompress, zstdCompressSync, zstdDecompress } from 'node:zlib';
import { type BlobStore, findBlob } from '../media/store/blob-store.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
/** Up to here the way to another thread and back takes longer (0.3 ms) than to compress. */
const SMALL_BYTES = 65_536;

/** Returns the key under which `readKeptPage` finds it. */
export async function keepPage(blobs: BlobStore, html: Uint8Array): Promise<string> {
  // Told the size, it takes tables that fit the page: a tenth of the processor time for one of 25 KB, half for 750 KB.
  const size = { pledgedSrcSize: html.length };
  const { key } = await blobs.put(
    html.length > SMALL_BYTES ? await compress(html, size) : zstdCompressSync(html, size),
  );
  return key;
}

/** Nothing when its bytes are gone: a cleared store, or another one than the page was kept in. */
export async function readKeptPage(blobs: Pick<BlobStore, 'get'>, key: string): Promise<Uint8Array | undefined> {
  const bytes = await findBlob(blobs, key);
  return bytes === undefined ? undefined : decompress(bytes);
}
