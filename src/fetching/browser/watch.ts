/**
 * Holds the processes of a browser to their share of the machine, where /proc tells what they use.
 * Invariant: a tab that takes more memory than a page gets is killed, and no other; all of them stand behind the daemon
 * and its database for the processor.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';

/** Of a tab, which nobody else has: a listing takes 30 to 150. */
export const MOST_TAB_MB = 600;
const LOOK_EVERY_MS = 500;
/** Of -20 (first) to 19 (last). */
const NICE = 10;
const PAGE_KB = 4;

interface Process {
  readonly pid: number;
  readonly isTab: boolean;
  /** Beside what it shares with others. */
  readonly megabytes: number;
}

export interface Watch {
  /** Why the tab of a page was killed; undefined: it was not. */
  readonly killed: string | undefined;
  stop(): void;
}

export function watchGroup(group: number): Watch {
  const seen = new Set<number>();
  const watch: { killed: string | undefined; stop(): void } = { killed: undefined, stop: () => clearInterval(timer) };
  let looking = false;
  const look = async () => {
    for (const { pid, isTab, megabytes } of await processesOf(group)) {
      if (!seen.has(pid)) {
        seen.add(pid);
        unlessGone(() => setPriority(pid, NICE));
      }
      if (!isTab || megabytes <= MOST_TAB_MB) continue;
      watch.killed = `its tab took more than ${MOST_TAB_MB} MB`;
      unlessGone(() => process.kill(pid, 'SIGKILL'));
    }
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  }, LOOK_EVERY_MS).unref();
  return watch;
}

/** Nothing where there is no /proc. */
export async function processesOf(group: number): Promise<Process[]> {
  const found: Process[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = await readFile(`/proc/${name}/stat`, 'latin1');
      // Behind the name, which may hold anything: state, parent, group.
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue;
      const [, resident = 0, shared = 0] = (await readFile(`/proc/${name}/statm`, 'latin1')).split(' ').map(Number);
      const command = await readFile(`/proc/${name}/cmdline`, 'latin1');
      found.push({
        pid: Number(name),
        isTab: command.includes('--type=renderer'),
        megabytes: ((resident - shared) * PAGE_KB) / 1024,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

function unlessGone(work: () => void): void {
  try {
    work();
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
  }
}
