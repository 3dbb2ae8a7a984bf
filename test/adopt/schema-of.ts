/** What a database holds of ours, as SQL to be read: tables with all that was added to them, indexes, views, triggers, functions. */
import { ask } from './servers.ts';

const OURS = `n.nspname in ('public', 'micro_scrape')`;
/** One row a statement; `kind` and `name` put them in order. */
const SCHEMA = `
  with tables as (
    select c.oid, c.relname, format('%I.%I', n.nspname, c.relname) as name, c.relpersistence, c.relrowsecurity, c.reloptions
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}
  ), parts as (
    select t.oid, 0 as kind, a.attnum::int as place, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        case when a.attidentity <> '' then 'generated always as identity' end,
        case when a.attgenerated <> '' then format('generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
          when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
        case when a.attnotnull then 'not null' end) as line
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all
    select t.oid, 1, row_number() over (partition by t.oid order by k.contype desc, k.conname)::int,
      format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
    from tables t join pg_constraint k on k.conrelid = t.oid and k.contype <> 'n'
  )
  select 1 as kind, t.name, '' as detail, format(E'create %stable %s (\\n  %s\\n)%s;%s', case t.relpersistence when 'u' then 'unlogged ' end, t.name,
      string_agg(p.line, E',\\n  ' order by p.kind, p.place),
      case when t.reloptions is not null then format(E' with (%s)', array_to_string(t.reloptions, ', ')) end,
      case when t.relrowsecurity then format(E'\\nalter table %s enable row level security;', t.name) end) as text
  from tables t join parts p on p.oid = t.oid group by t.name, t.relpersistence, t.relrowsecurity, t.reloptions
  union all select 2, t.name, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) || ';'
  from tables t join pg_index i on i.indrelid = t.oid
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = t.oid)
  union all select 3, format('%I.%I', n.nspname, c.relname), '', format(E'create view %I.%I as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${OURS}
  union all select 4, t.name, g.tgname, pg_get_triggerdef(g.oid) || ';'
  from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
  union all select 5, p.oid::regprocedure::text, '',
    format('-- function %I.%I(%s) returns %s', n.nspname, p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind = 'f' and ${OURS}
  order by kind, name, detail`;

const HEAD = `-- The schema as migrate leaves it in an empty database, to be read and not to be run: sql/migrations, sql/functions and
-- sql/triggers make it. A test compares it; UPDATE_SCHEMA=1 npx vitest run test/adopt/schema.test.ts writes it anew.`;

export async function schemaOf(url: string): Promise<string> {
  const rows = await ask(url, `set search_path = ''; ${SCHEMA}`);
  const statements = rows.map(
    ({ kind, text }) => `${Number(kind) === 5 || Number(kind) === 2 ? '' : '\n'}${String(text)}`,
  );
  return `${[HEAD, ...statements].join('\n')}\n`;
}
