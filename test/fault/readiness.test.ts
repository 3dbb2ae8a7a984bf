import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { figures, type World, withWorld } from './world.ts';

/** Broken by `how` and fixed by `fix`, which gives back what is to be undone. `check` is what /readyz then names. */
interface Link {
  readonly name: string;
  readonly check: string;
  break(world: World): Promise<() => Promise<unknown> | unknown>;
}

const bySql =
  (broken: string, fixed: string) =>
  async ({ client }: World) => {
    await client.query(broken);
    return () => client.query(fixed);
  };

const LINKS: readonly Link[] = [
  {
    name: 'the trigger',
    check: 'canary',
    break: bySql(
      'alter table micro_scrape.daemons disable trigger micro_scrape_canary_sent',
      'alter table micro_scrape.daemons enable trigger micro_scrape_canary_sent',
    ),
  },
  {
    name: 'the queue, which swallows what is put into it',
    check: 'canary',
    break: bySql(
      `create function public.swallow() returns trigger language plpgsql as 'begin return null; end';
       create trigger swallow before insert on graphile_worker._private_jobs for each row execute function public.swallow()`,
      'drop trigger swallow on graphile_worker._private_jobs; drop function public.swallow()',
    ),
  },
  {
    name: 'the worker, which takes no such job',
    check: 'canary',
    break: bySql(
      'alter table graphile_worker._private_jobs add constraint nobody check (locked_by is null) not valid',
      'alter table graphile_worker._private_jobs drop constraint nobody',
    ),
  },
  {
    name: 'the dispatcher, whose place somebody else has taken',
    check: 'dispatcher',
    async break(world) {
      // Held on another object: the daemon finds the leader's lock taken, and no leader's lock is held.
      await world.client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'micro-scrape dispatcher'`,
      );
      world.proxy.behave((role) => (role.endsWith(' dispatcher') ? 'refuse' : 'pass'));
      return () => world.proxy.behave('pass');
    },
  },
  {
    name: 'the listener, which cannot connect',
    check: 'listener',
    async break(world) {
      world.proxy.behave((role) => (role.endsWith(' listener') ? 'refuse' : 'pass'));
      return () => world.proxy.behave('pass');
    },
  },
  {
    name: 'the database',
    check: 'database',
    async break(world) {
      world.proxy.behave('refuse');
      return () => world.proxy.behave('pass');
    },
  },
];

const answer = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.object({ ok: z.boolean() })) });

async function readiness(daemon: DaemonProcess): Promise<{ status: number; bad: string[] }> {
  const response = await fetch(`${daemon.origin}/readyz`);
  const { checks } = answer.parse(await response.json());
  const bad = Object.entries(checks).filter(([, { ok }]) => !ok);
  return { status: response.status, bad: bad.map(([name]) => name) };
}

const isReady = (daemon: DaemonProcess): Promise<unknown> =>
  eventually('ready', async () => (await readiness(daemon)).status === 200, 40_000);

/** Almost two minutes go by at once: the next canary is due, and the last one is nearly too old. */
const LET_TIME_PASS = `
  update micro_scrape.daemons set canary_sent_at = canary_sent_at - interval '115 seconds',
    canary_returned_at = clock_timestamp() - interval '115 seconds'`;

describe('readiness', () => {
  test('is denied for each link that breaks, by name, and given again when it is fixed; health never asks', async ({
    database,
  }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const daemon = await world.start();
      const times: number[] = [];
      for (const link of LINKS) {
        await isReady(daemon);
        const fix = await link.break(world);
        await world.client.query(LET_TIME_PASS);
        const began = runningMs();
        try {
          await eventually(
            `${link.name} is missed`,
            async () => {
              const { status, bad } = await readiness(daemon);
              return status === 503 && bad.includes(link.check);
            },
            30_000,
          );
          times.push(runningMs() - began);
          expect((await fetch(`${daemon.origin}/healthz`)).status).toBe(200);
        } finally {
          await fix();
        }
      }
      await isReady(daemon);
      figures('readiness', {
        'links broken': times.length,
        'longest ms until denied, 115 s after the last canary': Math.max(...times),
      });
      daemon.signal('SIGTERM');
      expect(await daemon.ended).toBe(0);
    });
  });

  test("'s probe leaves no trace in what people read", async ({ database }) => {
    await withWorld({ databaseUrl: database.url }, async (world) => {
      const daemon = await world.start('direct');
      await isReady(daemon);
      const client = await connect(database);
      const { rows } = await client.query(
        `select (select count(*) from vehicles) + (select count(*) from vehicle_images)
           + (select count(*) from micro_scrape_runs) + (select count(*) from vehicles_needing_micro_scrape)
           + (select count(*) from micro_scrape.vehicle_state) + (select count(*) from micro_scrape.action_log) as traces`,
      );
      await client.end();
      expect(rows).toEqual([{ traces: '0' }]);
      const metrics = await (await fetch(`${daemon.origin}/metrics`)).text();
      const counted =
        /^micro_scrape_(events_handled|vehicles_dispatched|jobs_created|vehicles_settled)_total\S* [1-9]/gm;
      expect(metrics.match(counted)).toBeNull();
      expect(metrics).toMatch(/^micro_scrape_vehicles_dispatched_total 0$/m);
    });
  });
});
