/**
 * Removes from the store what no row names any more.
 * Invariant: a file goes only after it was seen unnamed for `settings.keep_deleted`, is unnamed still, and was not put within
 * a day; only the database that the store belongs to removes from it. Broken off anywhere, the next sweep goes on.
 */

import type { Queryable } from '../database/pool.ts';
import {
  dueFiles,
  forgetFiles,
  identify,
  nextPart,
  noteUnused,
  stillUnused,
} from '../database/statements/unused-files.ts';
import type { BlobStore } from '../media/store/blob-store.ts';
import { inParallel } from '../runtime/in-parallel.ts';

const LISTED_AT_ONCE = 1_000;
/** Between the last look at the rows and the end of their files. */
const REMOVED_AT_ONCE = 50;
/** What is left of a part goes when it comes next: with a reconcile each five minutes, 21 hours later. */
const BUDGET_MS = 60_000;
const LANES = 8;

export interface Swept {
  readonly removed: number;
  /** Set where the store belongs to another database: nothing was looked at. */
  readonly owner?: string;
}

/** Looks through the next part of the store, one of 256. Throws RetryError when the storage fails. */
export async function sweep(db: Queryable, blobs: BlobStore): Promise<Swept> {
  const started = performance.now();
  const self = await identify(db);
  const owner = await blobs.owner();
  if (owner === undefined) {
    await blobs.claim(self);
  } else if (owner !== self) {
    return { removed: 0, owner };
  }
  const part = await nextPart(db);
  const listed = await blobs.list(part);
  for (let at = 0; at < listed.length; at += LISTED_AT_ONCE) {
    await noteUnused(db, listed.slice(at, at + LISTED_AT_ONCE));
  }
  let removed = 0;
  while (performance.now() - started < BUDGET_MS) {
    const due = await dueFiles(db, part, REMOVED_AT_ONCE);
    if (due.length === 0) {
      break;
    }
    const results = await inParallel(await stillUnused(db, due), LANES, (key) => blobs.remove(key));
    removed += results.filter(Boolean).length;
    // Those that were put again or are named again are looked at anew.
    await forgetFiles(db, due);
  }
  return { removed };
}
