/**
 * A catalogue as people have it after some years: 5,000 rows of which most are well, some lack what their page tells, and
 * some hold what never was an address.
 */
import { BEHAVIOURS } from '../site/behaviours.ts';

/** Columns in another order than ours, of other types, with a rule and a trigger of the owner's own. */
export const TABLES = `
  create table vehicles (
    updated_at timestamp not null default now(), created_at timestamp not null default now(), owner_note text default 'none',
    origin_metadata jsonb, discovery_url varchar(2000), description varchar, transmission varchar(60), engine varchar(200),
    color varchar(60), mileage bigint, sale_price double precision check (sale_price > 0), vin character varying(17), model text, make text,
    year smallint, status text default 'active', id uuid not null default gen_random_uuid() primary key);
  create table vehicle_images (
    position smallint, image_url varchar(2000) not null, caption text, vehicle_id uuid not null references vehicles on delete cascade,
    file_size integer, id bigserial primary key);
  create function touch() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
  create trigger touched before update on vehicles for each row execute function touch();
  create view for_sale as select id, make, model, year, sale_price from vehicles where status = 'active'`;

/** Whole rows: nothing is asked for them. */
const WELL = `
  insert into vehicles (year, make, model, vin, sale_price, mileage, color, engine, transmission, description, discovery_url, owner_note)
  select 1990 + n % 30, 'Honda', 'Civic', '1HGFC2F5' || n % 10 || 'CA' || lpad(n::text, 6, '0'), 9000 + n, 20000 + n, 'Blue', '2.0', 'Manual',
    repeat('Kept dry, serviced each year, sold with both keys. ', 6), $1 || '/car/' || 900000 + n, 'well'
  from generate_series(1, $2::int) n`;
const WELL_IMAGES = `
  insert into vehicle_images (vehicle_id, image_url, position)
  select id, 'https://pictures.example/' || id || '/' || n || '.jpg', n from vehicles cross join generate_series(0, 3) n where owner_note = 'well'`;
const LACKING = `insert into vehicles (discovery_url, owner_note, year) select unnest($1::text[]), $2, null`;

/** What stands where an address should: none of these is ever asked for. */
const JUNK = [
  'n/a',
  '',
  '   ',
  'ftp://cars.example/1',
  'javascript:alert(1)',
  'http://',
  'http://127.0.0.1:1/\u0001car',
  'file:///etc/passwd',
  'http://169.254.1.1/latest',
  'http://[::ffff:10.0.0.1]/car',
  'call me, 555 0101',
  'https://',
] as const;

export interface Sites {
  readonly good: string;
  readonly slow: string;
  readonly changing: string;
  readonly dead: string;
  readonly paused: string;
}

interface Part {
  readonly note: string;
  readonly urls: readonly string[];
}

/** The vehicles that lack everything, by the site they are at. */
export function partsOf(sites: Sites): Part[] {
  const cars = (origin: string, from: number, many: number, pictures = 0) =>
    Array.from({ length: many }, (_, n) => origin + BEHAVIOURS.car(from + n, n % 10 === 0 ? pictures : 0));
  return [
    { note: 'good', urls: cars(sites.good, 1, 160, 2) },
    { note: 'slow', urls: cars(sites.slow, 2_000, 12) },
    { note: 'changing', urls: cars(sites.changing, 3_000, 40) },
    { note: 'dead', urls: cars(sites.dead, 4_000, 30) },
    { note: 'paused', urls: cars(sites.paused, 5_000, 20) },
    { note: 'gone', urls: Array.from({ length: 10 }, (_, n) => `${sites.good}${BEHAVIOURS.gone}?n=${n}`) },
    { note: 'junk', urls: Array.from({ length: 120 }, (_, n) => JUNK[n % JUNK.length] ?? '') },
  ];
}

export const ROWS = 5_000;

type Ask = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

export async function fill(ask: Ask, sites: Sites): Promise<void> {
  const parts = partsOf(sites);
  const lacking = parts.reduce((sum, { urls }) => sum + urls.length, 0);
  await ask(WELL, ['https://cars.example', ROWS - lacking]);
  await ask(WELL_IMAGES);
  for (const { note, urls } of parts) await ask(LACKING, [urls, note]);
}
