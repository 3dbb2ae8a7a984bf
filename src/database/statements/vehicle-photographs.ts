/** The photographs of one vehicle as a person looks at them: the stored ones with what was read off them, and what became of the others. */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { vinRead } from './vin-reads.ts';

const STORED = `
  select i.id::text as id, i.image_url, i.storage_path, i.width, i.height, i.source, p.vin_read
  from public.vehicle_images i
  left join micro_scrape.photographs p on p.vehicle_id = i.vehicle_id and md5(p.url) = md5(coalesce(i.image_url, i.storage_path))
  where i.vehicle_id = $1 order by i.is_primary desc nulls last, i.position nulls last, i.id limit $2`;
const OTHERS = `
  select left(url, 2000) as url, state, left(note, 500) as note, at from micro_scrape.photographs
  where vehicle_id = $1 and state <> 'stored' order by at desc, url limit $2`;
const PLACE = 'select i.storage_path from public.vehicle_images i where i.vehicle_id = $1 and i.id::text = $2';

const stored = z.object({
  id: z.string(),
  image_url: z.string().nullable(),
  /** Under which the blob store has it; null: it was never downloaded. */
  storage_path: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  source: z.string().nullable(),
  vin_read: vinRead.nullable(),
});
const other = z.object({ url: z.string(), state: z.string(), note: z.string().nullable(), at: z.date() });
const placed = z.array(z.object({ storage_path: z.string().nullable() }));

export type ShownPhotograph = z.infer<typeof stored>;

export interface VehiclePhotographs {
  readonly stored: readonly ShownPhotograph[];
  readonly others: readonly z.infer<typeof other>[];
}

/** `most` of each. */
export async function findVehiclePhotographs(
  db: Queryable,
  vehicleId: string,
  most: number,
): Promise<VehiclePhotographs> {
  return {
    stored: z.array(stored).parse((await db.query(STORED, [vehicleId, most])).rows),
    others: z.array(other).parse((await db.query(OTHERS, [vehicleId, most])).rows),
  };
}

/** The key in the blob store; nothing where the vehicle has no such photograph. */
export async function findPhotographPlace(db: Queryable, vehicleId: string, id: string): Promise<string | undefined> {
  return placed.parse((await db.query(PLACE, [vehicleId, id])).rows)[0]?.storage_path ?? undefined;
}
