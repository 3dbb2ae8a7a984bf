/**
 * Looks at what is already there before anything is changed.
 * Invariant: an existing catalogue is adopted as it is or refused with every difference named and the line that fixes
 * it; it is never altered beyond adding what is absent.
 */
import type pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../../runtime/errors.ts';
import { FIELDS, rowOf } from '../../vehicles/fields.ts';
import { findLookAlikes } from './look-alikes.ts';

/** Names of types as in pg_type, under a domain the type below it. */
const WHOLE = ['int4', 'int2', 'int8', 'numeric'];
const NUMBER = [...WHOLE, 'float8', 'float4'];
const TEXT = ['text', 'varchar', 'bpchar', 'citext'];
const TIME = ['timestamptz', 'timestamp'];
const UUID = ['uuid'];

interface ExpectedTable {
  /** Must be there: without them it is another kind of table. */
  readonly key: Readonly<Record<string, readonly string[]>>;
  /** Added where absent (migrations/0001_public_catalogue.sql). */
  readonly others: Readonly<Record<string, readonly string[]>>;
  /** We fill these, so they can be no generated columns. */
  readonly written: readonly string[];
}

const IMAGE_COLUMNS = {
  storage_path: TEXT,
  source: TEXT,
  source_url: TEXT,
  file_hash: TEXT,
  file_size: WHOLE,
  mime_type: TEXT,
  width: WHOLE,
  height: WHOLE,
  position: WHOLE,
  is_primary: ['bool'],
};
const BY_TYPE = { integer: WHOLE, numeric: NUMBER, text: TEXT };
const VEHICLE_COLUMNS = {
  ...Object.fromEntries(FIELDS.map((field) => [field, BY_TYPE[rowOf(field).type]])),
  origin_metadata: ['jsonb'],
  updated_at: TIME,
};

/** Of vehicles we update these columns, of photographs we insert rows with these. */
export const WRITTEN_COLUMNS = {
  vehicles: Object.keys(VEHICLE_COLUMNS),
  vehicle_images: ['vehicle_id', 'image_url', ...Object.keys(IMAGE_COLUMNS)],
};

const EXPECTED: Readonly<Record<string, ExpectedTable>> = {
  vehicles: {
    key: { id: UUID, discovery_url: TEXT },
    others: { ...VEHICLE_COLUMNS, created_at: TIME },
    written: WRITTEN_COLUMNS.vehicles,
  },
  vehicle_images: {
    key: { vehicle_id: UUID, image_url: TEXT },
    others: IMAGE_COLUMNS,
    written: WRITTEN_COLUMNS.vehicle_images,
  },
};

/** By table: what must be there for our statements and triggers. */
export const NEEDED_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(EXPECTED).map(([table, { key, others }]) => [table, [...Object.keys(key), ...Object.keys(others)]]),
);

/** The catalogue's own tables, not information_schema: that one hides what the role has no right on. */
const RELATIONS = `
  select c.relname as name, c.relkind::text as kind, c.relpersistence = 'u' as unlogged,
    coalesce((select json_agg(json_build_object(
        'name', a.attname, 'shown', format_type(a.atttypid, a.atttypmod), 'type', coalesce(b.typname, t.typname),
        'generated', a.attgenerated <> '',
        'demanded', a.attnotnull and not a.atthasdef and a.attidentity = '' and t.typdefault is null))
      from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = t.typbasetype
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
    array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisvalid and i.indpred is null) as indexed
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relname = any ($1)`;
/** What an unqualified name means to this connection. */
const ELSEWHERE = `
  select w.name, n.nspname as schema from unnest($1::text[]) as w (name)
  join pg_class c on c.oid = to_regclass(w.name) join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('public', 'pg_catalog') and c.relpersistence <> 't'`;
const KINDS: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a foreign table',
  S: 'a sequence',
  c: 'a type',
  i: 'an index',
};

const column = z.object({
  name: z.string(),
  /** As people write it. */
  shown: z.string(),
  type: z.string(),
  generated: z.boolean(),
  /** NOT NULL and nothing gives it a value. */
  demanded: z.boolean(),
});
const relations = z.array(
  z.object({
    name: z.string(),
    kind: z.string(),
    unlogged: z.boolean(),
    columns: z.array(column),
    indexed: z.array(z.string()),
  }),
);
type Relation = z.infer<typeof relations>[number];
const elsewhere = z.array(z.object({ name: z.string(), schema: z.string() }));

