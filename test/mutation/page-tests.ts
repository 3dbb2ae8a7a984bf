/**
 * The page tests on a copy of the tree, run again and again in one process against code that is broken on purpose.
 * Invariant: the working tree is never touched, and all generated data come from one seed, so that what notices a break
 * today notices it tomorrow.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node';

const ROOT = new URL('../../', import.meta.url).pathname;
/** What the page tests are made of and import; `mutants.test.ts` sees that nothing is missing. */
export const PARTS: readonly string[] = [
  'src/extraction',
  'src/vehicles',
  'test/fixtures',
  'test/kinds',
  'test/figures',
  'test/support/claims-by-hand.ts',
  'test/support/judged-by-hand.ts',
  'tools/eval',
  'src/fetching/charset.ts',
  'src/runtime',
  'test/support/eventually.ts',
  'test/site/model-claims.ts',
  'test/site/prose-cars.ts',
  'package.json',
  'tsconfig.json',
];
const SEEDED = "import fc from 'fast-check';\nfc.configureGlobal({ seed: 1 });\n";
/** All page tests take about 10 s; a break that makes the code spin must not hold the list up for ever. */
const DEADLINE_MS = 180_000;

export interface PageTests {
  readonly read: (file: string) => Promise<string>;
  /** The name of the first test that fails with `code` in the file's place, or `undefined` when all pass. */
  readonly firstFailure: (file: string, code: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** Copies the tree and runs every test once; throws when one fails on the unbroken code. */
export async function openPageTests(): Promise<PageTests> {
  const tree = await mkdtemp(join(tmpdir(), 'mutation-'));
  for (const part of PARTS) await cp(join(ROOT, part), join(tree, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  await writeFile(join(tree, 'seeded.ts'), SEEDED);
  const took = new Map<string, number>();
  class QuickestFirst extends BaseSequencer {
    override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const time = ({ moduleId }: TestSpecification): number => took.get(moduleId) ?? 0;
      return Promise.resolve(files.toSorted((a, b) => time(a) - time(b)));
    }
  }
  const vitest = await createVitest({
    root: tree,
    config: false,
    watch: false,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    setupFiles: [join(tree, 'seeded.ts')],
    sequence: { sequencer: QuickestFirst },
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    bail: 1,
    testTimeout: 60_000,
    reporters: [{}],
  });
  const run = async (files: TestSpecification[]): Promise<Ran> => {
    const late = AbortSignal.timeout(DEADLINE_MS);
    const { testModules: modules, unhandledErrors } = await Promise.race([
      vitest.runTestSpecifications(files, false),
      new Promise<never>((_, reject) => {
        late.addEventListener('abort', () => reject(new Error(`the tests took more than ${DEADLINE_MS} ms`)));
      }),
    ]);
    return { modules, failed: firstFailed(modules, unhandledErrors) };
  };
  const close = async (): Promise<void> => {
    await vitest.close();
    await rm(tree, { recursive: true, force: true });
  };
  const files = await vitest.globTestSpecifications();
  try {
    const unbroken = await run(files);
    if (unbroken.failed !== undefined) throw new Error(`the unbroken tree fails: ${unbroken.failed.name}`);
    for (const module of unbroken.modules) took.set(module.moduleId, module.diagnostic().duration);
  } catch (error) {
    await close();
    throw error;
  }
  /** The test files that noticed a break of a source file, the last one first: they run alone before all others. */
  const noticed = new Map<string, string[]>();
  const firstFailure = async (source: string): Promise<string | undefined> => {
    const likely = noticed.get(source) ?? [];
    const first = likely.flatMap((id) => files.filter(({ moduleId }) => moduleId === id)).slice(0, 2);
    const rest = files.filter((file) => !first.includes(file));
    for (const stage of [...first.map((file) => [file]), rest]) {
      const { failed } = await run(stage);
      if (failed === undefined) continue;
      noticed.set(source, [failed.file, ...likely.filter((id) => id !== failed.file)]);
      return failed.name;
    }
    return undefined;
  };
  return {
    read: (file) => readFile(join(tree, file), 'utf8'),
    async firstFailure(file, code) {
      const path = join(tree, file);
      const unbroken = await readFile(path, 'utf8');
      await writeFile(path, code);
      vitest.invalidateFile(path);
      try {
        return await firstFailure(file);
      } finally {
        await writeFile(path, unbroken);
        vitest.invalidateFile(path);
      }
    },
    close,
  };
}

interface Failed {
  /** The test file's path. */
  readonly file: string;
  readonly name: string;
}

interface Ran {
  readonly modules: readonly TestModule[];
  readonly failed: Failed | undefined;
}

/** A file that does not load tells nothing of a rule: the list is wrong, not the code. */
function firstFailed(modules: readonly TestModule[], errors: readonly unknown[]): Failed | undefined {
  for (const module of modules) {
    const [error] = module.errors();
    if (error !== undefined) throw new Error(`${module.relativeModuleId} does not load: ${error.message}`);
  }
  for (const module of modules)
    for (const test of module.children.allTests('failed'))
      return { file: module.moduleId, name: `${module.relativeModuleId.replace(/^src\//, '')} > ${test.fullName}` };
  if (errors.length > 0) throw new Error(`the run failed beside its tests: ${String(errors[0])}`);
  return undefined;
}
