import { describe, expect } from 'vitest';
import { createPool } from '../../src/database/pool.ts';
import { test } from '../support/database.ts';
import { checkInvariants } from '../support/invariants.ts';
import { AT_ONCE, Crashes, isWrite, type Point } from './crashes.ts';
import { FULL, figures, withWorld } from './world.ts';

/** A crash before every write so many times. Before any other message nothing has changed since the write before it. */
const TIMES = FULL ? 50 : 1;
const FEWEST_AT_ONCE = 24;

describe('a crash at any point of a run, and then another daemon', () => {
  test(`leave exactly what a run without a crash leaves (every write ${TIMES} times)`, async ({ database }) => {
    await withWorld({ databaseUrl: database.url, seats: 5 }, async (world) => {
      const crashes = await Crashes.begin(world);
      // The first run also learns the site's robots.txt; the second is what all others are measured by.
      await crashes.clean();
      const { said, left: clean } = await crashes.clean();
      const writes = said.filter(isWrite);
      // Claim, what was found before the photographs, a look at these, the batch of them, the end, the queue's row. Their host
      // is looked at once, and again on a machine so slow that what is known of it has grown old.
      const once = said.filter((each) => !each.includes('micro_scrape.host_state'));
      expect(once.length, said.join('\n')).toBeLessThanOrEqual(6);
      const nameOf = (point: Point): string => (writes[point - 1] ?? '').trim().slice(0, 80);
      let done = 0;
      let kills = 0;
      /** What is still to be done of `points`. */
      const crashAt = async (points: readonly Point[]): Promise<Point[]> => {
        const outcomes = await crashes.at(points);
        kills += 1;
        for (const { point, left } of outcomes)
          expect(left, `after a crash before write ${point}: ${nameOf(point)}`).toBe(clean);
        const missed = outcomes.filter(({ reached }) => !reached).map(({ point }) => point);
        expect(missed.length, 'no run came to its point').toBeLessThan(outcomes.length);
        done += outcomes.length - missed.length;
        return [...missed, ...points.slice(outcomes.length)];
      };

      // Points of one depth stand together: their runs come to them at about the same time. The deeper they are, the
      // further the runs have drifted apart, and whoever is not there in time has died for nothing.
      let open: Point[] = writes.flatMap((_, i) => Array.from({ length: TIMES }, () => i + 1));
      let atOnce = AT_ONCE;
      while (open.length > 0) {
        const missed = await crashAt(open.slice(0, atOnce));
        open = [...missed, ...open.slice(atOnce)];
        if (missed.length > 0) atOnce = Math.max(FEWEST_AT_ONCE, Math.floor(atOnce * 0.75));
      }

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
  });
});
