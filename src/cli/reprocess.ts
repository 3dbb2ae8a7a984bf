/** `micro-scrape reprocess`: a daemon reads kept pages again with its present rules, for what is still empty. */
import { exitCodeOf, type Followed, follow, isAnyDaemonAlive, untilInterrupted } from '../app/follow.ts';
import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { findVehicles } from '../database/statements/find-vehicles.ts';
import { type Reread, rereadPages } from '../database/statements/reread-pages.ts';
import { EXTRACTOR_VERSION } from '../extraction/reading.ts';
import { counted } from '../terminal/format.ts';
import { note, print, printJson } from '../terminal/output.ts';
import { describeRest } from './run-report.ts';

export async function reprocess(
  env: Environment,
  options: { vehicle?: readonly string[]; all: boolean; json: boolean },
): Promise<number> {
  const { json } = options;
  return withDatabase(readConfig(env), async (pool) => {
    const named = options.vehicle === undefined ? undefined : await findVehicles(pool, options.vehicle);
    const unknown = named?.unknown ?? [];
    for (const name of unknown) {
      note(`There is no vehicle with the id or discovery_url ${name}`);
    }
    const pages = await rereadPages(pool, {
      ids: named?.ids,
      // Whoever names a vehicle wants its page read, whatever read it before.
      olderThan: options.all || named !== undefined ? undefined : EXTRACTOR_VERSION,
    });
    const alive = await isAnyDaemonAlive(pool);
    const ids = pages.map(({ id }) => id);
    const followed =
      ids.length > 0 && alive ? await follow(pool, ids, { silent: json, signal: untilInterrupted() }) : undefined;
    const results = followed === undefined ? null : compare(pages, followed);
    if (json) {
      printJson({
        extractor_version: EXTRACTOR_VERSION,
        pages: pages.length,
        daemon_running: alive,
        waited: followed?.end ?? null,
        results: results?.map(({ vehicle, ...rest }) => ({ vehicle_id: vehicle.id, ...rest })) ?? null,
        unknown,
      });
    } else if (pages.length === 0) {
      print('There is no kept page to read again: nothing is missing, rules of now have read them, or a visit is due.');
    } else if (results === null) {
      note(`No daemon is running: ${counted(pages.length, 'kept page')} wait for one. Start it with: npm start`);
    } else {
      show(results);
    }
    const code = pages.length === 0 ? 0 : exitCodeOf(followed);
    return unknown.length > 0 ? 1 : code;
  });
}

function compare(pages: readonly Reread[], { vehicles }: Followed) {
  const before = new Map(pages.map((page) => [page.id, page]));
  return vehicles.map((vehicle) => {
    const was = before.get(vehicle.id);
    return {
      vehicle,
      read: vehicle.rests,
      outcome: vehicle.outcome,
      gained: (vehicle.score ?? 0) - (was?.score ?? 0),
      completed: vehicle.outcome === 'complete' && was?.outcome !== 'complete',
    };
  });
}

function show(results: ReturnType<typeof compare>): void {
  const now = new Date();
  const gained = results.filter((result) => result.gained > 0);
  for (const { vehicle } of gained) {
    print(`  ${describeRest(vehicle, now)}`);
  }
  const read = results.filter((result) => result.read).length;
  const completed = results.filter((result) => result.completed).length;
  print(
    `${counted(read, 'kept page')} read with rules ${EXTRACTOR_VERSION}: ${counted(gained.length, 'vehicle')} gained something, ${completed} complete now.`,
  );
  if (read < results.length) {
    note(`${counted(results.length - read, 'vehicle')} still queued; what is queued goes on.`);
  }
}
