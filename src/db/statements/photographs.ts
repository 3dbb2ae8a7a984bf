import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const FIND = `
  select url, state, tries, look, note, extract(epoch from clock_timestamp() - at)::float8 as age_seconds,
    coalesce(at >= $2::timestamptz, false) as in_this_run
  from micro_scrape.photographs where vehicle_id = $1`;
const KEEP = `
  insert into micro_scrape.photographs (vehicle_id, url, state, tries, look, note)
  select $1, e.url, e.state, e.tries, decode(e.look, 'base64'), e.note
  from jsonb_to_recordset($2::jsonb) as e (url text, state text, tries smallint, look text, note text)
  on conflict (vehicle_id, md5(url)) do update set
    state = excluded.state, tries = excluded.tries, look = excluded.look, note = excluded.note, at = clock_timestamp()`;
// With the last turn the stored ones are told from vehicle_images alone, and no copy is to be known by its look.
const FINISH = `
  with dropped as (
    delete from micro_scrape.photographs where vehicle_id = $1 and state = 'stored' and vin_read is null
  )
  update micro_scrape.photographs set look = null
  where vehicle_id = $1 and look is not null and not (state = 'stored' and vin_read is null)`;

const STATES = ['stored', 'copy', 'refused', 'failed', 'missing'] as const;

const photograph = z.object({
  url: z.string(),
  state: z.enum(STATES),
  tries: z.number(),
  /** While turns are still to come. */
  look: z.instanceof(Buffer).nullable(),
  note: z.string().nullable(),
  age_seconds: z.number(),
  /** It became what it is since the run began. */
  in_this_run: z.boolean(),
});

export type KnownPhotograph = z.infer<typeof photograph>;

export interface PhotographFate {
  readonly url: string;
  readonly state: (typeof STATES)[number];
  readonly tries: number;
  readonly look: Uint8Array | undefined;
  readonly note: string | undefined;
}

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

/** In the transaction that checks the fence. */
export async function keepPhotographs(
  db: Queryable,
  vehicleId: string,
  fates: readonly PhotographFate[],
): Promise<void> {
  const rows = fates.map(({ look, note, ...fate }) => ({
    ...fate,
    look: look === undefined ? null : Buffer.from(look).toString('base64'),
    note: note ?? null,
  }));
  await db.query(KEEP, [vehicleId, JSON.stringify(rows)]);
}

/** After the last turn, in the same transaction. */
export async function finishPhotographs(db: Queryable, vehicleId: string): Promise<void> {
  await db.query(FINISH, [vehicleId]);
}
