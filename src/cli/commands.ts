/**
 * The commands, their options and their help.
 * Invariant: every command that answers takes --json (program.ts adds it to them all); what it returns is the exit code.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Decision } from '../database/statements/decide.ts';
import { wrapped } from '../terminal/layout.ts';
import { FIELD_GAPS } from '../vehicles/fields.ts';
import type { RunOptions } from './run.ts';

export const EXIT_CODES = `
Exit codes:
  0    ok
  1    the answer is no: nothing works, problems were found, a run failed, no
       such vehicle
  64   the command line has a mistake
  69   the database is away
  70   a fault of micro-scrape itself
  78   the configuration or the database is not as it must be
  130  broken off with Ctrl+C; what was queued goes on

Configuration is read from environment variables: docs/configuration.md lists
them all. Without DATABASE_URL the commands use the database of the daemon that
runs in this folder.`;

export const json = () => new Option('--json', 'print one JSON document instead of text').default(false);

export function registerCommands(program: Command): void {
  program
    .command('status')
    .description('is it working, how far is it, what fails, when will it be done')
    .addHelpText('after', example('npx micro-scrape status', 'Ends with 1 when no daemon works.'))
    .action(async (options: { json: boolean }) => {
      const { status } = await import('./status.ts');
      process.exitCode = await status(process.env, options);
    });

  program
    .command('explain')
    .description('the story of one vehicle: score, evidence, what was tried, what comes next')
    .argument('<vehicle...>', 'its id or its discovery_url, or words of its name, VIN or address')
    .addHelpText(
      'after',
      example(
        'npx micro-scrape explain 1995 porsche 911',
        'Where several vehicles have the words they are listed, and it ends with 1.',
      ),
    )
    .action(async (words: string[], options: { json: boolean }) => {
      const { explain } = await import('./explain.ts');
      process.exitCode = await explain(process.env, words.join(' '), options);
    });

  program
    .command('run')
    .description('queue the lowest scored vehicles, or those named, as one run')
    .option('--dry-run', 'show what is missing and what would be done; change nothing', false)
    .option('--batch-size <n>', 'vehicles at the most, 1 to 500', wholeNumber(1, 500), 20)
    .option('--vehicle <vehicle...>', 'these instead: ids or discovery_urls')
    .option('--force', 'also what rests; of those named also what is complete', false)
    .option('--wait', 'wait until the run has ended, and print its counters', false)
    .addHelpText(
      'after',
      example(
        'npx micro-scrape run --batch-size 50 --wait',
        'A daemon does the work; without one the jobs are queued and wait for it.',
      ),
    )
    .action(async (options: RunOptions) => {
      const { runCommand } = await import('./run.ts');
      process.exitCode = await runCommand(process.env, options);
    });

  program
    .command('add')
    .description('insert vehicles by the addresses of their listings')
    .argument('<url...>', 'http or https addresses; - reads them from standard input, one a line')
    .option('--wait', 'follow them to their end', false)
    .addHelpText(
      'after',
      example(
        'npx micro-scrape add --wait https://cars.example/1',
        'Addresses that a vehicle already has are named and left alone. Ends with 1 when an address was refused.',
      ),
    )
    .action(async (urls: string[], options: { wait: boolean; json: boolean }) => {
      const { add } = await import('./add.ts');
      process.exitCode = await add(process.env, urls, options);
    });

  registerDecisions(program);

  // `reextract` is its name of the version before, kept for one more.
  for (const [name, hidden] of [
    ['reprocess', false],
    ['reextract', true],
  ] as const) {
    program
      .command(name, { hidden })
      .description('have kept pages read again with the present rules, without asking for them again')
      .option('--vehicle <vehicle...>', 'only these: ids or discovery_urls')
      .option('--all', 'also pages that the present rules have read already', false)
      .addHelpText(
        'after',
        example(
          'npx micro-scrape reprocess',
          'Only fields that are still empty are filled. The daemon does it; the command waits for the end.',
        ),
      )
      .action(async (options: { vehicle?: string[]; all: boolean; json: boolean }) => {
        const { reprocess } = await import('./reprocess.ts');
        process.exitCode = await reprocess(process.env, options);
      });
  }

  program
    .command('doctor')
    .description('check the whole deployment; prints what fixes each problem')
    .option('--invariants', 'also look at every vehicle, run and photograph for a promise that is not kept', false)
    .addHelpText(
      'after',
      example(
        'npx micro-scrape doctor --invariants',
        'Changes nothing: what it writes to try a right is rolled back. --invariants reads the whole catalogue and every\n' +
          'stored photograph, beside daemons at work; Ctrl+C ends it with 130.',
      ),
    )
    .action(async (options: { json: boolean; invariants: boolean }) => {
      const { doctor } = await import('../doctor/doctor.ts');
      process.exitCode = await doctor(process.env, options);
    });
}

function registerDecisions(program: Command): void {
  const vehicle = ['<vehicle>', 'its id or its discovery_url'] as const;
  const decided = async (name: string, decision: Decision, options: { json: boolean }) => {
    const { decideCommand } = await import('./decide.ts');
    process.exitCode = await decideCommand(process.env, name, decision, options);
  };
  program
    .command('reject')
    .description('say that a value is wrong: it goes, and never comes back for this vehicle')
    .argument(...vehicle)
    .argument('<field>', FIELD_GAPS.join(', '))
    .option('--right <value>', 'the right value, which takes its place and stays')
    .option('--note <text>', 'why, for those who look later')
    .addHelpText('after', example('npx micro-scrape reject https://cars.example/1 color --right green'))
    .action((name: string, field: string, options: { right?: string; note?: string; json: boolean }) =>
      decided(name, { kind: 'reject', field, value: options.right, note: options.note }, options),
    );
  program
    .command('accept')
    .description('write a value that is proposed and not sure enough to be written by itself')
    .argument(...vehicle)
    .argument('<field>', 'as explain shows it')
    .addHelpText('after', example('npx micro-scrape accept https://cars.example/1 model'))
    .action((name: string, field: string, options: { json: boolean }) =>
      decided(name, { kind: 'accept', field }, options),
    );
  program
    .command('undo')
    .description('take back what was written to a vehicle and nobody has changed since, and leave it alone')
    .argument(...vehicle)
    .option('--since <time>', 'only what was written since then: 2026-05-01 or 2026-05-01T12:00:00Z')
    .addHelpText(
      'after',
      example('npx micro-scrape undo https://cars.example/1', 'Photographs that were stored go too.'),
    )
    .action((name: string, options: { since?: string; json: boolean }) =>
      decided(name, { kind: 'undo', since: options.since }, options),
    );
  program
    .command('exclude')
    .description('leave a vehicle alone: nothing is read for it or written to it')
    .argument(...vehicle)
    .option('--note <text>', 'why, for those who look later')
    .addHelpText('after', example('npx micro-scrape exclude https://cars.example/1 --note "sold privately"'))
    .action((name: string, options: { note?: string; json: boolean }) =>
      decided(name, { kind: 'exclude', note: options.note }, options),
    );
  program
    .command('include')
    .description('take an excluded vehicle up again')
    .argument(...vehicle)
    .addHelpText('after', example('npx micro-scrape include https://cars.example/1'))
    .action((name: string, options: { json: boolean }) => decided(name, { kind: 'include' }, options));
}

/** Commander wraps the rest of a help to the terminal; what stands below it has the narrowest that is usual. */
const HELP_WIDTH = 80;

export function example(command: string, more = ''): string {
  return `\nExample:\n  ${command}\n${more === '' ? '' : `\n${wrapped(more, HELP_WIDTH).join('\n')}\n`}`;
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
