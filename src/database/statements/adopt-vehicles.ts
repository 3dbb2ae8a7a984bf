import { z } from 'zod';
import type { Queryable } from '../pool.ts';

const ADOPT = 'select taken, finished from micro_scrape.adopt($1)';

/** Whoever writes to a vehicle that is being marked waits for the end of the batch: it shall not be noticed, on a busy server either. */
const LONGEST_BATCH_MS = 80;
const SHORTEST_BATCH_MS = 40;
const FIRST_BATCH = 100;
const SMALLEST_BATCH = 20;
const LARGEST_BATCH = 250;

const adopted = z.object({ taken: z.number(), finished: z.boolean() });
type Adopted = z.infer<typeof adopted>;

/** Takes in the next vehicles that were there before us (see sql/functions/75_adopt.sql). */
export async function adoptVehicles(db: Queryable, limit: number): Promise<Adopted> {
  const { rows } = await db.query(ADOPT, [limit]);
  return adopted.parse(rows[0]);
}

/** All of them, batch after batch, each its own transaction and as large as this server does in less than a tenth of a second. */
export async function* adoptAllVehicles(db: Queryable): AsyncGenerator<Adopted> {
  let size = FIRST_BATCH;
  for (;;) {
    const started = performance.now();
    const batch = await adoptVehicles(db, size);
    const took = performance.now() - started;
    yield batch;
    if (batch.finished) {
      return;
    }
    if (took > LONGEST_BATCH_MS) {
      size = Math.max(SMALLEST_BATCH, Math.floor(size / 2));
    } else if (took < SHORTEST_BATCH_MS) {
      size = Math.min(LARGEST_BATCH, size + 20);
    }
  }
}
