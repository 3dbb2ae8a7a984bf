import { expect } from 'vitest';
import { connect } from '../../test/support/client.ts';
import { test } from '../../test/support/database.ts';
import { DaemonEvents } from '../events.ts';
import { Tallies } from './tallies.ts';

const fetched = { source: 'other', host: 'cars.example', kind: 'page', seconds: 0.1, bytes: 10 } as const;
const read = { source: 'other', host: 'cars.example', methods: [], seconds: 0.1 } as const;

test('what two daemons see of a host is added up, in one statement each, and nothing is said where nothing was seen', async ({
  database,
}) => {
  const client = await connect(database);
  let statements = 0;
  const counting = {
    query: (sql: string, values: unknown[]) => {
      statements += 1;
      return client.query(sql, values);
    },
  };
  try {
    for (const _ of [1, 2]) {
      const events = new DaemonEvents();
      const tallies = new Tallies(counting as never, events);
      await tallies.flush();
      events.emit('fetch:end', { ...fetched, outcome: 'ok' });
      events.emit('fetch:end', { ...fetched, outcome: 'ok' });
      events.emit('fetch:end', { ...fetched, outcome: 'timeout' });
      events.emit('page:read', { ...read, kind: 'listing', outcomes: { vin: 'found', color: 'selector_miss' } });
      // What is no listing has no fields to be found.
      events.emit('page:read', { ...read, kind: 'gone', outcomes: { vin: 'absent' } });
      await tallies.close();
      events.emit('fetch:end', { ...fetched, outcome: 'gone' });
    }
    expect(statements).toBe(2);
    const { rows } = await client.query(
      'select what, outcome, count::int from micro_scrape.site_tallies order by 1, 2',
    );
    expect(rows.map(({ what, outcome, count }) => `${what} ${outcome} ${count}`)).toEqual([
      'fetch:page ok 4',
      'fetch:page timeout 2',
      'field:color selector_miss 2',
      'field:vin found 2',
      'page gone 2',
      'page listing 2',
    ]);
  } finally {
    await client.end();
  }
});

test('a database that does not answer costs what was counted and says so, and the daemon nothing else', async () => {
  const events = new DaemonEvents();
  const told: string[] = [];
  events.on('fault', ({ where, error }) => told.push(`${where}: ${error.message}`));
  const tallies = new Tallies({ query: () => Promise.reject(new Error('no connection')) } as never, events);
  events.emit('fetch:end', { ...fetched, outcome: 'ok' });
  await tallies.close();
  expect(told).toEqual(['tallies: no connection']);
});
