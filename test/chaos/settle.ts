/**
 * After the storm: waits until nothing is left to do.
 * The product's own waits are longer than anybody wants to watch (30 s to 2 h after a failed try, 5 minutes between two
 * reconciles, minutes of pause for a host that failed five times), so they are brought forward here by SQL; nothing else
 * is helped along.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';

const BRING_FORWARD = [
  `update micro_scrape.vehicle_state set next_try_at = clock_timestamp() where next_try_at > clock_timestamp()`,
  `update micro_scrape.hosts set paused_until = null, next_slot_at = null where line is not null and opens_at > clock_timestamp()`,
  `update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`,
];
const RECONCILE = `select graphile_worker.add_job('reconcile', job_key => 'chaos')`;
const RECONCILE_EVERY_MS = 5_000;
const LEFT = `
  select (select count(*)::int from micro_scrape.vehicle_events where kind <> 'canary') as events,
    (select count(*)::int from micro_scrape.vehicle_state where requested > handled) as wanted,
    (select count(*)::int from micro_scrape.vehicle_state where next_try_at is not null or waits_at is not null) as waiting,
    (select count(*)::int from vehicles v where not exists (
      select from micro_scrape.vehicle_state s where s.vehicle_id = v.id)) as unseen`;

const left = z.object({ events: z.number(), wanted: z.number(), waiting: z.number(), unseen: z.number() });

export type Left = z.infer<typeof left>;

export const isNothing = (what: Left): boolean => Object.values(what).every((n) => n === 0);

/** Returns what is still left at the end, and how long it took, in ms. */
export async function settle(pool: pg.Pool, withinMs: number): Promise<{ left: Left; ms: number }> {
  const began = performance.now();
  let reconciledAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const now = left.parse((await pool.query(LEFT)).rows[0]);
    const ms = performance.now() - began;
    if (isNothing(now) || ms > withinMs) {
      await pool.query('select micro_scrape.reconcile(2000)');
      return { left: now, ms };
    }
    for (const sql of BRING_FORWARD) await pool.query(sql);
    if (performance.now() - reconciledAt > RECONCILE_EVERY_MS) {
      await pool.query(RECONCILE);
      reconciledAt = performance.now();
    }
    await delay(500);
  }
}
