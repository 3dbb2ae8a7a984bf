import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/database/schema/migrate.ts';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { type MortalPostgres, startMortalPostgres } from '../chaos/server.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { FULL, figures, slowPage, slowReads, type World, withWorld } from './world.ts';

/** Where a job is when the server goes: the message of the job that has just been sent, or the page being read. */
const PHASES = {
  'while the page is read': undefined,
  'at its write': /micro_scrape\.commit_run\(/,
  'at the completion of the job': /delete from "graphile_worker"\._private_jobs/,
} as const;

const OUTAGES = {
  restart: { how: 'fast', awayMs: 0 },
  crash: { how: 'crash', awayMs: 0 },
  'outage of 15 s': { how: 'fast', awayMs: 15_000 },
} as const;

const JOBS = 'select count(*) as n from graphile_worker.jobs';
type Outage = keyof typeof OUTAGES;
type Phase = keyof typeof PHASES;

const EVERY = Object.keys(PHASES) as Phase[];
/** One daemon lives through all phases of an outage, one after the other. */
const CASES: readonly (readonly [Outage, readonly Phase[]])[] = FULL
  ? (Object.keys(OUTAGES) as Outage[]).map((outage) => [outage, EVERY] as const)
  : [
      ['restart', ['at the completion of the job']],
      ['crash', ['at its write']],
    ];

describe('PostgreSQL goes away', () => {
  test.concurrent.for(CASES)(
    '%s, %j: the same process goes on by itself, first job within 10 s of its return',
    async ([outage, phases]) => {
      const postgres = await startMortalPostgres();
      try {
        await migrate({ connectionString: postgres.url });
        await withWorld({ databaseUrl: postgres.url }, async (world) => {
          const daemon = await world.start();
          for (const phase of phases) await goesOn({ postgres, world, daemon }, outage, phase);
          daemon.signal('SIGTERM');
          expect(await daemon.ended).toBe(0);
        });
      } finally {
        await postgres.remove();
      }
    },
  );
});

async function goesOn(
  { postgres, world, daemon }: { postgres: MortalPostgres; world: World; daemon: DaemonProcess },
  outage: Outage,
  phase: Phase,
): Promise<void> {
  const { how, awayMs } = OUTAGES[outage];
  const pattern = PHASES[phase];
  const readiness = async () => (await fetch(`${daemon.origin}/readyz`)).status;
  await eventually('ready', async () => (await readiness()) === 200);
  // The canary has come back; its job ends a moment later, with the message that one of the phases waits for.
  await eventually('no job is left', async () => Number((await world.one(JOBS)).n) === 0);
  const away = Promise.withResolvers<void>();
  const go = (): void => away.resolve(postgres.stop(how));
  world.proxy.onClientMessage = ({ sql }) => {
    if (pattern?.test(sql)) {
      world.proxy.onClientMessage = undefined;
      go();
    }
    return undefined;
  };
  const before = slowReads(world.site);
  const key = encodeURIComponent(phase);
  const ids = await world.insert(pattern === undefined ? slowPage(2_000) : `${BEHAVIOURS.car(1, 2)}&phase=${key}`);
  if (pattern === undefined) {
    await eventually('the page is being read', () => slowReads(world.site) > before, 60_000);
    go();
  }
  await away.promise;
  await eventually('it says that it is not ready', async () => (await readiness()) === 503);
  await delay(awayMs);

  await postgres.start();
  const back = runningMs();
  await world.reconnect();
  const probes = await world.insert(`${BEHAVIOURS.car(2)}?probe=${key}`);
  await world.complete(probes, 30_000);
  const first = runningMs() - back;
  await world.complete(ids, 60_000);
  figures(`${outage} ${phase}`, {
    'ms to the first job': first,
    'ms to the interrupted one': runningMs() - back,
  });
  expect(daemon.hasEnded).toBe(false);
  expect(first).toBeLessThan(10_000);
  await eventually('ready again', async () => (await readiness()) === 200);
}
