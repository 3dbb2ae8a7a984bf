/**
 * Blobs in a directory.
 * Invariant: a file under its final name is complete and on the disk: it is written under another name, flushed, and
 * renamed, so a crash at any point leaves at most a stray file that a later write removes.
 */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FatalError } from '../../runtime/errors.ts';
import { syncDirectory } from '../../runtime/sync-directory.ts';
import { messageOf, orMissing } from '../../runtime/thrown.ts';
import { type BlobPlace, SPARED_MS } from './blob-place.ts';

/** Beside the shards, so that the rename never crosses a file system. */
const INCOMING = '.incoming';
/** A blob is at most 25 MB: what is still incoming after this long belonged to a process that died. */
const STRAY_AFTER_MS = 60_000;

/** Of a `file:` store; undefined: it is another kind. */
export function folderOf(spec: string): string | undefined {
  if (!spec.startsWith('file:')) return undefined;
  return path.resolve(spec.startsWith('file://') ? fileURLToPath(spec) : spec.slice('file:'.length));
}

/** @param root `folderOf` its place */
export async function openDirectory(root: string): Promise<BlobPlace> {
  const incoming = path.join(root, INCOMING);
  try {
    await mkdir(incoming, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw new FatalError(`BLOB_STORE: ${root} cannot be made: ${messageOf(error)}`, 78, {
      cause: error,
    });
  }
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sizeOf = async (key: string) => {
    const found = await orMissing(stat(path.join(root, key)));
    return found?.isFile() ? found.size : undefined;
  };
  return {
    name: root,
    read: (key) => orMissing(readFile(path.join(root, key))),
    sizeOf,
    async renew(key) {
      const now = new Date();
      const renewed = await orMissing(utimes(path.join(root, key), now, now).then(() => true));
      // Looked at afterwards: whoever removes it meanwhile has it out of the way by then, or sees the new time.
      return renewed === undefined ? undefined : sizeOf(key);
    },
    list: async (part) => ((await orMissing(readdir(path.join(root, part)))) ?? []).map((name) => `${part}/${name}`),
    remove: (key) => removeUnlessRenewed(path.join(root, key), path.join(incoming, randomUUID())),
    close: () => undefined,
    async write(key, bytes) {
      if (performance.now() - sweptAt > STRAY_AFTER_MS) {
        sweptAt = performance.now();
        await removeStrays(incoming);
      }
      await writeDurably(root, path.join(incoming, randomUUID()), path.join(root, key), bytes);
    },
  };
}

async function writeDurably(root: string, temporary: string, final: string, bytes: Uint8Array): Promise<void> {
  try {
    // 'wx': never through an existing file or a symbolic link of that name.
    const file = await open(temporary, 'wx', 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    const shard = path.dirname(final);
    const isThere = await orMissing(rename(temporary, final).then(() => true));
    if (isThere === undefined) {
      await mkdir(shard, { recursive: true, mode: 0o750 });
      await rename(temporary, final);
    }
    // The name is as lasting as its directory's own record of it.
    await syncDirectory(shard);
    if (isThere === undefined) await syncDirectory(root);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Out of the way first: whoever renews it from then on finds nothing and writes it, and whoever did before is seen. */
async function removeUnlessRenewed(file: string, aside: string): Promise<boolean> {
  const isSpared = async (name: string) => Date.now() - ((await orMissing(stat(name)))?.mtimeMs ?? 0) < SPARED_MS;
  if (await isSpared(file)) return false;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((await orMissing(stat(file))) === undefined) return true;
    throw error;
  }
  if (await isSpared(aside)) {
    await rename(aside, file);
    return false;
  }
  await rm(aside, { force: true });
  return true;
}

async function removeStrays(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > STRAY_AFTER_MS) await rm(file, { force: true });
  }
}
