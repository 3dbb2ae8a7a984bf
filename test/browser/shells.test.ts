import { describe, expect } from 'vitest';
import { numberedCar } from '../site/cars.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { BROWSER, browserFolders, hasChromium } from './chromium.ts';
import { SHAPES, type ShellSite, startShellSite } from './shell-site.ts';

const RESTS = ['complete', 'exhausted', 'invalid', 'gone', 'blocked', 'waiting'];

/** Has a daemon read the pages at these paths and gives what it made of them, by path. */
async function read(database: TestDatabase, site: ShellSite, paths: readonly string[], env: Record<string, string>) {
  const client = await connect(database);
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: site.host, ...env });
  const fetched: string[] = [];
  daemon.events.on('fetch:end', ({ kind, outcome }) => fetched.push(`${kind} ${outcome}`));
  try {
    const urls = paths.map((path) => site.origin + path);
    await client.query('insert into vehicles (discovery_url) select unnest($1::text[])', [urls]);
    const rows = await eventually('all rest', async () => {
      const found = await client.query(
        `select v.*, s.outcome, s.reason, s.lane, p.kind, p.rendered,
           (select count(*)::int from vehicle_images i where i.vehicle_id = v.id) as photographs,
           (select count(*) filter (where rendered)::int from micro_scrape.field_sources f where f.vehicle_id = v.id) as from_rendered
         from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
         left join micro_scrape.pages p on p.vehicle_id = v.id where s.requested = s.handled and s.outcome = any ($1)`,
        [RESTS],
      );
      return found.rows.length === paths.length && found.rows;
    });
    const { checks } = (await (await fetch(`${daemon.origin}/readyz`)).json()) as { checks: Record<string, unknown> };
    const byPath = new Map(rows.map((row) => [String(row.discovery_url).slice(site.origin.length), row]));
    return { byPath, fetched, folders: browserFolders(), ready: checks };
  } finally {
    await client.end();
    await daemon.stop();
  }
}

describe.runIf(hasChromium)('pages that scripts fill', () => {
  test('are read in every shape, with right values, and a check for robots stays one', async ({ database }) => {
    const site = await startShellSite();
    const shapes = Object.keys(SHAPES).map((shape, n) => [`/${shape}/${n}`, n] as const);
    try {
      const paths = [...shapes.map(([path]) => path), '/challenge/91'];
      const { byPath, fetched, ready } = await read(database, site, paths, BROWSER);
      const stays = [...byPath]
        .filter(([, { outcome }]) => outcome !== 'complete')
        .map(([path, { reason }]) => [path, reason]);
      expect(stays).toEqual([['/challenge/91', expect.stringContaining('robot check')]]);
      for (const [path, n] of shapes) {
        const { year, make, model, vin, price, mileage, color, engine, transmission, description } = numberedCar(n);
        expect(byPath.get(path), path).toMatchObject({
          ...{ outcome: 'complete', kind: 'listing', lane: 'work', photographs: 3 },
          ...{ year, make, model, vin, asking_price: String(price), mileage, color, engine, transmission, description },
        });
        expect(byPath.get(path)?.rendered, path).toBe('complete');
        expect(byPath.get(path)?.from_rendered, path).toBeGreaterThan(8);
        // Plainly as well, until the host is known for its shells.
        expect(site.count(path), path).toBeLessThanOrEqual(2);
      }
      // It was neither waited for nor passed.
      expect(byPath.get('/challenge/91')).toMatchObject({ outcome: 'blocked', kind: 'blocked', vin: null });
      expect(site.count('/challenge/91')).toBeLessThanOrEqual(2);
      // No is the answer to a question for consent.
      expect(site.count(/consent=yes/)).toBe(0);
      expect(site.count(/^\/style\.css|no-photo/)).toBe(0);
      // The photographs were asked for by the daemon alone, once each.
      expect(site.count(/^\/picture\//)).toBe(3 * shapes.length);
      expect(site.requests.filter(({ cookie }) => cookie !== '')).toEqual([]);
      expect([...new Set(site.requests.map(({ agent }) => agent).filter(Boolean))]).toEqual(['micro-scrape/0.1']);
      expect(fetched.filter((each) => each === 'rendered ok')).toHaveLength(shapes.length + 1);
      expect(ready).toMatchObject({ browser: { ok: true } });
      expect(browserFolders()).toEqual([]);
    } finally {
      await site.close();
    }
  });

  test('alone start a browser: with plain pages none is started', async ({ database }) => {
    const site = await startShellSite();
    try {
      const { byPath, fetched, folders } = await read(database, site, ['/plain/1', '/plain/2', '/missing/3'], BROWSER);
      expect([...byPath.values()].map(({ outcome }) => outcome).toSorted()).toEqual(['complete', 'complete', 'gone']);
      expect(byPath.get('/plain/1')).toMatchObject({ rendered: null, from_rendered: 0 });
      expect(site.count(/^\/(?:plain|missing)/)).toBe(3);
      expect(fetched.filter((each) => each.startsWith('rendered'))).toEqual([]);
      expect(folders).toEqual([]);
    } finally {
      await site.close();
    }
  });
});
