/**
 * npm run bench [-- NAME...] [--json FILE] [--list] [--quick]
 * Runs the named benches, all by default, and ends with one table. docs/performance.md says what each row means.
 * Ends with 1 when a bench could not be run; a bar that is not met is shown and ends nothing.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { tableOf } from '../src/terminal/layout.ts';
import type { BenchOptions, Row } from './row.ts';

interface Bench {
  readonly what: string;
  readonly load: () => Promise<{ run(options: BenchOptions): Promise<readonly Row[]> }>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  backlog: { what: 'vehicles a second of one daemon on the sample site', load: () => import('./backlog.ts') },
  statements: { what: 'what the way of one vehicle through the database costs', load: () => import('./statements.ts') },
  'slow-disk': { what: 'the same backlog where each commit takes 5 ms longer', load: () => import('./slow-disk.ts') },
  replicas: { what: 'one, two and four daemons on the same two cores', load: () => import('./replicas.ts') },
  writers: { what: 'sixteen writers beside no trigger, and beside peers', load: () => import('./writers.ts') },
  writes: { what: 'what our triggers add to one statement', load: () => import('./writes.ts') },
  latency: { what: 'from COMMIT to the start of the job', load: () => import('./latency.ts') },
  completion: { what: 'from the insert of one vehicle to its rest', load: () => import('./completion.ts') },
  'next-batch': { what: 'lowest score first, of few and of many', load: () => import('./next-batch.ts') },
  extract: { what: 'what reading a page costs', load: () => import('./extract.ts') },
  plates: { what: 'how well VINs are read off photographs of plates', load: () => import('./plates.ts') },
  browser: { what: 'a hundred pages in a row that their scripts fill', load: () => import('./browser.ts') },
  idle: { what: 'what a daemon with nothing to do costs', load: () => import('./idle.ts') },
  growth: { what: 'thirty days of vehicles that come and go', load: () => import('./growth.ts') },
  memory: { what: 'memory of a daemon at rest and in a backlog, and its start', load: () => import('./memory.ts') },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(64);
}
if (values.list) {
  for (const [name, { what }] of Object.entries(BENCHES)) say(`${name.padEnd(12)} ${what}`);
  process.exit(0);
}

const figure = (value: number | undefined) =>
  value === undefined ? '' : value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const spread = ({ least, most }: Row) => (least === undefined ? '' : `${figure(least)} .. ${figure(most)}`);
const MET = { true: 'yes', false: 'NO', forbidden: 'no, nor does the floor', undefined: '' };
const times = (value: number | undefined) => (value === undefined ? '' : `${figure(value)}x`);
/** What the floor is of what stands beside the row, where that is what its bar speaks of. */
const floorOf = ({ floor, against }: Row) =>
  floor === undefined
    ? ''
    : `${figure(floor.value)}${against === undefined ? '' : ` (${times(floor.value / against.value)})`} ${floor.what}`;

const TITLES = ['bench', 'what', 'now', 'least .. most', 'beside', 'ratio', 'floor', 'of it', 'to reach', 'met'];
const table: string[][] = [];
const chosen = Object.entries(BENCHES).filter(([name]) => positionals.length === 0 || positionals.includes(name));
const results: { bench: string; seconds: number; rows: readonly Row[]; error?: string }[] = [];
for (const [n, [name, { what, load }]] of chosen.entries()) {
  say(`\n${n + 1} of ${chosen.length}, ${name}: ${what}`);
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  try {
    const { run } = await load();
    const rows = await run({ quick: values.quick, say: (line) => say(`  ${line}`) });
    results.push({ bench: name, seconds: seconds(), rows });
    for (const each of rows) {
      table.push([
        name,
        each.what,
        `${figure(each.value)} ${each.unit}`.trim(),
        spread(each),
        each.against === undefined ? '' : `${figure(each.against.value)} ${each.against.what}`,
        times(each.ratio),
        floorOf(each),
        times(each.floor && each.value / each.floor.value),
        each.bar ?? '',
        MET[`${each.met}`],
      ]);
    }
  } catch (error) {
    results.push({ bench: name, seconds: seconds(), rows: [], error: String(error) });
    table.push([name, `could not be run: ${String(error).slice(0, 80)}`, ...TITLES.slice(3).map(() => '')]);
    say(`  ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  }
  say(`  ${seconds()} s`);
}
const machine = `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`;
const lines = tableOf(TITLES, table, Number.POSITIVE_INFINITY).join('\n');
say(`\n${lines}\n${machine}${values.quick ? '; quick: smaller counts than the figures are meant for' : ''}`);
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify({ machine, quick: values.quick, results }, null, 2)}\n`);
}
