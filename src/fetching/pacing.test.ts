import pg from 'pg';
import { afterAll, test as base, beforeAll, describe, expect } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { HostError, RateLimitedError } from '../runtime/errors.ts';
import { type Failure, Pacing } from './pacing.ts';

const HOST = 'cars.example';
const INTERVAL_MS = 1_000;
const MINUTE_MS = 60_000;

// One database for the file: every test leaves the table of hosts empty.
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const test = base.extend('pools', async ({ task: _ }, { onCleanup }) => {
  const pools = [0, 1].map(() => new pg.Pool({ connectionString: database.url, max: 4 })) as [pg.Pool, pg.Pool];
  onCleanup(async () => {
    await pools[0].query('truncate micro_scrape.hosts, micro_scrape.vehicle_state');
    await Promise.all(pools.map((pool) => pool.end()));
  });
  return pools;
});

const WENT_WRONG: Failure = {
  why: 'answered 500',
  photograph: false,
  refuses: false,
  restMs: undefined,
  failedAt: undefined,
};

function gaps(times: readonly Date[]): number[] {
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  return sorted.slice(1).map((time, index) => time - (sorted[index] ?? 0));
}

/** Moves every time stored for the hosts back, as if that long had passed. */
async function pass(pool: pg.Pool, ms: number): Promise<void> {
  await pool.query(
    `update micro_scrape.hosts set next_slot_at = next_slot_at - $1 * interval '1 ms',
       last_start_at = last_start_at - $1 * interval '1 ms', paused_until = paused_until - $1 * interval '1 ms',
       failing_since = failing_since - $1 * interval '1 ms', last_success_at = last_success_at - $1 * interval '1 ms'`,
    [ms],
  );
}

function earlier(at: Date, ms: number): Date {
  return new Date(at.getTime() - ms);
}

/** What is in the way of a request, if anything. */
async function refusal(entry: Promise<unknown>): Promise<Error | undefined> {
  return entry.then(
    () => undefined,
    (error: Error) => error,
  );
}

const IN_LINE = expect.objectContaining({ name: 'HostError', host: HOST, inLine: true });

