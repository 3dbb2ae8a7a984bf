import pg from 'pg';
import { afterAll, test as base, beforeAll, describe, expect } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { Pacing } from './pacing.ts';

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
    await pools[0].query('truncate micro_scrape.hosts');
    await Promise.all(pools.map((pool) => pool.end()));
  });
  return pools;
});

function gaps(times: readonly Date[]): number[] {
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  return sorted.slice(1).map((time, index) => time - (sorted[index] ?? 0));
}

/** Moves every time stored for the hosts back, as if that long had passed. */
async function pass(pool: pg.Pool, ms: number): Promise<void> {
  await pool.query(
    `update micro_scrape.hosts set next_slot_at = next_slot_at - $1 * interval '1 ms',
       last_start_at = last_start_at - $1 * interval '1 ms', paused_until = paused_until - $1 * interval '1 ms'`,
    [ms],
  );
}

function earlier(at: Date, ms: number): Date {
  return new Date(at.getTime() - ms);
}

describe('slots', () => {
  test('of two daemons at once are never closer than the interval and leave no hole', async ({ pools: [one, two] }) => {
    const [a, b] = [new Pacing(one), new Pacing(two)];
    const slots = await Promise.all(
      Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? a : b).reserve(HOST, INTERVAL_MS)),
    );
    expect(new Set(gaps(slots.map((slot) => slot.at)))).toEqual(new Set([INTERVAL_MS]));
  });

  test('of different hosts do not delay each other', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await pacing.reserve(HOST, INTERVAL_MS);
    expect((await pacing.reserve('other.example', INTERVAL_MS)).waitMs).toBeLessThanOrEqual(0);
    expect((await pacing.reserve(HOST, INTERVAL_MS)).waitMs).toBeGreaterThan(0);
  });

  test('that nobody took in time are not saved up', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const first = await pacing.reserve(HOST, INTERVAL_MS);
    await pass(pool, 10 * MINUTE_MS);
    const [second, third] = [await pacing.reserve(HOST, INTERVAL_MS), await pacing.reserve(HOST, INTERVAL_MS)];
    expect(second.at.getTime()).toBeGreaterThan(first.at.getTime());
    expect(second.waitMs).toBeLessThanOrEqual(0);
    expect(gaps([second.at, third.at])).toEqual([INTERVAL_MS]);
  });

  test('come after a pause, one by one', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const until = await pacing.pause(HOST, MINUTE_MS, 'asked for patience');
    const slots = [await pacing.reserve(HOST, INTERVAL_MS), await pacing.reserve(HOST, INTERVAL_MS)];
    expect(slots.map((slot) => slot.at)).toEqual([until, new Date(until.getTime() + INTERVAL_MS)]);
  });
});

