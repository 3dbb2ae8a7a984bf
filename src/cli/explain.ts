/** `micro-scrape explain`: the story of one vehicle. */
import type { Pool } from 'pg';
import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { findDaemons } from '../database/statements/find-daemons.ts';
import { findByWords, findVehicles, type NamedVehicle } from '../database/statements/find-vehicles.ts';
import { findStory, type VehicleStory } from '../database/statements/vehicle-story.ts';
import { nextStep } from '../jobs/next-step.ts';
import { nameOf } from '../terminal/format.ts';
import { note, printJson, printTable } from '../terminal/output.ts';
import { showStory } from './explain-report.ts';

const ACTIONS = 20;

/** More than these are not listed: another word is needed. */
const LISTED = 20;

export async function explain(env: Environment, words: string, options: { json: boolean }): Promise<number> {
  const found = await withDatabase(readConfig(env), (pool) => look(pool, words));
  if ('candidates' in found) {
    return choose(words, found.candidates, options);
  }
  const { story, next, others } = found;
  if (options.json) {
    printJson({
      ...story,
      state: story.state ?? null,
      page: story.page ?? null,
      job: story.job ?? null,
      next_step: next,
      others,
    });
  } else {
    showStory(story, next, new Date());
  }
  if (others.length > 0) {
    note(`\n${others.length} more with this address: ${others.join(', ')}`);
  }
  return 0;
}

function choose(words: string, candidates: readonly NamedVehicle[], { json }: { json: boolean }): number {
  if (candidates.length === 0) {
    note(`There is no vehicle with the id or discovery_url ${words}, and none whose name or address has these words`);
  } else {
    const many = candidates.length > LISTED ? `more than ${LISTED}` : candidates.length;
    note(`${many} vehicles have these words in their name or address; name one by its id, or add a word`);
  }
  const listed = candidates.slice(0, LISTED);
  if (json) {
    printJson({ candidates: listed });
  } else if (listed.length > 0) {
    printTable(
      ['id', 'name', 'address'],
      listed.map((each) => [each.id, nameOf(each), each.discovery_url ?? 'none']),
    );
  }
  return 1;
}

async function look(
  pool: Pool,
  words: string,
): Promise<{ story: VehicleStory; next: string; others: readonly string[] } | { candidates: readonly NamedVehicle[] }> {
  const { ids } = await findVehicles(pool, [words]);
  const candidates = ids.length > 0 ? [] : await findByWords(pool, words, LISTED + 1);
  const [vehicleId, ...others] = ids.length > 0 || candidates.length > 1 ? ids : candidates.map(({ id }) => id);
  const story = vehicleId === undefined ? undefined : await findStory(pool, { vehicleId, actions: ACTIONS });
  if (story === undefined) {
    return { candidates };
  }
  const living = (await findDaemons(pool)).filter((daemon) => daemon.alive);
  return { story, next: nextStep(story, { livingDaemons: living.length, now: new Date() }), others };
}
