/**
 * Thirty days of a catalogue through which vehicles pass: each day so many come, are read and rest, and those of ten days
 * before are deleted. No time passes: what is kept is told by the day on which it was written.
 * Invariant: whatever is kept for a time is as large on the last day as when that time was first over.
 */
import type pg from 'pg';
import { reconcile } from '../src/database/statements/reconcile.ts';
import { addVehicles, work } from '../test/flow/retention/catalogue.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, withServer } from './server.ts';

const DAYS = 30;
const LIVES_DAYS = 10;
/** As many days as stand for each of the ages in micro_scrape.settings. */
const KEPT_DAYS = { keep_actions: 7, keep_evidence: 7, keep_pages: 7, keep_runs: 7, keep_hosts: 7, keep_deleted: 3 };
const EARLIER = '2 minutes';
const TABLES = `
  select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes from pg_class c
  where c.relnamespace = 'micro_scrape'::regnamespace and c.relkind = 'r' order by 1`;

export interface Day {
  readonly rows: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  /** What the reconcile at its end took. */
  readonly reconcileMs: number;
}

export async function passThirtyDays(
  client: pg.Client,
  { vehiclesADay, vacuum, say }: { vehiclesADay: number; vacuum: boolean; say: (line: string) => void },
): Promise<Day[]> {
  await client.query('select * from micro_scrape.adopt(1)');
  const begins: Date[] = [];
  const ids: string[][] = [];
  const days: Day[] = [];
  for (let day = 0; day < DAYS; day++) {
    begins.push((await client.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]?.now ?? new Date());
    ids.push(await addVehicles(client, vehiclesADay));
    await work(client);
    // Single vehicles could join a run for a minute: it is folded after that.
    await client.query(`update micro_scrape.runs set started_at = started_at - $1::interval where status = 'running'`, [
      EARLIER,
    ]);
    await client.query('delete from vehicles where id = any ($1)', [ids[day - LIVES_DAYS] ?? []]);
    const keeps = Object.entries(KEPT_DAYS).map(([name, kept]) => {
      const since = begins[day - kept];
      return `${name} = ${since === undefined ? 'null' : `clock_timestamp() - '${since.toISOString()}'::timestamptz${name === 'keep_runs' ? ` + interval '${EARLIER}'` : ''}`}`;
    });
    await client.query(`update micro_scrape.settings set ${keeps.join(', ')}`);
    const started = performance.now();
    await reconcile(client);
    const reconcileMs = performance.now() - started;
    if (vacuum) await client.query('vacuum analyze');
    days.push({ ...(await measure(client)), reconcileMs });
    say(`day ${day + 1}: ${JSON.stringify(days.at(-1)?.rows)} ${Math.round(reconcileMs)} ms`);
  }
  return days;
}

async function measure(client: pg.Client): Promise<Pick<Day, 'rows' | 'bytes'>> {
  const tables = (await client.query<{ name: string; bytes: number }>(TABLES)).rows;
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    rows[name] = Number((await client.query(`select count(*)::int as n from micro_scrape.${name}`)).rows[0]?.n);
  }
  return { rows, bytes: Object.fromEntries(tables.map(({ name, bytes }) => [name, bytes])) };
}

const sum = (each: Readonly<Record<string, number>> = {}) => Object.values(each).reduce((a, b) => a + b, 0);

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const vehiclesADay = quick ? 500 : 10_000;
  return withServer({}, async (server) => {
    const client = await connect(await server.database('growth'));
    try {
      const days = await passThirtyDays(client, { vehiclesADay, vacuum: true, say });
      const megabytes = days.map(({ bytes }) => sum(bytes) / 1e6);
      const [from, to] = [Math.max(...megabytes.slice(14, 20)), Math.max(...megabytes.slice(25))];
      return [
        {
          what: 'size on days 26 to 30',
          value: to,
          unit: 'MB',
          against: { what: 'on days 15 to 20', value: from },
          ratio: to / from,
          bar: '<= 1.1x',
          met: to / from <= 1.1,
        },
        row(
          'a reconcile at the end of a day',
          'ms',
          days.map(({ reconcileMs }) => reconcileMs),
        ),
      ];
    } finally {
      await client.end();
    }
  });
}
