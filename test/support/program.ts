/** The program as a person starts it: a process of its own, with its own environment, seen through output and exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { keepLog } from './logs.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Program {
  readonly child: ChildProcess;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Resolves with the exit code when the process has ended and all its output is read. */
  readonly ended: Promise<number | null>;
  /** Waits until the output matches and gives the match. */
  says(pattern: RegExp, patienceMs?: number): Promise<RegExpMatchArray>;
}

/** `env` is the whole environment beside PATH and HOME; nothing of the test's own leaks in. */
export function startProgram(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Program {
  return follow(
    spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    }),
  );
}

export function follow(child: ChildProcess): Program {
  let output = '';
  const keep = keepLog(child.spawnargs.slice(1).join(' '));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      keep(text);
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    child,
    output: () => output,
    ended,
    says: (pattern, patienceMs) =>
      eventually(
        `the program says ${pattern}`,
        () => {
          const match = output.match(pattern);
          if (match === null && child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output}`);
          return match ?? undefined;
        },
        patienceMs,
      ),
  };
}
