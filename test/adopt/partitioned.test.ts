/** A partitioned catalogue with a daemon at work on it: rows go from one partition to another, by people and by what is filled in. */
import { expect, test } from 'vitest';
import { startTestDaemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { withSamples } from './samples.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';
import { IMAGES, VEHICLES } from './tables.ts';

const COLUMNS = VEHICLES.replace(' primary key', '');
const TABLES = `
  create table vehicles (${COLUMNS}) partition by list (make);
  create table porsches partition of vehicles for values in ('Porsche');
  create table others partition of vehicles default partition by list (status);
  create table others_sold partition of others for values in ('sold');
  create table others_rest partition of others default;
  create index on vehicles (id);
  create table vehicle_images (${IMAGES}) partition by hash (vehicle_id);
  create table images_0 partition of vehicle_images for values with (modulus 2, remainder 0);
  create table images_1 partition of vehicle_images for values with (modulus 2, remainder 1);
  create index on vehicle_images (vehicle_id)`;

onEachVersion('that partitioned catalogues are worked on', (server) => {
  test('healed where it came in and where it was moved to, and moved by the value that is filled in', async () => {
    await withSamples(async ({ urlOf, env }) => {
      await onEmptyDatabase(server, async (url) => {
        await ask(url, TABLES.replaceAll('id bigserial primary key', 'id bigserial'));
        await ask(url, 'insert into vehicles (discovery_url) values ($1)', [urlOf('porsche-911-1995')]);
        const daemon = await startTestDaemon({ url }, env);
        const seen = (where: string) =>
          ask(
            url,
            `select v.tableoid::regclass::text as partition, v.status, v.mileage is not null as mileage, v.vin is not null as vin,
               (select count(*)::int from vehicle_images i where i.vehicle_id = v.id) > 0 as images
             from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
             where ${where} and s.outcome = 'complete' and s.requested = s.handled and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)`,
          );
        const complete = (where: string) => eventually(`${where} is complete`, async () => (await seen(where))[0]);
        try {
          // Its make decides where it lies, and was filled in.
          expect(await complete(`v.make = 'Porsche'`)).toMatchObject({
            partition: 'porsches',
            mileage: true,
            vin: true,
            images: true,
          });
          await ask(url, 'insert into vehicles (discovery_url) values ($1)', [urlOf('bmw-m3-1988')]);
          expect(await complete(`v.make = 'BMW'`)).toMatchObject({
            partition: 'others_rest',
            mileage: true,
            images: true,
          });

          // Within its partition an edit is noticed at once; a statement that also moves the row fires no trigger of ours
          // (PostgreSQL makes it a DELETE and an INSERT), and the reconcile finds it.
          const [before] = await ask(
            url,
            `select requested from micro_scrape.vehicle_state s join vehicles v on v.id = s.vehicle_id where v.make = 'BMW'`,
          );
          await ask(url, `update vehicles set vin = null, mileage = null, status = 'sold' where make = 'BMW'`);
          await ask(url, `select graphile_worker.add_job('reconcile', '{}')`);
          await eventually('it is filled again where it is now', async () => {
            const [row] = await seen(`v.make = 'BMW' and s.requested > ${before?.requested}`);
            return row?.vin === true && row.mileage === true && row.partition === 'others_sold';
          });

          // Moved to and fro while it is worked on: nothing is lost, nothing fails for good.
          await ask(url, 'insert into vehicles (discovery_url, status) values ($1, $2)', [
            urlOf('datsun-240z-1972'),
            'active',
          ]);
          for (let n = 0; n < 40; n += 1) {
            await ask(
              url,
              `update vehicles set status = case status when 'sold' then 'active' else 'sold' end where coalesce(make, '') not in ('BMW', 'Porsche')`,
            );
          }
          await eventually('it rests', async () => {
            const rows = await ask(
              url,
              `select from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
               where v.make = 'Datsun' and s.requested = s.handled and not s.rate_limited and s.outcome <> 'pending'`,
            );
            return rows.length === 1;
          });
          expect(await ask(url, 'select count(*)::int as n from vehicles')).toEqual([{ n: 3 }]);
          // One that was replaced while it ran has no tries left either, until it ends.
          const failed =
            'select last_error from graphile_worker.jobs where attempts >= max_attempts and locked_at is null';
          expect(await ask(url, failed)).toEqual([]);
          const { checks } = (await (await fetch(`${daemon.origin}/readyz`)).json()) as { checks: { schema: unknown } };
          expect(checks.schema).toMatchObject({ ok: true });
        } finally {
          await daemon.stop();
        }
      });
    });
  });
});
