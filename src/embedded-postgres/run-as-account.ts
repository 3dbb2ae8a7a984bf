/**
 * Decides once, by trying, how a PostgreSQL program is run here: as which user (never root), with which
 * privileges to reach its folders, and whether the kernel ends it when this process dies.
 */

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { FatalError } from '../runtime/errors.ts';
import { messageOf } from '../runtime/thrown.ts';

const exec = promisify(execFile);
const probeDeadlineMs = 10_000;

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Launcher {
  /** The account the server runs as; undefined: the account of this process. */
  readonly account: Account | undefined;
  /** Goes before the program and its arguments; empty: the program runs directly. */
  readonly prefix: readonly string[];
  /** For child_process when no prefix changes the user. */
  readonly spawnAs: Partial<Account>;
  /** True when the kernel sends SIGINT to the program once the thread that spawned it is gone. */
  readonly endsWithParent: boolean;
}

/** The few variables a server needs: PGPORT and the like would change it, secrets are none of its business. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  // A variable of no value is none for a child.
  return { LC_ALL: 'C', TZ: 'UTC', PATH, SystemRoot, TEMP };
}

/** @returns the command line `program args` as this launcher runs it */
export function commandLine(launcher: Launcher, program: string, args: readonly string[]): [string, string[]] {
  const [file = program, ...rest] = [...launcher.prefix, program, ...args];
  return [file, rest];
}

/**
 * Runs a program to its end as the launcher's account.
 *
 * @returns its standard output; rejects with what child_process says when it fails, is late or is aborted
 */
export async function runProgram(
  launcher: Launcher,
  program: string,
  args: readonly string[],
  options: { deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<string> {
  const running = exec(...commandLine(launcher, program, args), {
    ...launcher.spawnAs,
    cwd: '/',
    env: serverEnvironment(),
    timeout: options.deadlineMs,
    maxBuffer: 4 * 1024 * 1024,
    windowsHide: true,
    signal: options.signal,
  });
  const { child } = running;
  try {
    return (await running).stdout;
  } finally {
    // An abort rejects at once; who removes the program's files must know that it has ended.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/**
 * PostgreSQL refuses to run as root, so root hands over to `postgres`, or `nobody` where that is missing.
 *
 * @param owner owner of an existing data folder; root runs the server as that user
 * @throws FatalError 78 when root finds neither user
 */
export async function chooseAccount(owner: Account | undefined, signal?: AbortSignal): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (owner !== undefined && owner.uid !== 0) return owner;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([numericId('-u', name, signal), numericId('-g', name, signal)]);
      if (uid !== 0) return { uid, gid };
    } catch {
      signal?.throwIfAborted(); // else: no such user, try the next
    }
  }
  throw new FatalError(
    'PostgreSQL does not run as root and there is neither a user "postgres" nor "nobody" to run it as. ' +
      'Start micro-scrape as an ordinary user or set DATABASE_URL.',
    78,
  );
}

async function numericId(flag: '-u' | '-g', name: string, signal?: AbortSignal): Promise<number> {
  const { stdout } = await exec('id', [flag, name], { timeout: probeDeadlineMs, signal });
  return Number(stdout.trim());
}

/**
 * Takes the least privileged way that lets the account enter `folder` and run `postgres`.
 *
 * @throws FatalError 78 with what each way answered when none works
 */
export async function chooseLauncher(options: {
  account: Account | undefined;
  /** The folder the server must be able to enter. */
  folder: string;
  postgres: string;
  signal?: AbortSignal | undefined;
}): Promise<Launcher> {
  const answers: string[] = [];
  for (const launcher of candidates(options.account)) {
    const [program, ...args] =
      process.platform === 'win32'
        ? ([options.postgres, '--version'] as const)
        : (['sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', options.folder, options.postgres] as const);
    try {
      await runProgram(launcher, program, args, { deadlineMs: probeDeadlineMs, signal: options.signal });
      return launcher;
    } catch (error) {
      options.signal?.throwIfAborted();
      answers.push(probeAnswer(error));
    }
  }
  throw new FatalError(
    `The embedded PostgreSQL cannot be run with its data in ${options.folder}: ${[...new Set(answers)].join('; ')}. ` +
      'Use a data folder the server may enter, or set DATABASE_URL.',
    78,
  );
}

function probeAnswer(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  return stderr.trim() || messageOf(error);
}

/** All ways to run a server as `account` on this platform, least privileged first. */
function candidates(account: Account | undefined): Launcher[] {
  const plain: Launcher = { account, prefix: [], spawnAs: account ?? {}, endsWithParent: false };
  if (process.platform !== 'linux') return [plain];
  const throughSetpriv = (...flags: string[]): Launcher => ({
    account,
    prefix: ['setpriv', ...flags, '--pdeathsig=INT', '--'],
    spawnAs: {},
    endsWithParent: true,
  });
  if (account === undefined) return [throughSetpriv(), plain];
  const giveTo = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  // A checkout or its data often lies below a folder only root may pass (/root is 0700). One capability lets the
  // server pass it: the read-only one where root holds it, else (containers) the wider one. PostgreSQL checks its
  // programs with access(2), which drops capabilities of any user but root unless no_setuid_fixup is set.
  const passing = (capability: string) => [
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--securebits=+no_setuid_fixup',
  ];
  return [
    throughSetpriv(...giveTo),
    throughSetpriv(...giveTo, ...passing('dac_read_search')),
    throughSetpriv(...giveTo, ...passing('dac_override')),
    plain,
  ];
}
