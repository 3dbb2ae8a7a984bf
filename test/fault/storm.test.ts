import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT } from '../chaos/daemon-process.ts';
import { takeSeats } from './seats.ts';
import { FULL } from './world.ts';

const SEEDS = FULL ? [1, 2, 3] : [1];
const SECONDS = FULL ? 60 : 20;

describe('everything at once', () => {
  let leave: () => Promise<void>;
  beforeAll(async () => {
    leave = await takeSeats(5);
  });
  afterAll(() => leave());

  test.for(SEEDS)(`for ${SECONDS} s, seed %s: every invariant holds once it is quiet`, async (seed) => {
    const storm = spawn(
      process.execPath,
      [join(PROJECT, 'test/chaos/main.ts'), '--seed', String(seed), '--seconds', String(SECONDS)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [output, [code]] = await Promise.all([text(storm.stdout), once(storm, 'close') as Promise<[number | null]>]);
    for (const line of output.split('\n'))
      if (/^(inserted|done|settled)/.test(line)) process.stdout.write(`  seed ${seed}: ${line}\n`);
    expect(code, output.slice(-8_000)).toBe(0);
  });
});
