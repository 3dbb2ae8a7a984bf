import type { Queryable } from '../pool.ts';

const LOG = 'select micro_scrape.record_action($1, $2, $3, $4, $5, $6, $7) as ours';

/** Keeps what an action did and counts it in the run; false when another daemon has the vehicle. */
export async function logAction(
  db: Queryable,
  input: {
    vehicleId: string;
    fence: string;
    action: string;
    succeeded: boolean;
    filled: readonly string[];
    note: string;
    runtimeMs: number;
  },
): Promise<boolean> {
  const { rows } = await db.query<{ ours: boolean }>(LOG, [
    input.vehicleId,
    input.fence,
    input.action,
    input.succeeded,
    input.filled,
    input.note,
    Math.round(input.runtimeMs),
  ]);
  return rows[0]?.ours === true;
}
