/**
 * Vehicles by what they lack and how they stand, lowest score first, in pages.
 * Invariant: a page costs the same at any size of the catalogue. No table is counted, nothing is skipped by number, and where
 * no index knows what is asked for, at most LOOKED vehicles are looked at; what was not looked at is told, with where to go on.
 */
import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../../events.ts';
import { GAPS, type Gap } from '../../vehicles/fields.ts';
import type { Queryable } from '../pool.ts';

export interface VehicleFilter {
  readonly outcome?: Outcome | undefined;
  readonly missing?: Gap | undefined;
  /** Both ends count. */
  readonly score?: { readonly from: number; readonly to: number } | undefined;
  /** The host of the address, as the sites are named. */
  readonly source?: string | undefined;
  /** Its last run ended since then. */
  readonly changed?: Date | undefined;
  /** Words of year, make, model, VIN or address, all of them; or a whole id, VIN or address. */
  readonly words?: readonly string[] | undefined;
}

/** Where a page ends: the place of its last vehicle, or of the last one looked at. */
const place = z.object({ score: z.number(), listed_at: z.string().nullable(), id: z.guid() });
export type Place = z.infer<typeof place>;

const listed = z.object({
  id: z.guid(),
  year: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  vin: z.string().nullable(),
  discovery_url: z.string().nullable(),
  score: z.number(),
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  gaps: z.array(z.enum(GAPS as readonly [Gap, ...Gap[]])),
  image_count: z.number(),
  settled_at: z.date().nullable(),
});
export type ListedVehicle = z.infer<typeof listed>;

export interface VehiclePage {
  readonly vehicles: readonly ListedVehicle[];
  /** How many there are in all; undefined: nobody has counted. */
  readonly total: number | undefined;
  /** Where the next page begins. */
  readonly next: Place | undefined;
  /** The page is not full, and there is more to look at: so many have been looked at. */
  readonly lookedAt: number | undefined;
}

/** So many rows with their vehicles take 20 to 40 ms of a processor. */
export const LOOKED = 1_500;
/** Enough for a page of most filters; where it is not, LOOKED are. */
const FIRST_LOOK = 400;

/** These have an index of their own (vehicle_state_resting_idx). */
const RARE: ReadonlySet<string> = new Set(
  OUTCOMES.filter((outcome) => outcome !== 'pending' && outcome !== 'complete'),
);

/** At each score that vehicles with this outcome and gap have: how many there are, and how many an index leads past. */
const SCORES = `
  select score, sum(vehicles) filter (where $5 or outcome = $3 or $3 is null)::float8 as walked,
    sum(vehicles) filter (where outcome = coalesce($3, outcome) and ($4::text is null or $4 = any (gaps)))::float8 as matching
  from micro_scrape.vehicle_counts where score between $1 and $2 group by score
  having sum(vehicles) filter (where outcome = coalesce($3, outcome) and ($4::text is null or $4 = any (gaps))) > 0 order by score`;
const RECENT = `
  select count(*)::int as count from (select from micro_scrape.vehicle_state s where s.settled_at >= $1 limit $2) recent`;
/** Columns of the user's table by which a vehicle is found at once. */
const INDEXED = `
  select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indrelid = 'public.vehicles'::regclass and i.indisvalid and i.indpred is null and a.attname in ('vin', 'discovery_url')`;

const scoreRow = z.object({ score: z.number(), walked: z.number(), matching: z.number() });
const COLUMNS = 's.vehicle_id, s.score, s.listed_at, s.outcome, s.reason, s.gaps, s.image_count, s.settled_at';
const ORDER = 'score, listed_at desc nulls last, vehicle_id';

interface Wanted {
  readonly after?: Place | undefined;
  readonly size: number;
  readonly looked?: number;
}

