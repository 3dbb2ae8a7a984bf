/**
 * `retry-image-backfill`: downloads the stored image URLs.
 * Invariant: bytes before rows. A row is written only after its file is durable under the hash of its bytes, and all
 * rows of a vehicle in one transaction, so a crash at any point leaves either no row or all of them. A photograph that
 * the listing shows in several copies is stored once, in its largest; the files of the others stay without a row.
 */
import { insertImages, type StoredImage } from '../../db/statements/store-images.ts';
import { GiveUpError, RetryError, WaitError } from '../../errors.ts';
import { checkImage } from '../../images/check-image.ts';
import { distinctPhotos, lookOf, type Photo } from '../../images/same-photo.ts';
import type { ActionResult, Work } from '../work.ts';
import { writeVehicle } from '../write.ts';

/** Downloads of one vehicle at the same time; the fetcher spaces them per host. */
const PARALLEL = 3;
const LIMIT = 'select images_per_vehicle as limit from micro_scrape.settings';

export async function backfillImages(work: Work): Promise<ActionResult> {
  const { rows } = await work.services.pool.query<{ limit: number }>(LIMIT);
  const urls = work.row.image_urls.slice(0, rows[0]?.limit ?? work.row.image_urls.length);
  const results = await inParallel(urls, PARALLEL, (url, position) => download(work, url, position));

  const photos = results.filter((result) => 'image' in result).map((result) => result.image);
  const images = distinctPhotos(photos);
  const failures = results.filter((result) => 'failure' in result).map((result) => result.failure);
  if (images.length === 0) {
    // A host that asks for patience, or a passing fault, is worth another visit; "not an image" is not.
    const passing =
      failures.find((error) => error instanceof WaitError) ?? failures.find((error) => error instanceof RetryError);
    if (passing !== undefined) {
      throw passing;
    }
    return { filled: [], note: `none of ${urls.length} photographs could be kept: ${summary(failures)}` };
  }
  const { added } = await writeVehicle(work, async (client, row) => {
    const count = await insertImages(client, row.id, row.discovery_url, images);
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
    note: `${added} of ${work.row.image_urls.length} photographs stored${copies}${refused}`,
  };
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
