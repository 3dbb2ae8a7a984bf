/**
 * What the way of one vehicle through the database costs: statements, durable commits and time, one vehicle at a time.
 * The daemon has a login of its own, so that pg_stat_statements tells its statements from the bench's.
 */
import type pg from 'pg';
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { clearBacklog, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { onClient, withServer } from './server.ts';

const SETTINGS = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
  'pg_stat_statements.max': '10000',
};
const LOGIN = 'daemon';
const PASSWORD = 'of-the-bench';
const OF_DAEMON = `userid = '${LOGIN}'::regrole and dbid = (select oid from pg_database where datname = current_database())`;
const STATEMENTS = `
  select sum(calls)::float8 as calls, sum(total_exec_time)::float8 as ms
  from pg_stat_statements where ${OF_DAEMON} and toplevel`;
// A commit that waits for the disk either flushes the log itself or goes along with one that does; one vehicle at a time,
// nearly all do it themselves. The writer of the log is another kind of process: what needs no waiting is left to it.
const FLUSHES = `
  select sum(fsyncs)::float8 as flushes from pg_stat_io where object = 'wal' and backend_type = 'client backend'`;
const TOP = `
  select toplevel, calls::float8 as calls, total_exec_time + total_plan_time as ms, left(regexp_replace(query, '\\s+', ' ', 'g'), 140) as query
  from pg_stat_statements where ${OF_DAEMON} order by total_exec_time + total_plan_time desc limit $1`;
/** A run of its own, because to look inside of functions takes time itself. */
const INSIDE = `alter role ${LOGIN} set pg_stat_statements.track = 'all'; alter role ${LOGIN} set pg_stat_statements.track_planning = on`;

interface Measured {
  readonly statements: number;
  readonly ms: number;
  readonly flushes: number;
}

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const vehicles = quick ? 100 : 500;
  const rounds = quick ? 1 : 3;
  const site = await startSampleSite();
  try {
    return await withServer(SETTINGS, async (server) => {
      await onClient(server.maintenanceUrl, (client) =>
        client.query(`create role ${LOGIN} superuser login password '${PASSWORD}'`),
      );
      const measure = async (photographs: number, shown = 0): Promise<Measured> => {
        let flushesBefore = 0;
        let measured: Measured | undefined;
        await clearBacklog({
          server,
          site: site.origin,
          vehicles,
          photographs,
          seats: 1,
          login: async (url) => asDaemon(url),
          before: async (client) => {
            await client.query('create extension if not exists pg_stat_statements');
            await client.query('select pg_stat_statements_reset()');
            flushesBefore = await flushes(client);
          },
          after: async (client) => {
            const { calls, ms } = (await client.query(STATEMENTS)).rows[0];
            const flushed = (await flushes(client)) - flushesBefore;
            measured = { statements: calls / vehicles, ms: ms / vehicles, flushes: flushed / vehicles };
            for (const { toplevel, calls: n, ms: took, query } of (await client.query(TOP, [shown])).rows) {
              const times = `${(took / vehicles).toFixed(3)} ms in ${(n / vehicles).toFixed(2)}`;
              say(`${times} ${toplevel ? 'calls' : 'calls inside'}: ${query}`);
            }
          },
        });
        if (measured === undefined) throw new Error('nothing was measured');
        return measured;
      };
      const without: Measured[] = [];
      const mixed: Measured[] = [];
      for (let round = 0; round < rounds; round++) {
        without.push(await measure(0));
        mixed.push(await measure(PHOTOGRAPHS_SHARE));
      }
      await onClient(server.maintenanceUrl, (client) => client.query(INSIDE));
      say('a vehicle without photographs, what takes most:');
      await measure(0, 25);
      const of = (all: readonly Measured[], key: keyof Measured) => all.map((each) => each[key]);
      return [
        row('statements a vehicle without photographs', '', of(without, 'statements'), { atMost: 9 }),
        row('flushes of the log that a connection waits for', 'a vehicle', of(without, 'flushes'), { atMost: 3 }),
        row('database time a vehicle, alone', 'ms', of(without, 'ms'), { atMost: 2.5 }),
        row('statements a vehicle, 14 % lack photographs', '', of(mixed, 'statements')),
        row('database time a vehicle, 14 % lack photographs', 'ms', of(mixed, 'ms')),
      ];
    });
  } finally {
    await site.close();
  }
}

function asDaemon(url: string): string {
  const changed = new URL(url);
  changed.username = LOGIN;
  changed.password = PASSWORD;
  return changed.href;
}

async function flushes(client: pg.Client): Promise<number> {
  // Sessions tell their figures when they are idle for a moment.
  await client.query('select pg_stat_force_next_flush()');
  return (await client.query(FLUSHES)).rows[0].flushes;
}