export async function listVehicles(db: Queryable, filter: VehicleFilter, wanted: Wanted): Promise<VehiclePage> {
  const most = wanted.looked ?? LOOKED;
  const ids = await idsNamed(db, filter.words);
  const scores = await scoresOf(db, filter);
  const recent = ids === undefined && filter.changed !== undefined && (await areFew(db, filter.changed, most));
  const plain = filter.source === undefined && filter.changed === undefined && filter.words === undefined;
  const total = plain ? scores.reduce((sum, { matching }) => sum + matching, 0) : undefined;
  const look = async (looked: number) => {
    const { values, put } = parameters();
    const walk =
      ids !== undefined
        ? oneOfFew(`s.vehicle_id = any (${put(ids)}::uuid[])`, wanted.after, put)
        : recent
          ? oneOfFew(`s.settled_at >= ${put(filter.changed)}`, wanted.after, put)
          : inOrder(filter, wanted.after, within(scores, wanted.after, looked), looked, put);
    const sql = statement(walk, put(looked), conditions(filter, put), put(wanted.size + 1));
    return pageOf((await db.query(sql, values)).rows, wanted.size, looked, total);
  };
  const first = Math.min(FIRST_LOOK, most);
  const page = await look(recent ? most : first);
  return page.lookedAt === first && first < most ? look(most) : page;
}

function statement(walk: string, looked: string, filters: readonly string[], size: string): string {
  return `
    with looked as materialized (${walk} order by ${ORDER} limit ${looked}),
    matched as (
      select l.*, v.year, v.make, v.model, v.vin, v.discovery_url from looked l
      -- One by one, by the key: else a million vehicles are read to join some thousands.
      cross join lateral (select left(v.year::text, 200) as year, left(v.make, 200) as make, left(v.model, 200) as model,
        left(v.vin, 200) as vin, left(v.discovery_url, 2000) as discovery_url
        from public.vehicles v where v.id = l.vehicle_id offset 0) v
      where ${filters.join(' and ')}
      order by ${ORDER} limit ${size})
    select (select count(*)::int from looked) as looked,
      (select jsonb_build_object('score', l.score, 'listed_at', l.listed_at::text, 'id', l.vehicle_id) from looked l
        order by l.score desc, l.listed_at nulls first, l.vehicle_id desc limit 1) as last,
      m.vehicle_id as id, m.year, m.make, m.model, m.vin, m.discovery_url, m.score, m.outcome, m.reason, m.gaps, m.image_count,
      m.settled_at, m.listed_at::text as listed_at
    from (select) one left join matched m on true order by m.score, m.listed_at desc nulls last, m.vehicle_id`;
}

function pageOf(rows: readonly unknown[], size: number, looked: number, total: number | undefined): VehiclePage {
  const about = z.object({ looked: z.number(), last: place.nullable() }).parse(rows[0]);
  const found = z
    .array(listed.extend({ listed_at: z.string().nullable() }))
    .parse(rows.filter((row) => isFound.safeParse(row).success));
  const vehicles = found.slice(0, size);
  const last = vehicles.at(-1);
  const isFull = found.length > size && last !== undefined;
  const more = !isFull && about.looked === looked;
  return {
    vehicles: vehicles.map(({ listed_at: _, ...vehicle }) => vehicle),
    total,
    next: isFull
      ? { score: last.score, listed_at: found[size - 1]?.listed_at ?? null, id: last.id }
      : more
        ? (about.last ?? undefined)
        : undefined,
    lookedAt: more ? about.looked : undefined,
  };
}

const isFound = z.object({ id: z.string() });

function parameters() {
  const values: unknown[] = [];
  return { values, put: (value: unknown) => `$${values.push(value)}` };
}
type Put = (value: unknown) => string;

function conditions(filter: VehicleFilter, put: Put): string[] {
  const { outcome, missing, score, source, changed, words } = filter;
  return [
    'true',
    ...(outcome === undefined ? [] : [`l.outcome = ${put(outcome)}`]),
    ...(missing === undefined ? [] : [`${put(missing)} = any (l.gaps)`]),
    ...(score === undefined ? [] : [`l.score between ${put(score.from)} and ${put(score.to)}`]),
    ...(changed === undefined ? [] : [`l.settled_at >= ${put(changed)}`]),
    ...(source === undefined
      ? []
      : [
          `strpos(lower(v.discovery_url), ${put(source)}) > 0 and micro_scrape.host_of(v.discovery_url) = ${put(source)}`,
        ]),
    ...(words ?? []).map(
      (word) =>
        `strpos(lower(concat_ws(' ', l.vehicle_id, v.year, v.make, v.model, v.vin, v.discovery_url)), ${put(word.toLowerCase())}) > 0`,
    ),
  ];
}

interface Stop {
  readonly score: number;
  /** Of that many vehicles at most. */
  readonly most: number;
}

