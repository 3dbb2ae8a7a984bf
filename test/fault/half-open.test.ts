import { describe, expect } from 'vitest';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { runningMs } from '../support/running-time.ts';
import { FULL, figures, largest, type World, withWorld } from './world.ts';

/** The one statement that writes what a run has found, and commits it. */
const COMMIT = /micro_scrape\.commit_run\(/;
const TRIALS = FULL ? 10 : 1;

/** Connections by application_name, and the word of the log that shows the daemon has noticed. */
const LINKS = {
  listener: { role: /listener$/, notices: 'the LISTEN connection is lost' },
  // The heartbeat bears the id of its daemon.
  'worker pool': { role: / (?:work|queue|heartbeat [0-9a-f-]{36})$/, notices: '"level":"error"' },
  dispatcher: { role: /dispatcher$/, notices: 'no longer dispatches' },
} as const;

describe('a network that swallows everything without a word', () => {
  for (const [name, { role, notices }] of Object.entries(LINKS)) {
    test.concurrent(`between the ${name} and PostgreSQL is noticed within 10 s, and the daemon works again by itself (${TRIALS} times)`, async ({
      database,
    }) => {
      await withWorld({ databaseUrl: database.url }, async (world) => {
        const daemon = await world.start();
        await world.complete(await world.insert(BEHAVIOURS.car(1)));
        const noticed: number[] = [];
        const worked: number[] = [];
        for (let trial = 0; trial < TRIALS; trial += 1) {
          await isReady(daemon);
          // An outage is told in one line, and is over when nothing has failed for five seconds: what comes sooner is no other.
          await eventually('the last one is over', () => {
            return (
              daemon.lines('"msg":"the database is away').length === daemon.lines('"msg":"the database is back').length
            );
          });
          const before = daemon.lines(notices).length;
          world.proxy.behave((who) => (role.test(who) ? 'blackhole' : 'pass'));
          const began = runningMs();
          const [id = ''] = await world.insert(`${BEHAVIOURS.car(2 + trial)}?blackhole`);
          await eventually('noticed', () => daemon.lines(notices).length > before, 30_000);
          noticed.push(runningMs() - began);
          world.proxy.behave('pass');
          worked.push(await world.complete([id], 40_000));
        }
        await isReady(daemon);
        figures(`half-open ${name}`, {
          times: TRIALS,
          'longest ms until noticed': largest(noticed),
          'longest ms from the return of the network to work done': largest(worked),
        });
        expect(largest(noticed)).toBeLessThan(10_000);
        expect(largest(worked)).toBeLessThan(20_000);
        expect(daemon.hasEnded).toBe(false);
        await endsWell(daemon, world);
      });
    });
  }

  for (const lost of ['cut', 'silence'] as const) {
    test.concurrent(`the answer to COMMIT is lost (${lost}): nothing is done twice, and it is noticed within 10 s (${TRIALS} times)`, async ({
      database,
    }) => {
      await withWorld({ databaseUrl: database.url }, async (world) => {
        const daemon = await world.start();
        await world.complete(await world.insert(BEHAVIOURS.car(1)));
        const times: number[] = [];
        for (let trial = 0; trial < TRIALS; trial += 1) {
          await isReady(daemon);
          const told = () => daemon.lines('"level":"error"').length + daemon.lines('"level":"warn"').length;
          const before = told();
          const sent = Promise.withResolvers<void>();
          world.proxy.onClientMessage = ({ sql }) => {
            if (COMMIT.test(sql)) sent.resolve();
            return undefined;
          };
          world.proxy.loseAnswers({ pattern: COMMIT, role: /work$/, lost, times: 1 });
          const ids = await world.insert(BEHAVIOURS.car(2 + trial, 2));
          await sent.promise;
          const began = runningMs();
          // Cut off, it says at once that the database is away; of silence it says that the job has failed and is given back.
          await eventually('noticed', () => told() > before, 30_000);
          times.push(runningMs() - began);
          await world.complete(ids, 40_000);
        }
        figures(`COMMIT without an answer (${lost})`, { times: TRIALS, 'longest ms until noticed': largest(times) });
        expect(largest(times)).toBeLessThan(10_000);
        const { rows } = await world.client.query(
          `select vehicle_id, field from micro_scrape.field_sources group by 1, 2 having count(*) > 1
           union all select vehicle_id, file_hash from vehicle_images group by 1, 2 having count(*) > 1`,
        );
        expect(rows).toEqual([]);
        await endsWell(daemon, world);
      });
    });
  }
});

/** Every connection is there again: what is not connected cannot lose its connection. */
async function isReady(daemon: DaemonProcess): Promise<void> {
  await eventually('ready', async () => (await fetch(`${daemon.origin}/readyz`)).status === 200, 30_000);
}

async function endsWell(daemon: DaemonProcess, world: World): Promise<void> {
  world.proxy.behave('pass');
  daemon.signal('SIGTERM');
  expect(await daemon.ended).toBe(0);
}
