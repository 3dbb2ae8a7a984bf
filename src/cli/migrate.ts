/** `micro-scrape migrate`: bring the database to this version and stop. */
import { type Environment, readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from './database.ts';

export async function migrateCommand(env: Environment): Promise<void> {
  const database = await openDatabase(readConfig(env), new AbortController().signal);
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
