/** What is remembered of hosts whose pages scripts fill, and who waits for a browser: see sql/functions/47_browser.sql. */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const NOTE_LOOK = 'select micro_scrape.note_look($1, $2)';
const WAKE_SHELLS = `
  select case when (select count(*) from (select from micro_scrape.vehicle_state where lane = 'browser' limit $1::int) waiting) < $1::int
    then micro_scrape.wake_shells($1::int) else 0 end as vehicles`;
const LEAVE_BROWSER = 'select micro_scrape.leave_browser() as vehicles';

/** A browser has about 20 a minute: so many are done before the next reconcile comes. */
const WOKEN_AT_ONCE = 100;

const moved = z.object({ vehicles: z.number() });

/** `s`: a plain page that was a shell; `p`: another; `R`: one that the browser filled; `r`: one that stayed empty there. */
export type HostLook = 's' | 'p' | 'R' | 'r';

export async function noteLook(db: Queryable, host: string, look: HostLook): Promise<void> {
  await db.query(NOTE_LOOK, [host, look]);
}

/** Vehicles that came to rest over a shell while there was no browser. */
export async function wakeShells(db: Queryable): Promise<number> {
  return moved.parse((await db.query(WAKE_SHELLS, [WOKEN_AT_ONCE])).rows[0]).vehicles;
}

/** Vehicles that wait for a browser which no daemon has any more. */
export async function leaveBrowser(db: Queryable): Promise<number> {
  return moved.parse((await db.query(LEAVE_BROWSER)).rows[0]).vehicles;
}
