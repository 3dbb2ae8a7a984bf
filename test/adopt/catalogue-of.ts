/** Everything a change of schema could change, as lines that can be compared. */
import { ask } from './servers.ts';

const OF_PEOPLE = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
const CATALOGUE = `
  select concat_ws(' ', 'schema', n.nspname, n.nspowner::regrole, n.nspacl) as line from pg_namespace n where ${OF_PEOPLE}
  union all select concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relrowsecurity, c.relowner::regrole, c.relacl, c.reloptions)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OF_PEOPLE}
  union all select concat_ws(' ', 'column', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid), a.attacl)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${OF_PEOPLE} and a.attnum > 0 and not a.attisdropped and c.relkind <> 'i'
  union all select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid)
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${OF_PEOPLE}
  union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where conrelid <> 0
  union all select concat_ws(' ', 'trigger', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
  union all select concat_ws(' ', 'policy', schemaname, tablename, policyname, cmd, roles, qual, with_check) from pg_policies
  union all select concat_ws(' ', 'function', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)), p.proowner::regrole, p.proacl)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OF_PEOPLE} and p.prokind = 'f'
  union all select concat_ws(' ', 'view', c.oid::regclass, md5(pg_get_viewdef(c.oid)))
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${OF_PEOPLE}
  order by 1`;

export async function catalogueOf(url: string): Promise<string[]> {
  return (await ask(url, CATALOGUE)).map(({ line }) => String(line));
}
