/**
 * The course of a run, a line every five seconds: whether anything is done while things break, and what holds it up.
 * Invariant: it only reads, and a database that is away is a line like any other.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { say } from './report.ts';

const EVERY_MS = 5_000;
const COURSE = `
  select (select count(*) from vehicles) as vehicles,
    (select count(*) from micro_scrape.vehicle_state where requested > handled) as wanted,
    (select count(*) from micro_scrape.vehicle_state where leased_by is not null) as leased,
    (select count(*) from micro_scrape.daemons where beat_at > clock_timestamp() - interval '3 seconds') as beating,
    (select coalesce(ceil(extract(epoch from max(paused_until) - clock_timestamp())), 0) from micro_scrape.hosts
      where paused_until > clock_timestamp()) as paused_s`;

export function followCourse(pool: pg.Pool): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const began = performance.now();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const at = `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s `;
      try {
        const { rows } = await pool.query<Record<string, string>>(COURSE);
        say(
          `${at} ${Object.entries(rows[0] ?? {})
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')}`,
        );
      } catch (error) {
        say(`${at} ${error instanceof Error ? error.message : String(error)}`);
      }
      await delay(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}
