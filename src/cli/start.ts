/** `micro-scrape start`: the daemon until a signal ends it. */

import { startDaemon } from '../app/daemon.ts';
import { describeTypo, type Environment, readConfig } from '../config.ts';
import { openDatabase } from '../embedded-postgres/chosen-database.ts';
import { createLog, standardOutput } from '../observability/log.ts';
import { tell } from '../observability/log-lines.ts';
import { VERSION } from '../runtime/version.ts';
import { note } from '../terminal/output.ts';

/** A second signal after this moment is a wish to end at once, not the same key pressed twice. */
const FORCE_EXIT_CODE = 130;
/** npx runs us through a shell and gives a signal to that shell alone: both end, and nobody is left to end us. */
const LOOK_FOR_NPM_EVERY_MS = 500;

export async function start(env: Environment): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.logLevel, standardOutput(config.logFormat));
  for (const slip of config.misspelt) {
    tell(log, 'a variable is set and not read', { hint: describeTypo(slip) });
  }
  const starting = new AbortController();
  const { promise: asked, resolve: stop } = Promise.withResolvers<string>();
  const end = (why: string) => {
    starting.abort(new Error(`stopped by ${why}`));
    stop(why);
  };
  if (env.npm_command !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && end('the end of npm'), LOOK_FOR_NPM_EVERY_MS).unref();
  }
  let signals = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      signals += 1;
      if (signals > 1) {
        tell(log, 'second signal: ending at once; other daemons free what this one held');
        process.exit(FORCE_EXIT_CODE);
      }
      end(name);
    });
  }

  const database = await openDatabase(config, starting.signal);
  try {
    const daemon = await startDaemon({
      config,
      databaseUrl: database.url,
      serviceKeys: database.serviceKeys,
      log,
      signal: starting.signal,
    });
    tell(log, 'ready', { version: VERSION, origin: daemon.origin, database: database.description });
    // Whoever has set nothing up yet gets in at once; beside the log, which others may read and keep.
    const link = config.databaseUrl === undefined ? daemon.consoleLink() : undefined;
    if (link !== undefined) {
      note(`The console, by a link that works once: ${link}`);
    }
    const signal = await asked;
    tell(log, 'stopping: no new work, what runs may end', { signal });
    await daemon.stop();
    tell(log, 'stopped');
  } catch (error) {
    if (!starting.signal.aborted) {
      throw error;
    }
  } finally {
    await database.close();
  }
  // A half-open connection may keep its socket for the kernel's 15 minutes; everything of ours is closed.
  process.exit(process.exitCode ?? 0);
}
