/** The whole database as it is, to be compared. */
import type pg from 'pg';

/** Every row of every table, but for what the daemon writes to show that it lives. */
export async function everything(owner: pg.Client): Promise<unknown> {
  const tables = await owner.query(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'micro_scrape', 'graphile_worker') order by 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables.rows.filter((row) => !/\.(daemons|_private_known_crontabs)$/.test(row.name))) {
    all[name] = (
      await owner.query(
        `select to_jsonb(t) as row from ${name} t where coalesce(to_jsonb(t) ->> 'kind', to_jsonb(t) ->> 'key', '') !~ '^canary' order by 1`,
      )
    ).rows;
  }
  return all;
}
