import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const COLUMNS = `
  id, run_type, status, started_at, completed_at, vehicles_analyzed, vehicles_improved, vehicles_marked_complete,
  actions_executed, actions_succeeded, actions_failed, runtime_ms, error_message`;
const BY_ID = `select ${COLUMNS} from public.micro_scrape_runs where id = $1`;
const LATEST = `select ${COLUMNS} from public.micro_scrape_runs where $2::timestamptz is null or started_at < $2 order by started_at desc limit $1`;

const run = z.object({
  id: z.guid(),
  run_type: z.enum(['scheduled', 'manual', 'triggered']),
  status: z.enum(['running', 'completed', 'failed', 'timeout']),
  started_at: z.date(),
  completed_at: z.date().nullable(),
  vehicles_analyzed: z.number(),
  vehicles_improved: z.number(),
  vehicles_marked_complete: z.number(),
  actions_executed: z.number(),
  actions_succeeded: z.number(),
  actions_failed: z.number(),
  runtime_ms: z.number().nullable(),
  error_message: z.string().nullable(),
});

export type Run = z.infer<typeof run>;

export async function findRun(db: Queryable, id: string): Promise<Run | undefined> {
  const { rows } = await db.query(BY_ID, [id]);
  return rows.length === 0 ? undefined : run.parse(rows[0]);
}

/** The latest first. */
export function findLatestRuns(db: Queryable, limit: number): Promise<Run[]> {
  return findRunsBefore(db, undefined, limit);
}

/** Those that started before then, the latest first. */
export async function findRunsBefore(db: Queryable, before: Date | undefined, limit: number): Promise<Run[]> {
  const { rows } = await db.query(LATEST, [limit, before ?? null]);
  return z.array(run).parse(rows);
}
