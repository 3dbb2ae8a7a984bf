/**
 * `retry-image-backfill`: downloads the stored image URLs that have no file yet.
 * Invariant: bytes before rows. A row is written only after its file is durable under the hash of its bytes, and all
 * rows of a vehicle in one transaction, so a crash at any point leaves either none of a run's rows or all of them. A photograph that
 * the listing shows in several copies is stored once, in its largest; the files of the others stay without a row.
 */
import { findBlob } from '../../blob/blob-store.ts';
import { noteMissingPhotos } from '../../db/statements/note-missing-photos.ts';
import { insertImages, listImages, type StoredImage } from '../../db/statements/store-images.ts';
import { GiveUpError, HostError, RetryError, WaitError } from '../../errors.ts';
import { checkImage } from '../../images/check-image.ts';
import { distinctPhotos, findSame, type Look, lookOf, type Photo } from '../../images/same-photo.ts';
import type { ActionResult, Work } from '../work.ts';
import { writeVehicle } from '../write.ts';

/** Downloads of one vehicle at the same time; the fetcher spaces them per host. */
const PARALLEL = 3;
/** Photographs of a vehicle that new ones are compared with. */
const MOST_STORED = 200;
const LIMIT = 'select images_per_vehicle as limit from micro_scrape.settings';

export async function backfillImages(work: Work): Promise<ActionResult> {
  const { pool } = work.services;
  const { rows } = await pool.query<{ limit: number }>(LIMIT);
  const urls = work.row.image_urls.slice(0, rows[0]?.limit ?? work.row.image_urls.length);
  const stored = work.row.image_count > 0 ? await listImages(pool, work.row.id, MOST_STORED) : [];
  const have = new Set(stored.map(({ imageUrl }) => imageUrl));
  const wanted = urls.map((url, position) => ({ url, position })).filter(({ url }) => !have.has(url));
  const results = await inParallel(wanted, PARALLEL, ({ url, position }) => download(work, url, position));

  const photos = results.filter((result) => 'image' in result).map((result) => result.image);
  const looks = photos.length > 0 ? await looksOf(work, stored) : [];
  const images: typeof photos = [];
  for (const photo of await distinctPhotos(photos)) {
    if ((await findSame(looks, photo.look)) === -1) {
      images.push(photo);
    }
  }
  const failures = results.filter((result) => 'failure' in result).map((result) => result.failure);
  // A host that asks for patience, or a passing fault, is worth another visit; "not an image" is not.
  const passing = failures.filter((error) => error instanceof WaitError || error instanceof RetryError);
  const first = passing.find((error) => error instanceof WaitError) ?? passing[0];
  if (images.length === 0 && stored.length === 0) {
    if (first !== undefined) {
      throw first;
    }
    return { filled: [], note: `none of ${urls.length} photographs could be kept: ${summary(failures)}` };
  }
  const { added } = await writeVehicle(work, async (client, row) => {
    const count = await insertImages(client, row.id, row.discovery_url, images);
    await noteMissingPhotos(client, { vehicleId: row.id, fence: work.claim.fence, missing: passing.length });
    return {
      added: count,
      filled: count > 0 ? ['images'] : [],
      evidence: [],
    };
  });
  const copies = photos.length > images.length ? `; ${photos.length - images.length} copies of others` : '';
  const refused = failures.length > 0 ? `; ${failures.length} not: ${summary(failures)}` : '';
  return {
    filled: added > 0 ? ['images'] : [],
    note: `${added} of ${wanted.length} photographs stored${copies}${refused}`,
    ...(first && { setback: about(first, `${passing.length} of ${urls.length} photographs are missing`) }),
  };
}

/** The same news for the vehicle: it waits as long, and says how much it still lacks. */
function about(error: RetryError | WaitError, what: string): RetryError | WaitError {
  const message = `${what}: ${error.message}`;
  if (error instanceof HostError) {
    const { host, failed, inLine, waitMs, outcome } = error;
    return new HostError(message, error.until, { host, failed, inLine, waitMs, refuses: outcome === 'blocked' });
  }
  return error instanceof WaitError
    ? new WaitError(message, error.until, error.outcome)
    : new RetryError(message, { cause: error });
}

/** Of the stored photographs whose files are there: others keep theirs elsewhere. */
async function looksOf(work: Work, stored: readonly { storagePath: string }[]): Promise<Look[]> {
  const looks = await inParallel(stored, PARALLEL, async ({ storagePath }) => {
    const bytes = await findBlob(work.services.blobs, storagePath);
    return bytes === undefined ? undefined : lookOf(bytes);
  });
  return looks.filter((look) => look !== undefined);
}

type Download = { readonly image: StoredImage & Photo } | { readonly failure: Error };

async function download(work: Work, url: string, position: number): Promise<Download> {
  try {
    const fetched = await fetchTwice(work, url);
    const checked = await checkImage(fetched.bytes);
    if (!checked.ok) {
      return { failure: new GiveUpError(checked.reason, 'invalid') };
    }
    const look = await lookOf(fetched.bytes);
    const { key, sha256, size } = await work.services.blobs.put(fetched.bytes);
    return {
      image: {
        look,
        imageUrl: url,
        storagePath: key,
        fileHash: sha256,
        fileSize: size,
        mimeType: checked.mime,
        width: checked.width,
        height: checked.height,
        position,
      },
    };
  } catch (error) {
    work.signal.throwIfAborted();
    if (error instanceof RetryError || error instanceof WaitError || error instanceof GiveUpError) {
      return { failure: error };
    }
    throw error;
  }
}

/** A reset connection is common enough among 50 downloads that one more try is cheaper than another visit. */
async function fetchTwice(work: Work, url: string): Promise<{ bytes: Buffer }> {
  try {
    return await work.services.fetcher.fetchImage(url, { signal: work.signal });
  } catch (error) {
    if (!(error instanceof RetryError)) {
      throw error;
    }
    work.signal.throwIfAborted();
    return work.services.fetcher.fetchImage(url, { signal: work.signal });
  }
}

function summary(failures: readonly Error[]): string {
  const counts = new Map<string, number>();
  for (const { message } of failures) {
    counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return [...counts]
    .map(([message, n]) => (n === 1 ? message : `${n} x ${message}`))
    .slice(0, 3)
    .join('; ');
}

/** Results in the order of `items`, at most `limit` at a time. */
async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  run: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) {
      results[index] = await run(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
