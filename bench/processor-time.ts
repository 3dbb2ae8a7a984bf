/**
 * Processor time of processes, from Linux's /proc; nothing elsewhere.
 * It says what a thing costs also while others use the machine, which seconds on the clock do not.
 */
import { readdir, readFile } from 'node:fs/promises';

/** The kernel counts in hundredths of a second, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Seconds used so far by a process, its threads, its children and what those of them that ended had used. */
export async function processorSeconds(pid: number): Promise<number> {
  const stats = await allStats();
  let ticks = 0;
  for (const stat of stats) {
    if (stat?.pid === pid) ticks += stat.own + stat.reaped;
    else if (stat?.parent === pid) ticks += stat.own;
  }
  return ticks / TICKS_PER_SECOND;
}

/** The ids of the processes that a process has begun and that live. */
export async function childrenOf(pid: number): Promise<number[]> {
  return (await allStats()).flatMap((stat) => (stat?.parent === pid ? [stat.pid] : []));
}

async function allStats() {
  return Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStat));
}

async function readStat(name: string) {
  try {
    const text = await readFile(`/proc/${name}/stat`, 'utf8');
    // What follows the program's name, which may hold anything: state, parent, ...; utime is the 14th field of all.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (place: number) => Number(fields[place - 3]);
    return { pid: Number(name), parent: at(4), own: at(14) + at(15), reaped: at(16) + at(17) };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
