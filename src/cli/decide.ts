/** `micro-scrape reject|accept|undo|exclude|include`: what a person decides about one vehicle. */

import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { type Decision, DecisionRefusedError, decide } from '../database/statements/decide.ts';
import { findVehicles } from '../database/statements/find-vehicles.ts';
import { note, print, printJson } from '../terminal/output.ts';

/** @param vehicle its id or its discovery_url */
export async function decideCommand(
  env: Environment,
  vehicle: string,
  decision: Decision,
  options: { readonly json: boolean },
): Promise<number> {
  return withDatabase(readConfig(env), async (pool) => {
    const [id, ...others] = (await findVehicles(pool, [vehicle])).ids;
    if (id === undefined) {
      note(`There is no vehicle with the id or discovery_url ${vehicle}`);
      return 1;
    }
    if (others.length > 0) {
      note(`${others.length + 1} vehicles have this address; name one by its id: ${[id, ...others].join(', ')}`);
      return 1;
    }
    try {
      const { done, values } = await decide(pool, id, decision);
      if (options.json) {
        printJson({ vehicle_id: id, decision: decision.kind, done, values });
      } else {
        print(`${id}: ${done}`);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof DecisionRefusedError)) {
        throw error;
      }
      note(error.message);
      return 1;
    }
  });
}
