/** `micro-scrape status`: is it working, how far is it, what fails, and when will it be done. */
import type { Pool } from 'pg';
import { type Environment, readConfig } from '../config.ts';
import {
  countKnown,
  countSettled,
  countVehicles,
  findBacklog,
  findFailing,
  findPauses,
  findWaiting,
} from '../db/statements/catalogue-overview.ts';
import { findDaemons, findLeader } from '../db/statements/find-daemons.ts';
import { findLatestRuns } from '../db/statements/find-runs.ts';
import { countQueue } from '../db/statements/queue-overview.ts';
import { type Forecast, forecast } from './forecast.ts';
import { printJson } from './screen.ts';
import { showStatus } from './status-report.ts';
import { withDatabase } from './with-database.ts';

/** What was settled within this time tells the pace. */
const LATELY_S = 300;
const GROUPS = 8;
const RUNS = 5;

export async function status(env: Environment, options: { json: boolean }): Promise<number> {
  const config = readConfig(env);
  const report = await withDatabase(config, (pool) => look(pool, config.fetchMinIntervalMs / 1000));
  if (options.json) {
    printJson(report);
  } else {
    showStatus(report);
  }
  return report.working ? 0 : 1;
}

export type StatusReport = Awaited<ReturnType<typeof look>>;

async function look(pool: Pool, configuredInterval: number) {
  const seen = await countKnown(pool);
  const [daemons, leader, queue, vehicles] = await Promise.all([
    findDaemons(pool),
    findLeader(pool),
    countQueue(pool),
    countVehicles(pool, seen),
  ]);
  const [waiting, failing, runs, backlog] = await Promise.all([
    findWaiting(pool, seen, GROUPS),
    findFailing(pool, { ...seen, with_error: queue.with_error }, GROUPS),
    findLatestRuns(pool, RUNS),
    findBacklog(pool, seen),
  ]);
  const [pauses, settled] = await Promise.all([findPauses(pool), countSettled(pool, LATELY_S)]);
  const living = daemons.filter((daemon) => daemon.alive);
  return {
    at: new Date(),
    /** A daemon lives and one leads; events are turned into jobs and jobs are done. */
    working: living.length > 0 && leader !== undefined,
    daemons: living,
    leader: leader ?? null,
    vehicles: { total: vehicles.vehicles, unseen: Math.max(0, vehicles.vehicles - seen.known), ...seen.outcomes },
    threshold: seen.threshold,
    waiting: waiting.groups,
    queue,
    runs,
    failing: failing.groups,
    settled_lately: settled,
    backlog: asJson(
      forecast({
        livingDaemons: living.length,
        backlog: backlog.groups,
        estimated: backlog.estimated,
        pauses,
        settled,
        ready: queue.ready,
        configuredInterval,
      }),
    ),
    /** Whose numbers are estimates, because there are too many to count them in a second. */
    estimates: Object.entries({ vehicles, waiting, failing, backlog })
      .filter(([, { estimated }]) => estimated)
      .map(([name]) => name),
  };
}

/** Names as in every other document. */
function asJson({ clearInSeconds, ...rest }: Forecast) {
  return { clear_in_seconds: clearInSeconds, ...rest };
}
