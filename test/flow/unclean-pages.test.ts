import { describe, expect } from 'vitest';
import { type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { cleanText } from '../../src/runtime/text.ts';
import { type NumberedCar, numberedCar } from '../site/cars.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const SCRIPT = '&lt;script&gt;alert(1)&lt;/script&gt;';
const TWICE = '&amp;lt;img src=x onerror=alert(1)&amp;gt;';

/** What a page writes into its data, in place of what the car is; each is the same car to whoever reads it. */
const SPOILED: Readonly<Record<string, (car: NumberedCar) => Partial<NumberedCar>>> = {
  NUL: ({ model, vin, color }) => ({ model: `${model}\u0000`, vin: `\u0000${vin}`, color: `\u0000${color}\u0000` }),
  'orders for a terminal': ({ model, color, description }) => ({
    model: `${model}\u001b[31m`,
    color: `\u001b]0;evil\u0007${color}`,
    description: `\u009b1m${description} \u001b]8;;https://evil.example\u001b\\`,
  }),
  'characters that turn a line around': ({ model, description }) => ({
    model: `\u2066${model}\u2069`,
    description: `\u202e${description}\u202c`,
  }),
  'what has no width': ({ vin, model, engine }) => ({
    vin: `${vin.slice(0, 5)}\u200b${vin.slice(5)}\ufeff`,
    model: `${model}\u200d`,
    engine: `\u2060${engine.replace(' ', '\u200b ')}`,
  }),
  tags: ({ model, description }) => ({
    model: `${model}\u{e0049}\u{e0067}\u{e006e}`,
    description: `${description}\u{e0001}`,
  }),
  'half a character': ({ description }) => ({ description: `${description} \ud83d` }),
  markup: ({ description, engine, transmission }) => ({
    description: `${description} ${SCRIPT} ${TWICE}`,
    engine: `${engine}${SCRIPT}`,
    transmission: `&lt;b onmouseover=alert(1)&gt;${transmission}&lt;/b&gt;`,
  }),
};

function page(n: number): string {
  const car = numberedCar(n);
  const told = { ...car, ...Object.values(SPOILED)[n]?.(car) };
  const node = {
    '@context': 'https://schema.org',
    '@type': 'Car',
    name: `${car.year} ${told.make} ${told.model}`,
    brand: told.make,
    model: told.model,
    vehicleModelDate: String(car.year),
    vehicleIdentificationNumber: told.vin,
    color: told.color,
    vehicleEngine: told.engine,
    vehicleTransmission: told.transmission,
    mileageFromOdometer: { '@type': 'QuantitativeValue', value: car.mileage, unitCode: 'SMI' },
    description: told.description,
    offers: { '@type': 'Offer', price: car.price, priceCurrency: 'USD' },
  };
  // As servers write it: whatever is no ASCII is escaped.
  const data = JSON.stringify(node).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const name = `${car.year} ${car.make} ${car.model}`;
  return `<!doctype html><title>${name} for sale</title><script type="application/ld+json">${data}</script>
    <h1>${name}</h1><p>Seen &lt;script&gt;alert(2)&lt;/script&gt; &#8238;around&#0; &#27;]0;evil&#7;</p>`;
}

function startUncleanSite(): Promise<LocalServer> {
  const now = new Date();
  return serveLocally(async ({ url }) => {
    const n = /^\/car\/(\d+)$/.exec(url.pathname)?.[1];
    return n === undefined
      ? textAnswer(404, 'text/plain', '', now)
      : textAnswer(200, 'text/html', page(Number(n)), now);
  });
}

/** All that is written anywhere, table by table. */
const WRITTEN = `
  select 'vehicles' as place, to_jsonb(t) as row from vehicles t
  union all select 'field_sources', to_jsonb(t) from micro_scrape.field_sources t
  union all select 'proposals', to_jsonb(t) from micro_scrape.proposals t
  union all select 'action_log', to_jsonb(t) from micro_scrape.action_log t
  union all select 'pages', to_jsonb(t) from micro_scrape.pages t
  union all select 'vehicle_state', to_jsonb(t) from micro_scrape.vehicle_state t`;

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

describe('a page that writes what is no text', () => {
  test('heals its vehicle, which settles, and nothing of it is written: not into the row, the evidence or the log', async ({
    database,
  }) => {
    const site = await startUncleanSite();
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
    const client = await connect(database);
    try {
      const kinds = Object.keys(SPOILED);
      await client.query('insert into vehicles (discovery_url) select unnest($1::text[])', [
        kinds.map((_, n) => `${site.origin}/car/${n}`),
      ]);
      await eventually('all vehicles rest', async () => {
        const { rows } = await client.query(
          `select from micro_scrape.vehicle_state where requested = handled and not rate_limited and outcome <> 'pending'`,
        );
        const left = await client.query(`select from micro_scrape.vehicle_events where kind <> 'canary'`);
        return rows.length === kinds.length && left.rows.length === 0;
      });
      const { rows: vehicles } = await client.query('select * from vehicles');
      for (const [n, kind] of kinds.entries()) {
        const car = numberedCar(n);
        const row = vehicles.find((each) => each.discovery_url === `${site.origin}/car/${n}`);
        expect(row, kind).toMatchObject({
          year: car.year,
          make: car.make,
          model: car.model,
          vin: car.vin,
          color: car.color,
          transmission: car.transmission,
        });
        expect(row.engine, kind).toMatch(/^2\.5L? /);
        expect(row.description, kind).toContain(car.description);
      }
      const { rows: written } = await client.query<{ place: string; row: unknown }>(WRITTEN);
      expect(new Set(written.map(({ place }) => place)).size).toBeGreaterThanOrEqual(4);
      for (const { place, row } of written) {
        for (const text of stringsIn(row)) {
          expect(text, place).toBe(cleanText(text));
          expect(text, place).not.toMatch(/<[a-z/!]/i);
        }
      }
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });
});
