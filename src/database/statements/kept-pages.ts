import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const FIND = 'select url, blob_key from micro_scrape.pages where vehicle_id = $1';

const kept = z.array(z.object({ url: z.string(), blob_key: z.string() }));

/** Where the kept page of a vehicle lies; nothing where none is kept. */
export async function findKeptPage(
  db: Queryable,
  vehicleId: string,
): Promise<{ url: string; blob_key: string } | undefined> {
  return kept.parse((await db.query(FIND, [vehicleId])).rows)[0];
}
