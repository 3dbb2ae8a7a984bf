/**
 * What `migrate` added to the schema public, and how it is taken away again.
 * Invariant: a table that holds rows, and a column that holds a value it was not added with, stays and is named.
 */
import pg from 'pg';
import { z } from 'zod';

const ADDITIONS = 'select kind, name from micro_scrape.additions order by kind, name';
/** What a column was added with is what its old rows have; whatever differs was written by somebody. */
const ADDED_WITH = `
  select (a.attmissingval::text::text[])[1] as value, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
  where a.attrelid = $1::regclass and a.attname = $2 and not a.attisdropped`;

const additions = z.array(z.object({ kind: z.enum(['schema', 'table', 'column', 'index']), name: z.string() }));
export type Addition = z.infer<typeof additions>[number];

/** As `migrate` wrote them down. */
export async function readAdditions(client: pg.ClientBase): Promise<readonly Addition[]> {
  return additions.parse((await client.query(ADDITIONS)).rows);
}

/** Columns and tables in public, as statements; what stays goes into `kept`. Tables of the catalogue go only when they are empty. */
export async function dropAdditions(
  client: pg.ClientBase,
  added: readonly Addition[],
  yes: boolean,
  kept: string[],
): Promise<string[]> {
  const statements: string[] = [];
  for (const { name } of added.filter(({ kind }) => kind === 'column')) {
    const [schema, table, column] = name.split('.');
    const relation = `${schema}.${table}`;
    if (column !== undefined && (await holdsValues(client, relation, column)) && !yes) {
      kept.push(
        `the column ${name}: it holds values (ALTER TABLE ${relation} DROP COLUMN ${pg.escapeIdentifier(column)}; removes it, as --yes would have)`,
      );
    } else if (column !== undefined) {
      statements.push(`alter table ${relation} drop column if exists ${pg.escapeIdentifier(column)}`);
    }
  }
  const tables = added.filter(({ kind }) => kind === 'table').map(({ name }) => name);
  // Photographs refer to vehicles.
  for (const name of ['public.vehicle_images', 'public.vehicles'].filter((each) => tables.includes(each))) {
    if (await isEmpty(client, name)) {
      statements.push(`drop table if exists ${name}`);
    } else {
      kept.push(`the table ${name}: it holds rows, and they are yours (DROP TABLE ${name}; removes it)`);
    }
  }
  // Of an earlier version; it is a view by now.
  if (tables.includes('public.micro_scrape_runs')) {
    statements.push('drop table if exists public.micro_scrape_runs');
  }
  return statements;
}

async function holdsValues(client: pg.ClientBase, relation: string, column: string): Promise<boolean> {
  const { rows } = await client.query<{ value: string | null; type: string }>(ADDED_WITH, [relation, column]);
  const added = rows[0];
  if (added === undefined) {
    return false;
  }
  const name = pg.escapeIdentifier(column);
  const differs = added.value === null ? `${name} is not null` : `${name} is distinct from $1::${added.type}`;
  const { rowCount } = await client.query(
    `select from ${relation} where ${differs} limit 1`,
    added.value === null ? [] : [added.value],
  );
  return rowCount === 1;
}

async function isEmpty(client: pg.ClientBase, relation: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [relation]);
  return rows[0]?.there !== true || (await client.query(`select from ${relation} limit 1`)).rowCount === 0;
}
