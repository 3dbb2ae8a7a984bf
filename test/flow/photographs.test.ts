import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type Answer, serveLocally } from '../../examples/demo/site/local-server.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const picture = (name: string) => readFile(new URL(`../../examples/demo/site/pictures/${name}`, import.meta.url));

test('a photograph in several sizes is stored once, in its largest and in the place of the first; a placeholder never', async ({
  database,
}) => {
  const side = await picture('porsche-911-side.jpg');
  const placeholder = sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#eee"/><path d="M80 190h240v40H80z" fill="#bbb"/></svg>',
    ),
  );
  const files: Readonly<Record<string, Buffer>> = {
    '/side-small.webp': await sharp(side).resize(200).webp().toBuffer(),
    '/none.png': await placeholder.png().toBuffer(),
    '/front.jpg': await picture('porsche-911-front.jpg'),
    '/side.jpg': side,
  };
  const lastModified = new Date();
  const site = await serveLocally(async ({ url }): Promise<Answer> => {
    const body = files[url.pathname] ?? Buffer.alloc(0);
    return { status: 200, type: 'image/jpeg', body, lastModified };
  });
  const urls = Object.keys(files).map((path) => `${site.origin}${path}`);
  const client = await connect(database);
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
  const kept: unknown[] = [];
  daemon.events.on('photographs:kept', ({ states }) => kept.push(states));
  try {
    await client.query('insert into vehicles (origin_metadata) values ($1)', [{ image_urls: urls }]);
    const log = await eventually('the photographs are stored', () =>
      one(client, `select * from micro_scrape.action_log where action = 'retry-image-backfill'`),
    );
    // The metrics hear of each address once.
    expect(kept).toEqual([{ stored: 2, copy: 1, refused: 1 }]);
    expect(log.note).toMatch(/^2 of 4 photographs stored; 1 copies of others; 1 not: the image is a drawn graphic/);
    const { rows } = await client.query(
      'select image_url, width, position, is_primary from vehicle_images order by position',
    );
    expect(rows).toEqual([
      { image_url: `${site.origin}/side.jpg`, width: 640, position: 0, is_primary: true },
      { image_url: `${site.origin}/front.jpg`, width: 640, position: 2, is_primary: false },
    ]);
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
});

