/** Settings that ALTER DATABASE or ALTER ROLE has fixed for sessions of this database, and the line that undoes them. */
import pg from 'pg';
import { z } from 'zod';
import type { Queryable } from '../database/pool.ts';

const FIND = `
  select d.datname as database, r.rolname as role
  from pg_db_role_setting s left join pg_database d on d.oid = s.setdatabase left join pg_roles r on r.oid = s.setrole
  where $1 = any (s.setconfig) and (s.setdatabase = 0 or d.datname = current_database())`;

const found = z.array(z.object({ database: z.string().nullable(), role: z.string().nullable() }));

export interface FixedSetting {
  /** For whom it is so, in words. */
  readonly whom: string;
  readonly undo: string;
}

/** @param value what must not be, such as `replica` */
export async function findOverrides(db: Queryable, name: string, value: string): Promise<FixedSetting[]> {
  const { rows } = await db.query(FIND, [`${name}=${value}`]);
  return found.parse(rows).map(({ database, role }) => {
    const inDatabase = database === null ? '' : ` IN DATABASE ${pg.escapeIdentifier(database)}`;
    const target =
      role === null
        ? `DATABASE ${pg.escapeIdentifier(database ?? '')}`
        : `ROLE ${pg.escapeIdentifier(role)}${inDatabase}`;
    const whom = role === null ? 'every session' : `every session of role ${role}`;
    return { whom, undo: `ALTER ${target} RESET ${name};` };
  });
}
