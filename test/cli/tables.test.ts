/** Tables of the documents that stand in the code as well are equal to it (variables, figures and fields are compared where they live). */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { OUTCOMES } from '../../src/events.ts';
import { command } from './command.ts';

/** What stands in backticks, or bare, in the first column of the table under this head. */
async function firstColumn(document: string, head: string): Promise<string[]> {
  const text = await readFile(new URL(`../../docs/${document}`, import.meta.url), 'utf8');
  const rows = text.split(`\n| ${head} |`)[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows
    .flatMap((row) => row.split('|')[1]?.replaceAll('`', '').split(',') ?? [])
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .sort();
}

test('docs/cli.md names every command and every exit code that the help does, and no other', async () => {
  const { stdout } = await command(['--help']);
  const [commands = '', codes = ''] = stdout.split('Commands:')[1]?.split('Exit codes:') ?? [];
  const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  const known = named(commands, /^ {2}([a-z]+)/gm).filter((name) => name !== 'help');
  expect(await firstColumn('cli.md', 'command')).toEqual(known.sort());
  expect(await firstColumn('cli.md', 'code')).toEqual(named(codes, /^ {2}(\d+) /gm).sort());
});

test('docs/using.md and docs/how-it-works.md tell of every state that a vehicle can be in, and of no other', async () => {
  const known = [...OUTCOMES].sort();
  expect(await firstColumn('how-it-works.md', 'outcome')).toEqual(known);
  // Pending is no rest.
  expect(await firstColumn('using.md', 'a vehicle rests as')).toEqual(known.filter((each) => each !== 'pending'));
});
