/**
 * What our triggers add to one statement of an application, beside the same table without them: one row while the
 * dispatcher is awake and while it sleeps and has to be rung for, 10,000 rows at once, and a change that is none of ours.
 */
import type pg from 'pg';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, withServer } from './server.ts';

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
    // What ringing costs whoever does it: a NOTIFY that somebody hears, and nothing else.
    const notifyUrl = await server.database('told', 'notify');
    const told = await connect(notifyUrl);
    const appends = await connect(await server.database('appends', 'append'));
    const hears = await connect(notifyUrl);
    await hears.query('listen bench');
    // What a dispatcher that sleeps holds, and somebody who hears the bell.
    const dispatcher = await connect(url);
    await dispatcher.query('listen micro_scrape');
    try {
      const one: Record<string, number[]> = { none: [], awake: [], asleep: [], told: [], appends: [] };
      for (let round = 0; round < (quick ? 10 : 60); round++) {
        one.none?.push(await eachOf(bare, 50));
        one.awake?.push(await eachOf(ours, 50));
        await dispatcher.query('select pg_advisory_lock(28019, 1)');
        one.asleep?.push(await eachOf(ours, 50));
        await dispatcher.query('select pg_advisory_unlock(28019, 1)');
        one.told?.push(await eachOf(told, 50));
        one.appends?.push(await eachOf(appends, 50));
      }
      const many: [number[], number[], number[]] = [[], [], []];
      const notOurs: [number[], number[], number[]] = [[], [], []];
      for (let round = 0; round < (quick ? 5 : 25); round++) {
        for (const [n, client] of [bare, ours, appends].entries()) {
          await client.query(client === appends ? `${EMPTY}, bench_ids` : EMPTY);
          many[n]?.push(await time(client, MANY_ROWS));
          await client.query('vacuum analyze vehicles');
          for (let turn = 0; turn < 2; turn++) notOurs[n]?.push(await time(client, NOT_OURS));
        }
      }
      say(
        `one row: ${['none', 'awake', 'asleep', 'told', 'appends'].map((each) => `${each} ${one[each]?.map((ms) => ms.toFixed(2)).slice(0, 8)}`).join('; ')}`,
      );
      const against = (samples: readonly number[] = []) => ({ what: 'no trigger', samples });
      return [
        row('insert of one row, awake', 'ms', one.awake ?? [], { against: against(one.none), atMost: BARS.awake }),
        row('insert of one row, ids appended and nothing else', 'ms', one.appends ?? [], {
          against: against(one.none),
        }),
        row('insert of one row, asleep', 'ms', one.asleep ?? [], { against: against(one.none), atMost: BARS.asleep }),
        row('insert of one row, nothing but a NOTIFY', 'ms', one.told ?? [], { against: against(one.none) }),
        row(`insert of ${ROWS} rows at once`, 'ms', many[1], { against: against(many[0]), atMost: BARS.many }),
        row(`insert of ${ROWS} rows at once, ids appended`, 'ms', many[2], { against: against(many[0]) }),
        row(`update of ${ROWS} rows, no column of ours`, 'ms', notOurs[1], {
          against: against(notOurs[0]),
          atMost: BARS.notOurs,
        }),
      ];
    } finally {
      await Promise.all([bare, ours, dispatcher, told, hears, appends].map((client) => client.end()));
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
