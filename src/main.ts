#!/usr/bin/env node
/** The command line. One file a command in src/cli; here is only what they share: names, help and exit codes. */
import { Command } from 'commander';
import { FatalError } from './errors.ts';
import { withoutCredentials } from './log.ts';
import { VERSION } from './version.ts';

const program = new Command('micro-scrape')
  .description('Keeps a PostgreSQL catalogue of vehicles complete.')
  .version(VERSION)
  .showHelpAfterError('(micro-scrape --help lists the commands)');

program
  .command('start')
  .description('run the daemon: migrate the database, listen, read pages, serve /metrics')
  .action(async () => {
    const { start } = await import('./cli/start.ts');
    await start(process.env);
  });

program
  .command('migrate')
  .description('bring the database to this version and stop')
  .action(async () => {
    const { migrateCommand } = await import('./cli/migrate.ts');
    await migrateCommand(process.env);
  });

program
  .command('demo')
  .description('everything at once, with nothing to set up: a sample site, a database, 24 vehicles')
  .option('--stay', 'keep running after the table, to look around; Ctrl+C ends it')
  .action(async (options: { stay?: boolean }) => {
    const { demo } = await import('./demo/demo.ts');
    await demo({ stay: options.stay === true });
  });

program
  .command('eval')
  .description('measure what is read off a folder of saved pages against its index.json')
  .argument('<directory>', 'pages with an index.json')
  .option('--json <file>', 'write what was read of each page')
  .action(async (directory: string, options: { json?: string }) => {
    const { runEval } = await import('./eval/run-eval.ts');
    await runEval(directory, {
      write: (line) => process.stdout.write(`${line}\n`),
      ...(options.json === undefined ? {} : { jsonFile: options.json }),
    });
  });

try {
  await program.parseAsync();
} catch (error) {
  // A FatalError is written for people; anything else is a fault of ours and shows where.
  const text =
    error instanceof FatalError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${withoutCredentials(text)}\n`);
  process.exitCode = error instanceof FatalError ? error.exitCode : 70;
}
