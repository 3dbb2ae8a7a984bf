/**
 * docs/cli.md shows what is true: every command in it is run, in its order, and must print what is shown there but for
 * ids, times and names of machines.
 */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { test } from '../support/database.ts';
import { command, type Ended } from './command.ts';
import { type World, withWorld } from './world.ts';

const DOCS = new URL('../../docs/cli.md', import.meta.url);
/** The documented addresses lie here; the sample site has the same pages. */
const DOCUMENTED = 'https://cars.example';

interface Shown {
  readonly line: string;
  readonly output: readonly string[];
}

async function readShown(): Promise<Shown[]> {
  const text = await readFile(DOCS, 'utf8');
  return [...text.matchAll(/```console\n\$ npx micro-scrape (.*)\n([\s\S]*?)```/g)].map(
    ([, line = '', output = '']) => ({
      line,
      output: output.split('\n').filter((each) => each.trim() !== '' && each.trim() !== '...'),
    }),
  );
}

/** What differs from run to run becomes a word; columns may be wider or narrower. */
function stable(text: string, origin: string): string {
  return text
    .replaceAll(origin, DOCUMENTED)
    .replaceAll(new URL(origin).host, new URL(DOCUMENTED).host)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d+ days?( \d+ h)?|\d+ h( \d+ min)?|\d+ min|\d+(\.\d)? s\b/g, 'TIME')
    .replace(/\S+ process \d+/g, 'PROCESS')
    .replace(/database session \d+/g, 'SESSION')
    .replace(/\S+ at \S+:\d+ as \S+/g, 'DATABASE')
    .replace(/ +/g, ' ')
    .trim();
}

/** `...` stands for anything. */
function pattern(line: string): RegExp {
  const parts = line.split('...').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

test('every command of docs/cli.md prints what is shown there', async ({ database }) => {
  const shown = await readShown();
  expect(shown.length).toBeGreaterThanOrEqual(9);
  await withWorld(database, async (world) => {
    for (const { line, output } of shown) {
      const ended = await type(line, world);
      expect([line, ended.code, ended.stderr]).toEqual([line, 0, '']);
      const printed = ended.stdout.split('\n').map((each) => stable(each, world.origin));
      for (const each of output) {
        const expected = pattern(stable(each, world.origin));
        expect(
          printed.some((one) => expected.test(one)),
          `${line}\nshows: ${expected}\nprints:\n${printed.join('\n')}`,
        ).toBe(true);
      }
      await world.settled();
    }
  });
});

async function type(line: string, { env, origin }: World): Promise<Ended> {
  const [args = '', file] = line.replaceAll(DOCUMENTED, origin).split(' < ');
  const pages = ['/listing/1995-porsche-911-carrera-coupe-14/', '/listing/1999-mazda-mx-5-miata-402/'];
  const stdin = file === undefined ? '' : pages.map((page) => `${origin}${page}\n`).join('');
  return command(args.split(' '), env, { stdin });
}
