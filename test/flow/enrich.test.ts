import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { discoveryUrl, siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon, type TestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

type Site = Awaited<ReturnType<typeof startSampleSite>>;

interface World {
  readonly client: pg.Client;
  readonly site: Site;
  readonly daemon: TestDaemon;
  /** Inserts a row and gives its id. */
  insert(values: Record<string, unknown>): Promise<string>;
  /** The vehicle's row and state once nothing more happens to it by itself. */
  rested(id: string): Promise<Record<string, unknown>>;
}

async function withDaemon(
  database: TestDatabase,
  start: () => Promise<Site>,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const site = await start();
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
  const client = await connect(database);
  try {
    await work({
      client,
      site,
      daemon,
      async insert(values) {
        const names = Object.keys(values);
        const places = names.map((_, i) => `$${i + 1}`);
        const row = await one(
          client,
          `insert into vehicles (${names.join(', ')}) values (${places.join(', ')}) returning id`,
          Object.values(values),
        );
        return String(row.id);
      },
      rested: (id) => rested(client, id),
    });
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

async function rested(client: pg.Client, id: string): Promise<Record<string, unknown>> {
  return eventually(`vehicle ${id} rests`, async () => {
    const { rows } = await client.query(
      `select v.*, s.score, s.gaps, s.outcome, s.reason, s.next_try_at, s.requested, s.handled
       from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
       where v.id = $1 and s.requested = s.handled and not s.rate_limited
         and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)`,
      [id],
    );
    return rows[0];
  });
}

function sample(slug: string) {
  const listing = SAMPLE_LISTINGS.find((each) => each.slug === slug);
  if (listing === undefined) throw new Error(`no sample ${slug}`);
  return listing;
}

describe('one vehicle', () => {
  test('goes in as an address and comes out complete, with evidence for every value and its photographs as files', async ({
    database,
  }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client, daemon }) => {
      const { truth, path } = sample('porsche-911-1995');
      const id = await insert({ discovery_url: `${site.origin}${path}` });
      const vehicle = await rested(id);
      expect(vehicle).toMatchObject({
        outcome: 'complete',
        score: 100,
        gaps: [],
        year: truth?.year,
        make: truth?.make,
        vin: truth?.vin,
        sale_price: String(truth?.price?.amount),
        currency: 'USD',
        mileage: truth?.mileage?.value,
        origin_metadata: expect.objectContaining({ micro_scrape_complete: true }),
      });

      const { rows: evidence } = await client.query('select * from micro_scrape.field_sources where vehicle_id = $1', [
        id,
      ]);
      const written = [
        'year',
        'make',
        'model',
        'vin',
        'sale_price',
        'currency',
        'mileage',
        'color',
        'engine',
        'transmission',
        'description',
      ];
      expect(evidence.map((e) => e.field).sort()).toEqual([...written, 'image_urls'].sort());
      for (const e of evidence.filter((each) => each.field !== 'image_urls')) {
        expect(String(vehicle[e.field])).toBe(e.value);
        expect(e).toMatchObject({
          source_url: `${site.origin}${path}`,
          snippet: expect.stringMatching(/./),
          run_id: expect.any(String),
        });
      }

      const { rows: images } = await client.query(
        'select * from vehicle_images where vehicle_id = $1 order by position',
        [id],
      );
      expect(images.map((image) => image.image_url)).toEqual(
        truth?.pictures.map((name) => `${site.origin}/pictures/${name}`),
      );
      expect(images.map((image) => image.is_primary)).toEqual([true, false, false]);
      for (const image of images) {
        const file = await readFile(join(daemon.blobs, image.storage_path));
        expect(createHash('sha256').update(file).digest('hex')).toBe(image.file_hash);
        expect(file.length).toBe(Number(image.file_size));
      }

      const run = await one(client, 'select * from micro_scrape_runs');
      expect(run).toMatchObject({
        run_type: 'triggered',
        status: 'completed',
        vehicles_analyzed: 1,
        vehicles_improved: 1,
        vehicles_marked_complete: 1,
        actions_executed: 3,
        actions_succeeded: 3,
        actions_failed: 0,
        runtime_ms: expect.any(Number),
      });
      expect(site.count(path ?? '')).toBe(1);
    });
  });

  test('whose VIN stands only on a photographed plate gets it from there', async ({ database }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client }) => {
      const listing = sample('jeep-wrangler-2007');
      const id = await insert({ discovery_url: discoveryUrl(listing, site.origin) });
      expect(await rested(id)).toMatchObject({ vin: listing.truth?.vin, outcome: 'complete' });
      const evidence = await one(client, `select * from micro_scrape.field_sources where field = 'vin'`);
      expect(evidence).toMatchObject({ method: 'ocr', source_url: expect.stringContaining('plate') });
    });
  });

  test('whose page has no description gets one composed of its facts, without the VIN', async ({ database }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client }) => {
      const listing = sample('ford-f-150-2012');
      const id = await insert({ discovery_url: discoveryUrl(listing, site.origin) });
      const vehicle = await rested(id);
      expect(vehicle.description).toMatch(/^This is a 2012 Ford F-150, color /);
      expect(vehicle.description).not.toContain(listing.truth?.vin);
      const evidence = await one(client, `select * from micro_scrape.field_sources where field = 'description'`);
      expect(evidence).toMatchObject({ method: 'composed' });
    });
  });

  test('whose page is about another car is given nothing, and the contradiction is told', async ({ database }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site }) => {
      const listing = sample('contradiction-camaro-2014');
      const id = await insert({ ...listing.row.values, discovery_url: discoveryUrl(listing, site.origin) });
      const vehicle = await rested(id);
      expect(vehicle).toMatchObject({
        outcome: 'exhausted',
        reason: expect.stringContaining('another vehicle'),
        vin: null,
      });
      expect(vehicle.score).toBe(listing.end.score);
    });
  });

  test('stores kilometres as miles and keeps what the page said', async ({ database }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client }) => {
      const id = await insert({ discovery_url: discoveryUrl(sample('vw-golf-2019'), site.origin) });
      expect(await rested(id)).toMatchObject({ mileage: Math.round(48200 / 1.609344) });
      const evidence = await one(client, `select * from micro_scrape.field_sources where field = 'mileage'`);
      expect(evidence).toMatchObject({ page_value: '48200 km' });
    });
  });

  test('that loses its VIN when complete is reopened and refilled from the kept page', async ({ database }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client }) => {
      const { truth, path } = sample('porsche-911-1995');
      const id = await insert({ discovery_url: `${site.origin}${path}` });
      await rested(id);
      await client.query('update vehicles set vin = null, color = null, engine = null where id = $1', [id]);
      await eventually('the VIN is back', async () => {
        const row = await one(client, 'select vin from vehicles where id = $1', [id]);
        return row.vin === truth?.vin;
      });
      expect(await rested(id)).toMatchObject({ outcome: 'complete', score: 100 });
      expect(site.count(path ?? '')).toBe(1);
    });
  });

  test('keeps what a person writes while its page is being read', async ({ database }) => {
    await withDaemon(database, startBehaviourSite, async ({ insert, rested, site, client }) => {
      const id = await insert({ discovery_url: `${site.origin}${BEHAVIOURS.slow(1500)}` });
      await eventually('the page is being read', () => site.requests.some((request) => request.path === '/slow'));
      await client.query(`update vehicles set color = 'by hand', vin = 'VIVA-1' where id = $1`, [id]);
      await client.query(`update vehicles set make = make where id = $1`, [id]);
      const vehicle = await rested(id);
      expect(vehicle).toMatchObject({
        color: 'by hand',
        outcome: 'complete',
        vin: expect.stringMatching(/^[A-Z0-9]{17}$/),
      });
    });
  });

  test('with stored image URLs gets its photographs without its page being asked for them again', async ({
    database,
  }) => {
    await withDaemon(database, startSampleSite, async ({ insert, rested, site, client }) => {
      const urls = ['audi-s4-side.jpg', 'audi-s4-rear.jpg', 'audi-s4-side.jpg'].map(
        (name) => `${site.origin}/pictures/${name}`,
      );
      const id = await insert({
        year: 2004,
        make: 'Audi',
        model: 'S4',
        origin_metadata: { image_urls: urls, other: 'kept' },
      });
      expect(await rested(id)).toMatchObject({ origin_metadata: { image_urls: urls, other: 'kept' } });
      const { rows } = await client.query('select position, is_primary from vehicle_images order by position');
      expect(rows).toEqual([
        { position: 0, is_primary: true },
        { position: 1, is_primary: false },
      ]);
    });
  });
});

