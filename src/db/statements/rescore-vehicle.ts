import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const RESCORE = 'select score, gaps, complete, newly_marked from micro_scrape.rescore($1, $2, $3, $4)';

const rescored = z.object({
  score: z.number(),
  gaps: z.array(z.string()),
  complete: z.boolean(),
  newly_marked: z.boolean(),
});

export type Rescored = z.infer<typeof rescored>;

/**
 * Absent when the vehicle is gone or another daemon has it: roll back and write nothing. `filled`: this transaction
 * filled something; `extractorVersion`: of the reading it came from, null without one.
 */
export async function rescoreVehicle(
  db: Queryable,
  input: { vehicleId: string; fence: string; filled: boolean; extractorVersion: number | null },
): Promise<Rescored | undefined> {
  const { rows } = await db.query(RESCORE, [input.vehicleId, input.fence, input.filled, input.extractorVersion]);
  return rows.length === 0 ? undefined : rescored.parse(rows[0]);
}
