/**
 * Whether rows can really be seen and written, by doing it.
 * Invariant: everything is rolled back. Row-level security answers no error: it shows fewer rows and updates none.
 */

import pg from 'pg';
import { z } from 'zod';
import { fixRefusal } from '../app/refused-row.ts';
import type { Queryable } from '../database/pool.ts';
import { probeServer } from '../database/server.ts';
import { asError } from '../runtime/thrown.ts';
import { type Check, type Finding, ok, problem, warning } from './finding.ts';

const COUNT = 'select count(*)::int as n from (select from public.vehicles limit 1000000) seen';
const OURS = "select set_config('micro_scrape.writer', 'daemon', true), set_config('lock_timeout', '2s', true)";
const THEIRS = "select set_config('micro_scrape.writer', '', true)";
const ONE = 'select id from public.vehicles limit 1';
const UPDATE = 'update public.vehicles set updated_at = updated_at where id = $1';
const INSERT_VEHICLE = `insert into public.vehicles (discovery_url) values ('https://example.com/micro-scrape-doctor') returning id`;
const INSERT_IMAGE = `insert into public.vehicle_images (vehicle_id, image_url) values ($1, 'https://example.com/doctor.jpg')`;
const EVENTS = 'select count(*)::int as n from micro_scrape.vehicle_events where vehicle_id = $1';
const OWNERS = `
  select pg_get_userbyid(p.proowner) as owner, pg_get_userbyid(c.relowner) as table_owner
  from pg_proc p, pg_class c
  where p.oid = 'micro_scrape.on_vehicle_inserted()'::regprocedure and c.oid = 'micro_scrape.vehicle_events'::regclass`;
const FUNCTIONS = ['on_vehicle_inserted', 'on_vehicle_changed', 'on_vehicle_images_changed'];

const counted = z.object({ n: z.number() });
const owners = z.object({ owner: z.string(), table_owner: z.string() });
const identified = z.object({ id: z.string() });

export const checkWrites: Check = async ({ pool, role }) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Each of them would fail for this one reason, which is named already.
    const { read_only } = await probeServer(client);
    return read_only ? [] : await tryWrites(client, role);
  } finally {
    // Whatever happened in it, the connection is not used again.
    await client.query('rollback').catch(() => {});
    client.release(true);
  }
};

async function tryWrites(client: pg.PoolClient, role: string): Promise<Finding[]> {
  await client.query(OURS);
  const findings: Finding[] = [];
  const { n } = counted.parse((await client.query(COUNT)).rows[0]);
  const { rows } = await client.query(ONE);
  const existing = rows.length === 0 ? undefined : identified.parse(rows[0]).id;
  if (existing !== undefined) {
    findings.push(await tryUpdate(client, existing, role, n));
  }
  await client.query(THEIRS);
  const made = await attempt(client, async () => identified.parse((await client.query(INSERT_VEHICLE)).rows[0]).id);
  if ('error' in made) {
    findings.push(
      warning(
        'insert',
        `npx micro-scrape add cannot insert: ${made.error.message}`,
        fixRefusal('INSERT', 'public.vehicles', made.error, role),
      ),
    );
  } else {
    findings.push(await checkEvent(client, made.value));
  }
  const vehicleId = existing ?? ('value' in made ? made.value : undefined);
  if (vehicleId !== undefined) {
    await client.query(OURS);
    const image = await attempt(client, () => client.query(INSERT_IMAGE, [vehicleId]));
    findings.push(
      'error' in image
        ? problem(
            'images',
            `a photograph cannot be stored: ${image.error.message}`,
            fixRefusal('INSERT', 'public.vehicle_images', image.error, role),
          )
        : ok('images', 'a row for a photograph can be stored (tried and rolled back)'),
    );
  }
  return findings;
}

async function tryUpdate(client: pg.PoolClient, id: string, role: string, seen: number): Promise<Finding> {
  const tried = await attempt(client, async () => (await client.query(UPDATE, [id])).rowCount);
  if ('error' in tried) {
    return tried.error instanceof pg.DatabaseError && tried.error.code === '55P03'
      ? warning('update', 'not tried: somebody holds the row that was to be tried; ask again later')
      : problem(
          'update',
          `a vehicle cannot be updated: ${tried.error.message}`,
          fixRefusal('UPDATE', 'public.vehicles', tried.error, role),
        );
  }
  return tried.value === 1
    ? ok('update', `${seen.toLocaleString('en-US')} vehicles are seen and one can be updated (tried and rolled back)`)
    : problem(
        'update',
        `role ${role} sees vehicle ${id} and updates no row of it, without an error: a policy stands against it`,
        `CREATE POLICY micro_scrape_update ON public.vehicles FOR UPDATE TO ${pg.escapeIdentifier(role)} USING (true) WITH CHECK (true);`,
      );
}

/** The trigger hides its own faults from the writer, so only its event proves that it works. */
async function checkEvent(client: pg.PoolClient, vehicleId: string): Promise<Finding> {
  const { n } = counted.parse((await client.query(EVENTS, [vehicleId])).rows[0]);
  const { owner, table_owner } = owners.parse((await client.query(OWNERS)).rows[0]);
  return n > 0
    ? ok('events', 'an inserted vehicle is noticed by its trigger (tried and rolled back)')
    : problem(
        'events',
        `an inserted vehicle leaves no event: the trigger is off, or its function's owner ${owner} may not write micro_scrape.vehicle_events (the server's log says why)`,
        ...FUNCTIONS.map(
          (name) => `ALTER FUNCTION micro_scrape.${name}() OWNER TO ${pg.escapeIdentifier(table_owner)};`,
        ),
      );
}

async function attempt<T>(client: Queryable, work: () => Promise<T>): Promise<{ value: T } | { error: Error }> {
  await client.query('savepoint tried');
  try {
    return { value: await work() };
  } catch (error) {
    await client.query('rollback to savepoint tried');
    return { error: asError(error) };
  }
}
