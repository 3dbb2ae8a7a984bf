import { z } from 'zod';
import { LOCKS } from '../locks.ts';
import type { Queryable } from '../pool.ts';

const ONE_AT_A_TIME = `select pg_advisory_xact_lock(${LOCKS.add})`;
const KNOWN = `
  select distinct on (url) rtrim(discovery_url, '/') as url, id from public.vehicles
  where rtrim(discovery_url, '/') = any ($1::text[]) order by url, created_at`;
const INSERT = `
  insert into public.vehicles (discovery_url) select url from unnest($1::text[]) with ordinality as given (url, n) order by n
  returning id, discovery_url as url`;

const vehicles = z.array(z.object({ id: z.guid(), url: z.string() }));

export interface AddedVehicle {
  readonly url: string;
  readonly id: string;
  /** False: a vehicle with this address was there already, and `id` is its. */
  readonly added: boolean;
}

/**
 * Adds a vehicle for each address that no vehicle has yet, in the order given; addresses that differ in a slash at
 * their end are the same. Inside a transaction of the caller's: its lock keeps two `add` at the same moment from
 * adding both, since the table has no unique key on the address.
 */
export async function insertVehicles(db: Queryable, urls: readonly string[]): Promise<AddedVehicle[]> {
  await db.query(ONE_AT_A_TIME);
  const { rows: before } = await db.query(KNOWN, [urls.map(bare)]);
  const known = new Map(vehicles.parse(before).map((vehicle) => [vehicle.url, vehicle.id]));
  // Reversed: of two spellings the first is kept.
  const fresh = urls.filter((url) => !known.has(bare(url))).toReversed();
  const spellings = new Map(fresh.map((url) => [bare(url), url]));
  const { rows: after } = await db.query(INSERT, [[...spellings.values()].toReversed()]);
  const added = new Map(vehicles.parse(after).map((vehicle) => [bare(vehicle.url), vehicle.id]));
  const told = new Set<string>();
  return urls.flatMap((url) => {
    const key = bare(url);
    const id = added.get(key) ?? known.get(key);
    // Named twice in one call: the second is already there.
    const first = !told.has(key);
    told.add(key);
    return id === undefined ? [] : [{ url, id, added: added.has(key) && first }];
  });
}

function bare(url: string): string {
  return url.replace(/(?<!\/)\/+$/, '');
}
