/**
 * Our own guards, each taken out in a copy of the program: a test that stays green without the guard proves nothing.
 * Invariant: a patch fits exactly once, so a guard that was rewritten is noticed here and not silently untested.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT } from './daemon-process.ts';

interface Mutant {
  /** What is missing, in words. */
  readonly without: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The directed test that must fail; absent: the chaos run itself must. */
  readonly shownBy?: { readonly file: string; readonly test: string };
}

export const MUTANTS = {
  'no-reaper': {
    without: 'nobody frees what dead daemons held',
    file: 'src/jobs/heartbeat.ts',
    find: 'await this.#guarded(() => this.#rescueCrashed());',
    replace: '',
  },
  'no-fence': {
    without: 'a daemon that was taken over writes all the same',
    file: 'sql/functions/60_commit_run.sql',
    find: 'where s.vehicle_id = p_vehicle_id and s.fence = p_fence for update;',
    replace: 'where s.vehicle_id = p_vehicle_id for update;',
    shownBy: { file: 'test/fault/takeover.test.ts', test: 'writes nothing when it wakes' },
  },
  'no-page-fence': {
    without: 'a daemon that was taken over keeps the page it has read all the same',
    file: 'sql/functions/60_commit_run.sql',
    find: 'for update;\n  if not found then\n    return null;',
    replace:
      "for update;\n  if not found then\n    perform micro_scrape.keep_page(p_vehicle_id, p_run -> 'page');\n    return null;",
    shownBy: { file: 'test/fault/takeover.test.ts', test: 'writes nothing when it wakes' },
  },
  'no-cas': {
    without: 'what was empty when the page was asked for is filled, whatever stands there now',
    file: 'sql/functions/58_take_writes.sql',
    find: 'continue when v_known ->> v_field is not null;',
    replace: '',
    shownBy: { file: 'test/fault/edits.test.ts', test: 'stands, whenever it is made' },
  },
  'no-reconcile': {
    without: 'nobody looks for work without a job',
    file: 'sql/functions/70_reconcile.sql',
    find: 'jobless := micro_scrape.requeue_lost(v_ids);',
    replace: 'jobless := 0;',
    shownBy: { file: 'test/fault/events.test.ts', test: 'whose queue rows are deleted' },
  },
  'no-relisten': {
    without: 'a lost LISTEN connection is not made again',
    file: 'src/dispatch/listener.ts',
    find: '          await this.#open(next.resolve, true);\n',
    replace: '',
    shownBy: { file: 'test/fault/half-open.test.ts', test: 'between the listener and PostgreSQL' },
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof MUTANTS;

/** A copy of the program without the guard; the caller removes it. */
export async function makeMutant(name: MutantName): Promise<{ root: string; remove: () => Promise<void> }> {
  const { file, find, replace } = MUTANTS[name];
  const root = await mkdtemp(join(tmpdir(), `micro-scrape-${name}-`));
  for (const part of ['src', 'sql', 'package.json'])
    await cp(join(PROJECT, part), join(root, part), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  const text = await readFile(join(root, file), 'utf8');
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`${name}: its patch fits ${found} times in ${file}`);
  await writeFile(
    join(root, file),
    text.replace(find, () => replace),
  );
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

const report = z.object({
  numFailedTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ failureMessages: z.array(z.string()) })) })),
});

/**
 * Runs the mutant's directed test against the copy and gives the first line of what it complained of; undefined when it
 * did not.
 *
 * @throws Error when no test of that name ran: that would look like a failure, too
 */
export async function directedComplaint(
  root: string,
  { file, test }: { file: string; test: string },
): Promise<string | undefined> {
  const outputFile = join(root, 'report.json');
  const child = spawn(
    process.execPath,
    [
      join(PROJECT, 'node_modules/vitest/vitest.mjs'),
      ...['run', file, '-t', test, '--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`],
    ],
    { cwd: PROJECT, env: { ...process.env, FAULTS: '1', CHAOS_ROOT: root }, stdio: 'inherit' },
  );
  await once(child, 'close');
  const { numFailedTests, numPassedTests, testResults } = report.parse(JSON.parse(await readFile(outputFile, 'utf8')));
  if (numFailedTests + numPassedTests === 0) throw new Error(`no test of ${file} is called "${test}"`);
  const complaints = testResults.flatMap(({ assertionResults }) => assertionResults).flatMap((r) => r.failureMessages);
  return complaints[0]?.split('\n')[0];
}
