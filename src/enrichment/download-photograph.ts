/**
 * One photograph, from its address to a file in the store.
 * Invariant: bytes before rows: what is said to be stored lies durably under the hash of its bytes, and was decoded to
 * its last pixel.
 */
import type { StoredImage } from '../database/statements/commit-run.ts';
import { SLOW_MS } from '../fetching/host-seats.ts';
import { checkImage } from '../media/check-image.ts';
import type { Photo } from '../media/same-photo.ts';
import { DeferError, HostError, PermanentError, RateLimitedError, RetryError } from '../runtime/errors.ts';
import { takeSlot, type Work } from './work.ts';

/** Not in this turn: it is its host's pace or trouble, or there is no seat for it. */
export type Later = RateLimitedError | HostError;

export type Download =
  | { readonly url: string; readonly image: StoredImage & Photo; readonly slow: boolean }
  | { readonly url: string; readonly failure: PermanentError | RetryError | DeferError; readonly slow: boolean }
  | { readonly url: string; readonly later: Later };

export async function download(work: Work, url: string, position: number): Promise<Download> {
  const began = performance.now();
  const slow = () => performance.now() - began > SLOW_MS;
  try {
    const { bytes } = await fetchTwice(work, url, slow);
    const wasSlow = slow();
    const checked = await checkImage(bytes, work.signal);
    if (!checked.ok) {
      return { url, failure: new PermanentError(checked.reason, 'invalid'), slow: wasSlow };
    }
    const { key, sha256, size } = await work.services.blobs.put(bytes);
    const { mime, width, height, look } = checked;
    const file = { image_url: url, storage_path: key, file_hash: sha256, file_size: size, mime_type: mime };
    return { url, image: { ...file, look, width, height, position }, slow: wasSlow };
  } catch (error) {
    work.signal.throwIfAborted();
    if (error instanceof RateLimitedError || error instanceof HostError) {
      return { url, later: error };
    }
    if (error instanceof RetryError || error instanceof DeferError || error instanceof PermanentError) {
      return { url, failure: error, slow: slow() };
    }
    throw error;
  }
}

/** A reset connection is common enough among 50 downloads that one more try is cheaper than another visit. */
async function fetchTwice(work: Work, url: string, slow: () => boolean): Promise<{ bytes: Buffer }> {
  const options = { signal: work.signal, holder: work.row.id };
  try {
    return await work.services.fetcher.fetchImage(url, { ...options, reservedAt: takeSlot(work) });
  } catch (error) {
    if (!(error instanceof RetryError) || slow()) {
      throw error;
    }
    work.signal.throwIfAborted();
    return work.services.fetcher.fetchImage(url, options);
  }
}
