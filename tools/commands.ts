/** The commands that only a checkout has: the demo, and the measure of what is read off saved pages. */
import type { Command } from 'commander';
import { example, json } from '../src/cli/commands.ts';

export function registerTools(program: Command): void {
  program
    .command('demo')
    .description('everything at once, with nothing to set up: a sample site, a database, 24 vehicles')
    .option('--stay', 'keep running after the table, to look around; Ctrl+C ends it', false)
    .addOption(json())
    .addHelpText(
      'after',
      example(
        'npx micro-scrape demo --stay',
        'Ends with 70 when a vehicle did not end as the sample site says it must. With --json the tables go to standard error.',
      ),
    )
    .action(async (options: { stay: boolean; json: boolean }) => {
      const { demo } = await import('../examples/demo/demo.ts');
      await demo(options);
    });

  program
    .command('eval')
    .description('measure what is read off saved pages against what a person read')
    .argument('<directory>', 'pages with an index.json, or that begin with their truth; or a file with one a line')
    .option('--json <file>', 'write what was read of each page, as one JSON document; - is standard output')
    .addHelpText(
      'after',
      example('npx micro-scrape eval test/fixtures', 'With --json - the report goes to standard error.'),
    )
    .action(async (directory: string, options: { json?: string }) => {
      const { runEval } = await import('./eval/run-eval.ts');
      const toStandardOutput = options.json === '-';
      await runEval(directory, {
        write: (line) => (toStandardOutput ? process.stderr : process.stdout).write(`${line}\n`),
        ...(toStandardOutput ? { writeJson: (text: string) => process.stdout.write(text) } : {}),
        ...(options.json === undefined || toStandardOutput ? {} : { jsonFile: options.json }),
      });
    });
}
