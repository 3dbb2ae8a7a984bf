/** The command line. One file a command in src/cli; here is only what they share: names, help and exit codes. */

import { existsSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { withCompileCache } from '../runtime/compile-cache.ts';
import { FatalError } from '../runtime/errors.ts';
import { programBeside } from '../runtime/program-beside.ts';
import { codeOf, messageOf } from '../runtime/thrown.ts';
import { withoutCredentials } from '../runtime/told-text.ts';
import { VERSION } from '../runtime/version.ts';
import { note } from '../terminal/output.ts';
import { EXIT_CODES, example, json, registerCommands } from './commands.ts';
import { registerHostCommands } from './host-commands.ts';
import type { MigrateFlags } from './migrate.ts';

const program = new Command('npx micro-scrape')
  .description('Keeps a PostgreSQL catalogue of vehicles complete.')
  .version(VERSION)
  .showHelpAfterError('(add --help for what it takes)')
  .addHelpText('after', EXIT_CODES)
  // Its own exit code for a mistaken command line is 1, which is an answer here.
  .exitOverride()
  .configureOutput({ writeErr: (text) => note(text.trimEnd()) });

program
  .command('start')
  .description('run the daemon: migrate the database, listen, read pages, serve /metrics')
  .addHelpText(
    'after',
    example(
      'DATABASE_URL=postgres://user:password@host/database npx micro-scrape start',
      'Runs until SIGTERM or Ctrl+C and then ends with 0; a second signal ends it at once, with 130.\n' +
        'Its log on standard output is made for machines: one JSON document a line.',
    ),
  )
  .action(async () => {
    const { start } = await withCompileCache(() => import('./start.ts'));
    await start(process.env);
  });

program
  .command('migrate')
  .description('bring the database to this version and stop')
  .option('--dry-run', 'print the SQL for psql instead; change nothing', false)
  .addOption(
    new Option('--adopt', 'then score all vehicles that are there, instead of leaving that to the daemon')
      .default(false)
      .conflicts(['dryRun', 'uninstall']),
  )
  .addOption(
    new Option('--from-bandaid', 'set aside what the original made under our names, and say what else to switch off')
      .default(false)
      .conflicts('uninstall'),
  )
  .option('--create', 'make an empty table vehicles although another table looks like one', false)
  .option('--upgrade-queue', 'bring a queue (graphile_worker) that another program uses to our revision', false)
  .option('--uninstall', 'take out everything of ours; the vehicles and their values stay', false)
  .option('--yes', 'with --uninstall: also drop columns that were added and hold values', false)
  .option('--purge-marks', 'with --uninstall: also take micro_scrape_complete out of origin_metadata', false)
  .addHelpText(
    'after',
    example(
      'npx micro-scrape migrate --dry-run',
      'May be broken off and run again: what was done stays done. Ends with 78 when the tables do not fit or a right is\n' +
        'missing, and with 69 when a table is never let go; what is in the way is named.',
    ),
  )
  .action(async (flags: MigrateFlags) => {
    const { migrateCommand } = await import('./migrate.ts');
    await migrateCommand(process.env, flags);
  });

registerCommands(program);
registerHostCommands(program);
for (const command of program.commands.flatMap((each) => (each.commands.length > 0 ? each.commands : [each]))) {
  if (command.name() !== 'start') command.addOption(json());
}
// Only a checkout has the demo and the measure; a package and an image do without.
const tools = programBeside(import.meta.url, '../../tools/commands');
if (existsSync(tools)) {
  // Not its own type: what is built for a package would then have the tools in it.
  const { registerTools }: { registerTools(program: Command): void } = await import(tools.href);
  registerTools(program);
}

// `micro-scrape status | head` closes the pipe early: nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 70);
});

/** EX_USAGE. */
const USAGE = 64;

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // commander has said its own errors already.
  if (!(error instanceof CommanderError)) {
    note(withoutCredentials(textOf(error)));
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : USAGE;
  }
  return error instanceof FatalError ? error.exitCode : 70;
}

/** A FatalError is written for people; anything else is a fault of ours, and says in one sentence what and where. */
function textOf(error: unknown): string {
  if (error instanceof FatalError || !(error instanceof Error)) {
    return messageOf(error);
  }
  if (process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace') {
    return error.stack ?? error.message;
  }
  const where = error.stack?.split(new URL('../', import.meta.url).href)[1]?.split(/[\s)]/)[0];
  const code = codeOf(error) === undefined ? '' : ` (${codeOf(error)})`;
  const place = where === undefined ? '' : ` at ${where}`;
  return `A fault of micro-scrape${place}: ${wordsOf(error)}${code}\nLOG_LEVEL=debug shows the way to it.`;
}

/** What a check of a value did not like, a line each; its own message is a document. */
function wordsOf(error: Error): string {
  const issues: unknown = 'issues' in error ? error.issues : undefined;
  if (!Array.isArray(issues)) {
    return error.message;
  }
  return issues
    .map(
      (issue: { path?: PropertyKey[]; message?: string }) => `${issue.path?.map(String).join('.')}: ${issue.message}`,
    )
    .join('; ');
}
