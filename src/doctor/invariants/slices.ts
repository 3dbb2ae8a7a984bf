/**
 * Questions about every vehicle, asked slice by slice in the order of ids.
 * Invariant: whatever concerns one vehicle is judged by one statement, so work that goes on between two slices cannot look
 * like a contradiction; each statement is a transaction of its own and, at 5,000 vehicles, takes less than half a second.
 * One over all of them would keep vacuum from what died meanwhile for as long as it takes (7 s at 200,000 vehicles).
 */

import { z } from 'zod';
import type { Queryable } from '../../database/pool.ts';
import type { Finding } from '../finding.ts';
import { ask, type Found, MOST_PER_INVARIANT, problemsOf, type Question } from './question.ts';

const NEXT = 'select id from public.vehicles where id >= $1 order by id offset $2 limit 1';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const SLICE_SIZE = 5_000;

const next = z.array(z.object({ id: z.string() }));

/** A look at a database: what is asked, when to stop, and who is told how far it is. */
export interface Looking {
  readonly db: Queryable;
  readonly signal?: AbortSignal;
  /** How many vehicles have been looked at; the last slice counts as a full one. */
  readonly onProgress?: (vehicles: number) => void;
}

/** Ids from the first up to, but without, the second; null: to the end. What is left of vehicles that are gone lies in them too. */
export type Slice = readonly [from: string, to: string | null];

/** Throws the signal's reason once it is aborted. */
export async function* slicesOf({ db, signal, onProgress }: Looking, size = SLICE_SIZE): AsyncGenerator<Slice> {
  let from = FIRST_ID;
  for (let done = size; ; done += size) {
    signal?.throwIfAborted();
    const to = next.parse((await db.query(NEXT, [from, size])).rows)[0]?.id ?? null;
    yield [from, to];
    onProgress?.(done);
    if (to === null) {
      return;
    }
    from = to;
  }
}

/**
 * What a statement has found without an event that still tells of it. Asked last and behind OFFSET 0, so that the events of a
 * bulk load are read only where something was found; NOT IN, because their table has no index on vehicles and looks empty to
 * the planner, which without a hash would read all of it for each vehicle.
 */
export function withoutEvent(found: string): string {
  return `
  select * from (${found} offset 0) found
  where found.id not in (select e.vehicle_id from micro_scrape.vehicle_events e
    where e.vehicle_id >= $2 and ($3::uuid is null or e.vehicle_id < $3)) limit $1`;
}

/** Asks each question of each slice, until it has been answered often enough. A slice is $2 and $3. */
export async function askInSlices(looking: Looking, questions: readonly Question[]): Promise<Finding[]> {
  const asked = questions.map((question) => ({ question, found: [] as Found[] }));
  for await (const slice of slicesOf(looking)) {
    for (const { question, found } of asked) {
      const most = MOST_PER_INVARIANT - found.length;
      if (most > 0) {
        found.push(...(await ask(looking.db, question, most, slice)));
      }
    }
  }
  return asked.flatMap(({ question, found }) => problemsOf(question, found));
}
