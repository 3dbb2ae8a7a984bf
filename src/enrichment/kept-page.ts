/**
 * Pages as they lie in the blob store.
 * Invariant: what is read is byte for byte the HTML that was kept, in UTF-8.
 */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { type BlobStore, findBlob } from '../media/store/blob-store.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Returns the key under which `readKeptPage` finds it. */
export async function keepPage(blobs: BlobStore, html: Uint8Array): Promise<string> {
  const { key } = await blobs.put(await compress(html));
  return key;
}

/** Nothing when its bytes are gone: a cleared store, or another one than the page was kept in. */
export async function readKeptPage(blobs: Pick<BlobStore, 'get'>, key: string): Promise<Uint8Array | undefined> {
  const bytes = await findBlob(blobs, key);
  return bytes === undefined ? undefined : decompress(bytes);
}
