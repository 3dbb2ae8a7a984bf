/**
 * Looks at tables that are already there before anything is changed.
 * Invariant: an existing table is adopted as it is or refused with every difference named; it is never altered beyond
 * adding columns that are absent.
 */
import type pg from 'pg';
import { z } from 'zod';
import { FatalError } from '../errors.ts';

const WHOLE = ['smallint', 'integer', 'bigint', 'numeric'];
const TEXT = ['text', 'character varying'];

/** Column -> types we can write. A column that is absent and not listed under `added` is a mismatch. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  vehicles: {
    id: ['uuid'],
    year: WHOLE,
    make: TEXT,
    model: TEXT,
    vin: TEXT,
    sale_price: [...WHOLE, 'double precision', 'real'],
    mileage: WHOLE,
    color: TEXT,
    engine: TEXT,
    transmission: TEXT,
    description: TEXT,
    discovery_url: TEXT,
    origin_metadata: ['jsonb'],
    created_at: ['timestamp with time zone', 'timestamp without time zone'],
    updated_at: ['timestamp with time zone', 'timestamp without time zone'],
  },
  vehicle_images: { vehicle_id: ['uuid'], image_url: TEXT },
};

const columns = z.array(z.object({ table_name: z.string(), column_name: z.string(), data_type: z.string() }));

/** Throws one FatalError (78) naming every column that is missing or of a type we cannot write. */
export async function explainMismatch(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = 'public' and table_name = any ($1)`,
    [Object.keys(EXPECTED)],
  );
  const found = columns.parse(rows);
  const problems: string[] = [];
  for (const [table, expected] of Object.entries(EXPECTED)) {
    const present = new Map(
      found.filter((row) => row.table_name === table).map((row) => [row.column_name, row.data_type]),
    );
    if (present.size === 0) {
      continue;
    }
    for (const [column, types] of Object.entries(expected)) {
      const type = present.get(column);
      if (type === undefined) {
        problems.push(`public.${table} has no column ${column} (${types[0]})`);
      } else if (!types.includes(type)) {
        problems.push(`public.${table}.${column} is ${type}; micro-scrape writes ${types.join(' or ')}`);
      }
    }
  }
  if (problems.length > 0) {
    throw new FatalError(
      `The existing tables do not fit, and nothing was changed:\n${problems.map((line) => `  ${line}`).join('\n')}`,
      78,
    );
  }
}
