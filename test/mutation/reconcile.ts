/**
 * `node test/mutation/reconcile.ts [words of a rule]`: breaks the rules of reconciliation one at a time in a copy of the
 * tree and runs the page tests against each; prints a table, ends with 1 when a mutant survives.
 * Invariant: the working tree is never touched, and the tests pass on the unbroken copy before the first mutant.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MUTANTS, type Mutant } from './mutants.ts';

const run = promisify(execFile);
const ROOT = new URL('../../', import.meta.url).pathname;
const PARTS = ['src/page', 'src/sources', 'src/vehicle', 'src/eval', 'src/errors.ts', 'package.json', 'tsconfig.json'];
const CONFIG =
  "export default { test: { include: ['src/**/*.test.ts'], exclude: ['src/sources/**'], testTimeout: 60_000 } };\n";
const DEADLINE_MS = 180_000;

/** The name of the first test that fails, or `undefined` when all pass. */
async function firstFailure(tree: string): Promise<string | undefined> {
  try {
    await run(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', '--maxWorkers', '2'],
      {
        cwd: tree,
        timeout: DEADLINE_MS,
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, NO_COLOR: '1' },
      },
    );
    return undefined;
  } catch (error) {
    const text = `${String(Reflect.get(Object(error), 'stdout'))}${String(Reflect.get(Object(error), 'stderr'))}`;
    return /FAIL\s+(.+)/.exec(text)?.[1]?.replace(/^src\//, '') ?? 'the run failed before a test did';
  }
}

async function withMutant(tree: string, mutant: Mutant): Promise<string | undefined> {
  const path = join(tree, mutant.file);
  const code = await readFile(path, 'utf8');
  if (code.split(mutant.find).length !== 2)
    throw new Error(`${mutant.file}: the text of "${mutant.rule}" stands ${code.split(mutant.find).length - 1} times`);
  await writeFile(
    path,
    code.replace(mutant.find, () => mutant.put),
  );
  try {
    return await firstFailure(tree);
  } finally {
    await writeFile(path, code);
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const only = process.argv.slice(2).join(' ');
const chosen = MUTANTS.filter((mutant) => `${mutant.file} ${mutant.rule}`.includes(only));
const tree = await mkdtemp(join(tmpdir(), 'mutation-'));
try {
  for (const part of PARTS) await cp(join(ROOT, part), join(tree, part), { recursive: true });
  await writeFile(join(tree, 'vitest.config.ts'), CONFIG);
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const unbroken = await firstFailure(tree);
  if (unbroken !== undefined) throw new Error(`the unbroken tree fails: ${unbroken}`);
  let survivors = 0;
  say('| file | rule broken | noticed by |\n|---|---|---|');
  for (const mutant of chosen) {
    const noticed = await withMutant(tree, mutant);
    if (noticed === undefined) survivors += 1;
    say(`| ${mutant.file.split('/').at(-1)} | ${mutant.rule} | ${noticed ?? '**nothing: it survives**'} |`);
  }
  say(`\n${chosen.length - survivors} of ${chosen.length} noticed`);
  process.exitCode = survivors === 0 ? 0 : 1;
} finally {
  await rm(tree, { recursive: true, force: true });
}
