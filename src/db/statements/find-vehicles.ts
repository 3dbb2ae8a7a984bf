import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const FIND = `
  select v.id, v.discovery_url from public.vehicles v
  where v.id = any ($1::uuid[]) or v.discovery_url = any ($2::text[])
  order by v.created_at desc, v.id`;

const found = z.array(z.object({ id: z.guid(), discovery_url: z.string().nullable() }));

export interface FoundVehicles {
  /** Without repetition; newest first. An address may belong to several vehicles: all of them. */
  readonly ids: readonly string[];
  /** As they were given. */
  readonly unknown: readonly string[];
}

/** Vehicles named by id or by `discovery_url`, in any mixture. */
export async function findVehicles(db: Queryable, names: readonly string[]): Promise<FoundVehicles> {
  const ids = names.filter((name) => z.guid().safeParse(name).success);
  const { rows } = await db.query(FIND, [ids, names]);
  const vehicles = found.parse(rows);
  const known = new Set(vehicles.flatMap((vehicle) => [vehicle.id.toLowerCase(), vehicle.discovery_url]));
  return {
    ids: vehicles.map((vehicle) => vehicle.id),
    unknown: names.filter((name) => !known.has(name) && !known.has(name.toLowerCase())),
  };
}
