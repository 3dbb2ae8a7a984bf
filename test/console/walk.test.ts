/** A person walks through the console of a whole daemon, with the sample catalogue. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { insertSample } from '../../examples/demo/catalogue.ts';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { createPool } from '../../src/database/pool.ts';
import { onEachVersion, onEmptyDatabase } from '../adopt/servers.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { hasChromium, openBrowser, problemsOf } from './browser.ts';

type World = Awaited<ReturnType<typeof openWorld>>;

/** A daemon at work on the sample site, and a browser that has signed in by the link of the terminal. */
async function openWorld(url: string, env: Record<string, string> = {}) {
  const site = await startSampleSite();
  const daemon = await startTestDaemon({ url }, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(','), ...env });
  const pool = createPool({ connectionString: url, role: 'the test itself', max: 2, onError: () => {} });
  const browser = await openBrowser();
  const { page } = browser;
  const go = (path: string) => page.goto(`${daemon.origin}/console${path}`);
  await page.goto(daemon.consoleLink() ?? '');
  await page.waitForURL('**/console');
  const close = async () => {
    await browser.close();
    await daemon.stop();
    await pool.end();
    await site.close();
  };
  return { site, daemon, pool, ...browser, go, close };
}

async function insertAll({ pool, site }: World): Promise<void> {
  for (const listing of SAMPLE_LISTINGS) await insertSample(pool, listing, site.origin);
  await eventually('every vehicle rests', async () => {
    const { rows } = await pool.query('select from micro_scrape.vehicle_state where requested = handled');
    return rows.length === SAMPLE_LISTINGS.length;
  });
}

const shown = (page: Page, what: string) => page.getByText(what, { exact: false }).first().waitFor();

