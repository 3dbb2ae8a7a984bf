import { describe, expect } from 'vitest';
import { createPool } from '../../src/db/pool.ts';
import { checkInvariants } from '../../src/invariants/check-invariants.ts';
import { test } from '../harness/database.ts';
import { AT_ONCE, Crashes, isWrite, type Point } from './crashes.ts';
import { FULL, figures, withWorld } from './world.ts';

/** A crash before every write so many times in each lane. Before any other message nothing has changed since the write before it. */
const LANES = FULL ? [1, 2] : [1];
const TIMES = FULL ? 25 : 1;

describe('a crash at any point of a run, and then another daemon', () => {
  test.concurrent.for(LANES)(
    `leave exactly what a run without a crash leaves (lane %s, every write ${TIMES} times)`,
    async (_, { database }) => {
      await withWorld({ databaseUrl: database.url, seats: 3 }, async (world) => {
        const crashes = await Crashes.begin(world);
        // The first run also learns the site's robots.txt; the second is what all others are measured by.
        await crashes.clean();
        const { said, left: clean } = await crashes.clean();
        const writes = said.filter(isWrite);
        const nameOf = (point: Point): string => (writes[point - 1] ?? '').trim().slice(0, 80);
        let done = 0;
        let kills = 0;
        const crashAt = async (points: readonly Point[]): Promise<Point[]> => {
          const outcomes = await crashes.at(points);
          kills += 1;
          for (const { point, left } of outcomes)
            expect(left, `after a crash before write ${point}: ${nameOf(point)}`).toBe(clean);
          const missed = outcomes.filter(({ reached }) => !reached).map(({ point }) => point);
          expect(missed.length, 'no run came to its point').toBeLessThan(points.length);
          done += points.length - missed.length;
          return missed;
        };

        let open: Point[] = Array.from({ length: TIMES }, () => writes.map((_, i) => i + 1)).flat();
        while (open.length > 0) open = [...(await crashAt(open.slice(0, AT_ONCE))), ...open.slice(AT_ONCE)];

        figures('crash points', {
          'messages of a run': said.length,
          'of them writes': writes.length,
          crashes: done,
          'daemons killed': kills,
        });
        expect(done).toBe(writes.length * TIMES);
        const pool = createPool({ connectionString: database.url, role: 'test', max: 1, onError: () => undefined });
        expect(await checkInvariants(pool, { blobs: world.blobs, edits: [], graceSeconds: 0 })).toEqual([]);
        await pool.end();
      });
    },
  );
});
