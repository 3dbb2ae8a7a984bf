/** What is asked of a catalogue, lowest score first, when it is small and when it has a million rows. */
import type pg from 'pg';
import { assessVehicles } from '../src/database/statements/assess-vehicles.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, withServer } from './server.ts';

/** Four fifths are complete; of the others half wait for their turn and half rest. */
const VEHICLES = `
  insert into vehicles (year, make, model, vin, asking_price, mileage, color, engine, transmission, description, discovery_url, created_at)
  select 1960 + n % 60, 'Maker ' || n % 40, 'Model ' || n % 900, case when n % 5 <> 0 then 'WP0AA2991SS' || 100000 + n % 900000 end,
    case when n % 5 <> 0 or n % 3 = 0 then 1000 + n % 90000 end, n % 200000, 'red', 'V8', 'manual', case when n % 5 <> 0 or n % 7 = 0 then 'A well kept car.' end,
    'https://host' || n % 50 || '.example/listing/' || n, now() - n * interval '1 minute'
  from generate_series(1, $1::int) n`;
const STATE = `
  insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, outcome, reason, requested, handled, requested_at, settled_at, listed_at)
  select v.id, micro_scrape.score(g.gaps), 0, g.gaps,
    case when micro_scrape.is_complete(g.gaps) then 'complete' when n.waits then 'pending' else 'exhausted' end,
    case when not micro_scrape.is_complete(g.gaps) and not n.waits then 'lacks vin: the page says nothing' end,
    1, case when n.waits and not micro_scrape.is_complete(g.gaps) then 0 else 1 end, v.created_at, v.created_at, v.created_at
  from vehicles v cross join lateral (select micro_scrape.gaps(v, 0) as gaps offset 0) g
  cross join lateral (select v.mileage % 2 = 0 as waits) n`;
const VIEW = 'select * from vehicles_needing_micro_scrape limit 20';
const BATCH = 20;

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const [small, large] = quick ? [1_000, 50_000] : [10_000, 1_000_000];
  return withServer({ shared_buffers: '512MB', max_wal_size: '8GB' }, async (server) => {
    const clients: [pg.Client, pg.Client] = [
      await connect(await server.database('small')),
      await connect(await server.database('large')),
    ];
    try {
      for (const [n, count] of [small, large].entries()) {
        const client = clients[n];
        if (client !== undefined) await fill(client, count);
      }
      say(`${small} and ${large} vehicles are there`);
      const probe = (client: pg.Client) => assessVehicles(client, { worst: BATCH, resting: false });
      const view = (client: pg.Client) => client.query(VIEW);
      const turns = quick ? 40 : 200;
      const batches = await inTurns(clients, turns, probe);
      const views = await inTurns(clients, quick ? 20 : 50, view);
      const rows = `${(large / 1_000).toLocaleString('en')},000 rows`;
      return [
        row(`next batch, lowest first, at ${rows}`, 'ms', batches[1], {
          against: { what: `at ${small.toLocaleString('en')}`, samples: batches[0] },
          atMost: 1.5,
        }),
        row(`vehicles_needing_micro_scrape LIMIT 20 at ${rows}`, 'ms', views[1], { atMost: 5 }),
        row(`vehicles_needing_micro_scrape LIMIT 20 at ${small.toLocaleString('en')}`, 'ms', views[0]),
      ];
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });
}

async function fill(client: pg.Client, count: number): Promise<void> {
  await client.query('set session_replication_role = replica');
  await client.query(VEHICLES, [count]);
  await client.query(STATE);
  await client.query('select micro_scrape.recount_states()');
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
}

/** Milliseconds of each call, one here and one there. */
async function inTurns(
  clients: readonly [pg.Client, pg.Client],
  turns: number,
  ask: (client: pg.Client) => Promise<unknown>,
): Promise<[number[], number[]]> {
  const samples: [number[], number[]] = [[], []];
  for (let turn = -5; turn < turns; turn++) {
    for (const [n, client] of clients.entries()) {
      const started = performance.now();
      await ask(client);
      if (turn >= 0) samples[n]?.push(performance.now() - started);
    }
  }
  return samples;
}
