/**
 * What others may do with what is ours (sql/rights.sql).
 * Invariant: what is made in the schema public is closed in the transaction that makes it, whatever the database grants
 * by default; rights on tables of other people's are told and never changed.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { readSqlFile } from './sql-files.ts';

const QUESTION = 'rights.sql';
/** Without it the question cannot be asked; a role that was given its rights one by one may lack it. */
const MAY_ASK = `
  select coalesce(has_table_privilege(c.oid, 'SELECT'), false) as may from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'micro_scrape' and c.relname = 'additions'`;

const may = z.array(z.object({ may: z.boolean() }));
const amiss = z.array(z.object({ problem: z.string(), fix: z.string(), ours: z.boolean(), fixable: z.boolean() }));
export type Amiss = z.infer<typeof amiss>[number];

/** Undefined: this role may not ask. */
export async function findAmiss(db: Queryable): Promise<Amiss[] | undefined> {
  return may.parse((await db.query(MAY_ASK)).rows)[0]?.may === true
    ? amiss.parse((await db.query(await readSqlFile(QUESTION))).rows)
    : undefined;
}

/** Types every line that this role may type, as one statement. */
export async function statementsForRights(): Promise<string> {
  return `do $fix$
declare
  v_fix text;
begin
  foreach v_fix in array array(
    select r.fix from (
${await readSqlFile(QUESTION)}) r where r.fixable
  ) loop
    execute v_fix;
  end loop;
end
$fix$;
`;
}
