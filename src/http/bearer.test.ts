/** Who is let in, asked over HTTP with the user's own request; tokens are signed here, by no library. */
import { execFile } from 'node:child_process';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MANUAL_RUN_PATH } from './manual-run-route.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const SECRET = 'the-secret-of-a-project-that-signs-its-tokens-0123456789';
const KEYS = ['an-old-service-key-of-32-characters', 'the-next-service-key-of-32-characters'];
const NOW = Math.floor(Date.now() / 1000);
/** As hosted projects have it. */
const SERVICE_ROLE = {
  iss: 'supabase',
  ref: 'abcdefghijklmnopqrst',
  role: 'service_role',
  iat: NOW - 3600,
  exp: NOW + 10 * 365 * 86_400,
};
const HS256 = { alg: 'HS256', typ: 'JWT' };

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
function signed(claims: object, secret: string | Buffer = SECRET, header: object = HS256, hash = 'sha256'): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}
const TOKEN = signed(SERVICE_ROLE);
const without = (claim: keyof typeof SERVICE_ROLE) => ({ ...SERVICE_ROLE, [claim]: undefined });
function signedByRsa(): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(SERVICE_ROLE)}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}
function tampered(): string {
  const [header, , signature] = signed({ ...SERVICE_ROLE, role: 'anon' }).split('.');
  return `${header}.${encoded(SERVICE_ROLE)}.${signature}`;
}

let logged = '';
const log = pino(
  { level: 'trace' },
  new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk);
      done();
    },
  }),
);
const unused = async () => {
  throw new Error('not asked for');
};
/** A server for each test, as wrong keys are answered more and more slowly. */
const createServer = () =>
  createHttpServer({
    host: '127.0.0.1',
    port: 0,
    bearers: { serviceKeys: KEYS, jwtSecret: SECRET },
    metrics: { render: unused },
    health: { alive: () => true, ready: unused },
    decide: unused,
    manualRun: async () => ({
      success: true,
      dry_run: true,
      run_id: null,
      analyzed: 0,
      can_improve: 0,
      resting: {},
      actions_executed: 0,
      actions_succeeded: 0,
      actions_failed: 0,
      marked_complete: 0,
      gaps_found: [],
      runtime_ms: 1,
    }),
    log,
  });
let base = '';
let server: HttpServer;
beforeEach(async () => {
  server = createServer();
  base = `http://127.0.0.1:${(await server.start()).port}`;
});
afterEach(() => server.stop());

async function statusOf(bearer: string): Promise<number> {
  const answer = await fetch(`${base}${MANUAL_RUN_PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: '{"dry_run": true}',
  });
  await answer.text();
  return answer.status;
}

describe('a bearer', () => {
  test.for([
    ['the service-role token of the project', TOKEN],
    ['that of a project on this machine', signed({ ...SERVICE_ROLE, iss: 'supabase-demo' })],
    ['the old key', KEYS[0] ?? ''],
    ['the next key', KEYS[1] ?? ''],
  ] as const)('with %s is let in', async ([, bearer]) => {
    expect(await statusOf(bearer)).toBe(200);
  });

  test.for([
    ['the anon token', signed({ ...SERVICE_ROLE, role: 'anon' })],
    ['the token of a user', signed({ ...SERVICE_ROLE, role: 'authenticated' })],
    ['a token without a role', signed(without('role'))],
    ['roles in a list', signed({ ...SERVICE_ROLE, role: ['service_role'] })],
    ['a token that has expired', signed({ ...SERVICE_ROLE, exp: NOW - 1 })],
    ['a token that never expires', signed(without('exp'))],
    ['a token that is not valid yet', signed({ ...SERVICE_ROLE, nbf: NOW + 600 })],
    ['a token of another issuer', signed({ ...SERVICE_ROLE, iss: 'https://elsewhere.example' })],
    ['a token of no issuer', signed(without('iss'))],
    ['a token of another secret', signed(SERVICE_ROLE, `${SECRET}x`)],
    ['a token of an empty secret', signed(SERVICE_ROLE, '')],
    ['alg none', `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(SERVICE_ROLE)}.`],
    ['alg none and a signature', signed(SERVICE_ROLE, SECRET, { alg: 'none' })],
    ['RS256 signed with the secret', signed(SERVICE_ROLE, SECRET, { alg: 'RS256', typ: 'JWT' })],
    ['RS256 by a key of its own', signedByRsa()],
    ['HS512', signed(SERVICE_ROLE, SECRET, { alg: 'HS512', typ: 'JWT' }, 'sha512')],
    ['claims of another token', tampered()],
    ['a critical header nobody knows', signed(SERVICE_ROLE, SECRET, { ...HS256, crit: ['x'], x: 1 })],
    ['claims that are no object', `${encoded(HS256)}.${Buffer.from('7').toString('base64url')}.x`],
    ['a token cut short', TOKEN.slice(0, -1)],
    ['the secret itself', SECRET],
    ['both keys in one', KEYS.join(',')],
    ['three dots', '...'],
  ] as const)('with %s is not', async ([, bearer]) => {
    expect(await statusOf(bearer)).toBe(401);
  });

  test('stands nowhere in the log', async () => {
    await statusOf(signed({ ...SERVICE_ROLE, role: 'anon' }));
    expect(logged).toContain('Server listening');
    for (const secret of [SECRET, ...KEYS, TOKEN, encoded(HS256)]) expect(logged).not.toContain(secret);
  });

  test('is asked for in the words of the original: its curl works with the token of the project', async () => {
    const command = `curl -sS -X POST "$BASE/functions/v1/micro-scrape-bandaid" -H "Authorization: Bearer $SERVICE_KEY" \
      -H "Content-Type: application/json" -d '{"dry_run": true, "batch_size": 10}'`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command], {
      env: { PATH: process.env.PATH, BASE: base, SERVICE_KEY: TOKEN },
    });
    expect(JSON.parse(stdout)).toMatchObject({ success: true, dry_run: true });
  });
});
