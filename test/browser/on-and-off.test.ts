import { globSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { BROWSER, browserFolders, hasChromium } from './chromium.ts';
import { type ShellSite, startShellSite } from './shell-site.ts';

const STATE = 'select s.*, v.vin from micro_scrape.vehicle_state s join vehicles v on v.id = s.vehicle_id';

/** A daemon over the one vehicle, for as long as `look` finds nothing. */
async function until(
  database: TestDatabase,
  site: ShellSite,
  env: Record<string, string>,
  look: (state: Record<string, unknown>) => boolean,
  job?: string,
): Promise<{ readonly state: Record<string, unknown>; readonly ready: Record<string, unknown> }> {
  const client = await connect(database);
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: site.host, ...env });
  try {
    await client.query('insert into vehicles (discovery_url) select $1 where not exists (select from vehicles)', [
      `${site.origin}/fetch/7`,
    ]);
    if (job !== undefined) await client.query(`select graphile_worker.add_job($1, '{}')`, [job]);
    const state = await eventually('the vehicle is so', async () => {
      const { rows } = await client.query(STATE);
      return rows[0] !== undefined && look(rows[0]) && rows[0];
    });
    const answer = await fetch(`${daemon.origin}/readyz`);
    const { checks } = (await answer.json()) as { checks: Record<string, unknown> };
    return { state, ready: checks };
  } finally {
    await client.end();
    await daemon.stop();
  }
}

const rests = ({ outcome, requested, handled }: Record<string, unknown>) =>
  outcome !== 'pending' && requested === handled;

describe('without a browser', () => {
  test('nothing of it is loaded: the folder is entered by import() alone, and only there is its package named', () => {
    const outside = globSync('src/**/*.ts').filter((file) => !file.startsWith('src/fetching/browser/'));
    const entered = outside.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*from '[^']*(?:\/browser\/|puppeteer)[^']*'/gm),
      ].map(([line]) => `${file}: ${line}`),
    );
    expect(entered).toEqual([]);
    const named = globSync('src/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*'puppeteer-core'/gm)].map(() => file),
    );
    expect(named).toEqual([]);
  });

  test('a shell rests and says so; with one it is read by the next reconcile, once', async ({ database, skip }) => {
    const site = await startShellSite();
    try {
      const off = await until(database, site, {}, rests);
      expect(off.state).toMatchObject({ outcome: 'exhausted', reason: expect.stringContaining('shell') });
      expect(off.ready).not.toHaveProperty('browser');
      if (!hasChromium) skip('chromium is not here');
      const on = await until(database, site, BROWSER, ({ outcome }) => outcome === 'complete', 'reconcile');
      expect(on.state.vin).not.toBeNull();
      expect(on.ready).toMatchObject({ browser: { ok: true, detail: expect.stringMatching(/Chrom/) } });
      expect(browserFolders()).toEqual([]);
    } finally {
      await site.close();
    }
  });

  test('what waits for a browser that does not start is no worse off, and goes on without one', async ({
    database,
  }) => {
    const site = await startShellSite();
    try {
      // A program that starts, says nothing and ends.
      const broken = { BROWSER_PATH: '/bin/true', BROWSER_SANDBOX: 'off' };
      const waits = await until(database, site, broken, ({ reason }) => /does not start/.test(String(reason)));
      expect(waits.state).toMatchObject({ outcome: 'waiting', lane: 'browser', attempts: 0 });
      expect(waits.ready).toMatchObject({ browser: { ok: false, detail: expect.stringContaining('does not start') } });
      const client = await connect(database);
      try {
        await client.query('delete from micro_scrape.daemons');
        expect(await one(client, 'select micro_scrape.leave_browser() as left')).toEqual({ left: 1 });
      } finally {
        await client.end();
      }
      const off = await until(database, site, {}, rests);
      expect(off.state).toMatchObject({ outcome: 'exhausted', lane: 'work', attempts: 0 });
    } finally {
      await site.close();
    }
  });

  test('root is refused a browser that would have no sandbox, unless told', async ({ database, skip }) => {
    if (!hasChromium) skip('chromium is not here');
    const started = startTestDaemon(database, { ...BROWSER, BROWSER_SANDBOX: 'on' });
    if (process.getuid?.() !== 0) return (await started).stop();
    await expect(started).rejects.toThrow(/no sandbox when root starts it.*BROWSER_SANDBOX=off/);
    await expect(startTestDaemon(database, { BROWSER_PATH: '/nowhere/chromium' })).rejects.toThrow(
      'BROWSER_PATH: /nowhere/chromium is no program that this user may start',
    );
  });
});
