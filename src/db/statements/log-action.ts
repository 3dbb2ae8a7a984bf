import type { Queryable } from '../pool.ts';

const LOG = `
  insert into micro_scrape.action_log (vehicle_id, run_id, action, succeeded, filled, note, runtime_ms)
  values ($1, $2, $3, $4, $5, $6, $7)`;

export async function logAction(
  db: Queryable,
  input: {
    vehicleId: string;
    runId: string | null;
    action: string;
    succeeded: boolean;
    filled: readonly string[];
    note: string;
    runtimeMs: number;
  },
): Promise<void> {
  await db.query(LOG, [
    input.vehicleId,
    input.runId,
    input.action,
    input.succeeded,
    input.filled,
    input.note,
    Math.round(input.runtimeMs),
  ]);
}
