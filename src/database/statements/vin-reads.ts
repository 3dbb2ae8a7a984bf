import { z } from 'zod';
import type { VinRead } from '../../media/ocr/vin-reader.ts';
import type { Queryable } from '../pool.ts';
import { asJson } from './commit-run.ts';

const FIND = `
  select url, vin_read as read from micro_scrape.photographs where vehicle_id = $1 and vin_read is not null`;
const KEEP = `
  insert into micro_scrape.photographs (vehicle_id, url, state, vin_read)
  select s.vehicle_id, $3, 'stored', $4::jsonb
  from micro_scrape.vehicle_state s where s.vehicle_id = $1 and s.fence = $2 for share
  on conflict (vehicle_id, md5(url)) do update set vin_read = excluded.vin_read`;

export const vinRead = z.union([
  z.object({ vin: z.string(), votes: z.number(), text: z.string() }),
  z.object({ vin: z.null(), candidates: z.array(z.string()), reason: z.string() }),
]);
const found = z.object({ url: z.string(), read: vinRead });

/** What was read off the photographs of a vehicle, by their address (or their place, where they have none). */
export async function findVinReads(db: Queryable, vehicleId: string): Promise<Map<string, VinRead>> {
  const { rows } = await db.query(FIND, [vehicleId]);
  return new Map(
    z
      .array(found)
      .parse(rows)
      .map(({ url, read }) => [url, read]),
  );
}

/** False, and nothing kept, under an old fence. */
export async function keepVinRead(
  db: Queryable,
  input: { vehicleId: string; fence: string; url: string; read: VinRead },
): Promise<boolean> {
  const { rowCount } = await db.query(KEEP, [input.vehicleId, input.fence, input.url, asJson(input.read)]);
  return rowCount === 1;
}
