/** A command on a terminal of a given width, as a person sees it. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { MAIN } from '../support/program.ts';
import { isHere } from '../support/skipped.ts';

const exec = promisify(execFile);

/** util-linux has it; that of other systems takes other options. */
const found = process.platform === 'linux' && existsSync('/usr/bin/script');
export const hasTerminal = isHere('script', found, 'what is printed on a terminal');

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Everything shown, line by line; a terminal knows no difference between the two streams. */
export async function onTerminal(
  columns: number,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const typed = [process.execPath, MAIN, ...args].map(quoted).join(' ');
  const { stdout } = await exec('script', ['-qec', `stty cols ${columns} rows 50; ${typed}; true`, '/dev/null'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      SHELL: '/bin/sh',
      TERM: 'xterm-256color',
      ...env,
    },
    maxBuffer: 10_000_000,
  });
  // A line that was rewritten counts as those it was.
  return stdout.split(/\r*\n|\r/);
}
