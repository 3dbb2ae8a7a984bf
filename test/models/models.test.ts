import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isHere } from '../support/skipped.ts';

const run = promisify(execFile);
const FAULTLESS = ['-DMAXCRASH=0', '-DMAXSTOP=0', '-DMAXLOST=0', '-DMAXDEAF=0'];
/** All faults at once are 23 million states (60 s, 2.3 GB); with one or two of them left out about a million. */
const FULL = process.env.CHAOS_FULL === '1';

const found = await Promise.all([run('spin', ['-V']), run('cc', ['--version'])]).then(
  () => true,
  () => false,
);
/** And a C compiler. */
const installed = isHere('spin', found, 'the protocol models');

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const fileOf = (model: string): string => join(PROJECT, 'test/models', `${model}.pml`);

/** Searches every state of the model; gives the number of errors and of states. */
async function check(model: string, flags: readonly string[]): Promise<{ errors: number; states: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-model-'));
  try {
    await run('spin', ['-a', ...flags, fileOf(model)], { cwd: folder });
    await run('cc', ['-w', '-O2', '-DSAFETY', '-DMEMLIM=4096', '-o', 'pan', 'pan.c'], { cwd: folder });
    const { stdout } = await run(join(folder, 'pan'), ['-m400000'], { cwd: folder, timeout: 360_000 });
    expect(stdout, 'the search was not cut short').not.toMatch(/max search depth too small|out of memory/);
    return {
      errors: Number(/errors: (\d+)/.exec(stdout)?.[1]),
      states: Number(/(\d+) states, stored/.exec(stdout)?.[1]),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('a model names the lines it stands for', () => {
  const LINE = /^ \* {3}\S.*? {2,}((?:src|sql)\/\S+) +(.+)$/gm;
  test.for(['doorbell', 'claim'])('%s: each of them is in the code', async (model) => {
    const text = await readFile(fileOf(model), 'utf8');
    const named = [...text.matchAll(LINE)];
    expect(named.length).toBeGreaterThan(5);
    for (const [, file = '', line = ''] of named) {
      expect(await readFile(join(PROJECT, file), 'utf8'), file).toContain(line);
    }
  });
});

describe.runIf(installed)('the protocols, in every interleaving', () => {
  test.for([
    ['doorbell', []],
    ['doorbell', ['-DMAXCRASH=2']],
    ['doorbell', ['-DMAXLOSS=2']],
    ...(FULL ? [['claim', []] as const] : []),
    ['claim', ['-DMAXDEAF=0']],
    ['claim', ['-DMAXCRASH=0', '-DMAXLOST=0']],
    ['claim', ['-DMAXCRASH=0', '-DMAXSTOP=0']],
    ['claim', ['-DMAXSTOP=0', '-DMAXLOST=0']],
    ['claim', ['-DNO_RECONCILE', ...FAULTLESS]],
  ] as const)('%s %j holds', { timeout: 400_000 }, async ([model, flags]) => {
    const { errors, states } = await check(model, flags);
    expect(errors).toBe(0);
    expect(states).toBeGreaterThan(1_000);
  });

  test.for([
    ['doorbell', ['-DNO_FINAL_DRAIN']],
    ['doorbell', ['-DFORGETS_RINGS']],
    ['doorbell', ['-DMAXLOSS=1', '-DDEAF_TO_LOSS']],
    ['claim', ['-DNO_FENCE']],
    ['claim', ['-DNO_REAPER']],
    ['claim', ['-DNO_FORGOTTEN']],
    ['claim', ['-DNO_RECONCILE']],
    ['claim', ['-DNO_LEASE']],
    ['claim', ['-DNO_REQUEUE', '-DNO_RECONCILE', ...FAULTLESS]],
  ] as const)('%s without a guard fails: %j', async ([model, flags]) => {
    expect((await check(model, flags)).errors).toBeGreaterThan(0);
  });
});
