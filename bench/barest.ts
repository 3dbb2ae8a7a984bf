/**
 * The least that a vehicle costs the database: the rows that a daemon has written are written again, into the same tables
 * with their indexes and triggers, by the barest SQL that keeps the promises (a durable job, a fence, a run's writes all or
 * none, the evidence and the log of each value). Nothing is scored, compared or looked up, and no function of ours called
 * but by triggers.
 * Invariant: each vehicle is written whole, or the bench ends.
 */
import pg from 'pg';
import { onClient } from './server.ts';

/** One vehicle as a daemon has left it. */
export interface Remembered {
  readonly id: string;
  readonly url: string;
  /** JSON of the rows, for COMMIT. */
  readonly rows: string;
  /** Addresses of the photographs that were stored. */
  readonly pictures: readonly string[];
}

export interface Job {
  readonly id: string;
  readonly vehicle_id: string;
}

/** Of which a vehicle has several rows or none. */
const MANY = [
  'micro_scrape.pages',
  'micro_scrape.field_sources',
  'micro_scrape.action_log',
  'micro_scrape.proposals',
  'public.vehicle_images',
];
const OF_RUN: Readonly<Record<string, string>> = {
  'public.vehicle_images': 'where r.vehicle_id = v.id and r.storage_path is not null',
  other: 'where r.vehicle_id = v.id',
};
const ROWS = `
  select v.id, v.discovery_url as url, jsonb_build_object('vehicle', to_jsonb(v), 'state', to_jsonb(s),
    ${MANY.map((table) => `'${table}', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from ${table} r ${OF_RUN[table] ?? OF_RUN.other})`).join(', ')})::text as rows,
    array(select r.image_url from vehicle_images r ${OF_RUN['public.vehicle_images']}) as pictures
  from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id and s.outcome = 'complete' order by v.id limit $1`;
const FILLED = `
  select array_agg(distinct e.field) as columns from micro_scrape.field_sources e
  join pg_attribute a on a.attrelid = 'public.vehicles'::regclass and a.attname = e.field`;
const COLUMNS = `
  select array_agg(quote_ident(attname) order by attnum) as columns from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and attidentity = '' and attgenerated = '' and not attisdropped`;
const FORGET = `
  delete from vehicle_images where storage_path is not null;
  truncate micro_scrape.field_sources, micro_scrape.action_log, micro_scrape.pages, micro_scrape.proposals,
    micro_scrape.run_vehicles, micro_scrape.vehicle_state, micro_scrape.photographs, micro_scrape.vehicle_events, graphile_worker._private_jobs`;

const TELL = `insert into micro_scrape.vehicle_events (vehicle_id, kind) select unnest($1::uuid[]), 'inserted'`;
// Lost in a crash, what the next two do is done again: neither waits for the disk.
const UNHURRIED = `set_config('synchronous_commit', 'off', true)`;
// As the dispatcher, of up to $1 vehicles in one statement.
const DISPATCH = `
  with taken as (
    delete from micro_scrape.vehicle_events where id in
      (select id from micro_scrape.vehicle_events order by id limit $1 for update skip locked)
    returning vehicle_id
  ), stored as (
    insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, requested, requested_at)
    select vehicle_id, 40, 0, '{vin}', 1, clock_timestamp() from taken
  )
  select ${UNHURRIED}, graphile_worker.add_jobs(array_agg(('micro-scrape', json_build_object('vehicle_id', vehicle_id), null, null, 10,
    'vehicle:' || vehicle_id, 40, null)::graphile_worker.job_spec)) from taken having count(*) > 0`;
// What the library does, without its queues that have names.
const TAKE = `
  update graphile_worker._private_jobs j set attempts = j.attempts + 1, locked_by = 'bench', locked_at = now()
  where j.id in (select id from graphile_worker._private_jobs where is_available and run_at <= now()
    order by priority, run_at limit $1 for update skip locked)
  returning ${UNHURRIED}, j.id, j.payload ->> 'vehicle_id' as vehicle_id`;
const CLAIM = `
  update micro_scrape.vehicle_state s set fence = s.fence + 1, leased_by = $2, leased_at = clock_timestamp()
  from vehicles v where s.vehicle_id = $1 and v.id = s.vehicle_id and s.requested > s.handled and s.leased_by is null
  returning s.fence, v.*`;

