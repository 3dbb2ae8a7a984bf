import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const WAKE = 'select jobs, events, next_in_ms::float8 as next_in_ms from micro_scrape.wake_due($1)';

const woken = z.object({ jobs: z.number(), events: z.number(), next_in_ms: z.number().nullable() });

/** Brings back what was put off (see sql/functions/45_wake_due.sql); `nextInMs` is absent when nothing is put off. */
export async function wakeDue(
  db: Queryable,
  limit: number,
): Promise<{ jobs: number; events: number; nextInMs: number | undefined }> {
  const { rows } = await db.query(WAKE, [limit]);
  const { jobs, events, next_in_ms } = woken.parse(rows[0]);
  return { jobs, events, nextInMs: next_in_ms ?? undefined };
}
