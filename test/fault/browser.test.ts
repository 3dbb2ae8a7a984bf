import { execFileSync } from 'node:child_process';
import { describe, expect } from 'vitest';
import { BROWSER, browserFolders, hasChromium } from '../browser/chromium.ts';
import { type ShellSite, startShellSite } from '../browser/shell-site.ts';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { figures, type World, withWorld } from './world.ts';

/** Processes of the browsers that a daemon has started, with their groups. */
function browsersOf(daemon: DaemonProcess): { readonly pid: number; readonly group: number }[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,pgid=,args='], { encoding: 'utf8' }).split('\n');
  const ours = listed.filter((line) => line.includes(`micro-scrape-browser-${daemon.pid}-`));
  return ours.map((line) => {
    const [pid = 0, group = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, group };
  });
}

async function inWorld(
  databaseUrl: string,
  work: (world: World, site: ShellSite, more: { env: Record<string, string>; siteHost: string }) => Promise<void>,
  seats = 2,
) {
  // Its data is never answered as long as the test says so: that is the middle of a page.
  const site = await startShellSite();
  try {
    await withWorld({ databaseUrl, seats }, (world) => work(world, site, { env: { ...BROWSER }, siteHost: site.host }));
  } finally {
    await site.close();
  }
}

const insert = async ({ client }: World, site: ShellSite, paths: readonly string[]): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    'insert into vehicles (discovery_url) select unnest($1::text[]) returning id',
    [paths.map((path) => site.origin + path)],
  );
  return rows.map(({ id }) => id);
};

/** A page has asked for its application, so it stands in the browser; it shows itself three seconds later. */
const isInTheMiddle = (site: ShellSite) => eventually('a page is in the browser', () => site.count('/app/late.js') > 0);

describe.runIf(hasChromium)('a browser in the middle of a page', () => {
  test('ends with its daemon, however that ends, and the page is read by the next one', async ({ database }) => {
    for (const end of ['SIGKILL', 'SIGTERM'] as const) {
      await inWorld(database.url, async (world, site, more) => {
        const first = await world.start('direct', more);
        const ids = await insert(world, site, ['/late/1']);
        await isInTheMiddle(site);
        expect(browsersOf(first).length).toBeGreaterThan(2);
        first.signal(end);
        await first.ended;
        const ms = await eventually('no process of the browser is left', () => browsersOf(first).length === 0 && true);
        expect(ms).toBe(true);
        await world.start('direct', more);
        await world.complete(ids, 120_000);
        expect(browserFolders(first.pid)).toEqual([]);
      });
    }
  });

  test('that is killed or hangs costs its page a try, and nothing is left of it', async ({ database }) => {
    for (const end of ['SIGKILL', 'SIGSTOP'] as const) {
      await inWorld(database.url, async (world, site, more) => {
        const daemon = await world.start('direct', more);
        const ids = await insert(world, site, ['/late/2']);
        await isInTheMiddle(site);
        const [{ group } = { group: 0 }] = browsersOf(daemon);
        expect(group).toBeGreaterThan(1);
        process.kill(group, end);
        await world.complete(ids, 180_000);
        await eventually('the first browser is gone', () => !browsersOf(daemon).some((each) => each.group === group));
        const { attempts } = await world.one(
          'select attempts from micro_scrape.vehicle_state where vehicle_id = any ($1)',
          [ids],
        );
        expect(attempts).toBe(0);
        daemon.signal('SIGTERM');
        await daemon.ended;
        expect(browsersOf(daemon)).toEqual([]);
        expect(browserFolders(daemon.pid)).toEqual([]);
      });
    }
  });
});

describe.runIf(hasChromium)('three daemons with a browser each', () => {
  test('keep the pace of a site, plain pages and rendered ones together, by its own counter', async ({ database }) => {
    await inWorld(
      database.url,
      async (world, site, more) => {
        const env = { ...more.env, FETCH_MIN_INTERVAL_MS: '1000' };
        await Promise.all([1, 2, 3].map(() => world.start('direct', { ...more, env })));
        const ids = await insert(
          world,
          site,
          Array.from({ length: 15 }, (_, n) => `/fetch/${n}`),
        );
        await world.complete(ids, 240_000);
        const pages = site.requests.filter(({ path }) => path.startsWith('/fetch/')).map(({ at }) => at);
        const spans = pages.slice(5).map((at, i) => at - (pages[i] ?? 0));
        figures('pace with browsers', { pages: pages.length, 'least ms for five': Math.min(...spans) });
        expect(pages.length).toBeLessThanOrEqual(2 * ids.length);
        // A request is let go at its time, and a busy machine may be late with one and in time with the next.
        expect(Math.min(...spans)).toBeGreaterThan(4_000);
        const took = (pages.at(-1) ?? 0) - (pages[0] ?? 0);
        expect(took).toBeGreaterThanOrEqual((pages.length - 1) * 1_000 - 300);
      },
      3,
    );
  });
});