/** One statement: what is committed under the fence. $1 vehicle, $2 fence, $3 rows, $4 job. */
function commitOf(filled: readonly string[], columns: ReadonlyMap<string, readonly string[]>): string {
  const values = filled.map((name) => `${name} = coalesce(v.${name}, r.${name})`).join(', ');
  const added = [...columns].map(
    ([table, names], n) =>
      `added_${n} as (insert into ${table} (${names}) select ${names.map((name) => `r.${name}`)}
        from fenced, jsonb_populate_recordset(null::${table}, $3::jsonb -> '${table}') r)`,
  );
  return `
    with fenced as (
      update micro_scrape.vehicle_state s set score = r.score, gaps = r.gaps, image_count = r.image_count, outcome = r.outcome,
        reason = r.reason, handled = s.requested, leased_by = null, leased_at = null, extractor_version = r.extractor_version,
        completed_at = clock_timestamp(), settled_at = clock_timestamp()
      from jsonb_populate_record(null::micro_scrape.vehicle_state, $3::jsonb -> 'state') r
      where s.vehicle_id = $1 and s.fence = $2 returning s.vehicle_id
    ), ${added.join(', ')}, counted as (
      insert into micro_scrape.run_vehicles (run_id, vehicle_id, improved, marked, executed, succeeded)
      select gen_random_uuid(), vehicle_id, true, true, 1, 1 from fenced
    ), ended as (
      delete from graphile_worker._private_jobs j using fenced where j.id = $4
    )
    update vehicles v set ${values}, origin_metadata = r.origin_metadata, updated_at = clock_timestamp()
    from fenced, jsonb_populate_record(null::vehicles, $3::jsonb -> 'vehicle') r where v.id = fenced.vehicle_id`;
}
/** Takes what daemons, which have ended, left of up to `limit` vehicles, and leaves the catalogue as it was before them. */
export async function remember(client: pg.Client, limit: number): Promise<{ vehicles: Remembered[]; commit: string }> {
  const vehicles = (await client.query<Remembered>(ROWS, [limit])).rows;
  const filled: string[] = (await client.query(FILLED)).rows[0].columns.map((name: string) =>
    pg.escapeIdentifier(name),
  );
  const columns = new Map<string, string[]>();
  for (const table of MANY) columns.set(table, (await client.query(COLUMNS, [table])).rows[0].columns);
  await client.query('set session_replication_role = replica');
  await client.query(FORGET);
  await client.query(`update vehicles set ${filled.map((name) => `${name} = null`).join(', ')}`);
  await client.query('select micro_scrape.recount_states()');
  await client.query('set session_replication_role = origin');
  await client.query('vacuum analyze');
  return { vehicles, commit: commitOf(filled, columns) };
}

/** What the triggers tell of a vehicle that was inserted. */
export async function tellOf(client: pg.Client, vehicles: readonly Remembered[]): Promise<void> {
  await client.query(TELL, [vehicles.map(({ id }) => id)]);
}

export interface BarestSession {
  /** Makes the jobs of so many vehicles. */
  dispatch(limit: number): Promise<unknown>;
  take(limit: number): Promise<Job[]>;
  /** @param between what is done with the vehicle before it is written */
  enrich(job: Job, vehicle: Remembered | undefined, between?: (vehicle: Remembered) => Promise<void>): Promise<void>;
}

export async function onBarest<T>(
  url: string,
  commit: string,
  work: (session: BarestSession) => Promise<T>,
): Promise<T> {
  return onClient(url, async (client) => work(await prepare(client, commit)));
}

async function prepare(client: pg.Client, commit: string): Promise<BarestSession> {
  // Triggers leave alone what a daemon writes. No plan is made twice.
  await client.query(`set micro_scrape.writer = 'daemon'; set plan_cache_mode = force_generic_plan`);
  const ask = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  return {
    dispatch: (limit) => ask('dispatch', DISPATCH, [limit]),
    take: async (limit) => (await ask('take', TAKE, [limit])).rows,
    async enrich(job, vehicle, between) {
      if (vehicle === undefined) throw new Error(`a job for ${job.vehicle_id}, of which nothing is remembered`);
      const claimed = (await ask('claim', CLAIM, [vehicle.id, DAEMON])).rows[0];
      await between?.(vehicle);
      const { rowCount } = await ask('commit', commit, [vehicle.id, claimed?.fence, vehicle.rows, job.id]);
      if (rowCount !== 1) throw new Error(`${vehicle.url} was not written`);
    },
  };
}

const DAEMON = '00000000-0000-4000-8000-000000000001';

/** From their events to their end, one after the other but for the dispatch. */
export async function writeAgain(
  session: BarestSession,
  client: pg.Client,
  vehicles: readonly Remembered[],
): Promise<void> {
  const of = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
  await tellOf(client, vehicles);
  await session.dispatch(vehicles.length);
  for (let n = 0; n < vehicles.length; n++) {
    for (const job of await session.take(1)) await session.enrich(job, of.get(job.vehicle_id));
  }
}
