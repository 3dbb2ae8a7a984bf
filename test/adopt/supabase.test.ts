/** What of ours is open to those who come through Supabase's API: nothing for anon and authenticated, whatever came first. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dryRun, migrate } from '../../src/database/schema/migrate.ts';
import { findAmiss } from '../../src/database/schema/others-rights.ts';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.ts';
import { connect } from '../support/client.ts';
import { catalogueOf } from './catalogue-of.ts';
import { installRunsAsTable } from './earlier-versions.ts';
import { ask, onEmptyDatabase, type Server, startPostgres15, typeScript, urlAs, versionsHere } from './servers.ts';
import { API_ROLES, asOwner, DEFAULT_PRIVILEGES, GRANT_ALL, OWNER, ROLES, whatMay } from './supabase-roles.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const OUTSIDERS = ['anon', 'authenticated'] as const;
const OURS_IN_PUBLIC = /micro_scrape/;
const READ = [
  'select micro_scrape.adoption',
  'select micro_scrape.run_vehicles',
  'select micro_scrape.runs',
  'select micro_scrape.settings',
  'select micro_scrape.vehicle_events',
  'select micro_scrape.vehicle_state',
  'select micro_scrape_runs',
  'select vehicles_needing_micro_scrape',
];
/** Functions of ours that only compute serve the views and are nobody's secret. */
const COMPUTES = /^execute micro_scrape\.\w+$/;
const ADOPTED = `
  create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES});
  alter table vehicles enable row level security; alter table vehicle_images enable row level security`;

/** A server of its own: roles are a server's, and their presence alone changes what is right. */
async function startServerOf(version: 18 | 15): Promise<Server> {
  if (version === 15) return startPostgres15();
  const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-supabase-'));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function amissFor(url: string) {
  const client: pg.Client = await connect({ url });
  try {
    return (await findAmiss(client)) ?? [];
  } finally {
    await client.end();
  }
}

