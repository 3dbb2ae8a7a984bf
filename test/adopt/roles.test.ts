/** The daemon under a role that may do what it needs and nothing else; what is missing is said at the start, not suffered. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { ask, onEmptyDatabase, urlAs } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const PASSWORD = 'secret-of-the-test';
const TABLES = `create table vehicles (${VEHICLES}); create table vehicle_images (${IMAGES})`;
const SECURED = `
  alter table vehicles enable row level security; alter table vehicle_images enable row level security;
  create policy mine on vehicles using (owner_note = current_user); create policy mine on vehicle_images using (false)`;

interface World {
  /** As a superuser. */
  readonly url: string;
  readonly role: string;
  /** As the role. */
  readonly roleUrl: string;
  /** Runs sql/roles.sql as the login of `as`, a superuser if absent. */
  rolesSql(as?: string): Promise<void>;
}

async function withRole(work: (world: World) => Promise<void>): Promise<void> {
  const server = { url: inject('testCluster').maintenanceUrl };
  const role = `daemon_${randomUUID().slice(0, 8)}`;
  const script = await readFile(new URL('../../sql/roles.sql', import.meta.url), 'utf8');
  try {
    await onEmptyDatabase(server, (url) =>
      work({
        url,
        role,
        roleUrl: urlAs(url, role, PASSWORD),
        rolesSql: async (as = url) => {
          await ask(as, `set micro_scrape.role = '${role}'; set micro_scrape.password = '${PASSWORD}'; ${script}`);
        },
      }),
    );
  } finally {
    await ask(server.url, `drop role if exists ${role}`);
  }
}

/** From an address to a complete vehicle, with a daemon that logs in as `roleUrl`. */
async function expectComplete({ url, roleUrl }: World): Promise<void> {
  const site = await startSampleSite();
  const path = SAMPLE_LISTINGS.find((each) => each.slug === 'porsche-911-1995')?.path;
  const database = { url: roleUrl };
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: siteHosts(site.origin).join(',') });
  try {
    await ask(url, 'insert into vehicles (discovery_url) values ($1)', [`${site.origin}${path}`]);
    const row = await eventually('the vehicle is complete', async () => {
      const [found] = await ask(
        url,
        `select v.*, (select count(*)::int from vehicle_images) as images from vehicles v
         where exists (select from micro_scrape.vehicle_state s where s.vehicle_id = v.id and s.requested = s.handled and s.outcome = 'complete')`,
      );
      return found;
    });
    expect(row).toMatchObject({
      vin: 'WP0AA2991SS321874',
      images: 3,
      origin_metadata: { micro_scrape_complete: true },
    });
    await eventually('the canary is back', async () => {
      const ready = await fetch(`${daemon.origin}/readyz`);
      return ready.status === 200;
    });
  } finally {
    await daemon.stop();
    await site.close();
  }
}