describe('bad input gets a stored reason and the daemon goes on', () => {
  const bad: readonly (readonly [string, string | null, string, RegExp])[] = [
    ['a row without an address', null, 'exhausted', /no discovery_url/],
    ['an address that is none', 'not a url', 'invalid', /./],
    ['an address of another scheme', 'ftp://example.org/car', 'invalid', /./],
    ['a private address', 'http://127.0.0.1:8080/car', 'invalid', /private|not allowed|refused/i],
    ['a cloud metadata-like link-local address', 'http://169.254.0.1/', 'invalid', /private|not allowed|refused/i],
    ['a 404', BEHAVIOURS.notFound, 'gone', /404/],
    ['a 410', BEHAVIOURS.gone, 'gone', /410/],
    ['a page of 10 MB', BEHAVIOURS.huge, 'invalid', /5/],
    ['an empty page', BEHAVIOURS.empty, 'waiting', /empty/],
    ['a shell', BEHAVIOURS.shell, 'exhausted', /a shell that only scripts fill/],
    ['a PDF', BEHAVIOURS.pdf, 'invalid', /pdf/i],
    ['a picture', BEHAVIOURS.image, 'invalid', /image|picture/i],
    ['a redirect loop', BEHAVIOURS.redirectLoop, 'invalid', /redirect/i],
    ['a redirect to a private address', BEHAVIOURS.redirectToPrivate, 'invalid', /private|not allowed|refused/i],
    // On its second visit, half a minute later on a slow machine, the host has answered others: then it is the page's own.
    [
      'a server that fails',
      BEHAVIOURS.failing(99, 'bad'),
      'waiting',
      /(cannot be reached since .*|attempt \d of 5 failed: .*)500/,
    ],
  ];

  test('every one of them, and a good vehicle after them', async ({ database }) => {
    await withDaemon(database, startBehaviourSite, async ({ insert, rested, site }) => {
      const ids = new Map<string, string>();
      for (const [what, path] of bad) {
        const url = path?.startsWith('/') ? `${site.origin}${path}` : path;
        ids.set(what, await insert({ discovery_url: url }));
      }
      for (const [what, , outcome, reason] of bad) {
        const vehicle = await rested(ids.get(what) ?? '');
        expect([what, vehicle.outcome, vehicle.reason]).toEqual([what, outcome, expect.stringMatching(reason)]);
      }
      const latin1 = await rested(await insert({ discovery_url: `${site.origin}${BEHAVIOURS.latin1}` }));
      expect(latin1).toMatchObject({ outcome: 'complete' });
      expect(latin1.description).not.toContain('\ufffd');
      const good = await rested(await insert({ discovery_url: `${site.origin}${BEHAVIOURS.car(7)}` }));
      expect(good).toMatchObject({ outcome: 'complete' });
    });
  });

  test('pictures that are none are refused by name and the good one among them is kept', async ({ database }) => {
    await withDaemon(database, startBehaviourSite, async ({ insert, rested, site, client }) => {
      const id = await insert({ discovery_url: `${site.origin}${BEHAVIOURS.brokenPictures(true)}` });
      await rested(id);
      const log = await one(client, `select * from micro_scrape.action_log where action = 'retry-image-backfill'`);
      expect(log.note).toMatch(/^1 of \d+ photographs stored; \d+ not: /);
      expect(await client.query('select from vehicle_images')).toHaveProperty('rowCount', 1);
    });
  });
});