test('a photograph that could not be had comes with a later visit, beside those that are there', async ({
  database,
}) => {
  const files: Readonly<Record<string, Buffer>> = {
    '/front.jpg': await picture('porsche-911-front.jpg'),
    '/side.jpg': await picture('porsche-911-side.jpg'),
    '/side-small.jpg': await sharp(await picture('porsche-911-side.jpg'))
      .resize(200)
      .jpeg()
      .toBuffer(),
  };
  const lastModified = new Date();
  let busy = true;
  const site = await serveLocally(async ({ url }): Promise<Answer> => {
    const body = files[url.pathname] ?? Buffer.alloc(0);
    const away = busy && ['/front.jpg', '/side-small.jpg'].includes(url.pathname);
    return { status: away ? 503 : 200, type: 'image/jpeg', body, lastModified };
  });
  const urls = Object.keys(files).map((path) => `${site.origin}${path}`);
  const client = await connect(database);
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
  const state = () =>
    one(
      client,
      `select photos_missing, reason, attempts, next_try_at is not null as comes_back, requested = handled as rests from micro_scrape.vehicle_state`,
    );
  try {
    await client.query('insert into vehicles (origin_metadata) values ($1)', [{ image_urls: urls }]);
    const after = await eventually('one photograph is stored', async () => {
      const now = await state();
      return now?.rests === true && now.attempts === 1 && now;
    });
    expect(after).toMatchObject({ photos_missing: 2, comes_back: true });
    expect(after.reason).toMatch(/^attempt 1 of 5 failed: 2 of 3 photographs are missing: .*503/);

    busy = false;
    await client.query('update micro_scrape.hosts set paused_until = null, failures = 0');
    await client.query('update micro_scrape.vehicle_state set next_try_at = clock_timestamp()');
    await eventually('nothing is missing', async () => {
      const now = await state();
      return now?.rests === true && now.photos_missing === 0;
    });
    const { rows } = await client.query('select image_url, position, is_primary from vehicle_images order by position');
    // The small copy of the one that is there is known for what it is.
    expect(rows).toEqual([
      { image_url: `${site.origin}/front.jpg`, position: 0, is_primary: false },
      { image_url: `${site.origin}/side.jpg`, position: 1, is_primary: true },
    ]);
    expect(site.count('/side.jpg')).toBe(1);
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
});

test('an edit of a complete vehicle does not cancel the visit for what is missing', async ({ database }) => {
  const client = await connect(database);
  try {
    await client.query(`
      with v as (
        insert into vehicles (discovery_url, year, make, model, vin, sale_price, description, mileage, color, engine, transmission, origin_metadata)
        values ('https://cars.example/1', 1995, 'Porsche', '911', 'WP0AA2991SS321874', 21500, 'A car.', 81000, 'red', 'six', 'manual',
          '{"image_urls": ["https://img.example/1.jpg", "https://img.example/2.jpg"]}') returning id
      ) insert into vehicle_images (vehicle_id, image_url) select id, 'https://img.example/1.jpg' from v`);
    await client.query('select * from micro_scrape.dispatch(10)');
    await client.query(
      `update micro_scrape.vehicle_state set photos_missing = 1, reason = 'one is missing', next_try_at = clock_timestamp() + interval '1 hour'`,
    );
    const edit = async (color: string) => {
      await client.query('update vehicles set color = $1', [color]);
      await client.query('select * from micro_scrape.dispatch(10)');
      return one(
        client,
        `select outcome, gaps, reason, next_try_at is not null as comes_back, requested > handled as has_work from micro_scrape.vehicle_state`,
      );
    };
    const complete = { outcome: 'complete', gaps: [], has_work: false };
    expect(await edit('green')).toEqual({ ...complete, reason: 'one is missing', comes_back: true });
    await client.query('update micro_scrape.vehicle_state set photos_missing = 0');
    expect(await edit('blue')).toEqual({ ...complete, reason: null, comes_back: false });
  } finally {
    await client.end();
  }
});

test('a photograph whose file lies elsewhere costs a vehicle nothing but what could have been read off it', async ({
  database,
}) => {
  const client = await connect(database);
  const daemon = await startTestDaemon(database);
  try {
    const { rows } = await client.query(
      `insert into vehicles (year, make, model) values (1995, 'Porsche', '911') returning id`,
    );
    await client.query(
      `insert into vehicle_images (vehicle_id, image_url, storage_path, source)
       values ($1, 'https://cdn.example/1.jpg', 'vehicle-images/1995/front.jpg', 'import')`,
      [rows[0].id],
    );
    const state = await eventually('it rests', () =>
      one(client, `select outcome, last_error, attempts from micro_scrape.vehicle_state where outcome = 'exhausted'`),
    );
    expect(state).toEqual({ outcome: 'exhausted', last_error: null, attempts: 0 });
    const log = await eventually('its photograph was looked for', () =>
      one(client, `select note from micro_scrape.action_log where action = 'extract-vin-from-vehicle'`),
    );
    expect(log.note).toMatch(/vehicle-images\/1995\/front.jpg \(its file is not in our store\)/);
  } finally {
    await client.end();
    await daemon.stop();
  }
});

test('a host that asks for a second between two requests gives all its photographs, one turn after the other', {
  timeout: 300_000,
}, async ({ database }) => {
  const photographs = 6;
  const side = await picture('porsche-911-side.jpg');
  /** No turn comes before it. */
  let robotsAt: number | undefined;
  const times: number[] = [];
  const lastModified = new Date();
  const site = await serveLocally(async ({ url }): Promise<Answer> => {
    if (url.pathname === '/robots.txt') {
      robotsAt ??= performance.now();
      return { status: 200, type: 'text/plain', body: Buffer.from('User-agent: *\nCrawl-delay: 1\n'), lastModified };
    }
    times.push(performance.now());
    const n = Number.parseInt(url.pathname.slice(1), 10);
    const body = await sharp(side)
      .extract({ left: n * 40, top: 0, width: 300, height: 300 })
      .modulate({ hue: n * 60 })
      .jpeg()
      .toBuffer();
    return { status: 200, type: 'image/jpeg', body, lastModified };
  });
  const urls = Array.from({ length: photographs }, (_, n) => `${site.origin}/${n}.jpg`);
  const client = await connect(database);
  const env = { FETCH_ALLOW_PRIVATE: new URL(site.origin).host };
  const daemons = [await startTestDaemon(database, env), await startTestDaemon(database, env)];
  const failures: string[] = [];
  for (const daemon of daemons) {
    daemon.events.on('job:end', ({ outcome, error }) => {
      if (outcome !== 'success') failures.push(String(error));
    });
  }
  try {
    await client.query('insert into vehicles (origin_metadata) values ($1)', [{ image_urls: urls }]);
    const log = await eventually('the photographs are stored', () =>
      one(client, `select * from micro_scrape.action_log where action = 'retry-image-backfill'`),
    );
    expect(log.note).toBe('6 of 6 photographs stored');
    expect(await one(client, 'select count(*)::int as n from vehicle_images')).toEqual({ n: photographs });
    expect(times).toHaveLength(photographs);
    // Each may come late, and the next one then stands closer to it; none may come before its turn.
    for (const [n, at] of times.entries())
      expect(at - (robotsAt ?? at), `photograph ${n}`).toBeGreaterThanOrEqual(n * 1000 - 50);
    expect(failures).toEqual([]);
    expect(await one(client, 'select count(*)::int as n from micro_scrape.photographs where look is not null')).toEqual(
      {
        n: 0,
      },
    );
  } finally {
    await client.end();
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    await site.close();
  }
});
