/** `node src/main.ts ...` as a person or a script runs it: a process of its own, seen through what it prints and its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { MAIN } from '../support/program.ts';

const PATIENCE_MS = 120_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `env` is the whole environment beside PATH and HOME; a command that does not end is killed and has the code null. */
export async function command(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  options: { stdin?: string; cwd?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  child.stdin.end(options.stdin ?? '');
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

/** As `command`, with --json; what is printed must be one document. */
export async function commandJson(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  options: { stdin?: string; cwd?: string } = {},
): Promise<Ended & { readonly answer: unknown }> {
  const ended = await command([...args, '--json'], env, options);
  try {
    return { ...ended, answer: JSON.parse(ended.stdout) };
  } catch (cause) {
    throw new Error(`no JSON from ${args.join(' ')} (code ${ended.code}): ${ended.stdout}${ended.stderr}`, { cause });
  }
}
