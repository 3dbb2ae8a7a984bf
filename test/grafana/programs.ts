/**
 * The programs of the packages `prometheus` and `prometheus-alertmanager`, where they are installed.
 * Invariant: a test that cannot run them says so on standard error, with the name of what was not checked.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findInPath } from '../../tools/observe/programs.ts';
import { isHere } from '../support/skipped.ts';

const run = promisify(execFile);

/** As Debian names them. */
type Name = 'amtool' | 'prometheus' | 'prometheus-alertmanager' | 'promtool';

/** Where the program is, or undefined after a loud word about what is not checked without it. */
export async function findProgram(name: Name, unchecked: string): Promise<string | undefined> {
  const path = await findInPath(name);
  return isHere(name, path !== undefined, unchecked) ? path : undefined;
}

/** Runs promtool or amtool; throws with its whole output when it finds a fault. `input` is given on standard input. */
export async function runTool(path: string, args: readonly string[], input?: string): Promise<string> {
  const running = run(path, args, { timeout: 60_000 });
  // Some end without reading what they are given.
  running.child.stdin?.on('error', () => undefined).end(input ?? '');
  try {
    const { stdout, stderr } = await running;
    return stdout + stderr;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${path} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