/** Along the index: at each score those that stand behind `after`, newest first. */
function inOrder(
  filter: VehicleFilter,
  after: Place | undefined,
  stops: readonly Stop[],
  looked: number,
  put: Put,
): string {
  const { outcome } = filter;
  // Written out, so that the index of the rare ones serves; it is one of a closed list.
  const rare = outcome !== undefined && RARE.has(outcome) ? ` and s.outcome = '${outcome}'` : '';
  const arm = (where: string, limit: string) =>
    `(select ${COLUMNS} from micro_scrape.vehicle_state s where ${where}${rare} order by s.listed_at desc nulls last, s.vehicle_id limit ${limit})`;
  const scores = put(stops.map(({ score }) => score));
  const limits = put(stops.map(({ most }) => most));
  const others = `select a.* from unnest(${scores}::smallint[], ${limits}::int[]) as at (score, most) cross join lateral ${arm('s.score = at.score', 'at.most')} a`;
  if (after === undefined) return others;
  const [score, at, id] = [put(after.score), put(after.listed_at), put(after.id)];
  const same =
    after.listed_at === null
      ? [`s.listed_at is null and s.vehicle_id > ${id} and ${at}::timestamptz is null`]
      : [
          `s.listed_at = ${at}::timestamptz and s.vehicle_id > ${id}`,
          `s.listed_at < ${at}::timestamptz`,
          's.listed_at is null',
        ];
  const limit = put(looked);
  const parts = [...same.map((where) => arm(`s.score = ${score}::smallint and ${where}`, limit)), `(${others})`];
  return `select * from (${parts.join(' union all ')}) walked`;
}

function oneOfFew(few: string, after: Place | undefined, put: Put): string {
  const all = `select ${COLUMNS} from micro_scrape.vehicle_state s where ${few}`;
  if (after === undefined) return all;
  const [score, at, id] = [put(after.score), put(after.listed_at), put(after.id)];
  return `${all}
    and (s.score > ${score} or s.score = ${score} and (s.listed_at < ${at}::timestamptz
      or s.listed_at is null and ${at}::timestamptz is not null
      or s.listed_at is not distinct from ${at}::timestamptz and s.vehicle_id > ${id}))`;
}

type Score = z.infer<typeof scoreRow>;

/** The scores to walk: those behind the one of `after`, until as many vehicles as are looked at stand there. */
function within(scores: readonly Score[], after: Place | undefined, looked: number): Stop[] {
  const stops: Stop[] = [];
  let left = looked;
  for (const { score, walked } of scores) {
    if (after !== undefined && score <= after.score) continue;
    if (left <= 0) break;
    stops.push({ score, most: left });
    left -= walked;
  }
  return stops;
}

async function scoresOf(db: Queryable, { outcome, missing, score }: VehicleFilter): Promise<readonly Score[]> {
  const isRare = outcome !== undefined && RARE.has(outcome);
  const { rows } = await db.query(SCORES, [
    score?.from ?? 0,
    score?.to ?? 100,
    outcome ?? null,
    missing ?? null,
    !isRare,
  ]);
  return z.array(scoreRow).parse(rows);
}

async function areFew(db: Queryable, since: Date, looked: number): Promise<boolean> {
  const { rows } = await db.query(RECENT, [since, looked]);
  return z.object({ count: z.number() }).parse(rows[0]).count < looked;
}

/** Those that one word names as a whole, where an index finds them; undefined: none, or the words are no name. */
async function idsNamed(db: Queryable, words: readonly string[] | undefined): Promise<string[] | undefined> {
  const [word, ...more] = words ?? [];
  if (word === undefined || more.length > 0) return undefined;
  if (z.guid().safeParse(word).success) return [word];
  const indexed = z.array(z.object({ name: z.string() })).parse((await db.query(INDEXED)).rows);
  const column = word.includes('://') ? 'discovery_url' : 'vin';
  if (!indexed.some(({ name }) => name === column)) return undefined;
  const { rows } = await db.query(`select v.id from public.vehicles v where v.${column} = $1 limit 200`, [
    column === 'vin' ? word.toUpperCase() : word,
  ]);
  const ids = z.array(z.object({ id: z.guid() })).parse(rows);
  return ids.length === 0 ? undefined : ids.map(({ id }) => id);
}
