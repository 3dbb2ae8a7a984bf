import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { PARTS } from './page-tests.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

describe.each([...Map.groupBy(MUTANTS, ({ file }) => file)])(
  'of the rules of %s that are broken on purpose',
  (file, mutants) => {
    const code = read(file);

    test('each finds its line, and finds it once', () => {
      const astray = mutants
        .map(({ rule, find }) => ({ rule, find, found: code.split(find).length - 1 }))
        .filter(({ found }) => found !== 1);
      expect(astray).toEqual([]);
    });

    test('each breaks something, and no two break the same', () => {
      const broken = mutants.map(({ find, put }) => code.replace(find, () => put));
      expect(broken).not.toContain(code);
      const twice = mutants.filter((_, at) => broken.indexOf(broken[at] ?? '') !== at).map(({ rule }) => rule);
      expect(twice).toEqual([]);
    });
  },
);

test('the copy that is broken holds all that its tests import', () => {
  const copied = new Set(
    PARTS.flatMap((part) =>
      statSync(new URL(part, ROOT)).isDirectory()
        ? readdirSync(new URL(part, ROOT), { recursive: true, encoding: 'utf8' }).map((file) => `${part}/${file}`)
        : [part],
    ),
  );
  const missing = [...copied]
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...read(file).matchAll(/ from '(\.[^']+)'/g)].map(([, to = '']) =>
        new URL(to, new URL(file, ROOT)).href.slice(ROOT.href.length),
      ),
    )
    .filter((file) => !copied.has(file));
  expect([...new Set(missing)]).toEqual([]);
});
