import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** From the ground up: a file imports from its own room and from those before it. docs/how-it-works.md says what each is. */
const ROOMS = [
  'runtime',
  'terminal',
  'vehicles',
  'fetching',
  'extraction',
  'media',
  'events.ts',
  'database',
  'config.ts',
  'observability',
  'enrichment',
  'dispatch',
  'jobs',
  'http',
  'console',
  'embedded-postgres',
  'app',
  'doctor',
  'cli',
  'main.ts',
  'index.ts',
];
/** The stages of reading a page. `claim.ts` and `reading.ts` are their common words. */
const STAGES = [
  'reading.ts',
  'claim.ts',
  'document',
  'subject',
  'adapters',
  'description',
  'layers',
  'photographs',
  'classify',
  'resolve',
  'read-page.ts',
  'model',
  'process',
];

test.for([
  ['src', ROOMS],
  ['src/extraction', STAGES],
] as const)('imports in %s point one way', ([root, order]) => {
  const roomOf = (file: string): string => path.relative(root, file).split(path.sep)[0] ?? '';
  const files = globSync(`${root}/**/*.ts`).filter((file) => !file.endsWith('.test.ts'));
  expect([...new Set(files.map(roomOf))].filter((room) => !(order as readonly string[]).includes(room))).toEqual([]);
  const upward = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
      .map(([, target = '']) => path.join(path.dirname(file), target))
      .filter((target) => target.startsWith(`${root}/`) || root === 'src')
      .filter((target) => order.indexOf(roomOf(target) as never) > order.indexOf(roomOf(file) as never))
      .map((target) => `${file} -> ${target}`),
  );
  expect(upward).toEqual([]);
  const outside = files.filter((file) =>
    /from '(?:\.\.\/)+(?:test|tools|examples|bench)\//.test(readFileSync(file, 'utf8')),
  );
  expect(outside).toEqual([]);
});
