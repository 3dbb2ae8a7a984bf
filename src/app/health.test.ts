import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { createPool } from '../database/pool.ts';
import { createHealth } from './health.ts';

const WELL = { daemonId: '0d5f5b3e-3b1c-4c9f-9d2e-5b1f6a7c8d9e', listener: { connected: true }, runners: [] };

test('readiness asks the database once, however many want to know', async ({ database }) => {
  const pool = createPool({ connectionString: database.url, role: 'figures', max: 2, onError: () => undefined });
  let asked = 0;
  const query = pool.query.bind(pool);
  pool.query = ((...args: Parameters<typeof query>) => {
    asked += 1;
    return query(...args);
  }) as typeof pool.query;
  try {
    const health = createHealth({ ...WELL, pool });
    const first = await health.ready();
    const once = asked;
    expect(first.checks).toMatchObject({ database: { ok: true }, schema: { ok: true }, canary: { ok: false } });
    const more = await Promise.all(Array.from({ length: 200 }, () => health.ready()));
    expect(more).toEqual(Array(200).fill(first));
    expect(asked).toBe(once);
    expect(once).toBeGreaterThan(1);
  } finally {
    await pool.end();
  }
});

test('readiness tells nobody where the database is', async () => {
  for (const [connectionString, code] of [
    ['postgres://somebody:a-password@127.0.0.1:1/cars', 'ECONNREFUSED'],
    ['postgres://somebody:a-password@db.invalid/cars', 'ENOTFOUND|EAI_AGAIN'],
  ] as const) {
    const pool = createPool({ connectionString, role: 'figures', max: 2, onError: () => undefined });
    const { ready, checks } = await createHealth({ ...WELL, pool }).ready();
    expect({ ready, ok: checks.database?.ok }).toEqual({ ready: false, ok: false });
    expect(checks.database?.detail).toMatch(new RegExp(`^does not answer \\((${code})\\)`));
    expect(JSON.stringify(checks)).not.toMatch(/127\.0\.0\.1|db\.invalid|somebody|a-password|cars/);
    await pool.end();
  }
});
