import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const ADOPT = 'select taken, finished from micro_scrape.adopt($1)';

const adopted = z.object({ taken: z.number(), finished: z.boolean() });

/** Takes in the next vehicles that were there before us (see sql/functions/75_adopt.sql). */
export async function adoptVehicles(db: Queryable, limit: number): Promise<z.infer<typeof adopted>> {
  const { rows } = await db.query(ADOPT, [limit]);
  return adopted.parse(rows[0]);
}