describe.each(versionsHere("that Supabase's roles may do nothing with what is ours"))('on PostgreSQL %i', (version) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServerOf(version);
    await ask(server.url, `${OWNER}; ${ROLES}`);
  });
  afterAll(() => server.stop());

  /** `url` is a superuser's, `owner` that of the project. */
  const onProject = (work: (url: string, owner: string) => Promise<void>, before = DEFAULT_PRIVILEGES) =>
    onEmptyDatabase(server, async (url) => {
      const owner = await asOwner(url);
      await ask(owner, before);
      await work(url, owner);
    });

  async function expectClosed(url: string): Promise<void> {
    for (const role of OUTSIDERS) expect(await whatMay(url, role), role).toEqual([]);
  }

  async function expectServed(url: string): Promise<void> {
    const may = await whatMay(url, 'service_role');
    expect(may).toEqual(expect.arrayContaining([...READ, 'execute mark_vehicle_micro_scrape_complete']));
    const more = may.filter((each) => !READ.includes(each) && !COMPUTES.test(each));
    expect(
      more.filter((each) => /micro_scrape|graphile_worker/.test(each) && !/^select micro_scrape\./.test(each)),
    ).toEqual(['execute mark_vehicle_micro_scrape_complete']);
  }

  test('a catalogue that we make is closed, and the service role works with it', async () => {
    await onProject(async (url, owner) => {
      await migrate({ connectionString: owner });
      await expectClosed(url);
      await expectServed(url);
      expect(await amissFor(owner)).toEqual([]);
      expect(await migrate({ connectionString: owner })).toEqual({ applied: [], open: [] });

      // As PostgREST does it: the login changes into the role of the token.
      const api = urlAs(url, 'authenticator');
      const [row] = await ask(
        api,
        `set role service_role; insert into vehicles (discovery_url) values ('https://cars.example/1') returning id`,
      );
      expect(
        await ask(api, 'set role service_role; select id, quality_score from vehicles_needing_micro_scrape'),
      ).toEqual([{ id: row?.id, quality_score: 0 }]);
      await ask(api, `set role service_role; select mark_vehicle_micro_scrape_complete('${row?.id}')`);
      expect(
        await ask(
          api,
          `set role service_role; select origin_metadata ->> 'micro_scrape_complete' as mark from vehicles`,
        ),
      ).toEqual([{ mark: 'true' }]);
      await expect(ask(api, 'set role anon; select * from vehicles')).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('a policy of the owner opens a table that we made, and no later start closes it', async () => {
    await onProject(async (url, owner) => {
      await migrate({ connectionString: owner });
      await ask(
        owner,
        `insert into vehicles (discovery_url, status) values ('https://cars.example/1', 'sold'), ('https://cars.example/2', 'shown')`,
      );
      await ask(
        owner,
        `grant select on vehicles to anon; create policy shown on vehicles for select to anon using (status = 'shown')`,
      );
      await ask(
        owner,
        `create function runs_so_far() returns bigint language sql security definer set search_path = public, pg_temp return (select count(*) from micro_scrape_runs)`,
      );
      expect(await migrate({ connectionString: owner })).toEqual({ applied: [], open: [] });
      expect(await ask(urlAs(url, 'authenticator'), 'set role anon; select discovery_url from vehicles')).toEqual([
        { discovery_url: 'https://cars.example/2' },
      ]);
      expect(await ask(urlAs(url, 'authenticator'), 'set role anon; select runs_so_far() as n')).toEqual([{ n: '0' }]);
    });
  });

  test('a catalogue of the owner keeps its rights and policies; what we add to it is closed', async () => {
    await onProject(async (url, owner) => {
      await ask(owner, `${ADOPTED}; create policy mine on vehicles for select to authenticated using (true)`);
      await ask(
        owner,
        'create table columns_only (id int); revoke all on vehicle_images from anon; grant select (image_url) on vehicle_images to anon',
      );
      await migrate({ connectionString: owner });
      for (const role of OUTSIDERS) {
        expect(
          (await whatMay(url, role)).filter((each) => OURS_IN_PUBLIC.test(each)),
          role,
        ).toEqual([]);
      }
      await expectServed(url);
      expect(await amissFor(owner)).toEqual([]);
      const api = urlAs(url, 'authenticator');
      expect(await ask(api, 'set role authenticated; select currency from vehicles')).toEqual([]);
      await expect(ask(api, 'set role anon; select file_hash from vehicle_images')).rejects.toMatchObject({
        code: '42501',
      });
    });
  });

  test('a table of the owner that anybody may change is named and not touched', async () => {
    await onProject(async (_url, owner) => {
      await ask(owner, `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES})`);
      await migrate({ connectionString: owner });
      const open = await amissFor(owner);
      expect(open.map(({ problem, ours, fixable }) => ({ problem, ours, fixable }))).toContainEqual({
        problem: 'anon may DELETE, INSERT, TRUNCATE, UPDATE on public.vehicles, whose row-level security is off',
        ours: false,
        fixable: false,
      });
      expect(new Set(open.map(({ fix }) => fix.replace(/ {3}--.*/, '')))).toEqual(
        new Set([
          'ALTER TABLE public.vehicles ENABLE ROW LEVEL SECURITY;',
          'ALTER TABLE public.vehicle_images ENABLE ROW LEVEL SECURITY;',
        ]),
      );
      expect(
        await ask(owner, `select relrowsecurity as on from pg_class where oid = 'public.vehicles'::regclass`),
      ).toEqual([{ on: false }]);
      expect(await migrate({ connectionString: owner })).toEqual({ applied: [], open: [] });
    });
  });

  test('what was opened later is closed by the lines that are printed, and by migrate', async () => {
    const OPENED = `${DEFAULT_PRIVILEGES}; ${GRANT_ALL};
      alter table vehicles disable row level security; alter table vehicle_images disable row level security;
      grant usage on schema micro_scrape, graphile_worker to public; grant all on all tables in schema micro_scrape, graphile_worker to anon, service_role;
      grant execute on all functions in schema micro_scrape to public; revoke usage on schema micro_scrape from service_role;
      revoke select on vehicles_needing_micro_scrape, micro_scrape.vehicle_state from service_role`;
    for (const way of ['the lines', 'migrate'] as const) {
      await onProject(async (url, owner) => {
        await migrate({ connectionString: owner });
        await ask(owner, OPENED);
        expect((await whatMay(url, 'anon')).length, way).toBeGreaterThan(100);
        if (way === 'migrate') {
          expect(await migrate({ connectionString: owner })).toEqual({ applied: ['rights.sql'], open: [] });
        } else {
          const amiss = await amissFor(owner);
          await ask(owner, amiss.map(({ fix }) => fix).join('\n'));
        }
        expect(await amissFor(owner), way).toEqual([]);
        await expectClosed(url);
        await expectServed(url);
      }, 'select 1');
    }
  });

  test("the daemon's own role works behind row-level security, and whatever it comes to own stays closed", async () => {
    const rolesSql = await readFile(new URL('../../sql/roles.sql', import.meta.url), 'utf8');
    await onProject(async (url, owner) => {
      await migrate({ connectionString: owner });
      try {
        await ask(owner, `set micro_scrape.password = 'secret-of-the-test'; ${rolesSql}`);
        const daemon = urlAs(url, 'micro_scrape_daemon');
        expect(await migrate({ connectionString: daemon })).toEqual({ applied: [], open: [] });
        await ask(owner, `insert into vehicles (discovery_url) values ('https://cars.example/1')`);
        expect(await ask(daemon, `update vehicles set make = 'Porsche' returning make`)).toEqual([{ make: 'Porsche' }]);
        // A later version, brought in by the daemon itself.
        await ask(
          url,
          `drop function micro_scrape.set_mark(uuid, boolean); delete from micro_scrape.applied_sql where name = 'functions/35_set_mark.sql'`,
        );
        expect(await migrate({ connectionString: daemon })).toEqual({
          applied: ['functions/35_set_mark.sql', 'rights.sql'],
          open: [],
        });
        await expectClosed(url);
        await expectServed(url);
        // What lies in public is not its to close: the start says so, and goes on.
        await ask(owner, 'grant select on micro_scrape_runs to anon');
        expect(await migrate({ connectionString: daemon })).toEqual({
          applied: [],
          open: ['anon may SELECT on public.micro_scrape_runs'],
        });
        expect(await migrate({ connectionString: owner })).toEqual({ applied: ['rights.sql'], open: [] });
      } finally {
        await ask(url, 'drop owned by micro_scrape_daemon cascade; drop role micro_scrape_daemon');
      }
    });
  });

  test('the table of runs that an earlier version left open to anybody becomes a view that is closed', async () => {
    await onProject(async (url, owner) => {
      await installRunsAsTable(owner);
      await ask(owner, 'grant all on micro_scrape_runs to anon, authenticated, service_role');
      await ask(urlAs(url, 'authenticator'), `set role anon; delete from micro_scrape_runs where run_type = 'manual'`);
      await migrate({ connectionString: owner });
      await expectClosed(url);
      await expectServed(url);
      await ask(owner, 'grant usage on schema micro_scrape to anon');
      expect((await whatMay(url, 'anon')).filter((each) => !COMPUTES.test(each))).toEqual([]);
    });
  });

  test('the SQL of a dry run leaves the same rights', async () => {
    await onProject(async (_url, owner) => {
      const script = await dryRun({ connectionString: owner });
      await typeScript(owner, script);
      expect(await dryRun({ connectionString: owner })).toBe('');
      const byHand = await catalogueOf(owner);
      await onProject(async (_other, alike) => {
        await migrate({ connectionString: alike });
        expect(byHand).toEqual(await catalogueOf(alike));
        await uninstall({ connectionString: alike, yes: true, purgeMarks: false, dryRun: false });
        expect((await catalogueOf(alike)).filter((line) => API_ROLES.some((role) => line.includes(role)))).toEqual([
          expect.stringMatching(/^schema public/),
        ]);
      });
    });
  });
});

test('without these roles nothing is amiss, and who was let into the schema goes on calling its functions', async () => {
  const server = await startServerOf(18);
  try {
    await onEmptyDatabase(server, async (url) => {
      await migrate({ connectionString: url });
      expect(await amissFor(url)).toEqual([]);
      await ask(
        url,
        `create role colleague login password 'secret-of-the-test'; grant usage on schema micro_scrape to colleague;
         grant execute on all functions in schema micro_scrape to public; grant select on micro_scrape_runs to public`,
      );
      expect((await migrate({ connectionString: url })).applied).toEqual(['rights.sql']);
      expect(await amissFor(url)).toEqual([]);
      expect(
        await ask(urlAs(url, 'colleague'), `select micro_scrape.value_key('a'), micro_scrape.add_up_state_counts()`),
      ).toHaveLength(1);
      // They come when everything is there already.
      await ask(url, `${OWNER}; ${ROLES}; ${DEFAULT_PRIVILEGES}`);
      expect((await amissFor(url)).map(({ problem }) => problem).sort()).toEqual(
        expect.arrayContaining([
          'public may SELECT on public.micro_scrape_runs',
          'service_role may not read public.vehicles_needing_micro_scrape',
        ]),
      );
      expect((await migrate({ connectionString: url })).applied).toEqual(['rights.sql']);
      for (const role of OUTSIDERS) expect(await whatMay(url, role), role).toEqual([]);
      expect(await whatMay(url, 'service_role')).toEqual(expect.arrayContaining(READ));
    });
  } finally {
    await server.stop();
  }
});
