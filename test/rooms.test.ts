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

const filesIn = (root: string) => globSync(`${root}/**/*.ts`).filter((file) => !file.endsWith('.test.ts'));

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    path.join(path.dirname(file), target),
  );
}

test.for([
  ['src', ROOMS],
  ['src/extraction', STAGES],
] as const)('imports in %s point one way', ([root, order]) => {
  const roomOf = (file: string): string => path.relative(root, file).split(path.sep)[0] ?? '';
  const files = filesIn(root);
  expect([...new Set(files.map(roomOf))].filter((room) => !(order as readonly string[]).includes(room))).toEqual([]);
  const upward = files.flatMap((file) =>
    importsOf(file)
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

test('no files of src import each other in a circle', () => {
  const imports = new Map(filesIn('src').map((file) => [file, importsOf(file)]));
  // Whatever imports nothing that is left is no part of a circle.
  for (let before = -1; before !== imports.size; ) {
    before = imports.size;
    for (const [file, targets] of imports) if (!targets.some((target) => imports.has(target))) imports.delete(file);
  }
  expect([...imports.keys()]).toEqual([]);
});
