/** `micro-scrape add`: vehicles by their addresses; the trigger does the rest, as for any other writer. */

import { createInterface } from 'node:readline/promises';
import pg, { type Pool } from 'pg';
import { follow, isAnyDaemonAlive, untilInterrupted } from '../app/follow.ts';
import { fixRefusal } from '../app/refused-row.ts';
import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { inTransaction } from '../database/pool.ts';
import { type AddedVehicle, insertVehicles } from '../database/statements/insert-vehicles.ts';
import type { VehicleProgress } from '../database/statements/vehicle-progress.ts';
import { parseAllowPrivate } from '../fetching/address.ts';
import { admitUrl } from '../fetching/target.ts';
import { FatalError } from '../runtime/errors.ts';
import { messageOf } from '../runtime/thrown.ts';
import { counted } from '../terminal/format.ts';
import { note, print, printJson } from '../terminal/output.ts';
import { describeRest } from './run-report.ts';

/** Rows in one transaction. */
const BATCH = 1_000;

interface Refused {
  readonly url: string;
  readonly reason: string;
}

export async function add(
  env: Environment,
  given: readonly string[],
  options: { wait: boolean; json: boolean },
): Promise<number> {
  const config = readConfig(env);
  const { urls, refused } = judge(await withStandardInput(given), parseAllowPrivate(config.fetchAllowPrivate));
  for (const { url, reason } of refused) {
    note(`not added: ${url}: ${reason}`);
  }
  return withDatabase(config, async (pool) => {
    const vehicles: AddedVehicle[] = [];
    for (let from = 0; from < urls.length; from += BATCH) {
      const batch = urls.slice(from, from + BATCH);
      vehicles.push(...(await insert(pool, batch)));
    }
    if (!options.json) {
      for (const vehicle of vehicles) {
        print(`${vehicle.id}  ${vehicle.added ? 'added' : 'already there'}  ${vehicle.url}`);
      }
    }
    const waited = await followAdded(pool, vehicles, options);
    if (options.json) {
      printJson({ vehicles, refused, waited: waited?.end ?? null, results: waited?.vehicles ?? null });
    }
    if (waited?.end === 'interrupted') {
      return 130;
    }
    return refused.length === 0 && (waited === undefined || waited.end === 'rested') ? 0 : 1;
  });
}

/** What the table refuses it refuses again: 22 and 23 are its rules, P0 its triggers. */
async function insert(pool: Pool, batch: readonly string[]): Promise<AddedVehicle[]> {
  try {
    return await inTransaction(pool, (client) => insertVehicles(client, batch));
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && /^(22|23|P0)/.test(error.code ?? ''))) {
      throw error;
    }
    throw new FatalError(
      `The table vehicles refuses a row with nothing but a discovery_url: ${error.message}\n` +
        `  ${fixRefusal('INSERT', 'public.vehicles', error, '')}`,
      78,
      { cause: error },
    );
  }
}

/** The same judge as the fetcher's, so that what is added can be read. */
function judge(given: readonly string[], allow: ReadonlySet<string>): { urls: string[]; refused: Refused[] } {
  const urls: string[] = [];
  const refused: Refused[] = [];
  for (const text of given) {
    try {
      urls.push(admitUrl(text, allow).href);
    } catch (error) {
      refused.push({ url: text, reason: messageOf(error) });
    }
  }
  return { urls, refused };
}

/** `-` stands for the lines of standard input. */
async function withStandardInput(given: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  if (given.includes('-')) {
    for await (const line of createInterface({ input: process.stdin })) {
      lines.push(line);
    }
  }
  return [...given.filter((url) => url !== '-'), ...lines].map((url) => url.trim()).filter((url) => url !== '');
}

async function followAdded(
  pool: Pool,
  vehicles: readonly AddedVehicle[],
  { wait, json }: { wait: boolean; json: boolean },
): Promise<Awaited<ReturnType<typeof follow>> | undefined> {
  const ids = vehicles.filter((vehicle) => vehicle.added).map((vehicle) => vehicle.id);
  if (ids.length === 0) {
    return undefined;
  }
  if (!(await isAnyDaemonAlive(pool))) {
    note('No daemon is running: the vehicles wait for one. Start it with: npm start');
    return wait ? { vehicles: [], end: 'no_daemon' } : undefined;
  }
  if (!wait) {
    return undefined;
  }
  const show = (vehicle: VehicleProgress) => print(describeRest(vehicle, new Date()));
  const followed = await follow(pool, ids, {
    silent: json,
    signal: untilInterrupted(),
    ...(json ? {} : { onRest: show }),
  });
  if (followed.end !== 'rested') {
    const left = followed.vehicles.filter((vehicle) => !vehicle.rests).length;
    note(`Stopped waiting: ${counted(left, 'vehicle')} on the way; what is queued goes on.`);
  }
  return followed;
}
