/**
 * The one order of events that random faults hardly ever produce: Z is stopped while it waits for the site, Y takes the
 * vehicle over, Z wakes and finishes (its queue row by id, although Y has it), Y dies. Z alone is left, and the work must
 * be done.
 */
import { expect } from 'vitest';
import type { LocalServer } from '../../examples/demo/site/local-server.ts';
import type { DaemonProcess } from '../chaos/daemon-process.ts';
import { eventually } from '../support/eventually.ts';
import { slowDownloads, slowPage, slowPicture, slowReads, type World, withWorld } from './world.ts';

/** How long the site keeps Y waiting: until then every trace of the vehicle that changes was changed by Z. */
const SLOW_MS = 8_000;

/** What Z is at when it is stopped, and the first thing it says to the database of what it has then got. */
interface Moment {
  readonly vehicle: () => string;
  readonly asked: (site: LocalServer) => number;
  readonly wantsToKeep: RegExp;
}

const MOMENTS: readonly Moment[] = [
  { vehicle: () => slowPage(SLOW_MS), asked: slowReads, wantsToKeep: /micro_scrape\.commit_run\(/ },
  { vehicle: () => slowPicture(SLOW_MS), asked: slowDownloads, wantsToKeep: /micro_scrape\.commit_run\(/ },
];

/** graphile-worker's own words; another daemon's or the canary's job is none. */
const JOB_ENDED = /(Completed|Failed) task \d+ \(micro-scrape/;
/** All that a run leaves of a vehicle, but for who has it. */
const TRACES = `
  select md5(string_agg(row::text, '' order by row::text)) as traces from (
    select to_jsonb(v) from vehicles v where id = $1
    union all select to_jsonb(i) from vehicle_images i where vehicle_id = $1
    union all select to_jsonb(p) from micro_scrape.pages p where vehicle_id = $1
    union all select to_jsonb(e) from micro_scrape.field_sources e where vehicle_id = $1
    union all select to_jsonb(a) from micro_scrape.action_log a where vehicle_id = $1) t (row)`;

/** One trial at each moment. */
export async function zombieWakes(databaseUrl: string) {
  const seen = { tried: 0, 'writes by the zombie': 0, 'jobs lost': 0 };
  await withWorld({ databaseUrl }, async (world) => {
    // Z outlives every trial: what it was taken for dead for does not keep it from the next vehicle.
    const zombie = await world.start('proxied', { env: { LOG_LEVEL: 'debug' } });
    for (const moment of MOMENTS) {
      const { attempts, wrote, lost } = await trial(world, zombie, moment);
      seen.tried += Math.min(attempts, 1);
      seen['writes by the zombie'] += Number(wrote);
      seen['jobs lost'] += Number(lost);
    }
    zombie.signal('SIGTERM');
    expect(await zombie.ended).toBe(0);
  });
  return seen;
}

export const TRIALS = MOMENTS.length;

async function trial(
  world: World,
  zombie: DaemonProcess,
  { vehicle, asked, wantsToKeep }: Moment,
): Promise<{ attempts: number; wrote: boolean; lost: boolean }> {
  const before = asked(world.site);
  const [id = ''] = await world.insert(vehicle());
  await eventually('Z waits for the site', () => asked(world.site) === before + 1, 60_000);
  zombie.signal('SIGSTOP');
  const heir = await world.start('direct');
  await eventually('Y waits for the site', () => asked(world.site) === before + 2, 60_000);
  const { traces } = await world.one(TRACES, [id]);

  let attempts = 0;
  world.proxy.onClientMessage = ({ role, sql }) => {
    if (role.endsWith(' work') && wantsToKeep.test(sql)) attempts += 1;
    return undefined;
  };
  const said = zombie.output().length;
  zombie.signal('SIGCONT');
  await eventually('Z has ended its job', () => JOB_ENDED.test(zombie.output().slice(said)), SLOW_MS - 1_000);
  world.proxy.onClientMessage = undefined;
  await heir.kill();
  const wrote = (await world.one(TRACES, [id])).traces !== traces;

  const lost = await world.complete([id], 60_000).then(
    () => false,
    () => true,
  );
  return { attempts, wrote, lost };
}
