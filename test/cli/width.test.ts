/** No line of any command is wider than the terminal, ids stay whole, and nothing of a row is an order to the terminal. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test as plain } from 'vitest';
import { widthOf } from '../../src/terminal/layout.ts';
import { one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { command } from './command.ts';
import { hasTerminal, onTerminal } from './terminal.ts';
import { type World, withWorld } from './world.ts';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Of ours: colours and weights, and the end of a line that is rewritten. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const OURS = /\u001b\[(?:1|2|22|31|32|33|36|39)m|\u001b\[K/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const ORDER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
/** What is typed as it stands is not broken. */
const TYPED = /fix with: /;
const LONG = 'https://cars.example/a/long/address/of/a/listing/that/no/terminal/of/eighty/columns/shows/on/one/line/1';
const HOSTILE = `insert into vehicles (year, make, model, discovery_url, description, color) values (1999,
  E'\\x1b]52;c;ZXZpbA==\\x07Evil', U&'M\\009b31m\\202eodel', E'https://evil.example/\\x1b[2Jx', E'a\\x1b[2J\\rb', E'red\\x1b[8m')
  returning id`;

async function prepare({ env, client, urlOf, rested, settled }: World): Promise<{ complete: string; hostile: string }> {
  const urls = ['porsche-911-1995', 'mazda-mx-5-1999', 'expired-4runner-1998', 'blocked-f-type-2018'].map(urlOf);
  await command(['add', ...urls], env);
  const complete = await rested(urls[0] ?? '');
  await settled();
  // Nobody asks these: they are no one's.
  await client.query(`
    select micro_scrape.pause_host('evil.example', null, E'they \\x1b[31masked us');
    select micro_scrape.pause_host('cars.example', null, 'they asked us too')`);
  const { id } = await one(client, HOSTILE);
  await client.query(`
    select micro_scrape.reject('${complete}', 'color', E'it \\x1b]0;title\\x07is green');
    insert into vehicles (year, make, model, discovery_url) values (2001, '光岡', 'ビュート', '${LONG}');
    insert into micro_scrape.action_log (vehicle_id, action, succeeded, filled, note, runtime_ms, ended_at)
      values ('${String(id)}', 'extract-listing', false, '{}', E'said \\u009b2J\\u202e and \\x1b[5m', 1, now())`);
  return { complete, hostile: String(id) };
}

describe.runIf(hasTerminal)('on a terminal', () => {
  test('no line of any command is wider than it, and ids stay whole', { timeout: 400_000 }, async ({ database }) => {
    await withWorld(database, async (world) => {
      const { complete, hostile } = await prepare(world);
      const looks: readonly (readonly string[])[] = [
        ['status'],
        ['explain', complete],
        ['explain', hostile],
        ['explain', 'example'],
        ['explain', 'nothing has these words'],
        ['run', '--dry-run', '--force'],
        ['run', '--dry-run', '--vehicle', complete, hostile, LONG, 'https://cars.example/none'],
        ['add', LONG, `ftp://x.example/${'long/'.repeat(20)}`, 'http://10.0.0.1/'],
        ['host', 'list'],
        ['host', 'pause', 'paused.example', '--until', '3d', '--reason', 'a reason that goes on and on '.repeat(4)],
        ['doctor'],
        ['reprocess', '--all'],
        ['migrate'],
        ['reject', complete, 'no such field'],
        ['undo', complete],
        ['include', complete],
        ['bogus'],
        ['run', '--batch-size', 'x'],
      ];
      for (const columns of [80, 100, 160]) {
        for (const args of columns === 80 ? looks : looks.slice(0, 7)) {
          const lines = await onTerminal(columns, args, world.env);
          const shown = lines.map((line) => line.replace(OURS, ''));
          const wide = shown.filter((line) => widthOf(line) > columns && !TYPED.test(line));
          expect([columns, args, wide]).toEqual([columns, args, []]);
          expect([args, shown.filter((line) => ORDER.test(line))]).toEqual([args, []]);
          // A piece of an id is an id that was broken.
          const rest = shown
            .map((line) => line.replace(ID, ''))
            .filter((line) => /[0-9a-f]{8}-[0-9a-f]{4}\b|\b[0-9a-f]{4}-[0-9a-f]{12}/.test(line));
          expect([args, rest]).toEqual([args, []]);
        }
      }
      const { stdout } = await command(['run', '--dry-run', '--force'], world.env);
      const whole = (await onTerminal(80, ['run', '--dry-run', '--force'], world.env)).join('\n').match(ID);
      expect(new Set(whole)).toEqual(new Set(stdout.match(ID)));
    });
  });

  test('there are colours, unless NO_COLOR says no; a pipe gets none, and nothing of a row as it is', async ({
    database,
  }) => {
    await withWorld(database, async (world) => {
      const { complete, hostile } = await prepare(world);
      for (const args of [['status'], ['explain', complete], ['explain', hostile], ['doctor']]) {
        const coloured = (await onTerminal(80, args, world.env)).join('\n');
        const without = (await onTerminal(80, args, { ...world.env, NO_COLOR: '1' })).join('\n');
        const piped = await command(args, world.env);
        const json = await command([...args, '--json'], world.env);
        expect([args, coloured.includes('\u001b[3')]).toEqual([args, true]);
        for (const text of [without, piped.stdout, piped.stderr, json.stdout])
          expect([args, text]).toEqual([args, text.replace(ORDER, '<order>')]);
        expect(stripVTControlCharacters(coloured).length).toBeGreaterThan(100);
      }
      expect((await command(['explain', hostile], world.env)).stdout).toContain(
        '\\x1b]52;c;ZXZpbA==\\x07Evil M\\x9b31m\\u202eodel',
      );
    });
  });
});

plain('every help fits 80 columns', async () => {
  const main = (await command(['--help'])).stdout;
  const host = (await command(['host', '--help'])).stdout;
  const names = (help: string) =>
    [...help.matchAll(/^ {2}([a-z]+) .*/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]));
  expect(names(main)).toEqual(expect.arrayContaining(['start', 'explain', 'host']));
  const commands = [[], ...names(main).map((name) => [name]), ...names(host).map((name) => ['host', name])];
  for (const args of commands) {
    const { stdout } = await command([...args, '--help']);
    expect([args, stdout.split('\n').filter((line) => line.length > 80)]).toEqual([args, []]);
  }
});
