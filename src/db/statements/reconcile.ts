import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const RECONCILE = 'select unseen, jobless, mismarked from micro_scrape.reconcile($1)';

const reconciled = z.object({ unseen: z.number(), jobless: z.number(), mismarked: z.number() });

/** Finds what no event told and queues it (see sql/functions/70_reconcile.sql). */
export async function reconcile(db: Queryable, limit: number): Promise<z.infer<typeof reconciled>> {
  const { rows } = await db.query(RECONCILE, [limit]);
  return reconciled.parse(rows[0]);
}
