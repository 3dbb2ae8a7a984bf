import type pg from 'pg';
import { describe, expect } from 'vitest';
import { discoveryUrl, siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { command } from '../cli/command.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon, type TestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

type Row = Record<string, unknown>;
interface World {
  readonly client: pg.Client;
  readonly start: () => Promise<TestDaemon>;
  /** For commands. */
  readonly env: () => Readonly<Record<string, string>>;
  readonly add: (slug: string, values?: Row) => Promise<string>;
  /** The row and state of a vehicle to which nothing more happens by itself. */
  readonly rested: (id: string) => Promise<Row>;
}

async function withDaemon(database: TestDatabase, work: (world: World) => Promise<void>): Promise<void> {
  const site = await startSampleSite();
  const daemons: TestDaemon[] = [];
  const start = async () => {
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
    daemons.push(daemon);
    return daemon;
  };
  const client = await connect(database);
  try {
    await start();
    await work({
      client,
      start,
      env: () => ({ DATABASE_URL: database.url, BLOB_STORE: `file:${daemons[0]?.blobs}` }),
      add: async (slug, values = {}) => {
        const listing = SAMPLE_LISTINGS.find((each) => each.slug === slug);
        if (listing === undefined) throw new Error(`no sample ${slug}`);
        const row = { discovery_url: discoveryUrl(listing, site.origin), ...values };
        const names = Object.keys(row);
        const { id } = await one(
          client,
          `insert into vehicles (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
          Object.values(row),
        );
        return String(id);
      },
      rested: (id) => rested(client, id),
    });
  } finally {
    await client.end();
    for (const daemon of daemons) await daemon.stop();
    await site.close();
  }
}

function rested(client: pg.Client, id: string): Promise<Row> {
  return eventually(`vehicle ${id} rests`, async () => {
    const { awaited, ...row } = await one(
      client,
      `select v.*, s.score, s.gaps, s.outcome, s.reason, s.excluded_by,
         (select count(*)::int from vehicle_images i where i.vehicle_id = v.id) as images,
         nullif(jsonb_build_object(
           'events', (select jsonb_agg(to_jsonb(e)) from micro_scrape.vehicle_events e where e.vehicle_id = v.id),
           'state', case when s.requested > s.handled or s.rate_limited or s.leased_by is not null then to_jsonb(s) end,
           'jobs', (select jsonb_agg(to_jsonb(j)) from graphile_worker._private_jobs j
                    where j.payload ->> 'vehicle_id' = v.id::text and j.attempts < j.max_attempts)),
           '{"events": null, "state": null, "jobs": null}') as awaited
       from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id where v.id = $1`,
      [id],
    );
    if (awaited !== null) throw new Error(JSON.stringify(awaited));
    return row;
  });
}

const runAgain = (client: pg.Client, id: string) =>
  client.query(`select graphile_worker.add_job('micro-scrape', json_build_object('vehicle_id', $1::uuid))`, [id]);

describe('a value that is said to be wrong', () => {
  test('goes, and never comes back by the page, the VIN, a second daemon, a restored row or another event', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested, start }) => {
      const id = await add('porsche-911-1995');
      const before = await rested(id);
      expect(before).toMatchObject({ outcome: 'complete', make: 'Porsche' });
      for (const field of ['color', 'price', 'engine', 'description', 'mileage', 'vin']) {
        await client.query('select micro_scrape.reject($1, $2, $3)', [id, field, 'seen with my own eyes']);
      }
      const expected = { color: null, sale_price: null, mileage: null, vin: null };
      const after = await rested(id);
      expect(after).toMatchObject({ ...expected, make: 'Porsche', model: before.model });
      expect(after.engine).not.toBe(before.engine);
      expect(after.description).not.toBe(before.description);

      await runAgain(client, id);
      expect(await rested(id)).toMatchObject(expected);
      await start();
      await client.query(`update vehicles set discovery_url = discovery_url || '?again' where id = $1`, [id]);
      expect(await rested(id)).toMatchObject(expected);
      // The row as a backup has it: gone and inserted anew under its id, without the values that were rejected.
      await client.query('begin');
      await client.query('create temp table backup as select * from vehicles where id = $1', [id]);
      await client.query('delete from vehicles where id = $1', [id]);
      await client.query('insert into vehicles select * from backup');
      await client.query('commit');
      expect(await rested(id)).toMatchObject(expected);

      // What a person puts there themselves stands.
      await client.query('update vehicles set color = $2 where id = $1', [id, before.color]);
      expect(await rested(id)).toMatchObject({ ...expected, color: before.color });
      const { rows } = await client.query(
        `select source, field, written::int, kept::int, rejected::int from micro_scrape.precision where field in ('color', 'make') order by field`,
      );
      expect(rows).toMatchObject([
        { source: '127.0.0.1', field: 'color', written: 1, kept: 0, rejected: 1 },
        { source: '127.0.0.1', field: 'make', written: 1, kept: 1, rejected: 0 },
      ]);
    });
  });

  test('gives way to the right one, which stays after a new run, a page read again and an undo', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested, env }) => {
      const id = await add('porsche-911-1995');
      const { color, make } = await rested(id);
      const right = async (field: string, value: string) =>
        (await command(['reject', id, field, '--right', value, '--note', 'I own it'], env())).code;
      expect(await right('color', 'Amethyst')).toBe(0);
      // Another spelling is nothing wrong; a value that is none, of another kind or of no field is refused.
      expect(await right('make', 'PORSCHE')).toBe(0);
      for (const [field, value] of [
        ['year', 'old'],
        ['year', '99999999999'],
        ['mileage', '-1'],
        ['engine', 'n/a'],
        ['origin_metadata', '{}'],
      ] as const) {
        expect([field, value, await right(field, value)]).toEqual([field, value, 1]);
      }
      const expected = { color: 'Amethyst', make: 'PORSCHE' };
      expect(await rested(id)).toMatchObject({ ...expected, outcome: 'complete' });
      await runAgain(client, id);
      expect(await rested(id)).toMatchObject(expected);
      expect((await command(['reprocess', '--all'], env())).code).toBe(0);
      expect(await rested(id)).toMatchObject(expected);

      const { rows: wrong } = await client.query('select field, value, kind, note from micro_scrape.rejections');
      expect(wrong).toEqual([{ field: 'color', value: color, kind: 'said', note: 'I own it' }]);
      const { rows: evidence } = await client.query(
        `select field, value, replaced, taken_back from micro_scrape.field_sources where method = 'person' order by field`,
      );
      expect(evidence).toEqual([
        { field: 'color', value: 'Amethyst', replaced: color, taken_back: null },
        { field: 'make', value: 'PORSCHE', replaced: make, taken_back: null },
      ]);
      const { rows: precision } = await client.query(
        `select field, rejected::int, edited::int from micro_scrape.precision where rejected + edited > 0 or method = 'person'`,
      );
      expect(precision).toEqual([{ field: 'color', rejected: 1, edited: 0 }]);
      // What a person wrote over that is theirs again, and nothing of ours was wrong.
      await client.query(`update vehicles set color = 'Black' where id = $1`, [id]);
      expect(await rested(id)).toMatchObject({ color: 'Black' });
      await client.query('select * from micro_scrape.undo($1)', [id]);
      expect(await rested(id)).toMatchObject({ color: 'Black', make: 'PORSCHE', outcome: 'excluded', vin: null });
      expect((await client.query('select from micro_scrape.rejections')).rowCount).toBe(1);
    });
  });

  test('that was read off a photograph never comes back, by the recogniser or by kept pages read again', {
    timeout: 300_000,
  }, async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested, env }) => {
      const id = await add('jeep-wrangler-2007');
      const before = await rested(id);
      const evidence = await one(client, `select method from micro_scrape.field_sources where field = 'vin'`);
      expect(evidence.method).toBe('ocr');
      await client.query('select micro_scrape.reject($1, $2)', [id, 'vin']);
      await client.query('select micro_scrape.reject($1, $2)', [id, 'model']);
      const expected = { vin: null, year: before.year, make: before.make };
      expect(await rested(id)).toMatchObject(expected);
      expect((await rested(id)).model).not.toBe(before.model);
      const { code } = await command(['reprocess', '--all'], env());
      expect(code).toBe(0);
      await runAgain(client, id);
      expect(await rested(id)).toMatchObject(expected);
      expect((await rested(id)).model).not.toBe(before.model);
    });
  });

  test('is refused with a sentence when there is no such vehicle, field or value', async ({ database }) => {
    const client = await connect(database);
    try {
      const { id } = await one(client, `insert into vehicles (make) values ('Porsche') returning id`);
      const refusal = (vehicle: unknown, field: string) =>
        client.query('select micro_scrape.reject($1, $2)', [vehicle, field]).then(
          () => 'taken',
          (error: Error) => error.message,
        );
      expect(await refusal(id, 'colour')).toMatch(/^colour is no field that micro-scrape fills/);
      expect(await refusal(id, 'vin')).toMatch(/has no vin/);
      expect(await refusal('00000000-0000-0000-0000-000000000001', 'vin')).toMatch(/There is no vehicle/);
    } finally {
      await client.end();
    }
  });
});

describe('people change what we wrote', () => {
  test('and 1,000 mixed edits are counted as what they are', async ({ database }) => {
    const client = await connect(database);
    try {
      // Each vehicle has four values of ours and one of its owner's.
      await client.query(`
        insert into vehicles (year, make, model, vin, sale_price, color, engine, description, discovery_url)
        select 1990, 'Saab', '900', 'YS3AL35E7L70' || 10000 + n, 10000 + n, 'Blue', '2.0L Turbo', 'Owner text', 'https://a.example/' || n
        from generate_series(1, 250) n`);
      await client.query(`
        insert into micro_scrape.field_sources (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version)
        select v.id, f.field, to_jsonb(v) ->> f.field, v.discovery_url, 'label', 'where it stood', 0.95, 1
        from vehicles v cross join unnest(array['sale_price', 'color', 'engine', 'vin']) f (field)`);
      await client.query('select count(*) from micro_scrape.dispatch(10000)');
      const { rows: vehicles } = await client.query<{ id: string }>('select id from vehicles order by discovery_url');
      // Of four kinds, by a rule that the test alone knows: another value, an emptied one, the same in other words, the owner's own field.
      const counted = { edited: 0, kept: 0 };
      let made = 0;
      for (const [n, { id }] of vehicles.entries()) {
        const edits: [string, boolean][] = [
          n % 3 === 0
            ? ['color = $$Red$$', true]
            : n % 3 === 1
              ? ['color = $$ blue $$', false]
              : ['color = null', false],
          n % 2 === 0 ? ['sale_price = sale_price + 500', true] : ['sale_price = sale_price + 0.00', false],
          n % 5 === 0 ? ['engine = $$2.3L$$', true] : ['description = description || $$ more$$', false],
          n % 7 === 0 ? ["vin = 'n/a'", false] : ['make = $$SAAB$$', false],
        ];
        for (const [edit, rejects] of edits) {
          await client.query(`update vehicles set ${edit} where id = $1`, [id]);
          made += 1;
          if (rejects) counted.edited += 1;
          if (made % 100 === 0) await client.query('select count(*) from micro_scrape.dispatch(10000)');
        }
      }
      expect(made).toBe(1_000);
      await client.query('select count(*) from micro_scrape.dispatch(10000)');
      counted.kept = 4 * vehicles.length - counted.edited;
      const seen = await one(
        client,
        'select sum(written)::int as written, sum(edited)::int as edited, sum(kept)::int as kept from micro_scrape.precision',
      );
      expect(seen).toEqual({ written: 1_000, ...counted });

      // Whoever puts our value back takes the rejection with it.
      await client.query(`update vehicles set color = 'Blue' where color = 'Red'`);
      await client.query('select count(*) from micro_scrape.dispatch(10000)');
      const again = await one(
        client,
        `select sum(edited)::int as edited from micro_scrape.precision where field = 'color'`,
      );
      expect(again.edited).toBe(0);
    } finally {
      await client.end();
    }
  });
});

describe('undo', () => {
  test('takes back what we wrote and nobody touched, with what stood there before, and leaves the vehicle alone', async ({
    database,
  }) => {
    await withDaemon(database, async ({ client, add, rested }) => {
      const id = await add('porsche-911-1995', { make: 'N/A', year: 1995, color: 'tbd' });
      const filled = await rested(id);
      expect(filled).toMatchObject({ outcome: 'complete', make: 'Porsche', images: 3 });
      await client.query(`update vehicles set mileage = 12345 where id = $1`, [id]);
      await rested(id);
      const { rows } = await client.query('select * from micro_scrape.undo($1)', [id]);
      expect(rows.map(({ field }) => field)).toContain('vin');
      const expected = {
        ...{ year: 1995, make: 'N/A', color: 'tbd', mileage: 12345, model: null, vin: null, sale_price: null },
        ...{ description: null, images: 0, outcome: 'excluded', excluded_by: 'undo' },
      };
      expect(await rested(id)).toMatchObject(expected);
      await client.query(`update vehicles set transmission = 'manual' where id = $1`, [id]);
      expect(await rested(id)).toMatchObject(expected);
      await client.query('select micro_scrape.include($1)', [id]);
      expect(await rested(id)).toMatchObject({
        outcome: 'complete',
        vin: filled.vin,
        mileage: 12345,
        transmission: 'manual',
      });
    });
  });
});

describe('a vehicle that is excluded', () => {
  test('is left alone by every event and job until it is included', async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested }) => {
      await client.query('begin');
      const id = await add('porsche-911-1995');
      await client.query('select micro_scrape.exclude($1, $2)', [id, 'mine']);
      await client.query('commit');
      const alone = { outcome: 'excluded', make: null, vin: null, reason: 'excluded by hand: mine' };
      expect(await rested(id)).toMatchObject(alone);
      await client.query(`update vehicles set color = 'red' where id = $1`, [id]);
      await runAgain(client, id);
      await client.query(
        `select graphile_worker.add_job('extract-listing', json_build_object('vehicle_id', $1::uuid), max_attempts => 1)`,
        [id],
      );
      expect(
        await eventually('the job asked for by hand has failed', async () => {
          const { rows } = await client.query(
            `select last_error from graphile_worker.jobs where task_identifier = 'extract-listing' and last_error is not null`,
          );
          return rows[0]?.last_error;
        }),
      ).toMatch(/is excluded/);
      await client.query(`delete from graphile_worker._private_jobs where last_error is not null`);
      expect(await rested(id)).toMatchObject({ ...alone, color: 'red' });
      await client.query('select micro_scrape.include($1)', [id]);
      expect(await rested(id)).toMatchObject({ outcome: 'complete', make: 'Porsche', color: 'red' });
    });
  });

  test('also when it comes with the mark of its owner, or gets it later, until the mark goes', async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested }) => {
      const marked = await add('porsche-911-1995', { origin_metadata: { micro_scrape_complete: true, mine: 1 } });
      expect(await rested(marked)).toMatchObject({
        ...{ outcome: 'excluded', excluded_by: 'mark', make: null },
        origin_metadata: { micro_scrape_complete: true, mine: 1 },
      });
      await client.query('select * from micro_scrape.reconcile(100)');
      expect(await rested(marked)).toMatchObject({ outcome: 'excluded', make: null });
      await client.query('select micro_scrape.include($1)', [marked]);
      expect(await rested(marked)).toMatchObject({ outcome: 'complete', make: 'Porsche' });

      // A page that is no listing leaves it incomplete; then its owner says that it is done.
      const later = await add('porsche-911-1995', { discovery_url: null, make: 'Porsche' });
      expect(await rested(later)).toMatchObject({ outcome: 'exhausted' });
      await client.query('select mark_vehicle_micro_scrape_complete($1)', [later]);
      await client.query('select * from micro_scrape.reconcile(100)');
      expect(await rested(later)).toMatchObject({
        ...{ outcome: 'excluded', excluded_by: 'mark' },
        origin_metadata: expect.objectContaining({ micro_scrape_complete: true }),
      });
      await client.query(`update vehicles set origin_metadata = '{}' where id = $1`, [later]);
      await client.query('select * from micro_scrape.reconcile(100)');
      expect(await rested(later)).toMatchObject({ outcome: 'exhausted', excluded_by: null });
    });
  });
});

describe('a value that is not sure enough', () => {
  test('is proposed with its evidence, and written when a person accepts it', async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested }) => {
      await client.query('update micro_scrape.settings set min_confidence = 1');
      const id = await add('porsche-911-1995');
      const vehicle = await rested(id);
      const { rows } = await client.query(
        `select field, value, why, snippet from micro_scrape.proposals where vehicle_id = $1 order by field`,
        [id],
      );
      const proposed = rows.find(({ field }) => field === 'transmission') ?? rows[0];
      expect(proposed).toMatchObject({ why: 'doubtful', snippet: expect.stringMatching(/\S/) });
      expect(vehicle[proposed.field]).toBeNull();
      await client.query('select micro_scrape.accept($1, $2)', [id, proposed.field]);
      expect(String((await rested(id))[proposed.field])).toBe(proposed.value);
      expect(
        await one(client, 'select method from micro_scrape.field_sources where vehicle_id = $1 and field = $2', [
          id,
          proposed.field,
        ]),
      ).toMatchObject({ method: expect.stringMatching(/\S/) });
    });
  });

  test('what the page says otherwise than the row is seen, and the row stands', async ({ database }) => {
    await withDaemon(database, async ({ client, add, rested }) => {
      const id = await add('porsche-911-1995', { color: 'Zebra stripes', mileage: 5 });
      expect(await rested(id)).toMatchObject({ color: 'Zebra stripes', mileage: 5 });
      const { rows } = await client.query(
        'select field, row_value, page_value from micro_scrape.disagreements where vehicle_id = $1 order by field',
        [id],
      );
      expect(rows).toMatchObject([
        { field: 'color', row_value: 'Zebra stripes' },
        { field: 'mileage', row_value: '5' },
      ]);
    });
  });
});

test('a value that is rejected while the daemon waits for the row to write it stays away', async ({ database }) => {
  await withDaemon(database, async ({ client, add, rested }) => {
    const other = await connect(database);
    try {
      const id = await add('porsche-911-1995');
      const before = await rested(id);
      // Emptied so that no event tells of it.
      await client.query(`
        begin; set local micro_scrape.writer = 'daemon'; update vehicles set color = null where id = '${id}'; commit`);
      // Held locked, so that the run which is to fill the color again waits with what it has read.
      await other.query('begin');
      await other.query('select from vehicles where id = $1 for no key update', [id]);
      await client.query(`
        insert into micro_scrape.vehicle_events (vehicle_id, kind) values ('${id}', 'source_changed');
        select micro_scrape.notify('source_changed', 1)`);
      await eventually('the run waits for the row', async () => {
        const { rows } = await client.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return rows.length > 0;
      });
      await other.query(
        `insert into micro_scrape.rejections (vehicle_id, field, value, value_key, kind)
         values ($1, 'color', $2, micro_scrape.value_key($2), 'said')`,
        [id, before.color],
      );
      // The row changes too, so that whoever waited reads it anew.
      await other.query('update vehicles set updated_at = now() where id = $1', [id]);
      await other.query('commit');
      expect(await rested(id)).toMatchObject({ color: null });
    } finally {
      await other.end();
    }
  });
});
