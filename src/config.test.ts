import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { FatalError } from './runtime/errors.ts';

function mistake(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof FatalError) return `${error.exitCode} ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('the environment', () => {
  test('may be empty: every variable has a default or a meaning when unset', () => {
    expect(readConfig({})).toMatchObject({ port: 9464, host: '127.0.0.1', concurrency: 8, databaseUrl: undefined });
  });

  // One that every variable takes, beside what its rule makes of it.
  const VALUES: Readonly<Record<string, string>> = {
    DATABASE_URL: 'postgres://cat@db.example/cars',
    LISTEN_DATABASE_URL: 'postgres://cat@db.example/cars',
    DATABASE_CA: fileURLToPath(new URL('../test/site/tls/cert.pem', import.meta.url)),
    QUEUE_SCHEMA: 'queue_of_ours',
    HOST: '0.0.0.0',
    PORT: '8080',
    SERVICE_KEY: 'k'.repeat(40),
    SUPABASE_JWT_SECRET: 's'.repeat(40),
    CONSOLE: 'read',
    LOG_LEVEL: 'debug',
    LOG_FORMAT: 'pretty',
    CONCURRENCY: '3',
    BLOB_STORE: 'file:/srv/blobs',
    S3_ENDPOINT: 'https://s3.example',
    FETCH_MIN_INTERVAL_MS: '500',
    FETCH_ALLOW_PRIVATE: '127.0.0.1:80,[::1]:80',
    EGRESS_PROXY_URL: 'http://proxy.example:3128',
    DNS_SERVERS: '192.0.2.53',
    USER_AGENT: 'cars/1.0 (me@cars.example)',
    ROBOTS: 'ignore',
    RECONCILE_CRON: '*/7 * * * *',
    BROWSER_PATH: '/usr/bin/chromium',
    BROWSER_URL: 'ws://browser.example:9222/',
    BROWSER_SANDBOX: 'off',
    BROWSER_PROXY_HOST: '192.0.2.7',
    LLM_BASE_URL: 'https://model.example/v1',
    LLM_MODEL: 'm',
    LLM_API_KEY: 'a secret',
  };
  const as = (write: (value: string) => string) =>
    readConfig(Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name, write(value)])));

  test.for([
    ['a newline that a file leaves behind', (value) => `${value}\n`],
    ['a line break of Windows', (value) => `${value}\r\n`],
    ['blanks around it', (value) => ` \t${value} `],
    ['quotes that docker --env-file keeps', (value) => `"${value}"`],
    ['single quotes', (value) => `'${value}'`],
    ['quotes and blanks', (value) => ` " ${value} " \n`],
  ] as [string, (value: string) => string][])('is read alike for every variable: %s', ([, write]) => {
    const plain = as((value) => value);
    expect(plain).toMatchObject({ host: '0.0.0.0', port: 8080, concurrency: 3, logLevel: 'debug', misspelt: [] });
    expect(as(write)).toEqual(plain);
  });

  test('holds every variable in that table, and nothing in it is unset', async () => {
    const documented = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const names = [...documented.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(Object.keys(VALUES).toSorted());
    const unset = Object.entries(as((value) => value)).filter(([, value]) => value === undefined);
    expect(unset).toEqual([]);
  });

  test('has the defaults of that table: to set a variable to its default changes nothing', async () => {
    const documented = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const rows = [...documented.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \| `([^`|]+)` \|/gm)];
    const defaults = rows.filter(([, , value = '']) => !(value in VALUES));
    expect(defaults.length).toBeGreaterThan(8);
    for (const [, name = '', value] of defaults)
      expect([name, readConfig({ [name]: value })]).toEqual([name, readConfig({})]);
  });

  test('counts a variable as unset that is empty, blank or only quotes', () => {
    for (const nothing of ['', ' ', '\n', '""', "''", ' " " ']) {
      expect([nothing, as(() => nothing)]).toEqual([nothing, readConfig({})]);
    }
  });

  test('takes words in any case, and schemes too', () => {
    expect(readConfig({ LOG_LEVEL: 'INFO', ROBOTS: 'Ignore', DATABASE_URL: 'POSTGRES://db.example/x' })).toMatchObject({
      logLevel: 'info',
      robots: 'ignore',
    });
  });

  test('leaves a quote that stands alone, and what quotes stand inside of', () => {
    expect(readConfig({ USER_AGENT: 'the "best" cars', LLM_MODEL: '' }).userAgent).toBe('the "best" cars');
  });

  test.for([
    ['CONCURENCY', 'CONCURRENCY'],
    ['concurrency', 'CONCURRENCY'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['PROT', 'PORT'],
    ['SERVICE_KEYS', 'SERVICE_KEY'],
    ['FETCH_MIN_INTERVALL_MS', 'FETCH_MIN_INTERVAL_MS'],
  ] as const)('names %s, which is not read, as %s', ([given, meant]) => {
    expect(readConfig({ [given]: '4' }).misspelt).toEqual([{ given, meant }]);
    expect(readConfig({ [given]: '4', [meant]: VALUES[meant] ?? '' }).misspelt).toEqual([]);
  });

  test('leaves the variables of others alone', () => {
    const others =
      'HOME HOSTNAME PATH PWD USER SHELL TERM LANG PGHOST PGPORT PGUSER NODE_ENV NODE_OPTIONS NO_COLOR HTTP_PROXY ' +
      'AWS_REGION AWS_ENDPOINT_URL DB_PORT REDIS_URL DB_HOST DATABASE_NAME DATABASE_USER SERVICE_PORT npm_command';
    expect(readConfig(Object.fromEntries(others.split(' ').map((name) => [name, 'x']))).misspelt).toEqual([]);
  });

  test('takes two service keys while one is exchanged, each of them long enough', () => {
    const [old, next] = ['o'.repeat(40), 'n'.repeat(32)];
    for (const given of [`${old}, ${next}\n`, `"${old},${next}"`, `"${old}", '${next}'`]) {
      expect(readConfig({ SERVICE_KEY: given }).serviceKeys).toEqual([old, next]);
    }
    for (const given of [`${old},short-secret`, `${old},`, ',']) {
      const said = mistake({ SERVICE_KEY: given });
      expect(said).toMatch(/^78 .*SERVICE_KEY.*: must have at least 32 characters/s);
      expect(said).not.toContain('short-secret');
    }
  });

  test.for([
    ['PORT', '70000'],
    ['PORT', 'NaN'],
    ['CONCURRENCY', '0'],
    ['CONCURRENCY', '1e9'],
    ['PORT', '1e3'],
    ['PORT', '0x50'],
    ['PORT', '80.0'],
    ['HOST', 'a\nb'],
    ['SERVICE_KEY', `${'k'.repeat(40)}\nx`],
    ['FETCH_MIN_INTERVAL_MS', '-1'],
    ['DATABASE_URL', 'localhost:5432'],
    ['BLOB_STORE', 'ftp://x'],
    ['EGRESS_PROXY_URL', 'socks5://x'],
    ['DNS_SERVERS', '192.0.2.1,ns.example'],
    ['SERVICE_KEY', 'changeme'],
    ['SUPABASE_JWT_SECRET', 'changeme'],
    ['USER_AGENT', 'a\nb'],
    ['LOG_LEVEL', 'loud'],
    ['LLM_BASE_URL', 'file:///etc/passwd'],
    ['FETCH_ALLOW_PRIVATE', 'http://u:a-secret@127.0.0.1:80'],
    ['FETCH_ALLOW_PRIVATE', '127.0.0.1:80,a-secret'],
  ] as const)('%s=%s is refused by name', ([name, value]) => {
    const said = mistake({ [name]: value });
    expect(said).toMatch(new RegExp(`^78 .*${name}`, 's'));
    expect(said).not.toContain('a-secret');
  });

  test('names a model with its address and key together or not at all', () => {
    const LLM = { LLM_BASE_URL: 'http://127.0.0.1:1/v1', LLM_MODEL: 'm', LLM_API_KEY: 'a secret' };
    expect(readConfig(LLM).model).toEqual({ baseUrl: LLM.LLM_BASE_URL, name: 'm', apiKey: 'a secret' });
    expect(readConfig({}).model).toBeUndefined();
    const said = mistake({ LLM_MODEL: 'm', LLM_API_KEY: 'a secret' });
    expect(said).toMatch(/^78 .*LLM_BASE_URL: not set/s);
    expect(said).not.toContain('a secret');
  });

  test('is judged whole: all mistakes at once', () => {
    const said = mistake({ PORT: 'x', CONCURRENCY: 'y', ROBOTS: 'z' });
    for (const name of ['PORT', 'CONCURRENCY', 'ROBOTS']) expect(said).toContain(name);
  });
});
