import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { createPool } from '../../src/database/pool.ts';
import { seeded } from '../chaos/random.ts';
import { BEHAVIOURS } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { checkInvariants, type Edit } from '../support/invariants.ts';
import { FULL, figures, slowPage, withWorld } from './world.ts';

const EDITS = FULL ? 500 : 50;
const AT_REST = `
  select count(*)::int as n from micro_scrape.vehicle_state s where s.vehicle_id = any ($1) and s.requested = s.handled
    and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = s.vehicle_id)`;
const FIELDS = ['vin', 'color', 'engine', 'transmission', 'description'] as const;

describe("a person's edit", () => {
  test(`stands, whenever it is made (${EDITS} edits)`, async ({ database }) => {
    await withWorld({ databaseUrl: database.url, seats: 2 }, async (world) => {
      const random = seeded(20_261_123);
      await world.start('proxied', { env: { CONCURRENCY: '8' } });
      const edits: Edit[] = [];
      // Their own connection, one edit after the other: the list has the order in which the rows saw them.
      const person = await connect(database);
      let last: Promise<unknown> = Promise.resolve();
      const edit = (vehicleId: string): Promise<unknown> => {
        const field = random.pick(FIELDS);
        // Words are no VIN, and what is none may be filled.
        const value = `${field === 'vin' ? 'HAND-' : 'by hand, number '}${random.below(1e9)}`;
        last = last.then(async () => {
          await person.query(`update vehicles set ${field} = $2 where id = $1`, [vehicleId, value]);
          edits.push({ vehicleId, field, value });
        });
        return last;
      };

      // The worst moment: the daemon asks for the lock under which it writes. The network's delay gives the person the lead.
      const untouched = new Set<string>();
      const atWorst: Promise<unknown>[] = [];
      world.proxy.behave((role) => (role.endsWith(' work') ? { delayMs: 10 } : 'pass'));
      world.proxy.onClientMessage = ({ role, sql, values: [id = ''] }) => {
        const asksForLock = role.endsWith(' work') && sql.includes('micro_scrape.commit_run(');
        if (asksForLock && untouched.delete(id)) atWorst.push(edit(id));
        return undefined;
      };
      const ids: string[] = [];
      while (edits.length < EDITS) {
        const wave = await world.insert(
          ...Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? slowPage(random.below(400)) : BEHAVIOURS.car(n, 1))),
        );
        ids.push(...wave);
        for (const id of wave) untouched.add(id);
        for (const id of wave.slice(6)) {
          await delay(random.below(150));
          await edit(id);
        }
        await eventually('all rest', async () => (await world.one(AT_REST, [ids])).n === ids.length, 60_000);
      }
      await Promise.all(atWorst);
      await eventually('all rest', async () => (await world.one(AT_REST, [ids])).n === ids.length, 60_000);
      await person.end();
      const pool = createPool({ connectionString: database.url, role: 'test', max: 1, onError: () => undefined });
      const violations = await checkInvariants(pool, { blobs: world.blobs, edits, acknowledged: ids, graceSeconds: 0 });
      await pool.end();
      figures('edits', {
        edits: edits.length,
        'just before our write': atWorst.length,
        overwritten: violations.filter(({ check }) => check === 'person-wins').length,
      });
      expect(violations).toEqual([]);
    });
  });
});
