/**
 * The commands, their options and their help.
 * Invariant: every command that answers takes --json; what it returns is the exit code.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';

export const EXIT_CODES = `
Exit codes:
  0   ok
  1   the answer is no: nothing works, problems were found, a run failed, no such vehicle
  64  the command line has a mistake
  69  the database is away
  70  a fault of micro-scrape itself
  78  the configuration or the database is not as it must be
  130 broken off with Ctrl+C; what was queued goes on

Configuration is read from environment variables: docs/configuration.md lists them all.
Without DATABASE_URL the commands use the database of the daemon that runs in this folder.`;

export const json = () => new Option('--json', 'print one JSON document instead of text').default(false);

export function registerCommands(program: Command): void {
  program
    .command('status')
    .description('is it working, how far is it, what fails, when will it be done')
    .addOption(json())
    .addHelpText('after', example('micro-scrape status', 'Ends with 1 when no daemon works.'))
    .action(async (options: { json: boolean }) => {
      const { status } = await import('./status.ts');
      process.exitCode = await status(process.env, options);
    });

  program
    .command('explain')
    .description('the story of one vehicle: score, evidence, what was tried, what comes next')
    .argument('<vehicle>', 'its id or its discovery_url')
    .addOption(json())
    .addHelpText('after', example('micro-scrape explain https://bringatrailer.com/listing/1995-porsche-911/'))
    .action(async (vehicle: string, options: { json: boolean }) => {
      const { explain } = await import('./explain.ts');
      process.exitCode = await explain(process.env, vehicle, options);
    });

  program
    .command('run')
    .description('queue the lowest scored vehicles, or those named, as one run')
    .option('--dry-run', 'show what is missing and what would be done; change nothing', false)
    .option('--batch-size <n>', 'vehicles at the most, 1 to 500', wholeNumber(1, 500), 20)
    .option('--vehicle <vehicle...>', 'these instead: ids or discovery_urls')
    .option('--wait', 'wait until the run has ended, and print its counters', false)
    .addOption(json())
    .addHelpText(
      'after',
      example(
        'micro-scrape run --batch-size 50 --wait',
        'A daemon does the work; without one the jobs are queued and wait for it.',
      ),
    )
    .action(async (options: RunFlags) => {
      const { runCommand } = await import('./run.ts');
      process.exitCode = await runCommand(process.env, { ...options, vehicles: options.vehicle });
    });

  program
    .command('add')
    .description('insert vehicles by the addresses of their listings')
    .argument('<url...>', 'http or https addresses; - reads them from standard input, one a line')
    .option('--wait', 'follow them to their end', false)
    .addOption(json())
    .addHelpText(
      'after',
      example(
        'micro-scrape add --wait https://bringatrailer.com/listing/1995-porsche-911/',
        'Addresses that a vehicle already has are named and left alone. Ends with 1 when an address was refused.',
      ),
    )
    .action(async (urls: string[], options: { wait: boolean; json: boolean }) => {
      const { add } = await import('./add.ts');
      process.exitCode = await add(process.env, urls, options);
    });

  program
    .command('reextract')
    .description('read kept pages again with the present rules, without one request')
    .option('--vehicle <vehicle...>', 'only these: ids or discovery_urls')
    .option('--all', 'also pages that the present rules have read already', false)
    .addOption(json())
    .addHelpText(
      'after',
      example(
        'micro-scrape reextract',
        'Only fields that are still empty are filled. Needs the BLOB_STORE of the daemon.',
      ),
    )
    .action(async (options: { vehicle?: string[]; all: boolean; json: boolean }) => {
      const { reextract } = await import('./reextract.ts');
      process.exitCode = await reextract(process.env, { ...options, vehicles: options.vehicle });
    });

  program
    .command('doctor')
    .description('check the whole deployment; prints what mends each problem')
    .option('--invariants', 'also look at every vehicle, run and photograph for a promise that is not kept', false)
    .addOption(json())
    .addHelpText(
      'after',
      example(
        'micro-scrape doctor --invariants',
        'Changes nothing: what it writes to try a right is rolled back. --invariants reads the whole catalogue and every\n' +
          'stored photograph, beside daemons at work; Ctrl+C ends it with 130.',
      ),
    )
    .action(async (options: { json: boolean; invariants: boolean }) => {
      const { doctor } = await import('./doctor/doctor.ts');
      process.exitCode = await doctor(process.env, options);
    });
}

interface RunFlags {
  readonly dryRun: boolean;
  readonly batchSize: number;
  readonly vehicle?: string[];
  readonly wait: boolean;
  readonly json: boolean;
}

export function example(command: string, more = ''): string {
  return `\nExample:\n  ${command}\n${more === '' ? '' : `\n${more}\n`}`;
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}
