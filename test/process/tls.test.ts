/** A PostgreSQL whose certificate its own authority has signed, as most hosts have it, and every mode of sslmode on it. */
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { unreachable } from '../../src/database/connection-advice.ts';
import { connectionConfig } from '../../src/database/pool.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { certificateEndsAt } from '../../src/database/tls.ts';
import { giveTo } from '../../src/embedded-postgres/cluster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { chooseAccount } from '../../src/embedded-postgres/run-as-account.ts';
import { type Certificates, findOpenssl, makeCertificates } from '../support/certificates.ts';
import { startProgram } from '../support/program.ts';
import { isHere } from '../support/skipped.ts';

const hasOpenssl = isHere('openssl', findOpenssl(), 'TLS to the database');

let folder: string;
let certificates: Certificates;
let stranger: Certificates;
let server: EmbeddedPostgres;

beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-tls-'));
  const [ours, theirs] = [path.join(folder, 'ours'), path.join(folder, 'theirs')];
  await Promise.all([ours, theirs].map((each) => mkdir(each)));
  certificates = await makeCertificates(ours);
  stranger = await makeCertificates(theirs);
  const account = await chooseAccount(undefined);
  for (const each of [folder, ours, certificates.certificate, certificates.key]) await giveTo(each, account);
  server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    durable: false,
    settings: { ssl: 'on', ssl_cert_file: certificates.certificate, ssl_key_file: certificates.key },
  });
  await migrate({ connectionString: server.url });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create role careful superuser login password 'secret-of-the-test'`);
  // Debian's and every host's way to say that this login must come encrypted.
  const rules = path.join(server.dataDir, 'cluster/data/pg_hba.conf');
  await writeFile(rules, `hostnossl all careful all reject\n${await readFile(rules, 'utf8')}`);
  await client.query('select pg_reload_conf()');
  await client.end();
});

afterAll(async () => {
  if (!hasOpenssl) return;
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

function at(host: string, parameters: string, login?: string): string {
  const url = new URL(server.url);
  url.host = `${host}:${server.port}`;
  url.search = parameters;
  if (login !== undefined) [url.username, url.password] = login.split(':') as [string, string];
  return url.href;
}

/** What the server says of the connection, or what we say to a person of why there is none. */
async function outcome(url: string, ca?: string): Promise<string> {
  const { databaseUrl = '' } = readConfig({ DATABASE_URL: url, DATABASE_CA: ca });
  const client = new pg.Client(connectionConfig(databaseUrl, 'test'));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    return rows[0]?.ssl === true ? 'encrypted' : 'plain';
  } catch (error) {
    const { message, exitCode } = unreachable(error, databaseUrl);
    return `${exitCode} ${message}`;
  } finally {
    await client.end();
  }
}

const UNKNOWN = /^78 .*certificate.*\n.*\n {2}DATABASE_CA=.*\n {2}sslmode=no-verify/;
const OTHER_NAME = /^78 .*Hostname\/IP does not match.*\n.*\n {2}sslmode=verify-ca .*\n {2}sslmode=no-verify/;

describe.runIf(hasOpenssl)('each mode means what docs/configuration.md says', () => {
  test.for<[host: string, parameters: string, ca: 'ours' | 'theirs' | undefined, expected: string | RegExp]>([
    ['localhost', '', undefined, 'plain'],
    ['localhost', '', 'ours', 'encrypted'],
    ['localhost', 'sslmode=disable', 'ours', 'plain'],
    ['localhost', 'sslmode=require', undefined, UNKNOWN],
    ['localhost', 'sslmode=require', 'theirs', UNKNOWN],
    ['localhost', 'sslmode=require', 'ours', 'encrypted'],
    ['localhost', 'ssl=true', 'ours', 'encrypted'],
    ['127.0.0.1', 'sslmode=require', 'ours', OTHER_NAME],
    ['localhost', 'sslmode=verify-full', 'ours', 'encrypted'],
    ['127.0.0.1', 'sslmode=verify-full', 'ours', OTHER_NAME],
    ['127.0.0.1', 'sslmode=verify-ca', 'ours', 'encrypted'],
    ['127.0.0.1', 'sslmode=verify-ca', 'theirs', UNKNOWN],
    ['localhost', 'sslmode=require&sslrootcert=system', 'ours', UNKNOWN],
    ['127.0.0.1', 'sslmode=no-verify', undefined, 'encrypted'],
    ['127.0.0.1', 'sslmode=prefer', undefined, 'encrypted'],
    ['127.0.0.1', 'sslmode=require&uselibpqcompat=true', undefined, 'encrypted'],
    ['127.0.0.1', 'sslmode=require&uselibpqcompat=true', 'theirs', UNKNOWN],
    ['127.0.0.1', 'sslmode=require&uselibpqcompat=true', 'ours', 'encrypted'],
    ['localhost', 'sslmode=require&sslnegotiation=direct', 'ours', 'encrypted'],
  ])('%s ?%s with the authority of %s', async ([host, parameters, ca, expected]) => {
    const file = { ours: certificates.authority, theirs: stranger.authority };
    const seen = await outcome(at(host, parameters), ca && file[ca]);
    if (typeof expected === 'string') expect(seen).toBe(expected);
    else expect(seen).toMatch(expected);
  });

  test('the end of the certificate is known where there is one', async () => {
    const { validToDate } = new X509Certificate(await readFile(certificates.certificate));
    const { databaseUrl = '' } = readConfig({ DATABASE_URL: at('127.0.0.1', 'sslmode=no-verify') });
    for (const [url, end] of [
      [databaseUrl, validToDate.getTime() / 1000],
      [server.url, undefined],
    ] as const) {
      const client = new pg.Client(connectionConfig(url, 'test'));
      await client.connect();
      expect(certificateEndsAt(client)).toBe(end);
      await client.end();
    }
  });

  test('the authority is taken as a file, as text, as text in one line, and from sslrootcert', async () => {
    const text = await readFile(certificates.authority, 'utf8');
    for (const ca of [certificates.authority, text, text.trim().replaceAll('\n', '\\n')]) {
      expect(await outcome(at('localhost', 'sslmode=verify-full'), ca)).toBe('encrypted');
    }
    const named = at('localhost', `sslmode=verify-full&sslrootcert=${encodeURIComponent(certificates.authority)}`);
    expect(await outcome(named, stranger.authority)).toBe('encrypted');
  });

  test('a server that takes encrypted connections only, and one that takes none, are named with the mode to use', async () => {
    expect(await outcome(at('localhost', '', 'careful:secret-of-the-test'))).toMatch(
      /^78 .*\n.*\n {2}sslmode=require in/,
    );
    await expect(outcome(at('localhost', 'sslmode=sometimes'))).rejects.toThrow(
      /DATABASE_URL: sslmode=sometimes is none of/,
    );
    await expect(outcome(at('localhost', ''), '/nowhere/ca.crt')).rejects.toThrow(
      /DATABASE_CA: .*\/nowhere\/ca.crt \(ENOENT\)/,
    );
    await expect(outcome(at('localhost', ''), certificates.key)).rejects.toThrow(
      /DATABASE_CA: .* no certificate in PEM/,
    );
  });
});

describe.runIf(hasOpenssl)('`sslmode=require` at a host with an authority of its own', () => {
  test.for([['start'], ['status'], ['migrate'], ['doctor']] as const)(
    'is refused by %s with the two ways that fix it, and nothing else',
    async ([name]) => {
      const program = startProgram([name], { DATABASE_URL: at('localhost', 'sslmode=require'), PORT: '0' });
      expect(await program.ended).toBe(name === 'doctor' ? 1 : 78);
      const said = program.output();
      expect(said).toContain('self-signed certificate in certificate chain');
      expect(said).toMatch(/DATABASE_CA=.*\n.*sslmode=no-verify/);
      expect(said).not.toMatch(/^ {4}at |Warning|PostgreSQL runs|firewall|[Ss]tart it again/m);
    },
  );

  test('works with DATABASE_CA, without a word on standard error', async () => {
    const env = { DATABASE_URL: at('localhost', 'sslmode=require'), DATABASE_CA: certificates.authority, PORT: '0' };
    const daemon = startProgram(['start'], { ...env, BLOB_STORE: `file:${path.join(folder, 'blobs')}` });
    try {
      const [, origin] = await daemon.says(/"origin":"(http:[^"]+)"/);
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      const status = startProgram(['status'], env);
      expect(await status.ended).toBe(0);
      expect(status.output()).not.toMatch(/Warning/);
    } finally {
      daemon.child.kill('SIGTERM');
      expect(await daemon.ended).toBe(0);
    }
    expect(daemon.output()).not.toMatch(/Warning/);
  });
});
