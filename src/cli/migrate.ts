/** `micro-scrape migrate`: bring the database to this version, show the SQL that would, or take all of ours out again. */
import pg from 'pg';
import { type Config, type Environment, readConfig } from '../config.ts';
import { dryRun, migrate } from '../db/migrate.ts';
import { connectionLimits } from '../db/pool.ts';
import { adoptAllVehicles } from '../db/statements/adopt-vehicles.ts';
import { uninstall } from '../db/uninstall.ts';
import { FatalError } from '../errors.ts';
import { type Database, EMBEDDED_FOLDER, openDatabase } from './database.ts';
import { findRunningServer } from './running-database.ts';
import { note, ProgressLine, print, printJson } from './screen.ts';
import { counted, duration } from './words.ts';

export interface MigrateFlags {
  readonly dryRun: boolean;
  /** Score all vehicles now instead of leaving that to the daemon. */
  readonly adopt: boolean;
  readonly uninstall: boolean;
  readonly yes: boolean;
  readonly purgeMarks: boolean;
  readonly json: boolean;
}

export async function migrateCommand(env: Environment, flags: MigrateFlags): Promise<void> {
  const database = await openOrJoin(readConfig(env));
  try {
    if (flags.uninstall) {
      await leave(database, flags);
    } else if (flags.dryRun) {
      const script = await dryRun({ connectionString: database.url });
      if (flags.json) {
        printJson({ database: database.description, dry_run: true, sql: script });
      } else {
        print(script === '' ? `-- ${database.description} is up to date` : script);
      }
    } else {
      await join(database, flags);
    }
  } finally {
    await database.close();
  }
}

async function join(database: Omit<Database, 'serviceKeys'>, { adopt, json }: MigrateFlags): Promise<void> {
  const { applied } = await migrate({ connectionString: database.url, log: json ? note : print });
  if (!json) {
    print(`${database.description} is ${applied.length === 0 ? '' : 'now '}up to date`);
  }
  const adopted = adopt ? await adoptAll(database.url) : undefined;
  if (json) {
    printJson({ database: database.description, dry_run: false, applied, adopted: adopted ?? null });
  } else if (adopted !== undefined) {
    print(`${counted(adopted.vehicles, 'vehicle')} scored in ${duration(adopted.seconds)}`);
  }
}

/** Scores the vehicles that were there before us, batch by batch; broken off, the next one goes on where it stopped. */
async function adoptAll(connectionString: string): Promise<{ vehicles: number; seconds: number }> {
  const client = new pg.Client({ ...connectionLimits('adopt'), connectionString });
  client.on('error', () => {
    // The query under way fails too, and says it.
  });
  await client.connect();
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
    print(statements.map((statement) => `${statement};`).join('\n'));
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
