/**
 * Whether the blob store answers, and how much room is left where it is a directory.
 * Invariant: asked at most once a minute however often /metrics is, and only the first scrape waits for it; what has not
 * answered within three seconds does not answer.
 */
import { statfs } from 'node:fs/promises';
import type { BlobStore } from '../../media/store/blob-store.ts';
import { abortable } from '../../runtime/wait.ts';
import type { StoreState } from './process-state.ts';

const MAX_AGE_MS = 60_000;
const DEADLINE_MS = 3_000;

export class StoreProbe {
  readonly #blobs: Pick<BlobStore, 'owner'>;
  readonly #folder: string | undefined;
  #asked: Promise<StoreState> | undefined;
  #last: StoreState | undefined;
  #freshUntil = 0;

  /** `folder`: where the blobs lie, if it is a directory. */
  constructor(store: { readonly blobs: Pick<BlobStore, 'owner'>; readonly folder: string | undefined }) {
    this.#blobs = store.blobs;
    this.#folder = store.folder;
  }

  state(): Promise<StoreState> {
    if (this.#asked === undefined || performance.now() > this.#freshUntil) {
      this.#freshUntil = performance.now() + MAX_AGE_MS;
      this.#asked = this.#ask().then((state) => {
        this.#last = state;
        return state;
      });
    }
    return this.#last === undefined ? this.#asked : Promise.resolve(this.#last);
  }

  async #ask(): Promise<StoreState> {
    const [answers, disk] = await Promise.all([inTime(this.#blobs.owner()), inTime(diskOf(this.#folder))]);
    // A directory that is gone answers that nobody owns it.
    return { answers: answers.done && disk.done, disk: disk.value };
  }
}

async function diskOf(folder: string | undefined): Promise<StoreState['disk']> {
  if (folder === undefined) return undefined;
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, size: blocks * bsize };
}

/** What fails is no fault of /metrics: that it failed is what it has to show. */
async function inTime<T>(asked: Promise<T>): Promise<{ done: boolean; value: T | undefined }> {
  try {
    return { done: true, value: await abortable(asked, AbortSignal.timeout(DEADLINE_MS)) };
  } catch {
    return { done: false, value: undefined };
  }
}
