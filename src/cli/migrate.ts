/** `micro-scrape migrate`: bring the database to this version, show the SQL that would, or take all of ours out again. */
import { type Config, type Environment, readConfig } from '../config.ts';
import { openClient } from '../database/pool.ts';
import type { Takeover } from '../database/schema/from-bandaid.ts';
import { dryRun, migrate, withMigrationLock } from '../database/schema/migrate.ts';
import { explainTakeover } from '../database/schema/plan.ts';
import { uninstall } from '../database/schema/uninstall.ts';
import { adoptAllVehicles } from '../database/statements/adopt-vehicles.ts';
import { type Database, EMBEDDED_FOLDER, openDatabase } from '../embedded-postgres/chosen-database.ts';
import { findRunningServer } from '../embedded-postgres/running-database.ts';
import { FatalError } from '../runtime/errors.ts';
import { counted, duration } from '../terminal/format.ts';
import { note, ProgressLine, print, printJson, printTyped } from '../terminal/output.ts';

export interface MigrateFlags {
  readonly dryRun: boolean;
  /** See `Wishes` in src/database/schema/plan.ts. */
  readonly create: boolean;
  readonly upgradeQueue: boolean;
  /** Score all vehicles now instead of leaving that to the daemon. */
  readonly adopt: boolean;
  /** Set aside what the original, or anybody, has made under our names. */
  readonly fromBandaid: boolean;
  readonly uninstall: boolean;
  readonly yes: boolean;
  readonly purgeMarks: boolean;
  readonly json: boolean;
}

export async function migrateCommand(env: Environment, flags: MigrateFlags): Promise<void> {
  const config = readConfig(env);
  const opened = await openOrJoin(config);
  // It needs a session, which a transaction pooler before DATABASE_URL would not keep.
  const database = { ...opened, url: config.listenDatabaseUrl ?? opened.url };
  try {
    if (flags.uninstall) {
      await leave(database, flags);
    } else if (flags.dryRun) {
      const script = await dryRun({ connectionString: database.url, ...wishesOf(flags) });
      const takeover = flags.fromBandaid ? await lookAtTakeover(database.url) : undefined;
      if (flags.json) {
        printJson({ database: database.description, dry_run: true, sql: script, ...inJson(takeover) });
      } else {
        printTyped(script === '' ? `-- ${database.description} is up to date` : script);
        for (const line of inWords(takeover)) {
          printTyped(`-- ${line}`);
        }
      }
    } else {
      await join(database, flags);
    }
  } finally {
    await database.close();
  }
}

const wishesOf = ({ create, fromBandaid, upgradeQueue }: MigrateFlags) => ({
  create,
  fromBandaid,
  upgradeQueue,
  switchOn: true,
});

async function join(database: Omit<Database, 'serviceKeys'>, flags: MigrateFlags): Promise<void> {
  const { adopt, json } = flags;
  const { applied, left = [] } = await migrate({
    connectionString: database.url,
    log: json ? note : print,
    ...wishesOf(flags),
  });
  const takeover = flags.fromBandaid ? await lookAtTakeover(database.url) : undefined;
  if (!json) {
    print(`${database.description} is ${applied.length === 0 ? '' : 'now '}up to date`);
    for (const line of inWords(takeover)) {
      print(line);
    }
    for (const { problem, fix } of left) {
      note(`left to you: ${problem}`);
      note(`  ${fix}`);
    }
  }
  const adopted = adopt ? await adoptAll(database.url) : undefined;
  if (json) {
    printJson({
      database: database.description,
      dry_run: false,
      applied,
      adopted: adopted ?? null,
      ...inJson(takeover),
    });
  } else if (adopted !== undefined) {
    print(`${counted(adopted.vehicles, 'vehicle')} scored in ${duration(adopted.seconds)}`);
  }
}

function lookAtTakeover(connectionString: string): Promise<Takeover> {
  return withMigrationLock(connectionString, explainTakeover);
}

function inWords(takeover: Takeover | undefined): string[] {
  if (takeover === undefined) {
    return [];
  }
  const { aside, switchOff } = takeover;
  return [
    ...(aside.length === 0 ? ['Nothing here bears a name of ours and is not ours'] : aside),
    'Switch off what runs the original:',
    ...switchOff.map((line) => `  ${line}`),
    'It is undone by: npx micro-scrape migrate --uninstall',
  ];
}

function inJson(takeover: Takeover | undefined): object {
  return takeover === undefined ? {} : { from_bandaid: { set_aside: takeover.aside, switch_off: takeover.switchOff } };
}

/** Scores the vehicles that were there before us, batch by batch; broken off, the next one goes on where it stopped. */
async function adoptAll(connectionString: string): Promise<{ vehicles: number; seconds: number }> {
  const client = await openClient(connectionString, 'adopt');
  const progress = new ProgressLine({ silent: false });
  try {
    const { rows } = await client.query<{ vehicles: number; adopted: number }>(
      `select (select count(*)::int from public.vehicles) as vehicles, adopted::int from micro_scrape.adoption`,
    );
    const { vehicles, adopted } = rows[0] ?? { vehicles: 0, adopted: 0 };
    const started = performance.now();
    let taken = 0;
    for await (const batch of adoptAllVehicles(client)) {
      taken += batch.taken;
      const rate = taken / ((performance.now() - started) / 1000);
      const left = Math.max(0, vehicles - adopted - taken);
      const percent = Math.min(100, Math.round((100 * (adopted + taken)) / Math.max(1, vehicles)));
      progress.update(
        `${percent} %  ${(adopted + taken).toLocaleString('en-US')} of ${counted(vehicles, 'vehicle')} scored, ` +
          `${Math.round(rate).toLocaleString('en-US')} a second, ${duration(left / Math.max(rate, 1))} left`,
      );
    }
    return { vehicles: taken, seconds: (performance.now() - started) / 1000 };
  } finally {
    progress.clear();
    await client.end();
  }
}

async function leave(database: Omit<Database, 'serviceKeys'>, flags: MigrateFlags): Promise<void> {
  const { statements, kept, lost, marksPurged } = await uninstall({ connectionString: database.url, ...flags });
  if (flags.json) {
    printJson({
      database: database.description,
      dry_run: flags.dryRun,
      statements,
      kept,
      lost,
      marks_purged: marksPurged,
    });
    return;
  }
  if (statements.length === 0) {
    print(`${flags.dryRun ? '-- ' : ''}There is nothing of micro-scrape in ${database.description}`);
    return;
  }
  for (const line of kept) {
    note(`stays: ${line}`);
  }
  for (const line of lost) {
    note(`${flags.dryRun ? 'would go' : 'gone'}: ${line}`);
  }
  if (flags.dryRun) {
    printTyped(statements.map((statement) => `${statement};`).join('\n'));
    return;
  }
  if (flags.purgeMarks) {
    print(`the mark is taken out of ${counted(marksPurged, 'vehicle')}`);
  }
  print(`micro-scrape is out of ${database.description}`);
}

/** The embedded PostgreSQL is started for the duration, unless a daemon in this folder already serves it. */
async function openOrJoin(config: Config): Promise<Omit<Database, 'serviceKeys'>> {
  try {
    return await openDatabase(config, new AbortController().signal);
  } catch (error) {
    const isServed = error instanceof FatalError && error.exitCode === 69 && config.databaseUrl === undefined;
    const url = isServed ? await findRunningServer(EMBEDDED_FOLDER) : undefined;
    if (url === undefined) {
      throw error;
    }
    return { url, description: `embedded PostgreSQL in ${EMBEDDED_FOLDER}`, close: async () => {} };
  }
}
