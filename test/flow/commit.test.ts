/** The one write of a run, and the row of the queue that it was done for. */
import type pg from 'pg';
import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { type TestDatabase, test } from '../support/database.ts';

interface World {
  readonly client: pg.Client;
  readonly vehicle: string;
  /** Of the vehicle, held by a worker. */
  readonly job: string;
}

async function withJob(database: TestDatabase, work: (world: World) => Promise<void>): Promise<void> {
  const client = await connect(database);
  try {
    await client.query('select * from micro_scrape.adopt(1)');
    const { id } = await one(
      client,
      `insert into vehicles (discovery_url) values ('https://a.example/1') returning id`,
    );
    await client.query('select micro_scrape.dispatch(10)');
    const { job } = await one(
      client,
      `update graphile_worker._private_jobs set locked_by = 'pool', locked_at = now(), attempts = 1 returning id::text as job`,
    );
    await work({ client, vehicle: String(id), job: String(job) });
  } finally {
    await client.end();
  }
}

const commit = ({ client, vehicle, job }: World, end: object) =>
  client.query('select micro_scrape.commit_run($1, 0, 1, $2)', [
    vehicle,
    JSON.stringify({ ...{ judged: {}, writes: [], actions: [], done: [], extractor_version: 1 }, job, end }),
  ]);

const jobs = async (client: pg.Client) => {
  const { rows } = await client.query('select id::text, key from graphile_worker.jobs order by id');
  return rows;
};

const SETTLE = { kind: 'settle', outcome: 'exhausted', reason: 'as it was', failed_attempt: false, failed: false };

describe('the job of a run', () => {
  for (const [what, end] of [
    ['is settled', SETTLE],
    ['waits for its turn', { kind: 'rate_limit', until: new Date(), reason: 'waits', progress: {} }],
    ['stands in line at a host', { kind: 'line', host: 'a.example', reason: 'waits', failed: false, progress: {} }],
  ] as const) {
    test(`goes in the same commit in which the vehicle ${what}`, async ({ database }) => {
      await withJob(database, async (world) => {
        await commit(world, end);
        expect(await jobs(world.client)).toEqual([]);
      });
    });
  }

  test('stays where the vehicle is given back as it was, and where nothing is written under an old fence', async ({
    database,
  }) => {
    await withJob(database, async (world) => {
      const { client, vehicle, job } = world;
      await commit(world, { kind: 'reserve', until: new Date() });
      await client.query('update micro_scrape.vehicle_state set fence = fence + 1');
      await commit(world, SETTLE);
      expect(await jobs(client)).toEqual([{ id: job, key: `vehicle:${vehicle}` }]);
    });
  });

  test('makes room for the next one when an event came meanwhile, or the vehicle goes on in another lane', async ({
    database,
  }) => {
    await withJob(database, async (world) => {
      const { client, vehicle, job } = world;
      await client.query('update micro_scrape.vehicle_state set requested = 2');
      await commit(world, SETTLE);
      const [next, ...more] = await jobs(client);
      expect(more).toEqual([]);
      expect(next.key).toBe(`vehicle:${vehicle}`);
      expect(next.id).not.toBe(job);

      await client.query('update micro_scrape.vehicle_state set requested = 1');
      await commit({ ...world, job: next.id }, { kind: 'move', lane: 'recogniser', reason: null, progress: {} });
      const moved = await client.query('select id::text, task_identifier from graphile_worker.jobs');
      expect(moved.rows).toEqual([{ id: expect.not.stringMatching(next.id), task_identifier: 'read-photographs' }]);
    });
  });
});

interface Given {
  readonly field: string;
  readonly value: string | number;
}

const write = (values: Record<string, string | number>, more: object = {}) => ({
  ...{ action: 0, said: 'filled %s' },
  values: Object.entries(values).map(([field, value]): Given & object => ({
    ...{ field, value, page_value: null, source_url: 'https://a.example/1' },
    ...{ method: 'test', snippet: '', confidence: 1 },
  })),
  ...more,
});

const ALL = {
  ...{ year: 2004, make: 'Honda', model: 'Civic', vin: '1HGES16524L000001', asking_price: 4500 },
  ...{ description: 'It runs.', mileage: 90_000, color: 'red', engine: '1.7L', transmission: 'manual' },
};

