/** Sends a stop signal to a PostgreSQL server; Windows has no signals, pg_ctl reaches the server there by a pipe. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasCode } from '../runtime/thrown.ts';

const exec = promisify(execFile);

/** INT: roll back what runs, write everything, end. QUIT: end at once, recover at the next start. */
export async function interruptServer(pid: number, signal: 'INT' | 'QUIT', pgCtl: string): Promise<void> {
  if (process.platform === 'win32') {
    await exec(pgCtl, ['kill', signal, String(pid)], { timeout: 10_000 });
    return;
  }
  try {
    process.kill(pid, `SIG${signal}`);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error; // ESRCH: it has ended by itself
  }
}
