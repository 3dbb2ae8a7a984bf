/** Memory of processes, from Linux's /proc, and what Node itself takes of it: the same libraries loaded, and nothing of ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { childrenOf } from './processor-time.ts';

export async function residentMb(pid: number): Promise<number> {
  return statusMb(pid, 'VmRSS');
}

/** Of a daemon and the processes that read its pages. Pages of memory that they share count for each. */
export async function statusMb(pid: number, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const all = await Promise.all([pid, ...(await childrenOf(pid))].map((each) => ownMb(each, name)));
  return all.reduce((sum, mb) => sum + mb, 0);
}

/** Of one process. */
export async function ownMb(pid: number, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  // One that has ended meanwhile takes nothing.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`${name}:\\s*(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
}

/** Plain JavaScript: that Node takes the types out of ours costs memory too. */
const PROGRAM = `
  import { json } from 'node:stream/consumers';
  const { modules, parser, page, times } = await json(process.stdin);
  for (const module of modules) await import(module);
  if (times > 0) {
    const { parseDocument } = await import(parser);
    for (let n = 0; n < times; n++) {
      parseDocument(page);
      await new Promise(setImmediate);
    }
  }
  process.stdout.write('done');
  setInterval(() => {}, 1_000_000);`;
/** As a daemon begins (src/runtime/small-process.ts). */
const SMALL = {
  flags: ['--max-semi-space-size=2'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
};

/** @param work modules, by their addresses, that are loaded, and a page that is parsed so often */
export async function startBare(work: {
  modules: readonly string[];
  page?: string;
  times?: number;
}): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [...SMALL.flags, '--input-type=module', '--eval', PROGRAM], {
    env: { PATH: process.env.PATH ?? '', ...SMALL.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  child.stdin.end(JSON.stringify({ times: 0, ...work, parser: import.meta.resolve('htmlparser2') }));
  const failed = ended.then(([code]) => {
    throw new Error(`a bare Node ended with ${code}`);
  });
  await Promise.race([once(child.stdout, 'data'), failed]);
  return {
    pid: child.pid ?? 0,
    async kill() {
      failed.catch(() => undefined);
      child.kill('SIGKILL');
      await ended;
    },
  };
}