/** Commits the writes of a page that was read, as the vehicle's last act; the answer, the row and its evidence. */
async function written({ client, vehicle, job }: World, ...writes: object[]) {
  const run = {
    ...{ judged: {}, writes, actions: [{ action: 'read_page', runtime_ms: 1 }], done: [], extractor_version: 1, job },
    end: { ...SETTLE, lacks: true },
  };
  const { committed } = await one(client, 'select micro_scrape.commit_run($1, 0, 1, $2) as committed', [
    vehicle,
    JSON.stringify(run),
  ]);
  const row = await one(client, 'select * from vehicles where id = $1', [vehicle]);
  const { note } = await one(client, 'select note from micro_scrape.action_log');
  const evidence = await client.query('select field, value, replaced from micro_scrape.field_sources order by id');
  const state = await one(client, 'select outcome, gaps, mark_refused from micro_scrape.vehicle_state');
  return { committed, row, note, evidence: evidence.rows, state };
}

const MARKED = { micro_scrape_complete: true, micro_scrape_completed_at: expect.any(String) };

/** A table's own rule; the trigger's body returns. */
const rule = (body: string, when = 'before update') => `
  create function rule() returns trigger language plpgsql as $$ begin ${body} end $$;
  create trigger rule ${when} on vehicles for each row execute function rule()`;

const withPhotograph = (database: TestDatabase, sql: string, work: (world: World) => Promise<void>) =>
  withJob(database, async (world) => {
    await world.client.query(
      `insert into vehicle_images (vehicle_id, image_url) values ($1, 'https://a.example/1.jpg')`,
      [world.vehicle],
    );
    await world.client.query(sql);
    await work(world);
  });

