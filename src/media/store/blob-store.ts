/**
 * Keeps bytes under the hash of their content.
 * Invariant: a key that `put` returned is durable, and `get` returns exactly the bytes whose SHA-256 the key is; storing
 * the same bytes twice, or again after a crash, changes nothing. What was put within a day is not removed.
 */

import { hash } from 'node:crypto';
import { z } from 'zod';
import { FatalError, RetryError } from '../../runtime/errors.ts';
import { cut } from '../../runtime/text.ts';
import { isNetworkError, messageOf, orMissing } from '../../runtime/thrown.ts';
import type { BlobPlace } from './blob-place.ts';
import { folderOf, openDirectory } from './directory.ts';

export interface StoredBlob {
  /** `ab/abcdef...`: the first two characters of the hash, then all 64. */
  readonly key: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** All methods throw RetryError when the storage fails (disk full, network). */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<StoredBlob>;
  /** @throws BlobMissingError when nothing is stored under the key or what is stored has been damaged */
  get(key: string): Promise<Buffer>;
  has(key: string): Promise<boolean>;
  /** The keys that begin with PART, two characters of a hash. */
  list(part: string): Promise<string[]>;
  /** False: somebody has put it within a day, and it stays. */
  remove(key: string): Promise<boolean>;
  /** Who may remove from it; undefined: nobody has claimed it. A store that several write to has one that removes. */
  owner(): Promise<string | undefined>;
  claim(owner: string): Promise<void>;
  close(): void;
}

/** The bytes of a key are not there, or no longer the ones that were stored. */
export class BlobMissingError extends Error {
  override name = 'BlobMissingError';
}

/** The bytes of a key that stands in a row: nothing where it is none of ours, is gone or was damaged. */
export function findBlob(store: Pick<BlobStore, 'get'>, key: string): Promise<Buffer | undefined> {
  return orMissing(store.get(key), (thrown) => thrown instanceof BlobMissingError);
}

/** Beside the blobs, in words. */
const OWNER = 'OWNER';
/** Up to here the way to another thread and back takes longer than to hash. */
const SMALL_BYTES = 65_536;
const PROBE = Buffer.from('micro-scrape keeps its blobs here\n');

/**
 * Opens `file:DIRECTORY` (made if it is missing) or `s3://BUCKET/PREFIX` and proves with one small blob that it can be
 * written and read. S3 takes its credentials and region from the AWS_* variables.
 *
 * @param options.s3Endpoint for S3-compatible storage that is not Amazon's
 * @throws FatalError 78 when the place is named wrongly, is not ours to write or lacks credentials; 69 when it is away
 */
export async function openBlobStore(
  spec: string,
  options: { readonly signal: AbortSignal; readonly s3Endpoint?: string | undefined },
): Promise<BlobStore> {
  const place = await openPlace(spec, options.s3Endpoint);
  const store = new ContentAddressedStore(place);
  try {
    options.signal.throwIfAborted();
    await store.write(PROBE);
    const { key } = await describe(PROBE);
    const back = await place.read(key);
    if (back === undefined || !PROBE.equals(back)) throw new Error('what was written is not what is read back');
    options.signal.throwIfAborted();
  } catch (error) {
    store.close();
    options.signal.throwIfAborted();
    throw new FatalError(
      `BLOB_STORE: ${place.name} cannot be used: ${messageOf(error)}. Check that it exists and that this process may write there.`,
      isAway(error) ? 69 : 78,
      { cause: error },
    );
  }
  return store;
}

async function openPlace(spec: string, s3Endpoint: string | undefined): Promise<BlobPlace> {
  const folder = folderOf(spec);
  if (folder !== undefined) return openDirectory(folder);
  const bucket = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(spec);
  if (bucket?.[1] === undefined) {
    throw new FatalError('BLOB_STORE must be file:DIRECTORY or s3://BUCKET/PREFIX', 78);
  }
  // 0.15 s and 20 MB that a directory does not need.
  const { openBucket } = await import('./s3.ts');
  return openBucket({ bucket: bucket[1], prefix: bucket[2] ?? '', endpoint: s3Endpoint });
}

class ContentAddressedStore implements BlobStore {
  readonly #place: BlobPlace;

  constructor(place: BlobPlace) {
    this.#place = place;
  }

  async put(bytes: Uint8Array): Promise<StoredBlob> {
    const blob = await describe(bytes);
    await this.#attempt(`write ${blob.key} to`, async () => {
      // A disk may have cut what was whole: other bytes of the same length are left for whoever reads them.
      if ((await this.#place.renew(blob.key)) !== blob.size) await this.#place.write(blob.key, bytes);
    });
    return blob;
  }

  /** Writes whether or not the key exists. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#place.write((await describe(bytes)).key, bytes);
  }

  async get(key: string): Promise<Buffer> {
    assertKey(key);
    const bytes = await this.#attempt(`read ${key} from`, () => this.#place.read(key));
    if (bytes === undefined) throw new BlobMissingError(`${key} is not in ${this.#place.name}`);
    if ((await describe(bytes)).key !== key) throw new BlobMissingError(`${key} in ${this.#place.name} is damaged`);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async has(key: string): Promise<boolean> {
    assertKey(key);
    return (await this.#attempt(`look for ${key} in`, () => this.#place.sizeOf(key))) !== undefined;
  }

  async list(part: string): Promise<string[]> {
    const names = await this.#attempt(`list ${part} of`, () => this.#place.list(part));
    return names.filter((name) => KEY.test(name));
  }

  async remove(key: string): Promise<boolean> {
    assertKey(key);
    return this.#attempt(`remove ${key} from`, () => this.#place.remove(key));
  }

  async owner(): Promise<string | undefined> {
    const found = await this.#attempt(`read ${OWNER} of`, () => this.#place.read(OWNER));
    return found && Buffer.from(found).toString('utf8').trim();
  }

  async claim(owner: string): Promise<void> {
    await this.#attempt(`write ${OWNER} to`, () => this.#place.write(OWNER, Buffer.from(`${owner}\n`)));
  }

  close(): void {
    this.#place.close();
  }

  async #attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new RetryError(`could not ${what} ${this.#place.name}: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** A large one off the main thread: a photograph of 25 MB would hold it for 60 ms, a page of 10 KB does for 0.03. */
async function describe(bytes: Uint8Array): Promise<StoredBlob> {
  const sha256 =
    bytes.length > SMALL_BYTES
      ? Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
      : hash('sha256', bytes);
  return { key: `${sha256.slice(0, 2)}/${sha256}`, sha256, size: bytes.length };
}

const KEY = /^([0-9a-f]{2})\/\1[0-9a-f]{62}$/;

/** Keys come back from the database, where anybody may have written: nothing else may reach a path. */
function assertKey(key: string): void {
  if (!KEY.test(key)) throw new BlobMissingError(`"${cut(key, 100)}" is no blob key`);
}

/** Nobody answered, or only with 5xx: starting later may help, changing the configuration need not. */
function isAway(error: unknown): boolean {
  const seen = failure.safeParse(error);
  if (!seen.success) return false;
  const { name, $metadata } = seen.data;
  return ($metadata?.httpStatusCode ?? 0) >= 500 || name === 'TimeoutError' || isNetworkError(error);
}

/** What errors of the file system and of the S3 client say about themselves. */
const failure = z.object({
  name: z.string(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});
