/**
 * `node test/mutation/reconcile.ts ['words of a rule' ...]`: breaks the rules of reconciliation one at a time in a copy of the
 * tree and runs the page tests against each; prints a table, ends with 1 when a mutant survives.
 * Invariant: a rule counts as tested only when a test that passes on the unbroken code fails on the broken one.
 */
import { MUTANTS, type Mutant } from './mutants.ts';
import { openPageTests, type PageTests } from './page-tests.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The code with the rule broken; throws where the rule is not found, or found twice. */
async function broken(tests: PageTests, { file, rule, find, put }: Mutant): Promise<string> {
  const code = await tests.read(file);
  const places = code.split(find).length - 1;
  if (places !== 1) throw new Error(`${file}: the text of "${rule}" stands ${places} times`);
  return code.replace(find, () => put);
}

const asked = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ file, rule }) => asked.length === 0 || asked.some((words) => `${file} ${rule}`.includes(words)),
);
const tests = await openPageTests();
const began = performance.now();
let noticed = 0;
try {
  for (const mutant of chosen) await broken(tests, mutant);
  say('| file | rule broken | noticed by |\n|---|---|---|');
  for (const mutant of chosen) {
    const test = await tests.firstFailure(mutant.file, await broken(tests, mutant));
    if (test !== undefined) noticed += 1;
    say(`| ${mutant.file.split('/').at(-1)} | ${mutant.rule} | ${test ?? '**nothing: it survives**'} |`);
  }
} finally {
  await tests.close();
}
say(`\n${noticed} of ${chosen.length} noticed, in ${Math.round((performance.now() - began) / 1_000)} s`);
process.exitCode = noticed === chosen.length && noticed > 0 ? 0 : 1;