describe('a vehicle that enters', () => {
  test('goes at once when the host is free, and the next is given a slot to come back at', async ({
    pools: [pool],
  }) => {
    const pacing = new Pacing(pool);
    const first = await pacing.enter(HOST, INTERVAL_MS);
    const second = await pacing.enter(HOST, INTERVAL_MS);
    const third = await pacing.enter(HOST, INTERVAL_MS);
    expect(first.go).toBe(true);
    expect(second).toMatchObject({ go: false, reason: 'waits for its turn' });
    expect(gaps([second.at, third.at])).toEqual([INTERVAL_MS]);
  });

  test('with its slot keeps it, and asking too early only repeats the slot', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const { at } = await pacing.reserve(HOST, MINUTE_MS);
    const slot = new Date(at.getTime() + MINUTE_MS);
    expect(await pacing.enter(HOST, MINUTE_MS, slot)).toMatchObject({ go: false, at: slot });
    await pass(pool, MINUTE_MS);
    expect(await pacing.enter(HOST, MINUTE_MS, earlier(slot, MINUTE_MS))).toMatchObject({ go: true });
  });

  test('late goes all the same while the host is idle', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const { at } = await pacing.reserve(HOST, INTERVAL_MS);
    expect(await pacing.enter(HOST, INTERVAL_MS, earlier(at, 10 * MINUTE_MS))).toMatchObject({ go: true });
  });

  test('beside many others that all came late never starts closer to them than the interval', async ({ pools }) => {
    const [one, two] = pools.map((pool) => new Pacing(pool)) as [Pacing, Pacing];
    const { at } = await one.reserve(HOST, INTERVAL_MS);
    const entries = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 === 0 ? one : two).enter(HOST, INTERVAL_MS, earlier(at, 500)),
      ),
    );
    const started = entries.filter((entry) => entry.go).map((entry) => entry.at);
    // Now, and each second of the five that a vehicle waits in place; the rest comes back.
    expect(started.length).toBeGreaterThanOrEqual(5);
    expect(started.length).toBeLessThanOrEqual(7);
    expect(Math.min(...gaps(started))).toBeGreaterThanOrEqual(INTERVAL_MS);
  });

  test('later than a minute, at a busy host, goes to the end of the line', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await pacing.enter(HOST, MINUTE_MS);
    const last = await pacing.reserve(HOST, MINUTE_MS);
    const entry = await pacing.enter(HOST, MINUTE_MS, earlier(last.at, 10 * MINUTE_MS));
    expect(entry).toMatchObject({ go: false, at: new Date(last.at.getTime() + MINUTE_MS) });
  });

  test('finds its slot void while the host is paused, and gets one after the pause', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const { at } = await pacing.reserve(HOST, INTERVAL_MS);
    const until = await pacing.pause(HOST, MINUTE_MS, 'answered 429');
    expect(await pacing.enter(HOST, INTERVAL_MS, at)).toEqual({ go: false, at: until, reason: 'answered 429' });
  });

  test('without pacing only minds pauses', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const entries = await Promise.all(Array.from({ length: 20 }, () => pacing.enter(HOST, 0)));
    expect(entries.every((entry) => entry.go)).toBe(true);
    expect((await pool.query('select from micro_scrape.hosts')).rowCount).toBe(0);
    await pacing.pause(HOST, MINUTE_MS, 'answered 429');
    expect(await pacing.enter(HOST, 0)).toMatchObject({ go: false, reason: 'answered 429' });
  });
});

describe('a pause', () => {
  test('is never shortened by another one', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const long = await pacing.pause(HOST, 10 * MINUTE_MS, 'long');
    expect(await pacing.pause(HOST, MINUTE_MS, 'short')).toEqual(long);
    expect(await pacing.findPause(HOST)).toEqual({ until: long, reason: 'long' });
  });

  test('ends by itself', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    await pacing.pause(HOST, MINUTE_MS, 'a minute');
    await pass(pool, MINUTE_MS);
    expect(await pacing.findPause(HOST)).toBeUndefined();
  });

  test('follows the fifth failure in a row and doubles up to an hour', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    const pauseAfterFailure = async () => {
      await pacing.recordFailure(HOST, 'answered 500');
      const { rows } = await pool.query(
        `select round(extract(epoch from paused_until - updated_at))::int as seconds from micro_scrape.hosts`,
      );
      await pass(pool, 2 * 60 * MINUTE_MS);
      return rows[0].seconds as number | null;
    };
    const seconds: (number | null)[] = [];
    for (let failure = 0; failure < 14; failure++) seconds.push(await pauseAfterFailure());
    expect(seconds.slice(0, 4)).toEqual([null, null, null, null]);
    expect(seconds.slice(4)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  test('does not follow when a success came between', async ({ pools: [pool] }) => {
    const pacing = new Pacing(pool);
    for (let failure = 0; failure < 4; failure++) await pacing.recordFailure(HOST, 'answered 500');
    await pacing.recordSuccess(HOST);
    await pacing.recordFailure(HOST, 'answered 500');
    expect(await pacing.findPause(HOST)).toBeUndefined();
  });

  test('counts once, however many requests were under way when it began', async ({ pools: [one, two] }) => {
    const [a, b] = [new Pacing(one), new Pacing(two)];
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 ? a : b).recordFailure(HOST, 'answered 500')),
    );
    const { rows } = await one.query('select failures from micro_scrape.hosts');
    expect(rows).toEqual([{ failures: 5 }]);
  });
});
