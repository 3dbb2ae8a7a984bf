import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { findProgram } from '../grafana/programs.ts';
import { eventually } from '../support/eventually.ts';
import { follow, type Program, ROOT } from '../support/program.ts';

const targets = z.object({ data: z.object({ activeTargets: z.array(z.object({ health: z.string() })) }) });
const unchecked = 'that npm run observe shows the demo to Prometheus and Alertmanager';
const prometheus = await findProgram('prometheus', unchecked);
const alertmanager = await findProgram('prometheus-alertmanager', unchecked);

/** With a folder for temporary files of its own, to see what is left of them. */
async function observe(path = process.env.PATH ?? ''): Promise<{ program: Program; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'observe-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const env = { PATH: path, HOME: process.env.HOME ?? '', TMPDIR: folder };
  const program = follow(
    spawn(process.execPath, [join(ROOT, 'tools/observe/main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  return { program, folder };
}

test('where the programs are missing it says what to install, and ends with 69', async () => {
  const { program } = await observe('/nowhere');
  expect(await program.ended).toBe(69);
  expect(program.output()).toMatch(/Not installed: prometheus, alertmanager\..*apt-get install/s);
});

test.runIf(prometheus !== undefined && alertmanager !== undefined)(
  'Prometheus scrapes both daemons, and SIGINT, also when it comes twice, ends everything and leaves no file',
  async () => {
    const { program, folder } = await observe();
    try {
      const [, url] = await program.says(/Prometheus +(http:\/\/[^/]+)/);
      await program.says(/Alertmanager +http:/);
      await eventually('both daemons are scraped', async () => {
        const answer = await fetch(`${url}/api/v1/targets`, { signal: AbortSignal.timeout(10_000) });
        const { activeTargets } = targets.parse(await answer.json()).data;
        return activeTargets.filter(({ health }) => health === 'up').length === 2;
      });
      program.child.kill('SIGINT');
      program.child.kill('SIGINT');
      expect(await program.ended, program.output()).toBe(0);
      // Compiled code may stay: it is nobody's state.
      expect((await readdir(folder)).filter((name) => name.startsWith('micro-scrape'))).toEqual([]);
    } finally {
      program.child.kill('SIGKILL');
      await program.ended;
    }
  },
);