describe('a role with nothing but what it needs', () => {
  test.each([
    ['off', ''],
    ['on', SECURED],
  ])(
    'takes a row from its address to complete with row-level security %s, and may do nothing else',
    async (_, security) => {
      await withRole(async (world) => {
        await ask(world.url, `${TABLES}; ${security}`);
        await migrate({ connectionString: world.url });
        await world.rolesSql();
        await world.rolesSql();
        await expectComplete(world);
        for (const forbidden of [
          `update vehicles set owner_note = 'mine'`,
          `update vehicles set id = gen_random_uuid()`,
          'delete from vehicles',
          'delete from vehicle_images',
          `update vehicle_images set image_url = ''`,
          `insert into vehicles (discovery_url) values ('https://cars.example/1')`,
          'create table public.mine ()',
          'create schema mine',
          'drop view vehicles_needing_micro_scrape',
        ]) {
          await expect(ask(world.roleUrl, forbidden), forbidden).rejects.toMatchObject({ code: '42501' });
        }
      });
    },
  );

  test('is refused at the start with the lines to type, which are all that is needed', async () => {
    await withRole(async (world) => {
      const { url, role, roleUrl } = world;
      await ask(
        url,
        `${TABLES}; alter table vehicles enable row level security; alter table vehicle_images enable row level security;
          insert into vehicles (discovery_url) values ('https://cars.example/1')`,
      );
      await migrate({ connectionString: url });
      await ask(url, `create role ${role} login password '${PASSWORD}'; revoke usage on schema public from public`);
      const refusal = await migrate({ connectionString: roleUrl }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ exitCode: 78 });
      const lines = String(refusal).match(/^ {2}(GRANT|CREATE POLICY|ALTER TABLE) .*;$/gm) ?? [];
      await ask(url, lines.join('\n'));
      expect(await migrate({ connectionString: roleUrl })).toMatchObject({ applied: [] });
      expect(await ask(roleUrl, 'select count(*)::int as n from vehicles')).toEqual([{ n: 1 }]);
      // A policy that is there and lets nothing through answers no error; the start tries it.
      await ask(
        url,
        `drop policy micro_scrape_update on vehicles; create policy micro_scrape_update on vehicles for update to ${role} using (false)`,
      );
      await expect(migrate({ connectionString: roleUrl })).rejects.toThrow(/updates no row of it, without an error/);
      await ask(
        url,
        `drop policy micro_scrape_select on vehicles; create policy micro_scrape_select on vehicles for select to ${role} using (false); analyze vehicles`,
      );
      await expect(migrate({ connectionString: roleUrl })).rejects.toThrow(
        /about 1 rows, of which row-level security shows .* none/,
      );
      await ask(url, `drop owned by ${role} cascade`);
    });
  });

  test('says by /readyz which right it has lost, with the line to type', async () => {
    await withRole(async (world) => {
      await ask(world.url, TABLES);
      await migrate({ connectionString: world.url });
      await world.rolesSql();
      const daemon = await startTestDaemon({ url: world.roleUrl });
      const schema = async () => {
        const { checks } = (await (await fetch(`${daemon.origin}/readyz`)).json()) as { checks: { schema: unknown } };
        return checks.schema;
      };
      try {
        expect(await schema()).toMatchObject({ ok: true });
        await ask(world.url, `revoke update (color) on vehicles from ${world.role}`);
        const detail = `role ${world.role} may not UPDATE color of public.vehicles; fix with: GRANT UPDATE (color) ON public.vehicles TO "${world.role}";`;
        await eventually('it is said', async () => isDeepStrictEqual(await schema(), { ok: false, detail }));
      } finally {
        await daemon.stop();
        await ask(world.url, `drop owned by ${world.role} cascade`);
      }
    });
  });

  test('is helped by an owner who is no superuser, then and at the next version', async () => {
    await withRole(async (world) => {
      const { url, role } = world;
      const owner = `owner_${randomUUID().slice(0, 8)}`;
      const ownerUrl = urlAs(url, owner, PASSWORD);
      await ask(url, `create role ${owner} login createrole password '${PASSWORD}'`);
      try {
        await ask(
          url,
          `do $$ begin execute format('grant create on database %I to ${owner} with grant option', current_database());
          execute format('grant connect on database %I to ${owner} with grant option', current_database()); end $$;
          grant all on schema public to ${owner} with grant option`,
        );
        await ask(ownerUrl, TABLES);
        await migrate({ connectionString: ownerUrl });
        await world.rolesSql(ownerUrl);
        await expectComplete(world);

        // A later version: what lies in our own schema the daemon brings in itself, what lies in public its owner.
        await ask(
          url,
          `drop function micro_scrape.set_mark(uuid, boolean);
          delete from micro_scrape.applied_sql where name in ('functions/35_set_mark.sql')`,
        );
        expect((await migrate({ connectionString: world.roleUrl })).applied).toEqual([
          'functions/35_set_mark.sql',
          'rights.sql',
        ]);
        await ask(
          url,
          `drop trigger micro_scrape_vehicle_inserted on vehicles; drop function micro_scrape.set_mark(uuid, boolean);
          delete from micro_scrape.applied_sql where name in ('functions/35_set_mark.sql', 'functions/30_public_mark_vehicle_micro_scrape_complete.sql')`,
        );
        await expect(migrate({ connectionString: world.roleUrl })).rejects.toMatchObject({
          exitCode: 78,
          message: expect.stringMatching(
            /nothing was changed[\s\S]*change the function mark_vehicle_micro_scrape_complete[\s\S]*make triggers on public\.vehicles[\s\S]*DATABASE_URL=\S+ npx micro-scrape migrate/,
          ),
        });
        expect((await migrate({ connectionString: ownerUrl })).applied).toHaveLength(3);
        expect(
          await ask(url, `select proowner::regrole::text as owner from pg_proc where proname = 'set_mark'`),
        ).toEqual([{ owner: role }]);
        expect((await migrate({ connectionString: world.roleUrl })).applied).toEqual([]);
      } finally {
        await ask(url, `drop owned by ${role}, ${owner} cascade`);
        await ask(url, `drop role ${role}; drop role ${owner}`);
      }
    });
  });
});
