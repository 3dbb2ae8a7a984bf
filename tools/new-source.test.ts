import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = new URL('../', import.meta.url).pathname;

let tree: string;
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'new-source-'));
  const parts = ['src/extraction', 'src/vehicles', 'test/fixtures', 'tools', 'src/fetching/charset.ts', 'src/runtime'];
  for (const part of [...parts, 'package.json']) await cp(join(ROOT, part), join(tree, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
});
afterAll(() => rm(tree, { recursive: true, force: true }));

const make = (...args: string[]) => run(process.execPath, ['tools/new-source.ts', ...args], { cwd: tree });
const evaluate = `
  import { runEval } from './tools/eval/run-eval.ts';
  import { sourceOf } from './src/extraction/adapters/registry.ts';
  const lines = [];
  const result = await runEval('test/fixtures', { write: (line) => lines.push(line) });
  process.stdout.write(JSON.stringify({ result, misses: lines.filter((line) => line.includes(' | ')), source: sourceOf('https://www.dupont-cars.example/listing/1') }));
`;

describe('the generator of an adapter', () => {
  it('leaves a tree in which the site is known and its page is read rightly', async () => {
    const { stdout } = await make('dupont-cars', 'dupont-cars.example');
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'src/extraction/adapters/dupont-cars.ts',
      'src/extraction/adapters/registry.ts',
      'test/fixtures/dupont-cars.html',
      expect.stringContaining('docs/adding-a-source.md'),
    ]);
    const read = await run(process.execPath, ['--input-type=module', '--eval', evaluate], { cwd: tree });
    expect(JSON.parse(read.stdout)).toEqual({
      result: { precision: 1, recall: 1, vinPrecision: 1, negativesWithData: 0 },
      misses: [],
      source: 'dupont-cars',
    });
    const imports = (await readFile(join(tree, 'src/extraction/adapters/registry.ts'), 'utf8')).match(
      /(?<=^import .*').\/.*(?=')/gm,
    );
    expect(imports).toEqual(imports?.toSorted());
  });

  it.each([
    [['dupont-cars', 'dupont-cars.example'], 'exists already'],
    [['Dupont', 'dupont.example'], 'is no name'],
    [['dupont', 'https://dupont.example/'], 'is no domain'],
    [['dupont', 'www.dupont.example'], 'is no domain'],
    [[], 'is no name'],
  ])('refuses %j', async (args, words) => {
    await expect(make(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
  });
});
