/** The original's address: whoever calls it with the key he has reaches the daemon, and hears what the daemon says. */
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test as plain } from 'vitest';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { SERVICE_KEY, startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { FUNCTION, findDeno } from './deno.ts';
import { JWT_SECRET, tokenOf } from './token.ts';

const exec = promisify(execFile);
const deno = findDeno("the edge function that keeps the original's address");
const ENV = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };

/** The function, served by Deno with the rights that Supabase gives it, until `work` is done. */
async function withFunction(env: Record<string, string>, work: (call: Call) => Promise<void>): Promise<void> {
  const child = spawn(deno ?? '', ['run', '--no-prompt', '--allow-net', '--allow-env', FUNCTION], {
    env: { ...ENV, DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const [, origin = ''] = await eventually('Deno listens', () => {
      if (child.exitCode !== null) throw new Error(`Deno ended: ${output}`);
      return /Listening on (http:\/\/\S+?)\/?\s/.exec(output) ?? undefined;
    });
    await work(async (init) => {
      const answer = await fetch(`${origin}/functions/v1/micro-scrape-bandaid`, { method: 'POST', ...init });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
    });
    // The key of whoever calls is nobody else's to read.
    expect(output).not.toContain(SERVICE_KEY);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}
type Call = (init: RequestInit) => Promise<Answer>;

const bearing = (key: string) => ({ authorization: `Bearer ${key}` });

test.runIf(deno)(
  'a key of ours and a token of the project reach the daemon, and its answers come back as they are',
  async ({ database }) => {
    const daemon = await startTestDaemon(database, { SUPABASE_JWT_SECRET: JWT_SECRET });
    try {
      await withFunction({ MICRO_SCRAPE_URL: `${daemon.origin}/` }, async (call) => {
        const body = '{"dry_run": true, "batch_size": 10}';
        for (const key of [SERVICE_KEY, await tokenOf('service_role')]) {
          const answer = await call({ headers: { ...bearing(key), 'content-type': 'application/json' }, body });
          expect(answer).toMatchObject({ status: 200, body: { success: true, dry_run: true, analyzed: 0 } });
          manualRunAnswer.parse(answer.body);
        }
        // Without a body the defaults are asked for, and without a type it is JSON all the same.
        expect(await call({ headers: bearing(SERVICE_KEY) })).toMatchObject({ status: 200, body: { dry_run: false } });
        for (const headers of [{}, bearing('wrong'), bearing(await tokenOf('anon'))]) {
          const refused = await call({ headers, body });
          expect(refused).toMatchObject({ status: 401, body: { success: false } });
          expect(refused.headers.get('www-authenticate')).toBe('Bearer');
        }
        expect(await call({ headers: bearing(SERVICE_KEY), body: '{"dry_rum": true}' })).toMatchObject({
          status: 400,
          body: { problems: [expect.stringContaining('dry_rum')] },
        });
        expect(await call({ method: 'GET' })).toMatchObject({ status: 405 });
      });
    } finally {
      await daemon.stop();
    }
  },
);

plain.runIf(deno)("what stands between it and the daemon is told, in the words of the daemon's refusals", async () => {
  await withFunction({}, async (call) => {
    expect(await call({ headers: bearing(SERVICE_KEY) })).toMatchObject({
      status: 503,
      body: { success: false, error: expect.stringMatching(/MICRO_SCRAPE_URL is not set/) },
    });
  });
  let reached: string[] = [];
  const other = createServer((request, response) => {
    reached.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(301, { location: 'http://127.0.0.1:1/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const MICRO_SCRAPE_URL = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await withFunction({ MICRO_SCRAPE_URL }, async (call) => {
    expect(await call({ headers: bearing(SERVICE_KEY) })).toMatchObject({
      status: 502,
      body: { error: expect.stringMatching(/redirect/) },
    });
    expect(reached).toEqual([`/functions/v1/micro-scrape-bandaid Bearer ${SERVICE_KEY}`]);
    reached = [];
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
    expect(await call({ headers: bearing(SERVICE_KEY) })).toMatchObject({
      status: 502,
      body: { error: expect.stringMatching(/cannot be reached/) },
    });
  });
});

plain.runIf(deno)('Deno finds no mistake in its types', async () => {
  await exec(deno ?? '', ['check', '--no-remote', FUNCTION], { env: ENV });
});