/**
 * Throws one FatalError (78) naming everything that stands in the way of adopting the tables that are there.
 *
 * @param there `create`: somebody has said that an empty public.vehicles is wanted; `prepared`: there was one
 * @param more what else stands in the way
 */
export async function explainMismatch(
  client: pg.ClientBase,
  there: { readonly create: boolean; readonly prepared: boolean },
  more: readonly string[],
): Promise<void> {
  const names = Object.keys(EXPECTED);
  const problems: string[] = [];
  for (const { name, schema } of elsewhere.parse((await client.query(ELSEWHERE, [names])).rows)) {
    problems.push(
      `this connection's search_path finds ${name} in the schema ${schema}; micro-scrape works on public.${name}: ` +
        `ALTER TABLE ${schema}.${name} SET SCHEMA public; or connect with another search_path`,
    );
  }
  const found = relations.parse((await client.query(RELATIONS, [names])).rows);
  problems.push(...found.flatMap((relation) => misfits(relation, there.prepared)));
  const vehicles = found.find(({ name }) => name === 'vehicles');
  if (vehicles === undefined) {
    problems.push(...(problems.length > 0 || there.create ? [] : await missingCatalogue(client, there.prepared)));
  } else if (vehicles.unlogged && found.length < names.length) {
    problems.push(
      'public.vehicles is UNLOGGED (a crash of the server empties it), and the table of its photographs cannot refer to it: ' +
        'ALTER TABLE public.vehicles SET LOGGED;',
    );
  }
  problems.push(...more);
  if (problems.length > 0) {
    throw new FatalError(
      `The database does not fit, and nothing was changed:\n${problems.map((line) => `  ${line}`).join('\n')}`,
      78,
    );
  }
}

/** `prepared`: what only keeps photographs from being stored is the doctor's business by then. */
function misfits(relation: Relation, prepared: boolean): string[] {
  const table = `public.${relation.name}`;
  const expected = EXPECTED[relation.name];
  if (expected === undefined) {
    return [];
  }
  if (relation.kind !== 'r' && relation.kind !== 'p') {
    return [`${table} is ${KINDS[relation.kind] ?? 'no table'}; triggers and writes need the table itself`];
  }
  const present = new Map(relation.columns.map((each) => [each.name, each]));
  const problems: string[] = [];
  for (const [name, types] of Object.entries({ ...expected.key, ...expected.others })) {
    const found = present.get(name);
    if (found === undefined) {
      if (name in expected.key) {
        problems.push(`${table} has no column ${name} (${types[0]})`);
      }
    } else if (!types.includes(found.type)) {
      problems.push(`${table}.${name} is ${found.shown}; micro-scrape reads and writes ${types.join(', ')}`);
    } else if (found.generated && expected.written.includes(name)) {
      problems.push(`${table}.${name} is a generated column, so it cannot be filled`);
    }
  }
  if (relation.name === 'vehicles' && present.has('id') && !relation.indexed.includes('id')) {
    problems.push(`${table} has no index that begins with id, so each visit would read the whole table: ALTER TABLE ${table} ADD PRIMARY KEY (id);`); // biome-ignore format: one line of output
  }
  if (relation.name === 'vehicle_images' && relation.kind === 'p' && !relation.indexed.includes('vehicle_id')) {
    problems.push(`${table} is partitioned and has no index on vehicle_id: CREATE INDEX ON ${table} (vehicle_id);`);
  }
  // Rows of vehicles are other people's to insert; photographs are ours.
  if (relation.name !== 'vehicles' && !prepared) {
    for (const { name } of relation.columns.filter((each) => each.demanded && !expected.written.includes(each.name))) {
      problems.push(
        `${table}.${name} must have a value, which micro-scrape does not know: ` +
          `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT …; or DROP NOT NULL`,
      );
    }
  }
  return problems;
}

/**
 * Where there is nothing like a catalogue an empty one is what is wanted; beside one it would stay empty for ever.
 *
 * @param gone there was one
 */
async function missingCatalogue(client: pg.ClientBase, gone: boolean): Promise<string[]> {
  const alike = await findLookAlikes(client);
  if (gone && alike.length === 0) {
    return ['the table public.vehicles is gone: restore it, or make an empty one: npx micro-scrape migrate --create'];
  }
  return alike.length === 0
    ? []
    : [
        `there is no table public.vehicles, but ${alike.join(', ')}: docs/adopting.md, "A catalogue under another name", ` +
          'has what makes that one the catalogue. If an empty public.vehicles is wanted beside it: npx micro-scrape migrate --create',
      ];
}
