/**
 * What our triggers add to one statement of an application, beside the same table without them: one row while the
 * dispatcher is awake and while it sleeps and has to be rung for, 10,000 rows at once, and a change that is none of ours.
 */
import type pg from 'pg';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, TOLD_ON, withServer } from './server.ts';

const ONE_ROW = {
  name: 'one row',
  text: `insert into vehicles (year, make, model, discovery_url) values (2004, 'Honda', 'S2000', 'https://cars.example/1')`,
};
const ROWS = 10_000;
const MANY_ROWS = `insert into vehicles (year, make, model, discovery_url)
  select 2004, 'Honda', 'S2000', 'https://cars.example/' || n from generate_series(1, ${ROWS}) n`;
const NOT_OURS = `update vehicles set status = case status when 'seen' then 'new' else 'seen' end`;
const EMPTY = 'truncate vehicles, vehicle_images, micro_scrape.vehicle_events';
const BARS = { awake: 1.25, asleep: 1.5, many: 1.15, notOurs: 1.15 };

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  return withServer({}, async (server) => {
    const bare = await connect(await server.database('bare', 'bare'));
    const url = await server.database('ours');
    const ours = await connect(url);
    const appends = await connect(await server.database('appends', 'append'));
    // What ringing costs whoever does it: a NOTIFY that somebody hears.
    const ringsUrl = await server.database('rings', 'ring');
    const rings = await connect(ringsUrl);
    const hears = await connect(ringsUrl);
    await hears.query(`listen ${TOLD_ON}`);
    // What a dispatcher that sleeps holds, and somebody who hears the bell.
    const dispatcher = await connect(url);
    await dispatcher.query('listen micro_scrape');
    try {
      const one: Record<string, number[]> = { none: [], awake: [], asleep: [], appends: [], rings: [] };
      for (let round = 0; round < (quick ? 10 : 60); round++) {
        one.none?.push(await eachOf(bare, 50));
        one.awake?.push(await eachOf(ours, 50));
        await dispatcher.query('select pg_advisory_lock(28019, 1)');
        one.asleep?.push(await eachOf(ours, 50));
        await dispatcher.query('select pg_advisory_unlock(28019, 1)');
        one.appends?.push(await eachOf(appends, 50));
        one.rings?.push(await eachOf(rings, 50));
      }
      const many: [number[], number[], number[]] = [[], [], []];
      const notOurs: [number[], number[]] = [[], []];
      for (let round = 0; round < (quick ? 5 : 25); round++) {
        for (const [n, client] of [bare, ours, appends].entries()) {
          await client.query(client === appends ? `${EMPTY}, bench_ids` : EMPTY);
          many[n]?.push(await time(client, MANY_ROWS));
          await client.query('vacuum analyze vehicles');
          for (let turn = 0; turn < 2; turn++) notOurs[n]?.push(await time(client, NOT_OURS));
        }
      }
      for (const [what, ms] of Object.entries(one))
        say(`one row, ${what}: ${ms.slice(0, 8).map((each) => each.toFixed(2))}`);
      const against = (samples: readonly number[] = []) => ({ what: 'no trigger', samples });
      const appended = (samples: readonly number[] = []) => ({ what: 'ids appended', samples });
      const rung = { what: 'ids appended, a NOTIFY', samples: one.rings ?? [] };
      const beside = against(one.none);
      return [
        row('insert of one row, awake', 'ms', one.awake ?? [], {
          ...{ against: beside, floor: appended(one.appends), atMost: BARS.awake },
        }),
        row('insert of one row, asleep', 'ms', one.asleep ?? [], { against: beside, floor: rung, atMost: BARS.asleep }),
        row(`insert of ${ROWS} rows at once`, 'ms', many[1], {
          ...{ against: against(many[0]), floor: appended(many[2]), atMost: BARS.many },
        }),
        row(`update of ${ROWS} rows, no column of ours`, 'ms', notOurs[1], {
          against: against(notOurs[0]),
          atMost: BARS.notOurs,
        }),
      ];
    } finally {
      await Promise.all([bare, ours, dispatcher, rings, hears, appends].map((client) => client.end()));
    }
  });
}

/** Milliseconds of one of `count` inserts, one after the other. */
async function eachOf(client: pg.Client, count: number): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < count; n++) await client.query(ONE_ROW);
  return (performance.now() - started) / count;
}

async function time(client: pg.Client, statement: string): Promise<number> {
  const started = performance.now();
  await client.query(statement);
  return performance.now() - started;
}
