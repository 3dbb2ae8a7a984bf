import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULTS } from './costs.ts';
import { EventHeap } from './event-heap.ts';
import type { Fleet } from './fleet.ts';
import { foundAgainMs, sizesOf } from './hosts.ts';
import { placesOf } from './seats.ts';
import { simulate } from './simulate.ts';

/** Small fleets of all shapes; nobody is away, so that what is seen is the fleet. */
const fleets: fc.Arbitrary<Fleet> = fc
  .record({
    vehicles: fc.integer({ min: 1, max: 600 }),
    hosts: fc.integer({ min: 1, max: 12 }),
    skew: fc.constantFrom(0, 1, 2),
    intervalMs: fc.constantFrom(0, 50, 1_000),
    answerMs: fc.constantFrom(0, 20, 500, 4_000),
    failures: fc.constantFrom(0, 0.1, 0.5),
    photographs: fc.constantFrom(0, 0.3),
    replicas: fc.integer({ min: 1, max: 3 }),
    seats: fc.integer({ min: 1, max: 9 }),
    shared: fc.boolean(),
    seed: fc.integer({ min: 0, max: 1_000 }),
  })
  .map((asked) => ({ ...DEFAULTS, away: 0, ...asked }));
const always = (holds: (fleet: Fleet) => void) => fc.assert(fc.property(fleets, holds), { numRuns: 150 });
const shareOfAll = ({ marks }: ReturnType<typeof simulate>) => marks.at(-1)?.shares ?? expect.fail('it never ended');

test('every vehicle ends once, complete or given up', () => {
  always((fleet) => {
    const { complete, exhausted, visits } = simulate(fleet);
    expect(complete + exhausted).toBe(fleet.vehicles);
    expect(visits).toBeGreaterThanOrEqual(fleet.vehicles);
    if (fleet.failures === 0) expect([exhausted, visits]).toEqual([0, fleet.vehicles]);
  });
});

test('never faster than the pace of the largest host', () => {
  always((fleet) => {
    const largest = Math.max(...sizesOf(fleet));
    expect(simulate(fleet).seconds * 1000).toBeGreaterThanOrEqual((largest - 1) * fleet.intervalMs);
  });
});

test('never faster than the seats allow, nor than any processor', () => {
  always((fleet) => {
    const outcome = simulate({ ...fleet, failures: 0 });
    const { seats, processors, database, dispatcher } = shareOfAll(outcome);
    for (const share of [seats, processors, database, dispatcher]) expect(share).toBeLessThanOrEqual(1 + 1e-9);
    // Half of the answer's time is the least that a seat is held.
    const least = (fleet.vehicles * 0.5 * fleet.answerMs) / (fleet.replicas * placesOf(fleet.seats));
    expect(outcome.seconds * 1000).toBeGreaterThanOrEqual(least);
  });
});

test('one host gets no more than half of the seats, and a slow one no more than a quarter', () => {
  const alone = {
    ...DEFAULTS,
    hosts: 1,
    vehicles: 400,
    intervalMs: 0,
    away: 0,
    failures: 0,
    photographs: 0,
    replicas: 1,
  };
  const half = simulate({ ...alone, seats: 8, answerMs: 1_000 });
  expect(half.seconds).toBeGreaterThan(0.95 * (400 / 4));
  const quarter = simulate({ ...alone, seats: 8, answerMs: 4_000 });
  expect(quarter.seconds).toBeGreaterThan(0.95 * ((4 * 400) / 2));
});

test('more replicas are never slower', () => {
  always((fleet) => {
    // Without chance, which would be dealt to other vehicles; and on processors of their own.
    const sure = { ...fleet, failures: 0, photographs: 0, shared: false };
    const one = simulate(sure).seconds;
    const more = simulate({ ...sure, replicas: sure.replicas + 1 }).seconds;
    // The last answers may be late ones: no more than one after the other at each host.
    expect(more).toBeLessThanOrEqual(one * 1.02 + (2 * fleet.answerMs) / 1000);
  });
});

test('the same seed gives the same result, and another one another', () => {
  always((fleet) => {
    expect(simulate(fleet)).toEqual(simulate(fleet));
  });
  const fleet = { ...DEFAULTS, vehicles: 1_000, hosts: 10 };
  expect(simulate(fleet).seconds).not.toBe(simulate({ ...fleet, seed: 2 }).seconds);
});

test('the hosts hold all vehicles, the largest first', () => {
  always((fleet) => {
    const sizes = sizesOf(fleet);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(fleet.vehicles);
    expect(Math.max(...sizes)).toBeLessThanOrEqual((sizes[0] ?? 0) + 1);
  });
});

test('a host that is away is found again at the next trial', () => {
  expect([0, 1, 30_001, 100_000].map(foundAgainMs)).toEqual([0, 30_000, 90_000, 210_000]);
  // Half an hour later at the most, or an eighth of the time it has been away.
  for (const hours of [1, 3, 24, 240]) {
    const ms = hours * 3_600_000;
    expect(foundAgainMs(ms) - ms).toBeLessThanOrEqual(Math.max(1_800_000, ms / 8));
  }
});

test('what is put into the heap comes out in the order of time', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 3_000 }), (given) => {
      // -0 and 0 are the same time, and come out in any order.
      const times = given.map((time) => time + 0);
      const heap = new EventHeap();
      for (const [n, time] of times.entries()) heap.put(time, n);
      const out: number[] = [];
      for (let code = heap.take(); code !== -1; code = heap.take()) out.push(heap.time);
      expect(out).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});
