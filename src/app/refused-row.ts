/** A row that the table itself does not take: by its rules, its triggers, its rights. */
import pg from 'pg';

/** The line that fixes it, as the table's owner types it. */
export function fixRefusal(right: 'INSERT' | 'UPDATE', table: string, error: Error, role: string): string {
  const who = pg.escapeIdentifier(role);
  const { code, column } = error instanceof pg.DatabaseError ? error : { code: undefined, column: undefined };
  if (code === '23502' && column !== undefined) {
    return `ALTER TABLE ${table} ALTER COLUMN ${pg.escapeIdentifier(column)} DROP NOT NULL;   -- or give it a default`;
  }
  if (code === '42501' && /row-level security/.test(error.message)) {
    return `CREATE POLICY micro_scrape_${right.toLowerCase()} ON ${table} FOR ${right} TO ${who} WITH CHECK (true);`;
  }
  return code === '42501'
    ? `GRANT ${right} ON ${table} TO ${who};`
    : `Look at the constraints and triggers of ${table}: \\d ${table}`;
}
