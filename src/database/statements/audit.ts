/** The trail of the console: who changed what. */
import { z } from 'zod';
import { cleanText } from '../../runtime/text.ts';
import type { Queryable } from '../pool.ts';

const WRITE = 'insert into micro_scrape.audit (who, what, target, detail) values ($1, $2, $3, $4)';
const FIND = `
  select a.id::float8 as id, a.at, a.who, a.what, a.target, a.detail from micro_scrape.audit a
  where ($1::bigint is null or a.id < $1) and ($2::text is null or a.target = $2) order by a.id desc limit $3`;

export interface Audited {
  /** A verb and what it was done to, such as `pause host`. */
  readonly what: string;
  readonly target: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const entry = z.object({
  id: z.number(),
  at: z.date(),
  who: z.string(),
  what: z.string(),
  target: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof entry>;

/** Inside the transaction of the change. */
export async function writeAudit(db: Queryable, who: string, { what, target, detail }: Audited): Promise<void> {
  const text = cleanText(JSON.stringify(detail));
  await db.query(WRITE, [who, what, target === null ? null : cleanText(target), text]);
}

/** The latest first. `before`: those older than the one of that id; `target`: of that alone. */
export async function findAudit(
  db: Queryable,
  { before, target, limit }: { before?: number | undefined; target?: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  return z.array(entry).parse((await db.query(FIND, [before ?? null, target ?? null, limit])).rows);
}
