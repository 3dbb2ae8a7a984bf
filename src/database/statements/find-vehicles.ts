import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const FIND = `
  select v.id, v.discovery_url from public.vehicles v
  where v.id = any ($1::uuid[]) or v.discovery_url = any ($2::text[])
  order by v.created_at desc, v.id`;

const BY_WORDS = `
  select v.id, v.year::text, v.make, v.model, v.discovery_url from public.vehicles v
  where not exists (select from unnest($1::text[]) word
    where strpos(lower(concat_ws(' ', v.year, v.make, v.model, v.vin, v.discovery_url)), word) = 0)
  order by v.created_at desc, v.id limit $2`;

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

const named = z.object({
  id: z.guid(),
  year: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  discovery_url: z.string().nullable(),
});
export type NamedVehicle = z.infer<typeof named>;

/** Vehicles whose year, make, model, VIN or address hold all words of a text, the newest first; reads the whole table. */
export async function findByWords(db: Queryable, text: string, most: number): Promise<readonly NamedVehicle[]> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    // bounded: a person types it at a terminal.
    .map((word) => word.replace(/(.)\/+$/, '$1'))
    .filter(Boolean);
  return words.length === 0 ? [] : z.array(named).parse((await db.query(BY_WORDS, [words, most])).rows);
}