describe.runIf(hasChromium)('in a real browser', () => {
  onEachVersion('the console', (server, version) => {
    test('every page shows the sample catalogue, is well, and asks no other host for anything', async () => {
      await onEmptyDatabase(server, async (url) => {
        const world = await openWorld(url);
        const { page, go, pool, daemon } = world;
        try {
          await insertAll(world);
          await pool.query(`select graphile_worker.add_job('micro-scrape', '{"vehicle_id": "none"}')`);
          await eventually('the job that asks for nothing has failed for good', async () => {
            const { rows } = await pool.query(
              // Its tries are taken away before its error is known.
              'select from graphile_worker.jobs where attempts >= max_attempts and locked_at is null and last_error is not null',
            );
            return rows.length === 1;
          });
          await pool.query(`insert into micro_scrape.history (at, outcomes, with_work, settled, reasons, backlog)
            select now() - n * interval '5 minutes', jsonb_build_object('exhausted', 30 - n % 20, 'waiting', n % 7, 'gone', 3), n % 11, n % 9,
              '{"groups": [], "estimated": false}', '{"groups": [], "estimated": false}' from generate_series(1, 200) n`);
          const host = new URL(world.site.origin).host;
          await pool.query(
            `insert into micro_scrape.site_tallies (day, host, what, outcome, count)
             select current_date - d, $1, 'field:' || f, case when d < 3 and f = 'vin' and k = 0 then 'selector_miss' when k = 0 then 'found' else 'absent' end, 40 + 3 * d
             from unnest('{vin,price,mileage,images}'::text[]) f, generate_series(0, 13) d, generate_series(0, 1) k
             union all select current_date - d, $1, 'fetch:' || k, o, 20 + d from generate_series(0, 3) d, unnest('{page,image}'::text[]) k, unnest('{ok,timeout}'::text[]) o`,
            [host],
          );
          const places = ['', '/sites', `/sites/${encodeURIComponent(host)}`, '/runs', '/jobs', '/trail'];
          for (const place of places) {
            await go(place);
            const name = `${version}-${place.split('/')[1] ?? 'overview'}${place.split('/')[2] === undefined ? '' : '-one'}`;
            expect(await problemsOf(page, name)).toEqual([]);
          }
          await go('');
          await page.locator('.chart canvas').first().waitFor();
          expect(await page.locator('time').first().getAttribute('title')).toMatch(
            /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/,
          );
          // Each figure leads to the list it counts.
          await page.click('text=failed for good');
          await page.waitForURL('**/console/jobs?state=failed');
          await shown(page, 'vehicle_id');
          const text = await page.evaluate('document.body.innerText');
          expect(text).not.toContain('undefined');
          expect(world.complaints).toEqual([]);
          expect(
            world.requests.filter((asked) => !asked.startsWith(daemon.origin) && !asked.startsWith('data:')),
          ).toEqual([]);
        } finally {
          await world.close();
        }
      });
    });
  });

  test('a site that is paused gets no request, by its own counter, until it is resumed', async ({ database }) => {
    const world = await openWorld(database.url);
    const { page, go, pool, site, complaints } = world;
    try {
      const [first, second] = SAMPLE_LISTINGS;
      if (first === undefined || second === undefined) throw new Error('the sample catalogue is empty');
      await insertSample(pool, first, site.origin);
      const host = await eventually('the site is known', async () => {
        const { rows } = await pool.query('select host from micro_scrape.hosts limit 1');
        return rows[0]?.host as string | undefined;
      });
      await eventually('the first vehicle rests', async () => {
        const { rows } = await pool.query('select from micro_scrape.vehicle_state where requested = handled');
        return rows.length === 1;
      });
      await go('/sites');
      await page.click(`td >> text=${host}`);
      const pause = page.locator('form', { hasText: 'Leave it alone' });
      await pause.getByLabel('Reason').fill('as its owner asked');
      await pause.getByRole('button', { name: 'Pause' }).click();
      await shown(page, `${host} is left alone.`);
      await shown(page, 'as its owner asked');
      expect(await problemsOf(page, 'site-paused')).toEqual([]);
      const before = site.requests.length;
      await insertSample(pool, second, site.origin);
      await eventually('the second vehicle stands in line', async () => {
        const { rows } = await pool.query('select from micro_scrape.vehicle_state where waits_at = $1', [host]);
        return rows.length === 1;
      });
      expect(site.requests.length).toBe(before);
      await page.getByRole('button', { name: 'Resume' }).click();
      await shown(page, `${host} goes on at its pace.`);
      await eventually('the second vehicle was visited', () => site.requests.length > before);
      await go('/trail');
      await shown(page, 'resume site');
      await shown(page, 'link of the terminal');
      expect(complaints).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test('a job that has failed for good is tried again, or goes', async ({ database }) => {
    const world = await openWorld(database.url, { RECONCILE_CRON: '0 0 1 1 *' });
    const { page, go, pool } = world;
    try {
      const add = `select id from graphile_worker.add_job('extract-images', json_build_object('vehicle_id', gen_random_uuid()))`;
      const id = String((await pool.query(add)).rows[0]?.id);
      const attempts = async () => {
        const { rows } = await pool.query(
          // Its tries are taken away before its error is known.
          'select attempts::int, updated_at from graphile_worker.jobs where id = $1 and attempts >= max_attempts and locked_at is null and last_error is not null',
          [id],
        );
        return rows[0] as { attempts: number; updated_at: Date } | undefined;
      };
      const failed = await eventually('it has failed for good', attempts);
      await go('/jobs?state=failed');
      await shown(page, 'there is no vehicle');
      await page.getByLabel(`job ${id}`, { exact: true }).check();
      await page.getByRole('button', { name: 'Retry now' }).click();
      await shown(page, '1 job will run now');
      await eventually('it was tried once more', async () => {
        const again = await attempts();
        return again !== undefined && again.updated_at > failed.updated_at;
      });
      await go('/jobs?state=failed');
      await page.getByLabel('all shown').check();
      page.once('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Remove' }).click();
      await shown(page, '1 job removed.');
      expect((await pool.query('select from graphile_worker.jobs where id = $1', [id])).rows).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test('the way out leads back to the door, and what was seen is not to be had any more', async ({ database }) => {
    const world = await openWorld(database.url);
    const { page, go, daemon } = world;
    try {
      await page.click('text=Sign out');
      await page.waitForURL('**/console/sign-in');
      expect(await problemsOf(page, 'sign-in')).toEqual([]);
      await go('/trail');
      await page.waitForURL('**/console/sign-in?to=*');
      const wrong = await fetch(`${daemon.origin}/console/trail?format=json`);
      expect(wrong.status).toBe(401);
    } finally {
      await world.close();
    }
  });
});
