/**
 * What the way of one vehicle through the database costs: statements, durable commits and time, one vehicle at a time.
 * The daemon has a login of its own, so that pg_stat_statements tells its statements from the bench's.
 */
import type pg from 'pg';
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { clearBacklog, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { onBarest, remember, writeAgain } from './barest.ts';
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
const RESET = 'select pg_stat_statements_reset()';
// A commit that waits for the disk either flushes the log itself or goes along with one that does; one vehicle at a time,
// nearly all do it themselves. The writer of the log is another kind of process: what needs no waiting is left to it.
const FLUSHES = `
  select sum(fsyncs)::float8 as flushes from pg_stat_io where object = 'wal' and backend_type = 'client backend'`;
const TOP = `
  select toplevel, calls::float8 as calls, total_exec_time + total_plan_time as ms, left(regexp_replace(query, '\\s+', ' ', 'g'), 140) as query
  from pg_stat_statements where ${OF_DAEMON} order by total_exec_time + total_plan_time desc limit $1`;
/** A run of its own, because to look inside of functions takes time itself. */
const INSIDE = `alter role ${LOGIN} set pg_stat_statements.track = 'all'; alter role ${LOGIN} set pg_stat_statements.track_planning = on`;

/** The first calls of a connection read the catalogue and make plans. */
const WARM_UP = 100;

/** Of one vehicle. */
interface Measured {
  readonly statements: number;
  readonly ms: number;
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
      const measure = async (photographs: number, shown = 0) => {
        const all = WARM_UP + vehicles;
        const seen: { cold?: Measured; warm?: Measured; floor?: Measured } = {};
        const flushed = { before: 0, ours: 0, floor: 0 };
        await clearBacklog({
          ...{ server, site: site.origin, vehicles, photographs, seats: 1, warmUp: WARM_UP },
          login: async (url) => asDaemon(url),
          before: async (client) => {
            await client.query('create extension if not exists pg_stat_statements');
            flushed.before = await flushes(client);
            await client.query(RESET);
          },
          warm: async (client) => {
            seen.cold = await statements(client, WARM_UP);
            await client.query(RESET);
          },
          after: async (client) => {
            seen.warm = await statements(client, vehicles);
            for (const { toplevel, calls: n, ms: took, query } of (await client.query(TOP, [shown])).rows) {
              const times = `${(took / vehicles).toFixed(3)} ms in ${(n / vehicles).toFixed(2)}`;
              say(`${times} ${toplevel ? 'calls' : 'calls inside'}: ${query}`);
            }
          },
          ended: async (client, url) => {
            flushed.ours = ((await flushes(client)) - flushed.before) / all;
            const again = await remember(client, all);
            flushed.before = await flushes(client);
            await onBarest(asDaemon(url), again.commit, async (session) => {
              await writeAgain(session, client, again.vehicles.slice(0, WARM_UP));
              await client.query(RESET);
              await writeAgain(session, client, again.vehicles.slice(WARM_UP));
              seen.floor = await statements(client, vehicles);
            });
            flushed.floor = ((await flushes(client)) - flushed.before) / all;
          },
        });
        const { cold, warm, floor } = seen;
        if (cold === undefined || warm === undefined || floor === undefined) throw new Error('nothing was measured');
        say(
          `database time: ${warm.ms.toFixed(2)} ms, cold ${cold.ms.toFixed(2)}, barest ${floor.ms.toFixed(2)}; flushes: ${flushed.ours.toFixed(2)}, barest ${flushed.floor.toFixed(2)}`,
        );
        return { cold, warm, floor, flushed };
      };
      const without: Awaited<ReturnType<typeof measure>>[] = [];
      const mixed: typeof without = [];
      for (let round = 0; round < rounds; round++) {
        without.push(await measure(0));
        mixed.push(await measure(PHOTOGRAPHS_SHARE));
      }
      await onClient(server.maintenanceUrl, (client) => client.query(INSIDE));
      say('a vehicle without photographs, what takes most:');
      await measure(0, 25);
      const BAREST = 'the same rows by the barest SQL';
      const of = (all: typeof without, when: 'cold' | 'warm' | 'floor', key: keyof Measured) =>
        all.map((each) => each[when][key]);
      const beside = (all: typeof without, key: keyof Measured) => ({
        floor: { what: BAREST, samples: of(all, 'floor', key) },
      });
      const flushed = (whose: 'ours' | 'floor') => without.map((each) => each.flushed[whose]);
      const ms = 'database time a vehicle, alone';
      return [
        row('statements a vehicle without photographs', '', of(without, 'warm', 'statements'), {
          ...{ ...beside(without, 'statements'), atMost: 9 },
        }),
        row('flushes of the log that a connection waits for', 'a vehicle', flushed('ours'), {
          ...{ floor: { what: BAREST, samples: flushed('floor') }, atMost: 3 },
        }),
        row(`${ms}, warm`, 'ms', of(without, 'warm', 'ms'), { ...beside(without, 'ms'), atMost: 2.5 }),
        row(`${ms}, the first ${WARM_UP} of a daemon`, 'ms', of(without, 'cold', 'ms')),
        row('statements a vehicle, 14 % lack photographs', '', of(mixed, 'warm', 'statements')),
        row(`${ms}, warm, 14 % lack photographs`, 'ms', of(mixed, 'warm', 'ms'), beside(mixed, 'ms')),
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

async function statements(client: pg.Client, vehicles: number): Promise<Measured> {
  const { calls, ms } = (await client.query(STATEMENTS)).rows[0];
  return { statements: calls / vehicles, ms: ms / vehicles };
}

/** Sessions tell their figures once a second, when they are idle for long, and when they end: asked when there is none. */
async function flushes(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()');
  return (await client.query(FLUSHES)).rows[0].flushes;
}
