/**
 * npm run simulate [-- --vehicles N --hosts N --replicas N --seats N --interval-ms N ... --json FILE] [-- --check]
 * How long a fleet takes to clear a backlog, what it waits for, and what more of each would give: docs/scaling.md.
 * --check clears small backlogs in truth beside it and ends with 1 where they differ by more than 15 %.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { tableOf } from '../src/terminal/layout.ts';
import { DEFAULTS } from './simulate/costs.ts';
import type { Fleet } from './simulate/fleet.ts';
import { check } from './simulate/real.ts';
import { type Mark, type Outcome, type Shares, simulate } from './simulate/simulate.ts';

/** What can be asked for, with the least that makes sense. */
const OPTIONS = {
  vehicles: 1,
  hosts: 1,
  skew: 0,
  'interval-ms': 0,
  'answer-ms': 0,
  failures: 0,
  away: 0,
  'away-ms': 0,
  photographs: 0,
  'photographs-each': 1,
  replicas: 1,
  seats: 1,
  processors: 1,
  'database-processors': 1,
  seed: 0,
} as const;
const camel = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const asked: Record<string, number> = {};
for (const name of names) {
  const text = (values as Record<string, string | boolean | undefined>)[name];
  if (text === undefined) continue;
  const value = Number(text);
  const isShare = name === 'failures' || name === 'away' || name === 'photographs';
  const isWhole = !isShare && name !== 'skew';
  if (
    !(value >= OPTIONS[name]) ||
    !Number.isFinite(value) ||
    (isShare && value > 1) ||
    (isWhole && !Number.isInteger(value))
  ) {
    say(
      `--${name} must be ${isShare ? 'from 0 to 1' : `${isWhole ? 'a whole number' : 'a number'} from ${OPTIONS[name]} on`}, not ${text}.`,
    );
    process.exit(64);
  }
  asked[camel(name)] = value;
}

const time = (seconds: number) =>
  seconds < 300
    ? `${seconds.toFixed(1)} s`
    : seconds < 36_000
      ? `${(seconds / 60).toFixed(0)} min`
      : seconds < 259_200
        ? `${(seconds / 3_600).toFixed(1)} h`
        : `${(seconds / 86_400).toFixed(1)} days`;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const showTable = (titles: readonly string[], rows: readonly (readonly string[])[]) =>
  say(tableOf(titles, rows, Number.POSITIVE_INFINITY).join('\n'));

function showMarks(marks: readonly Mark[]): void {
  const limits = Object.keys(marks[0]?.shares ?? {}) as (keyof Shares)[];
  const rows = marks.map(({ share, seconds, binds, shares }) => [
    percent(share),
    time(seconds),
    binds,
    ...limits.map((limit) => percent(shares[limit])),
  ]);
  showTable(['cleared', 'after', 'binds', ...limits], rows);
}

/** On a tenth of the backlog where it is large: in how far it matters is the same, and six runs take no longer than one. */
function whatMoreGives(fleet: Fleet): { what: string; half: number; all: number }[] {
  const small = fleet.vehicles > 1_000_000 ? { ...fleet, vehicles: Math.round(fleet.vehicles / 10) } : fleet;
  const times = ({ marks, seconds }: Outcome) => [marks[0]?.seconds ?? seconds, seconds] as const;
  const [half, all] = times(simulate(small));
  const changes: [string, Partial<Fleet>][] = [
    ['one more replica', { replicas: small.replicas + 1 }],
    ['twice the seats', { seats: 2 * small.seats }],
    ['half the interval', { intervalMs: Math.ceil(small.intervalMs / 2) }],
    ['one more processor a replica', { processors: small.processors + 1 }],
    ['one more processor of the database', { databaseProcessors: small.databaseProcessors + 1 }],
  ];
  return changes.map(([what, change]) => {
    const [halfOfIt, allOfIt] = times(simulate({ ...small, ...change }));
    return { what, half: halfOfIt / half - 1, all: allOfIt / all - 1 };
  });
}

if (values.check) {
  const compared = await check(say);
  showTable(
    ['shape', 'vehicles', 'real', 'simulated', 'binds', 'differs', 'within 15 %'],
    compared.map(({ what, vehicles, real, simulated, binds, differs, met }) => [
      what,
      String(vehicles),
      time(real),
      time(simulated),
      binds,
      percent(differs),
      met ? 'yes' : 'NO',
    ]),
  );
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ compared }, null, 2)}\n`);
  if (compared.some(({ met }) => !met)) process.exitCode = 1;
} else {
  const fleet: Fleet = { ...DEFAULTS, ...asked };
  const { vehicles, hosts, replicas, seats, intervalMs } = fleet;
  say(
    `${vehicles} vehicles over ${hosts} hosts; ${replicas} replicas of ${seats} seats; ${intervalMs} ms between two pages of a host`,
  );
  const started = performance.now();
  const outcome = simulate(fleet);
  const rate = vehicles / outcome.seconds;
  say(
    `cleared in ${time(outcome.seconds)}, ${rate.toFixed(1)} a second; ${outcome.exhausted} given up, ${outcome.visits} visits`,
  );
  showMarks(outcome.marks);
  const more = whatMoreGives(fleet);
  showTable(
    ['what would be more', 'until half', 'until all'],
    more.map(({ what, half, all }) => [what, percent(half), percent(all)]),
  );
  say(`simulated in ${time((performance.now() - started) / 1000)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ fleet, outcome, more }, null, 2)}\n`);
}
