/** All that a database lives through with us, shortly: for each version of PostgreSQL (docs/testing.md says how). */
import { expect } from 'vitest';
import { command } from '../cli/command.ts';
import { withWorld } from '../cli/world.ts';
import { test } from '../support/database.ts';

test('a database is joined, a vehicle healed, the doctor content, and what was ours is gone afterwards', async ({
  emptyDatabase,
}) => {
  const env = { DATABASE_URL: emptyDatabase.url };
  expect(await command(['migrate'], env)).toMatchObject({ code: 0, stderr: '' });
  await withWorld(emptyDatabase, async (world) => {
    const url = world.urlOf('porsche-911-1995');
    await world.client.query('insert into vehicles (discovery_url) values ($1)', [url]);
    const id = await world.rested(url);
    await world.settled();
    const { rows } = await world.client.query(
      `select make, model, s.outcome from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id where v.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ make: 'Porsche', model: '911', outcome: 'complete' }]);
    expect(await command(['doctor'], world.env)).toMatchObject({ code: 0 });
    expect((await command(['explain', id], world.env)).stdout).toContain('extract-listing');
    await world.stopDaemon();
    expect(await command(['migrate', '--uninstall'], world.env)).toMatchObject({ code: 0 });
    const left = await world.client.query(
      `select nspname from pg_namespace where nspname in ('micro_scrape', 'graphile_worker')
       union all select tgname from pg_trigger where not tgisinternal`,
    );
    expect(left.rows).toEqual([]);
    expect((await world.client.query('select make from vehicles')).rows).toEqual([{ make: 'Porsche' }]);
  });
});
