/** What changes under a prepared database is found by what stands there now: at the start, by /readyz, in the figures, and fixed by `migrate`. */
import { describe, expect, inject, test } from 'vitest';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { findDrift } from '../../src/database/schema/drift.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { startProgram } from '../support/program.ts';
import { catalogueOf } from './catalogue-of.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const SWAP = `
  alter table vehicles rename to vehicles_old;
  create table vehicles (like vehicles_old including all);
  insert into vehicles select * from vehicles_old`;

async function problemsOf(url: string): Promise<string[]> {
  const client = await connect({ url });
  try {
    return (await findDrift(client)).map(({ problem }) => problem);
  } finally {
    await client.end();
  }
}

async function readiness(origin: string): Promise<{ status: number; schema: { ok: boolean; detail: string } }> {
  const answer = await fetch(`${origin}/readyz`);
  const { checks } = (await answer.json()) as { checks: { schema: { ok: boolean; detail: string } } };
  return { status: answer.status, schema: checks.schema };
}

const drifts: readonly (readonly [string, string, RegExp])[] = [
  [
    'a trigger is dropped',
    'drop trigger micro_scrape_vehicle_inserted on vehicles',
    /micro_scrape_vehicle_inserted is not on public\.vehicles/,
  ],
  [
    'a trigger is switched off',
    'alter table vehicle_images disable trigger micro_scrape_vehicle_images_added',
    /micro_scrape_vehicle_images_added on public\.vehicle_images is switched off/,
  ],
  [
    'a trigger of our own table is dropped',
    'drop trigger micro_scrape_state_changed on micro_scrape.vehicle_state',
    /micro_scrape_state_changed is not on micro_scrape\.vehicle_state/,
  ],
  [
    'a function is dropped',
    'drop function micro_scrape.set_mark(uuid, boolean)',
    /function micro_scrape\.set_mark is gone/,
  ],
  [
    'a function is written over',
    `create or replace function public.mark_vehicle_micro_scrape_complete(p_vehicle_id uuid) returns void language sql
      set search_path = pg_catalog, pg_temp as 'select null'`,
    /mark_vehicle_micro_scrape_complete has another text/,
  ],
  [
    'a view is dropped',
    'drop view vehicles_needing_micro_scrape',
    /view public\.vehicles_needing_micro_scrape is gone/,
  ],
  [
    'a column is dropped',
    'alter table vehicles drop column currency cascade',
    /public\.vehicles has no column currency/,
  ],
  ['the table of photographs is dropped', 'drop table vehicle_images cascade', /no table public\.vehicle_images/],
];

onEachVersion('that what changed under a prepared database is found and fixed', (server, version) => {
  test.each(drifts)('fixed by migrate as if it had never been: %s', async (_what, change, sentence) => {
    await onEmptyDatabase(server, async (url) => {
      await migrate({ connectionString: url });
      const before = await catalogueOf(url);
      expect(await problemsOf(url)).toEqual([]);
      await ask(url, change);
      expect(await problemsOf(url)).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
      const { applied, left } = await migrate({ connectionString: url, switchOn: true });
      expect([applied.length > 0, left]).toEqual([true, undefined]);
      // A column that was added again stands last.
      expect(await catalogueOf(url)).toEqual(before);
      expect(await migrate({ connectionString: url })).toMatchObject({ applied: [] });
    });
  });

  test('a table in the place of the old one, of other types: found, fixed, and nothing of ours holds the old one', async () => {
    await onEmptyDatabase(server, async (url) => {
      await migrate({ connectionString: url });
      await ask(
        url,
        `alter table vehicles rename to vehicles_old; create table vehicles (${VEHICLES}); alter table vehicle_images rename to vehicle_images_old; create table vehicle_images (${IMAGES})`,
      );
      const problems = await problemsOf(url);
      for (const sentence of [
        /trigger micro_scrape_vehicle_inserted is not on public\.vehicles/,
        /view public\.vehicles_needing_micro_scrape reads public\.vehicle\w*_old/,
        /function micro_scrape\.gaps takes rows of public\.vehicles_old/,
        /public\.vehicles has no column .*asking_price/,
      ])
        expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(sentence)]));
      await migrate({ connectionString: url });
      expect(await problemsOf(url)).toEqual([]);
      await ask(url, 'drop table vehicle_images_old; drop table vehicles_old');
      await ask(url, `insert into vehicles (discovery_url) values ('https://cars.example/1')`);
      expect(await ask(url, 'select quality_score from vehicles_needing_micro_scrape')).toEqual([{ quality_score: 0 }]);
      expect(await ask(url, 'select kind from micro_scrape.vehicle_events')).toEqual([{ kind: 'inserted' }]);
    });
  });

  test.runIf(version === 18)(
    'a table that does not fit in its place, or none at all, is named at the start',
    async () => {
      await onEmptyDatabase(server, async (url) => {
        await migrate({ connectionString: url });
        await ask(
          url,
          'alter table vehicles rename to vehicles_old; create table vehicles (id bigint primary key, discovery_url text)',
        );
        await expect(migrate({ connectionString: url })).rejects.toThrow(/public\.vehicles\.id is bigint/);
        await ask(url, 'drop table vehicles');
        await expect(migrate({ connectionString: url })).rejects.toThrow(
          /no table public\.vehicles, but public\.vehicles_old/,
        );
        await ask(url, 'drop table vehicles_old cascade');
        await expect(migrate({ connectionString: url })).rejects.toThrow(/public\.vehicles is gone: restore it/);
        await migrate({ connectionString: url, create: true });
        expect(await problemsOf(url)).toEqual([]);
      });
    },
  );
});

describe('a daemon at work', () => {
  const server = { url: inject('testCluster').maintenanceUrl };

  test('says that its table was swapped, and works on with the new one when migrate has been typed', async () => {
    await onEmptyDatabase(server, async (url) => {
      const site = await startSampleSite();
      const pathOf = (slug: string) => SAMPLE_LISTINGS.find((each) => each.slug === slug)?.path;
      const daemon = await startTestDaemon({ url }, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
      const complete = (slug: string) =>
        eventually(`${slug} is complete, with photographs`, async () => {
          const rows = await ask(
            url,
            `select from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
             where v.discovery_url = $1 and s.outcome = 'complete' and s.requested = s.handled
               and exists (select from vehicle_images i where i.vehicle_id = v.id)`,
            [`${site.origin}${pathOf(slug)}`],
          );
          return rows.length === 1;
        });
      const add = (slug: string) =>
        ask(url, 'insert into vehicles (discovery_url) values ($1)', [`${site.origin}${pathOf(slug)}`]);
      try {
        await add('porsche-911-1995');
        await complete('porsche-911-1995');
        expect((await readiness(daemon.origin)).schema).toMatchObject({ ok: true });

        await ask(url, SWAP);
        await eventually('readiness is denied', async () => (await readiness(daemon.origin)).status === 503);
        expect(await readiness(daemon.origin)).toMatchObject({
          status: 503,
          schema: {
            ok: false,
            detail: expect.stringMatching(
              /is not on public\.vehicles \(and \d+ more\); fix with: npx micro-scrape migrate$/,
            ),
          },
        });
        await eventually('the figures say it', async () => {
          const figures = await (await fetch(`${daemon.origin}/metrics`)).text();
          return /^micro_scrape_schema_drift [1-9]/m.test(figures);
        });

        const program = startProgram(['migrate'], { DATABASE_URL: url });
        expect(await program.ended, program.output()).toBe(0);
        expect(program.output()).toMatch(
          /applied triggers\/vehicle_inserted\.sql: the trigger micro_scrape_vehicle_inserted is not on public\.vehicles/,
        );
        const typed =
          /^left to you: public\.vehicle_images\.vehicle_id refers to public\.vehicles_old.*\n {2}(ALTER TABLE .*;)$/m.exec(
            program.output(),
          )?.[1];
        await ask(url, typed ?? 'no line to type');
        await eventually('readiness says so', async () => (await readiness(daemon.origin)).schema.ok);
        // The same daemon, with the sessions it had before.
        await add('bmw-m3-1988');
        await complete('bmw-m3-1988');
        await ask(url, 'drop table vehicles_old');
      } finally {
        await daemon.stop();
        await site.close();
      }
    });
  });

  test('leaves a trigger off that somebody has switched off, says so, and migrate switches it on', async () => {
    await onEmptyDatabase(server, async (url) => {
      await migrate({ connectionString: url });
      await ask(url, 'alter table vehicles disable trigger micro_scrape_vehicle_inserted');
      const daemon = startProgram(['start'], {
        DATABASE_URL: url,
        PORT: '0',
        BLOB_STORE: `file:/tmp/drift-test-${process.pid}`,
      });
      try {
        await daemon.says(/micro_scrape_vehicle_inserted on public\.vehicles is switched off/, 60_000);
        const [, origin = ''] = await daemon.says(/"origin":"(http[^"]+)"/, 60_000);
        expect((await readiness(origin)).schema).toMatchObject({
          ok: false,
          detail: expect.stringContaining('switched off'),
        });
        const program = startProgram(['migrate'], { DATABASE_URL: url });
        expect(await program.ended, program.output()).toBe(0);
        await eventually('readiness says so', async () => (await readiness(origin)).schema.ok);
      } finally {
        daemon.child.kill('SIGTERM');
        await daemon.ended;
      }
    });
  });
});
