import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { PHOTOGRAPH_STATES } from './commit-run.ts';

const FIND = `
  select url, state, tries, look, note, extract(epoch from clock_timestamp() - at)::float8 as age_seconds,
    coalesce(at >= $2::timestamptz, false) as in_this_run
  from micro_scrape.photographs where vehicle_id = $1`;
const LIST = `
  select image_url, storage_path, width, height from public.vehicle_images
  where vehicle_id = $1 and storage_path is not null order by is_primary desc, position nulls last limit $2`;

const photograph = z.object({
  url: z.string(),
  state: z.enum(PHOTOGRAPH_STATES),
  tries: z.number(),
  /** While turns are still to come. */
  look: z.instanceof(Buffer).nullable(),
  note: z.string().nullable(),
  age_seconds: z.number(),
  /** It became what it is since the run began. */
  in_this_run: z.boolean(),
});

export type KnownPhotograph = z.infer<typeof photograph>;

/** What became of a vehicle's photographs, by address. `since`: the beginning of the run. */
export async function findPhotographs(
  db: Queryable,
  vehicleId: string,
  since: Date | null,
): Promise<Map<string, KnownPhotograph>> {
  const { rows } = await db.query(FIND, [vehicleId, since]);
  return new Map(
    z
      .array(photograph)
      .parse(rows)
      .map((row) => [row.url, row]),
  );
}

const storedFile = z.array(
  z.object({
    image_url: z.string().nullable(),
    storage_path: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
  }),
);

/** Stored images, the primary first. */
export async function listImages(
  db: Queryable,
  vehicleId: string,
  limit: number,
): Promise<{ imageUrl: string | null; storagePath: string; width: number | null; height: number | null }[]> {
  const { rows } = await db.query(LIST, [vehicleId, limit]);
  return storedFile
    .parse(rows)
    .map(({ image_url, storage_path, ...size }) => ({ imageUrl: image_url, storagePath: storage_path, ...size }));
}
