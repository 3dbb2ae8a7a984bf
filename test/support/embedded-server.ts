/** For tests: temporary folders, a server in another process, and what can be seen of a server from outside. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

export const isRoot = process.getuid?.() === 0;

/** A folder that goes when the test has finished; by default nobody but its owner may pass it. */
export async function temporaryFolder(mode = 0o700): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-embedded-'));
  await chmod(folder, mode);
  // A server whose parent was killed may still be writing its last files.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 60_000, query_timeout: 60_000 });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Pid of the server that `dataDir` says it has. */
export async function serverPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(lockFile(dataDir), 'utf8'), 10);
}

export function lockFile(dataDir: string): string {
  return path.join(dataDir, 'cluster', 'data', 'postmaster.pid');
}

export async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // refused
  } finally {
    socket.destroy();
  }
}

/** Resolves when `fact` holds; the test's own deadline is the only one. */
export async function until(fact: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await fact())) await delay(10);
}

const answer = z.union([
  z.object({ url: z.string(), port: z.number() }),
  z.object({ exitCode: z.number(), message: z.string() }),
]);

/** Starts a server in a process of its own, which ends with the test if not before. */
export async function serveElsewhere(
  dataDir: string,
  options: Pick<SpawnOptions, 'uid' | 'gid' | 'env'> = {},
): Promise<{ process: ChildProcess; answer: z.infer<typeof answer> }> {
  const program = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], {
    ...options,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(120_000) });
  return { process: child, answer: answer.parse(JSON.parse(String(line))) };
}

/** As `serveElsewhere`, for a server that must come up. */
export async function serveElsewhereWell(...args: Parameters<typeof serveElsewhere>) {
  const { process: child, answer: said } = await serveElsewhere(...args);
  if (!('url' in said)) throw new Error(`The other process did not start a server: ${said.message}`);
  return { process: child, url: said.url, port: said.port };
}
