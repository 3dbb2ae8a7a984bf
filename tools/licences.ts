/**
 * The licences of what is shipped, from package-lock.json: one line a licence, with its packages.
 * Invariant: a licence that nobody has judged fails the run; so does a package that names none.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** All let their packages be shipped beside ours; LGPL-3.0 is libvips', a library of its own that anyone may replace. */
const JUDGED: ReadonlySet<string> = new Set(
  '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BlueOak-1.0.0 ISC LGPL-3.0-or-later MIT MIT-0 PostgreSQL Python-2.0 Unlicense'.split(
    ' ',
  ),
);

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

const { packages } = lock.parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
const shipped = Object.entries(packages).filter(([path, { dev, version }]) => path !== '' && dev !== true && version);
const byLicence = Map.groupBy(shipped, ([, { license = 'none named' }]) => license);
const unknown = [...byLicence.keys()].filter(
  (licence) =>
    !licence.split(' AND ').every((part) =>
      part
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((choice) => JUDGED.has(choice)),
    ),
);
for (const [licence, each] of [...byLicence].toSorted(([, a], [, b]) => b.length - a.length)) {
  const names = each.map(([path, { version }]) => `${path.split('node_modules/').at(-1)} ${version}`);
  process.stdout.write(`${licence}: ${each.length}\n  ${names.join(', ')}\n`);
}
for (const licence of unknown) process.stderr.write(`nobody has judged the licence ${licence}\n`);
process.exit(unknown.length === 0 ? 0 : 1);
