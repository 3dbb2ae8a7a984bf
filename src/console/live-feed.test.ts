import { expect, test } from 'vitest';
import type { Snapshot } from '../database/statements/live.ts';
import { LiveFeed } from './live-feed.ts';

function feedWithClock() {
  const asked: (readonly string[])[] = [];
  let now = 0;
  const feed = new LiveFeed(
    async (watched) => {
      asked.push(watched);
      return { watched: [] } as unknown as Snapshot;
    },
    () => now,
  );
  return {
    feed,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** So many tabs, each of which asks every two seconds at a moment of its own, for a minute. */
async function load(tabs: number): Promise<number> {
  const { feed, asked, pass } = feedWithClock();
  for (let ms = 0; ms < 60_000; ms += 100) {
    pass(100);
    await Promise.all(
      Array.from({ length: tabs }, (_, tab) => tab).flatMap((tab) => ((ms / 100) % 20 === tab ? [feed.read()] : [])),
    );
  }
  return asked.length;
}

test('twenty tabs are the load of two: one statement every two seconds', async () => {
  expect(await load(20)).toBeLessThanOrEqual(31);
  expect(await load(2)).toBeLessThanOrEqual(31);
  expect(await load(0)).toBe(0);
});

test('a vehicle is looked up as long as a tab shows it', async () => {
  const { feed, asked, pass } = feedWithClock();
  await feed.read(['a']);
  pass(2_000);
  await Promise.all([feed.read(['b']), feed.read(['a']), feed.read()]);
  pass(9_000);
  await feed.read(['b']);
  pass(2_000);
  await feed.read();
  expect(asked).toEqual([['a'], ['a', 'b'], ['a', 'b'], ['b']]);
});

test('a statement that failed is not the answer for ever', async () => {
  let fails = true;
  let now = 0;
  const feed = new LiveFeed(
    () =>
      fails ? Promise.reject(new Error('no connection')) : Promise.resolve({ watched: [] } as unknown as Snapshot),
    () => now,
  );
  await expect(feed.read()).rejects.toThrow('no connection');
  fails = false;
  now += 2_000;
  expect(await feed.read()).toEqual({ watched: [] });
});
