/** `micro-scrape explain`: the story of one vehicle. */
import type { Pool } from 'pg';
import { type Environment, readConfig } from '../config.ts';
import { findDaemons } from '../db/statements/find-daemons.ts';
import { findVehicles } from '../db/statements/find-vehicles.ts';
import { findStory, type VehicleStory } from '../db/statements/vehicle-story.ts';
import { PARTS, showStory } from './explain-report.ts';
import { nextStep } from './next-step.ts';
import { note, printJson } from './screen.ts';
import { withDatabase } from './with-database.ts';

const ACTIONS = 20;

export async function explain(env: Environment, vehicle: string, options: { json: boolean }): Promise<number> {
  const found = await withDatabase(readConfig(env), (pool) => look(pool, vehicle));
  if (found === undefined) {
    note(`There is no vehicle with the id or discovery_url ${vehicle}`);
    return 1;
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

async function look(
  pool: Pool,
  name: string,
): Promise<{ story: VehicleStory; next: string; others: readonly string[] } | undefined> {
  const { ids } = await findVehicles(pool, [name]);
  const [vehicleId, ...others] = ids;
  const story =
    vehicleId === undefined ? undefined : await findStory(pool, { vehicleId, parts: PARTS, actions: ACTIONS });
  if (story === undefined) {
    return undefined;
  }
  const living = (await findDaemons(pool)).filter((daemon) => daemon.alive);
  return { story, next: nextStep(story, { livingDaemons: living.length, now: new Date() }), others };
}
