/**
 * What a database has that looks like a catalogue of vehicles, where there is no table public.vehicles.
 * Invariant: told by names of relations and columns alone; no row is read.
 */
import type pg from 'pg';
import { z } from 'zod';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

/** More are counted, not named. */
const SHOWN = 5;
const FIND = `
  select format('%I.%I', n.nspname, c.relname) as name, c.relkind::text as kind, found.columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select coalesce(array_agg(a.attname::text order by a.attnum), '{}') as all_columns,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attname ~* $3), '{}') as columns,
      coalesce(bool_or(a.attname ~* '(^|_)(url|uri|link|href)$'), false) as has_address
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) found
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> all ($1) and not (n.nspname = 'public' and c.relname = any ($2))
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    and (c.relname = 'vehicles' or all_columns && '{discovery_url,vin}' or all_columns @> '{make,model}'
      or has_address and c.relname ~* '(^|_)(vehicle|car|auto|automobile|truck|motorcycle|motorbike|listing)s?($|_)')
  order by c.relname <> 'vehicles', n.nspname, c.relname`;
const TELLING = '^(id|vin|year|make|model|mileage|odometer|.*price|.*(url|uri|link|href))$';
const OURS = ['vehicles', 'vehicle_images', 'micro_scrape_runs', 'vehicles_needing_micro_scrape'];
const KINDS: Readonly<Record<string, string>> = { v: 'view', m: 'materialized view', f: 'foreign table' };

const found = z.array(z.object({ name: z.string(), kind: z.string(), columns: z.array(z.string()) }));

/** As in `app.vehicles (id, listing_url, make, model)`. */
export async function findLookAlikes(client: pg.ClientBase): Promise<string[]> {
  const schemas = ['information_schema', 'micro_scrape', QUEUE_SCHEMA];
  const all = found.parse((await client.query(FIND, [schemas, OURS, TELLING])).rows);
  const named = all.slice(0, SHOWN).map(({ name, kind, columns }) => {
    const what = KINDS[kind] === undefined ? name : `the ${KINDS[kind]} ${name}`;
    return columns.length === 0 ? what : `${what} (${columns.join(', ')})`;
  });
  return all.length > SHOWN ? [...named, `${all.length - SHOWN} more`] : named;
}