/** Somebody stands in line at the host. */
async function waiting(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, requested, rate_limited, waits_at)
     values (gen_random_uuid(), 0, 0, '{}', 1, true, $1)`,
    [HOST],
  );
  await pool.query(`select micro_scrape.open_line($1, 'rate_limited')`, [HOST]);
}

/** As whoever waits for a page has done before. */
async function paced(pool: pg.Pool, host: string, intervalMs: number): Promise<void> {
  await pool.query('insert into micro_scrape.hosts (host, interval_ms) values ($1, $2)', [host, intervalMs]);
}

describe('slots', () => {
  test('of two daemons at once are never closer than the interval and leave no hole', async ({ pools: [one, two] }) => {
    const [a, b] = [new Pacing(one), new Pacing(two)];
    await paced(one, HOST, INTERVAL_MS);
    const slots = await Promise.all(Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? a : b).reserve(HOST)));
    expect(new Set(gaps(slots))).toEqual(new Set([INTERVAL_MS]));
  });

  test('of different hosts do not delay each other', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    for (const host of [HOST, 'other.example']) await paced(pool, host, MINUTE_MS);
    const [first, other] = [await pacing.reserve(HOST), await pacing.reserve('other.example')];
    expect(other.getTime() - first.getTime()).toBeLessThan(MINUTE_MS / 2);
    const second = await pacing.reserve(HOST);
    expect(second.getTime() - first.getTime()).toBe(MINUTE_MS);
  });

  test('that nobody took in time are not saved up', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await paced(pool, HOST, INTERVAL_MS);
    const first = await pacing.reserve(HOST);
    await pass(pool, 10 * MINUTE_MS);
    const [second, third] = [await pacing.reserve(HOST), await pacing.reserve(HOST)];
    expect(second.getTime()).toBeGreaterThan(first.getTime());
    expect(second.getTime() - first.getTime()).toBeLessThan(MINUTE_MS);
    expect(gaps([second, third])).toEqual([INTERVAL_MS]);
  });
});

describe('a vehicle that enters', () => {
  test('goes at once when the host is free, and the next stands in line and reserves nothing', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    await pacing.enter(HOST, MINUTE_MS);
    const before = await pool.query('select * from micro_scrape.hosts');
    expect(await refusal(pacing.enter(HOST, MINUTE_MS))).toEqual(IN_LINE);
    expect(await refusal(pacing.enter(HOST, MINUTE_MS))).toMatchObject({ message: `${HOST}: waits for its turn` });
    expect((await pool.query('select * from micro_scrape.hosts')).rows).toEqual(before.rows);
  });

  test('does not go past those who stand in line', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await waiting(pool);
    expect(await refusal(pacing.enter(HOST, INTERVAL_MS))).toEqual(IN_LINE);
    expect(await refusal(pacing.enter(HOST, 0))).toEqual(IN_LINE);
  });

  test('with its slot keeps it, and asking too early only repeats the slot', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const at = await pacing.reserve(HOST);
    const slot = new Date(at.getTime() + MINUTE_MS);
    const early = await refusal(pacing.enter(HOST, MINUTE_MS, slot));
    expect(early).toBeInstanceOf(RateLimitedError);
    expect(early).toMatchObject({ until: slot });
    await pass(pool, MINUTE_MS);
    await pacing.enter(HOST, MINUTE_MS, earlier(slot, MINUTE_MS));
  });

  test('late goes all the same while the host is idle', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const at = await pacing.reserve(HOST);
    await pacing.enter(HOST, INTERVAL_MS, earlier(at, 10 * MINUTE_MS));
  });

  test('beside many others that all came late never starts closer to them than the interval', async ({ pools }) => {
    const [one, two] = pools.map((pool) => new Pacing(pool)) as [Pacing, Pacing];
    const at = await one.reserve(HOST);
    const entries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : two).enter(HOST, 200, earlier(at, 500))),
    );
    const started = entries.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value.at] : []));
    // Now, and each fifth of the second that a vehicle waits in place; the rest stands in line.
    expect(started.length).toBeGreaterThanOrEqual(5);
    expect(started.length).toBeLessThanOrEqual(8);
    expect(Math.min(...gaps(started))).toBeGreaterThanOrEqual(200);
    const refused = entries.flatMap((entry) => (entry.status === 'rejected' ? [entry.reason] : []));
    expect(refused).toEqual(refused.map(() => IN_LINE));
  });

  test('finds its slot void while the host is paused', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const at = await pacing.reserve(HOST);
    await pacing.recordFailure(HOST, { ...WENT_WRONG, why: 'answered 429', restMs: MINUTE_MS });
    const error = await refusal(pacing.enter(HOST, INTERVAL_MS, at));
    expect(error).toEqual(IN_LINE);
    expect(error?.message).toMatch(/^cars\.example cannot be reached since .* UTC \(answered 429\)$/);
  });

  test('without pacing only minds pauses and lines', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await Promise.all(Array.from({ length: 20 }, () => pacing.enter(HOST, 0)));
    expect((await pool.query('select from micro_scrape.hosts')).rowCount).toBe(0);
    await pacing.recordFailure(HOST, { ...WENT_WRONG, restMs: MINUTE_MS });
    expect(await refusal(pacing.enter(HOST, 0))).toEqual(IN_LINE);
    expect(await refusal(pacing.enter(HOST, 0, new Date()))).toEqual(IN_LINE);
  });
});

describe("a host's trouble", () => {
  const pauseOf = async (pool: pg.Pool) => {
    const { rows } = await pool.query(
      `select round(extract(epoch from paused_until - updated_at))::int as seconds, failures from micro_scrape.hosts`,
    );
    return rows[0] as { seconds: number | null; failures: number };
  };

  test('begins with a second failure: 30 s, then twice as long each time up to half an hour, and with the hours longer', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    const first = await pacing.recordFailure(HOST, WENT_WRONG);
    // Nobody else is there to be asked for: the vehicle comes back by itself.
    expect(first).toMatchObject({ inLine: false, failed: true });
    expect(Math.round((first?.waitMs ?? 0) / 1000)).toBe(30);
    const waits: (number | null)[] = [];
    for (let failure = 0; failure < 80; failure++) {
      await pacing.recordFailure(HOST, WENT_WRONG);
      const { seconds } = await pauseOf(pool);
      waits.push(seconds);
      await pass(pool, ((seconds ?? 0) + 1) * 1000);
    }
    expect(waits.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
    expect(Math.max(...waits.map(Number))).toBe(6 * 3600);
    expect(waits.at(-1)).toBe(6 * 3600);
  });

  test('lets one go alone after the first failure, and the rest when that one is answered', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    await pacing.recordFailure(HOST, WENT_WRONG);
    await pacing.enter(HOST, 0);
    expect(await refusal(pacing.enter(HOST, 0))).toEqual(IN_LINE);
    await pacing.recordSuccess(HOST, false);
    await Promise.all(Array.from({ length: 5 }, () => pacing.enter(HOST, 0)));
  });

  test('counts once, however many requests were under way when its pause began', async ({ pools: [one, two] }) => {
    const [a, b] = [new Pacing(one), new Pacing(two)];
    await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 2 ? a : b).recordFailure(HOST, WENT_WRONG)));
    expect(await pauseOf(one)).toMatchObject({ failures: 2, seconds: 30 });
  });

  test('is none, but the page’s own, when the host has answered somebody else since that page failed', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    await pacing.recordFailure(HOST, WENT_WRONG);
    await pacing.recordSuccess(HOST, false);
    const { rows } = await pool.query('select clock_timestamp() as now');
    const before = { ...WENT_WRONG, failedAt: earlier(rows[0].now, MINUTE_MS) };
    const after = { ...WENT_WRONG, failedAt: new Date(rows[0].now.getTime() + 1) };
    expect(await pacing.recordFailure(HOST, before)).toBeUndefined();
    expect(await pauseOf(pool)).toMatchObject({ failures: 0 });
    expect(await pacing.recordFailure(HOST, after)).toBeInstanceOf(HostError);
  });

  test('that is a refusal rests as long as one does, twice that after the next, and one refusal alone is the page’s', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    const refused = { ...WENT_WRONG, refuses: true, restMs: 6 * 60 * MINUTE_MS };
    const first = await pacing.recordFailure(HOST, refused);
    expect(first).toMatchObject({ inLine: false, outcome: 'blocked' });
    expect(Math.round((first?.waitMs ?? 0) / MINUTE_MS)).toBe(360);
    const hours: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      await pacing.recordFailure(HOST, refused);
      const { seconds } = await pauseOf(pool);
      hours.push(Number(seconds) / 3600);
      await pass(pool, (Number(seconds) + 1) * 1000);
    }
    expect(hours).toEqual([6, 12, 24, 24]);
  });

  test('with photographs begins with the fifth, and only a page’s answer ends that of pages', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    const missing = { ...WENT_WRONG, photograph: true };
    for (let failure = 0; failure < 4; failure++) expect(await pacing.recordFailure(HOST, missing)).toBeUndefined();
    await pacing.recordSuccess(HOST, true);
    expect(await pauseOf(pool)).toMatchObject({ failures: 0 });
    for (let failure = 0; failure < 4; failure++) await pacing.recordFailure(HOST, missing);
    expect(await pacing.recordFailure(HOST, missing)).toEqual(IN_LINE);
    await pass(pool, MINUTE_MS);
    await pacing.recordFailure(HOST, WENT_WRONG);
    await pass(pool, 10 * MINUTE_MS);
    await pacing.recordSuccess(HOST, true);
    expect(await pauseOf(pool)).toMatchObject({ failures: 6 });
    await pacing.recordSuccess(HOST, false);
    expect(await pauseOf(pool)).toMatchObject({ failures: 0 });
  });

  test('is not over for an answer that was under way when its pause began', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await pacing.recordFailure(HOST, WENT_WRONG);
    await pacing.recordFailure(HOST, WENT_WRONG);
    await pacing.recordSuccess(HOST, false);
    expect(await refusal(pacing.enter(HOST, 0))).toEqual(IN_LINE);
  });
});
