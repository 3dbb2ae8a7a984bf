/**
 * The one order of events that random faults hardly ever produce: Z is stopped while it reads a page, Y takes the vehicle
 * over, Z wakes and finishes (its queue row by id, although Y has it), Y dies. Z alone is left, and the work must be done.
 */
import { eventually } from '../harness/eventually.ts';
import { slowPage, slowReads, withWorld } from './world.ts';

/** graphile-worker's own words; another daemon's or the canary's job is none. */
const JOB_ENDED = /(Completed|Failed) task \d+ \(micro-scrape/;
const LEFT_BY_US = `
  select (select count(*)::int from micro_scrape.field_sources where vehicle_id = $1)
    + (select count(*)::int from micro_scrape.action_log where vehicle_id = $1)
    + (select count(*)::int from vehicle_images where vehicle_id = $1)
    + (select count(*)::int from vehicles where id = $1 and (year is not null or updated_at > created_at)) as n`;

export async function zombieWakes(options: { databaseUrl: string; trials: number }) {
  let tried = 0;
  let writes = 0;
  let lost = 0;
  await withWorld({ databaseUrl: options.databaseUrl }, async (world) => {
    for (let trial = 0; trial < options.trials; trial += 1) {
      const zombie = await world.start('proxied', { env: { LOG_LEVEL: 'debug' } });
      const before = slowReads(world.site);
      const [id = ''] = await world.insert(slowPage(6_000));
      await eventually('Z reads the page', () => slowReads(world.site) === before + 1, 60_000);
      zombie.signal('SIGSTOP');
      const heir = await world.start('direct');
      await eventually('Y reads the page', () => slowReads(world.site) === before + 2, 60_000);

      world.proxy.onClientMessage = ({ role, sql }) => {
        // The sixth second is Y's: until then every write is Z's.
        if (role.endsWith(' work') && /^\s*begin/.test(sql)) tried += 1;
        return undefined;
      };
      zombie.signal('SIGCONT');
      await eventually('Z has ended its job', () => JOB_ENDED.test(zombie.output()), 5_000);
      world.proxy.onClientMessage = undefined;
      await heir.kill();
      writes += Number((await world.one(LEFT_BY_US, [id])).n);

      try {
        await world.complete([id], 40_000);
      } catch {
        lost += 1;
      }
      zombie.signal('SIGTERM');
      await zombie.ended;
    }
  });
  return { tried, 'writes by the zombie': writes, 'jobs lost': lost };
}
