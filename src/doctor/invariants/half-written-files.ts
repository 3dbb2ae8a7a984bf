/** Nothing half-written stays in the directory of a `file:` store. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { orMissing } from '../../runtime/thrown.ts';
import type { Finding } from '../finding.ts';
import { quoted } from './files.ts';
import { MOST_PER_INVARIANT, problemsOf } from './question.ts';

/** Where src/media/store/directory.ts writes what it then renames to its hash. */
const INCOMING = '.incoming';
const SHARD = /^[0-9a-f]{2}$/;
/**
 * The store sweeps when it writes, at most once a minute, what is older than a minute: a stray is one that writes of two
 * minutes later have left behind.
 */
const SWEPT_AFTER_MS = 120_000;

export async function findStrays(root: string): Promise<Finding[]> {
  const lastWrite = await lastWriteIn(root);
  const incoming = path.join(root, INCOMING);
  const left: string[] = [];
  for (const name of (await orMissing(readdir(incoming))) ?? []) {
    const file = path.join(incoming, name);
    // It may be renamed to its final name, or swept, while we look.
    const status = await orMissing(stat(file));
    if (status?.isFile() && lastWrite - status.mtimeMs > SWEPT_AFTER_MS) {
      left.push(file);
    }
  }
  const found = left.slice(0, MOST_PER_INVARIANT).map((file) => ({ detail: `${file} was left behind` }));
  const fix = () => [`rm -f ${left.map(quoted).join(' ')}`];
  return problemsOf({ check: 'no-strays', fix }, found);
}

/** A rename into a directory is its newest change: 256 looks, however many files there are. */
async function lastWriteIn(root: string): Promise<number> {
  const shards = ((await orMissing(readdir(root))) ?? []).filter((name) => SHARD.test(name));
  const times = await Promise.all(shards.map(async (name) => (await orMissing(stat(path.join(root, name))))?.mtimeMs));
  return Math.max(0, ...times.map((time) => time ?? 0));
}
