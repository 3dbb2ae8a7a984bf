/** The names of the actions and tasks, held against everything that has to know them. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import { ACTION_DEFINITIONS } from '../../src/enrichment/actions/index.ts';
import { situationOf } from '../../src/enrichment/plan.ts';
import { ACTIONS, TASK_LANES, TASKS } from '../../src/events.ts';
import { createTasks } from '../../src/jobs/tasks.ts';
import { FIELDS, GAPS } from '../../src/vehicles/fields.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';

/** Fixed for ever. */
const PUBLIC_NAMES = [
  ...['extract-listing', 'comprehensive-bat-extraction', 'extract-images', 'retry-image-backfill'],
  ...['extract-vin-from-vehicle', 'generate-vehicle-description'],
];
const BARE = {
  ...Object.fromEntries(FIELDS.map((field) => [field, null])),
  ...{ id: '', discovery_url: null, image_urls: [], image_count: 0 },
} as unknown as Parameters<typeof situationOf>[0];
const more = { gaps: GAPS, photosMissing: 0 };
/** Of vehicles that lack everything, one at an address, one at Bring a Trailer's, then with URLs, text and a name, a VIN. */
const SITUATIONS = [
  situationOf({ ...BARE, discovery_url: 'https://cars.example/1' }, more),
  situationOf({ ...BARE, discovery_url: 'https://bringatrailer.com/listing/1' }, more),
  situationOf({ ...BARE, image_urls: ['https://cars.example/1.jpg'] }, more),
  situationOf({ ...BARE, year: 1999, make: 'Mazda', model: 'Miata', description: 'Its VIN is here.' }, more),
  situationOf({ ...BARE, vin: '1HGCM82633A004352' }, more),
];

describe('an action', () => {
  test.for(ACTIONS)('%s is planned for some vehicle', (action) => {
    expect(SITUATIONS.map((each) => ACTION_DEFINITIONS[action].isUseful(each))).toContain(true);
  });

  test('has its page read under one name, whatever the site', () => {
    const reads = (n: number) =>
      (['extract-listing', 'comprehensive-bat-extraction'] as const).filter(
        (action) => SITUATIONS[n] && ACTION_DEFINITIONS[action].isUseful(SITUATIONS[n]),
      );
    expect([reads(0), reads(1)]).toEqual([['extract-listing'], ['comprehensive-bat-extraction']]);
  });

  test('of those that others have come to rely on is one still, and docs/using.md names no other', async () => {
    const document = await readFile(new URL('../../docs/using.md', import.meta.url), 'utf8');
    const told = /for one `vehicle_id`\n([\s\S]*?)\./.exec(document)?.[1] ?? '';
    const named = [...told.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
    expect(named.toSorted()).toEqual(PUBLIC_NAMES.toSorted());
    expect(PUBLIC_NAMES.filter((name) => !(ACTIONS as readonly string[]).includes(name))).toEqual([]);
  });
});

describe('a task of the queue', () => {
  test('is taken by the one runner that the table says', () => {
    const taken = Object.entries(createTasks({} as never)).flatMap(([lane, tasks]) =>
      Object.keys(tasks).map((name) => [name, lane]),
    );
    expect(Object.fromEntries(taken)).toEqual(TASK_LANES);
    expect(taken).toHaveLength(TASKS.length);
  });

  test('is rescued from a dead daemon and gone after leaving, each of ours', async ({ database }) => {
    const client = await connect(database);
    try {
      for (const task of TASKS) {
        await client.query(`select graphile_worker.add_job($1, '{}')`, [task]);
      }
      await client.query(
        `update graphile_worker._private_jobs set locked_by = 'worker-of-the-dead', locked_at = now() - interval '1 minute'`,
      );
      const rescued = await one(
        client,
        `select jobs from micro_scrape.rescue_orphaned(gen_random_uuid(), '{}', '{}', true)`,
      );
      expect(rescued.jobs).toBe(TASKS.length);
    } finally {
      await client.end();
    }
    const { kept, statements } = await uninstall({
      connectionString: database.url,
      yes: true,
      purgeMarks: false,
      dryRun: true,
    });
    expect([kept, statements]).toEqual([[], expect.arrayContaining(['drop schema graphile_worker cascade'])]);
  });
});