describe('many vehicles', () => {
  test('1,000 inserted at once and 50 one by one while the daemon was off are all handled, none twice', async ({
    database,
  }) => {
    const site = await startBehaviourSite();
    const client = await connect(database);
    await client.query(
      `insert into vehicles (discovery_url) select $1 || '/car/' || n from generate_series(1, 1000) n`,
      [site.origin],
    );
    for (let n = 1001; n <= 1050; n += 1) {
      await client.query('insert into vehicles (discovery_url) values ($1)', [`${site.origin}${BEHAVIOURS.car(n)}`]);
    }
    const daemon = await startTestDaemon(database, {
      FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
      CONCURRENCY: '8',
    });
    try {
      await eventually('all are complete', async () => {
        const { n } = await one(
          client,
          `select count(*)::int as n from micro_scrape.vehicle_state where outcome = 'complete' and requested = handled`,
        );
        return n === 1050;
      });
      const cars = site.requests.filter((request) => request.path.startsWith('/car/'));
      expect(cars.length).toBe(1050);
      expect(new Set(cars.map((request) => request.path)).size).toBe(1050);
      const runs = await eventually('all runs are closed', async () => {
        const row = await one(
          client,
          `select sum(vehicles_analyzed)::int as analyzed, sum(vehicles_improved)::int as improved,
             sum(vehicles_marked_complete)::int as marked, bool_and(status = 'completed') as closed from micro_scrape_runs`,
        );
        return row.closed === true && row;
      });
      expect(runs).toMatchObject({ analyzed: 1050, improved: 1050, marked: 1050 });
      expect(await client.query('select from graphile_worker.jobs')).toHaveProperty('rowCount', 0);
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });
});
