/**
 * What `status` knows.
 * Invariant: asked in three rounds over the connections of one command, and none of the questions takes a second at a
 * million vehicles.
 */
import type { Pool } from 'pg';
import {
  countKnown,
  countSettled,
  countVehicles,
  findBacklog,
  findFailing,
  findPauses,
  findShells,
  findWaiting,
} from '../database/statements/catalogue-overview.ts';
import { findDaemons, findLeader } from '../database/statements/find-daemons.ts';
import { findLatestRuns } from '../database/statements/find-runs.ts';
import { countQueue } from '../database/statements/queue-overview.ts';
import { type Forecast, forecastOf } from '../observability/forecast.ts';

/** What was settled within this time tells the pace. */
const LATELY_S = 300;
const GROUPS = 8;
const RUNS = 5;

export type StatusReport = Awaited<ReturnType<typeof findStatus>>;

/** @param configuredInterval between two pages of a host, in seconds */
export async function findStatus(pool: Pool, configuredInterval: number) {
  const seen = await countKnown(pool);
  const [daemons, { leader, stray }, queue, vehicles] = await Promise.all([
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
  const [pauses, settled, shells] = await Promise.all([
    findPauses(pool),
    countSettled(pool, LATELY_S),
    findShells(pool),
  ]);
  const living = daemons.filter((daemon) => daemon.alive);
  return {
    at: new Date(),
    /** A daemon lives and one leads; events are turned into jobs and jobs are done. */
    working: living.length > 0 && leader !== undefined,
    daemons: living,
    leader: leader ?? null,
    /** Holds the leader's lock and does not lead. */
    stray: stray ?? null,
    vehicles: { total: vehicles.vehicles, unseen: Math.max(0, vehicles.vehicles - seen.known), ...seen.outcomes },
    threshold: seen.threshold,
    waiting: waiting.groups,
    queue,
    runs,
    failing: failing.groups,
    shells: {
      hosts: shells.length,
      vehicles: shells.reduce((sum, { vehicles: of }) => sum + of, 0),
      most: shells.slice(0, GROUPS),
    },
    settled_lately: settled,
    backlog: asJson(forecastOf({ daemons, backlog, pauses, settled, queue, configuredInterval })),
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
