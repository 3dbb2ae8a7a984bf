/**
 * The machine, shared out: two cores carry so many worlds of daemons at a time, and beyond that everything is late for
 * want of a processor and not because of a fault.
 * Invariant: seats are locks of a session, so whoever ends, however it ends, has given them back; they are taken in the
 * order in which they were asked for, by one at a time, so nobody waits for ever and no two wait for each other.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

const SEATS = 9;
const CLASS = 28_020;
/** Held by the one who is next. */
const TURNSTILE = 0;
/** Who wants as many would keep all others waiting until they are free: of these there is one at a time. */
const MANY = 3;
const ONE_OF_MANY = -1;
const LOOK_EVERY_MS = 250;

/** Resolves when `seats` are taken; the returned function gives them back. */
export async function takeSeats(seats: number): Promise<() => Promise<void>> {
  const session = new pg.Client({ connectionString: inject('testCluster').maintenanceUrl, application_name: 'seats' });
  await session.connect();
  try {
    if (seats >= MANY) await session.query('select pg_advisory_lock($1, $2)', [CLASS, ONE_OF_MANY]);
    await session.query('select pg_advisory_lock($1, $2)', [CLASS, TURNSTILE]);
    const taken = new Set<number>();
    while (taken.size < seats) {
      for (let seat = 1; seat <= SEATS && taken.size < seats; seat += 1) {
        if (!taken.has(seat) && (await tryTo(session, seat))) taken.add(seat);
      }
      if (taken.size < seats) await delay(LOOK_EVERY_MS);
    }
    await session.query('select pg_advisory_unlock($1, $2)', [CLASS, TURNSTILE]);
  } catch (error) {
    await session.end();
    throw error;
  }
  return () => session.end();
}

async function tryTo(session: pg.Client, seat: number): Promise<boolean> {
  const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [CLASS, seat]);
  return rows[0]?.got === true;
}