describe('what a run has found', () => {
  test('is one change of the row, with the mark, of no column beside those that it fills', async ({ database }) => {
    const counting = `
      create table changes (columns text);
      ${rule(`insert into changes values ('any'); return new;`)};
      create trigger rule_of_make before update of make on vehicles for each row execute function rule()`;
    await withPhotograph(database, counting, async (world) => {
      await world.client.query(
        `update vehicles set make = 'Honda', color = 'N/A', origin_metadata = '{"theirs": 1}' where id = $1`,
        [world.vehicle],
      );
      await world.client.query('delete from changes');
      const { make: _, ...others } = ALL;
      const image = {
        urls: ['https://a.example/1.jpg'],
        value: '1',
        source_url: null,
        method: 'test',
        snippet: '',
        confidence: 1,
      };
      const { committed, row, evidence, note, state } = await written(
        world,
        write({ ...others, make: 'Toyota' }),
        write({}, { said: '', image_urls: image }),
      );
      expect(committed).toMatchObject({
        newly_marked: true,
        ended: 'settle',
        filled: [...Object.keys(others), 'image_urls'],
      });
      expect(row).toMatchObject({ ...others, asking_price: '4500', make: 'Honda' });
      expect(row.origin_metadata).toEqual({ ...MARKED, theirs: 1, image_urls: ['https://a.example/1.jpg'] });
      expect(evidence).toEqual([
        ...Object.entries(others).map(([field, value]) => ({
          ...{ field, value: String(value), replaced: field === 'color' ? 'N/A' : null },
        })),
        { field: 'image_urls', value: '1', replaced: null },
      ]);
      expect(note).toBe(`filled ${Object.keys(others).join(', ')}`);
      expect(state).toEqual({ outcome: 'complete', gaps: [], mark_refused: null });
      const { rows } = await world.client.query('select columns from changes');
      expect(rows).toEqual([{ columns: 'any' }]);
    });
  });

  test('stands where the table refuses the mark', async ({ database }) => {
    const unmarkable = rule(
      `if new.origin_metadata ? 'micro_scrape_complete' then raise exception 'no marks here'; end if; return new;`,
    );
    await withPhotograph(database, unmarkable, async (world) => {
      const { committed, row, state, evidence } = await written(world, write(ALL));
      expect(row).toMatchObject({ make: 'Honda', color: 'red', origin_metadata: null });
      expect(committed).toMatchObject({ newly_marked: false, outcome: 'complete' });
      expect(state.mark_refused).toBe('no marks here');
      expect(evidence).toHaveLength(Object.keys(ALL).length);
    });
  });

  for (const [what, refusing] of [
    ['by a constraint', `alter table vehicles add constraint no_hondas check (vin not like '1H%')`],
    ['without a word', rule('if new.vin is not null then return null; end if; return new;')],
  ] as const) {
    test(`stands without the value that the table refuses ${what}, and without what follows from that`, async ({
      database,
    }) => {
      await withPhotograph(database, refusing, async (world) => {
        const { vin, engine: _, ...others } = ALL;
        const { committed, row, note, evidence } = await written(
          world,
          write({ vin, ...others }),
          write({ engine: '1.7L' }, { needs: { vin } }),
          write({ transmission: 'automatic', engine: '1.6L' }, { needs: { make: 'Honda', vin: null } }),
        );
        expect(row).toMatchObject({ ...others, asking_price: '4500', vin: null, engine: '1.6L' });
        expect(note).toMatch(/^filled year, [^;]*; the table refused vin: [^;]+; filled engine$/);
        expect(evidence.map(({ field }) => field)).toEqual([...Object.keys(others), 'engine']);
        expect(committed).toMatchObject({ ended: 'settle', gaps: ['vin'], newly_marked: true });
      });
    });
  }

  test('and lacks what the type of a column refuses goes on: there may be another value', async ({ database }) => {
    await withPhotograph(database, 'select', async (world) => {
      const { committed, row, note } = await written(world, write({ ...ALL, year: 3_000_000_000 }));
      expect(row).toMatchObject({ make: 'Honda', year: null, origin_metadata: null });
      expect(note).toMatch(/; the table refused year: .*out of range/);
      expect(committed).toMatchObject({ ended: null, gaps: ['year'], row: { make: 'Honda', year: null } });
    });
  });

  for (const [when, body] of [
    ['before update', 'new.make := null; return new;'],
    ['after update', 'update vehicles set make = null where id = new.id and make is not null; return null;'],
  ] as const) {
    test(`is judged as a trigger ${when} has made it: a mark that no longer fits goes`, async ({ database }) => {
      await withPhotograph(database, rule(body, when), async (world) => {
        const { committed, row, state } = await written(world, write(ALL));
        expect(row).toMatchObject({ make: null, model: 'Civic' });
        expect(row.origin_metadata).toEqual({});
        expect(committed).toMatchObject({ newly_marked: false, gaps: ['make'] });
        expect(state).toMatchObject({ outcome: 'exhausted', gaps: ['make'] });
      });
    });
  }

  test("leaves an owner's mark on a vehicle that is not complete, and fills it", async ({ database }) => {
    const mark = `update vehicles set origin_metadata = '{"micro_scrape_complete": true}'`;
    await withPhotograph(database, mark, async (world) => {
      const { make, ...others } = ALL;
      const { committed, row } = await written(world, write(others));
      expect(row).toMatchObject({ make: null, color: 'red', origin_metadata: { micro_scrape_complete: true } });
      expect(committed).toMatchObject({ newly_marked: false, gaps: ['make'] });
    });
  });

  test('is never a value that was rejected, and of two for one field the first', async ({ database }) => {
    const rejected = `insert into micro_scrape.rejections (vehicle_id, field, value, value_key, kind) select id, 'color', 'RED', 'red', 'said' from vehicles`;
    await withPhotograph(database, rejected, async (world) => {
      const { row, note, committed } = await written(
        world,
        write(ALL),
        write({ color: 'blue' }),
        write({ color: 'green' }),
      );
      expect(row).toMatchObject({ make: 'Honda', color: 'blue', origin_metadata: MARKED });
      expect(note).toMatch(/; color is a value that was rejected for this vehicle; filled color$/);
      expect(committed).toMatchObject({ ended: 'settle', newly_marked: true });
    });
  });

  test("is not written at all where the trouble is the server's", async ({ database }) => {
    await withPhotograph(
      database,
      rule(`raise exception 'full' using errcode = '53100'; return new;`),
      async (world) => {
        await expect(written(world, write(ALL))).rejects.toThrow('full');
      },
    );
  });

  test('is written with the search_path of the session, which the triggers of the table need', async ({ database }) => {
    const elsewhere = `
      create schema theirs; create table theirs.seen (make text); set search_path = public, theirs;
      ${rule(`insert into seen values (new.make); return new;`)}`;
    await withPhotograph(database, elsewhere, async (world) => {
      const { row } = await written(world, write(ALL));
      expect(row.make).toBe('Honda');
      expect((await world.client.query('select make from theirs.seen')).rows).toEqual([{ make: 'Honda' }]);
    });
  });
});
