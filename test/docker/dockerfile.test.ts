import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { buildContext, execForm, parseDockerfile } from './dockerfile.ts';
import { type Image, NODE_USER, replay } from './replay.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const dockerfile = await readFile(join(project, 'Dockerfile'), 'utf8');
const dockerignore = await readFile(join(project, '.dockerignore'), 'utf8');
/** The image has this project's Node; the package `node` is for development and so not in it. */
const path = [dirname(process.execPath), process.env.PATH].join(delimiter);

test('the build sees sources, SQL and manifests, and neither tests nor anything lying about', async () => {
  const context = await buildContext(project, dockerignore);
  for (const needed of [
    'package.json',
    'package-lock.json',
    'src/main.ts',
    'sql/migrations/0001_public_catalogue.sql',
  ]) {
    expect(context).toContain(needed);
  }
  const unwanted = context.filter((file) =>
    /\.test\.ts$|\/testing\/|^(\.env|\.git|\.data|node_modules|test|docs)(\/|$)/.test(file),
  );
  expect(unwanted).toEqual([]);
});

test('the daemon is started as itself, not as root, and told to stop by SIGTERM', () => {
  const instructions = parseDockerfile(dockerfile);
  const last = (name: string) => instructions.findLast((instruction) => instruction.name === name)?.rest ?? '';
  expect(execForm(last('CMD'))).toEqual(['node', 'src/main.ts', 'start']);
  expect(last('USER')).toBe('node');
  expect(last('STOPSIGNAL')).toBe('SIGTERM');
  expect(last('ENV')).toContain('HOST=0.0.0.0');
});

test('built as the Dockerfile says, it starts without any setting, is healthy, and ends with 0 on SIGTERM', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dockerfile-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  await chmod(directory, 0o755);
  const image = await replay({
    dockerfile,
    project,
    context: await buildContext(project, dockerignore),
    directory,
    // Proxy and registry settings of this machine, as a build gets them by --build-arg or from the builder.
    environment: { ...process.env, PATH: path },
  });
  const workdir = join(image.root, image.workdir);
  expect(await readdir(join(workdir, 'node_modules'))).not.toContain('vitest');

  const port = String(await freePort());
  const daemon = start(image, execForm(lastOf(image, 'CMD')), port);
  const output: string[] = [];
  daemon.stdout.on('data', (chunk) => output.push(String(chunk)));
  daemon.stderr.on('data', (chunk) => output.push(String(chunk)));
  const exited = once(daemon, 'exit');
  try {
    await untilHealthy(`http://127.0.0.1:${port}/healthz`, () => daemon.exitCode !== null, output);
    if (process.getuid?.() === 0) {
      const status = await readFile(`/proc/${daemon.pid}/status`, 'utf8');
      expect(status).toMatch(new RegExp(`^Uid:\\s+${NODE_USER}\\s+${NODE_USER}\\s`, 'm'));
    }
    const check = start(image, execForm(lastOf(image, 'HEALTHCHECK').replace(/^CMD /, '')), port);
    expect(await once(check, 'exit')).toEqual([0, null]);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status, await ready.text()).toBe(200);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect(await exited, output.join('')).toEqual([0, null]);
});

const lastOf = (image: Image, name: string) =>
  image.instructions.findLast((instruction) => instruction.name === name)?.rest ?? '';

/** In the image's folder, with its environment and, where we may change it, its user. */
function start(image: Image, [program, ...args]: [string, ...string[]], port: string) {
  const asUser =
    process.getuid?.() === 0
      ? ['setpriv', `--reuid=${NODE_USER}`, `--regid=${NODE_USER}`, '--clear-groups', '--no-new-privs']
      : [];
  const [command = program, ...rest] = [...asUser, program, ...args];
  return spawn(command, rest, {
    cwd: join(image.root, image.workdir),
    env: { PATH: path, ...image.env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilHealthy(url: string, ended: () => boolean, output: readonly string[]): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && !ended()) {
    const healthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await wait(100);
  }
  throw new Error(`never healthy:\n${output.join('')}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
