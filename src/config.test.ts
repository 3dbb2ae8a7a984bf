import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { FatalError } from './errors.ts';

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

  test('counts an empty variable as unset and strips the newline that a file leaves behind', () => {
    const key = 'k'.repeat(40);
    expect(readConfig({ DATABASE_URL: ' ', SERVICE_KEY: `${key}\n` })).toMatchObject({
      databaseUrl: undefined,
      serviceKeys: [key],
    });
  });

  test('takes two service keys while one is exchanged, each of them long enough', () => {
    const [old, next] = ['o'.repeat(40), 'n'.repeat(32)];
    expect(readConfig({ SERVICE_KEY: `${old}, ${next}\n` }).serviceKeys).toEqual([old, next]);
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
  ] as const)('%s=%s is refused by name', ([name, value]) => {
    expect(mistake({ [name]: value })).toMatch(new RegExp(`^78 .*${name}`, 's'));
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
