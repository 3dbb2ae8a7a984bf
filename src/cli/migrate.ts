/** `micro-scrape migrate`: bring the database to this version and stop. */
import { type Config, type Environment, readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { FatalError } from '../errors.ts';
import { type Database, EMBEDDED_FOLDER, openDatabase } from './database.ts';
import { findRunningServer } from './running-database.ts';

export async function migrateCommand(env: Environment): Promise<void> {
  const database = await openOrJoin(readConfig(env));
  try {
    const { applied } = await migrate({
      connectionString: database.url,
      log: (line) => process.stdout.write(`${line}\n`),
    });
    process.stdout.write(
      applied.length === 0 ? `${database.description} is up to date\n` : `${database.description} is now up to date\n`,
    );
  } finally {
    await database.close();
  }
}

/** The embedded PostgreSQL is started for the duration, unless a daemon in this folder already serves it. */
async function openOrJoin(config: Config): Promise<Omit<Database, 'serviceKey'>> {
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
