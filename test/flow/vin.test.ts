import type pg from 'pg';
import { describe, expect } from 'vitest';
import { type Answer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const HONDA = '1HGCM82633A004352';
/** Its maker's code is in the data and not in our own table. */
const ISUZU = 'JACDJ58X717J01234';

interface Page {
  readonly title: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly text: string;
}

function html({ title, facts, text }: Page): string {
  const rows = Object.entries(facts).map(([label, value]) => `<tr><th>${label}</th><td>${value}</td></tr>`);
  return `<!DOCTYPE html><html lang="en"><head><title>${title} for sale</title></head><body><main><h1>${title}</h1>
    <p class="price">$8,500</p><table>${rows.join('')}</table>
    <h2>Description</h2><div class="description"><p>${text}</p></div></main></body></html>`;
}

const PLAIN =
  'A tidy car with a full set of records, two keys and new tires, driven to work every day and never let down.';
const PAGES: Readonly<Record<string, Page>> = {
  '/no-engine': { title: '2003 Honda Accord', facts: { VIN: HONDA, Mileage: '81,000 miles' }, text: PLAIN },
  '/other-engine': {
    title: '2003 Honda Accord',
    facts: { VIN: HONDA, Mileage: '81,000 miles' },
    text: `${PLAIN} It had an engine swap two years ago and runs better than ever.`,
  },
  '/other-car': { title: '2003 Toyota Camry', facts: { Mileage: '81,000 miles' }, text: PLAIN },
  '/wrong-vin': {
    title: '2001 Ford Explorer',
    facts: { VIN: ISUZU, Mileage: '81,000 miles' },
    text: PLAIN,
  },
  '/sold-later': { title: '2004 Honda Accord', facts: { VIN: HONDA, Mileage: '81,000 miles' }, text: PLAIN },
};

/** Runs the daemon on rows that are there before it starts, and gives each as it rests. */
async function enriched(
  database: TestDatabase,
  rows: readonly Record<string, unknown>[],
): Promise<{ vehicles: Record<string, unknown>[]; evidence: pg.QueryResultRow[]; actions: pg.QueryResultRow[] }> {
  const now = new Date();
  const site = await serveLocally(async ({ url }): Promise<Answer> => {
    const page = PAGES[url.pathname];
    return page === undefined
      ? textAnswer(410, 'text/html', '<h1>410</h1>', now)
      : textAnswer(200, 'text/html', html(page), now);
  });
  const client = await connect(database);
  const ids: unknown[] = [];
  for (const row of rows) {
    const url = typeof row.discovery_url === 'string' ? { discovery_url: `${site.origin}${row.discovery_url}` } : {};
    const values = { ...row, ...url };
    const names = Object.keys(values);
    const sql = `insert into vehicles (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`;
    ids.push((await one(client, sql, Object.values(values))).id);
  }
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
  try {
    const vehicles = await eventually('all rest', async () => {
      const { rows: found } = await client.query(
        `select v.*, s.outcome, s.reason, s.score from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
         where v.id = any ($1) and s.requested = s.handled and not s.rate_limited and s.outcome <> 'pending'
           and not exists (select from micro_scrape.vehicle_events e where e.vehicle_id = v.id)
         order by array_position($1, v.id)`,
        [ids],
      );
      return found.length === ids.length && found;
    });
    const { rows: evidence } = await client.query('select * from micro_scrape.field_sources');
    const { rows: actions } = await client.query('select * from micro_scrape.action_log order by id');
    return { vehicles, evidence, actions };
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

describe('the VIN', () => {
  test('of a page that names no engine gives it, in the words of the decoder', async ({ database }) => {
    const { vehicles, evidence, actions } = await enriched(database, [{ discovery_url: '/no-engine' }]);
    expect(vehicles).toMatchObject([{ vin: HONDA, year: 2003, make: 'Honda', model: 'Accord', engine: 'V6' }]);
    expect(evidence.find((e) => e.field === 'engine')).toMatchObject({
      value: 'V6',
      method: 'vin-decode',
      snippet: expect.stringContaining(`vPIC on ${HONDA}: 2003 Honda; model Accord`),
      source_url: null,
    });
    expect(actions[0]).toMatchObject({ action: 'extract-listing', succeeded: true });
    expect(actions[0]?.filled).toContain('engine');
  });

  test('of a car with another engine than it left the factory with gives none', async ({ database }) => {
    const { vehicles } = await enriched(database, [{ discovery_url: '/other-engine' }]);
    expect(vehicles).toMatchObject([{ vin: HONDA, engine: null }]);
  });

  test('alone names the car, also where the listing is gone, and never against what a person wrote', async ({
    database,
  }) => {
    const { vehicles, evidence, actions } = await enriched(database, [
      { vin: HONDA },
      { vin: HONDA, discovery_url: '/gone' },
      { vin: HONDA, year: 2003, make: 'Honda', model: 'Civic' },
      { vin: HONDA, engine: 'by hand' },
    ]);
    const named = { year: 2003, make: 'Honda', model: 'Accord', engine: 'V6' };
    expect(vehicles).toMatchObject([
      named,
      { ...named, outcome: 'gone' },
      { model: 'Civic', engine: null },
      { ...named, engine: 'by hand' },
    ]);
    const told = evidence.filter((e) => e.field !== 'description');
    expect(told.map((e) => e.method)).toEqual(Array.from({ length: 4 + 4 + 3 }, () => 'vin-decode'));
    expect(actions.map((action) => action.note)).toContainEqual(
      expect.stringMatching(/nothing was taken from the VIN: the VIN says Accord, the vehicle Civic/),
    );
  });

  test('of the row keeps the page of another car away from it', async ({ database }) => {
    const { vehicles } = await enriched(database, [{ vin: HONDA, discovery_url: '/other-car' }]);
    expect(vehicles).toMatchObject([
      { year: null, make: null, mileage: null, reason: expect.stringMatching(/another vehicle.*Honda.*Toyota/) },
    ]);
  });

  test('is kept beside a page that gives the year of the sale', async ({ database }) => {
    const { vehicles } = await enriched(database, [{ discovery_url: '/sold-later' }]);
    expect(vehicles).toMatchObject([{ vin: HONDA, year: 2004, engine: 'V6' }]);
  });

  test('of another make than the page is not believed, and the rest of the page is', async ({ database }) => {
    const { vehicles, actions } = await enriched(database, [{ discovery_url: '/wrong-vin' }]);
    expect(vehicles).toMatchObject([{ vin: null, make: 'Ford', mileage: 81_000 }]);
    expect(actions[0]?.note).toMatch(/not believed: vin JACDJ58X717J01234 \(the VIN says Isuzu, the vehicle Ford\)/);
  });
});
