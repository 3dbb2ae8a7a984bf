/** The vehicles, one vehicle and the precision without a browser, on each version of PostgreSQL. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createConsole } from '../../src/console/console.ts';
import { createPool } from '../../src/database/pool.ts';
import { migrate } from '../../src/database/schema/migrate.ts';
import { listVehicles, type Place, type VehicleFilter } from '../../src/database/statements/list-vehicles.ts';
import { keepPage } from '../../src/enrichment/kept-page.ts';
import { DaemonEvents, OUTCOMES } from '../../src/events.ts';
import { openBlobStore } from '../../src/media/store/blob-store.ts';
import { runEval } from '../../tools/eval/run-eval.ts';
import { onEachVersion, onEmptyDatabase } from '../adopt/servers.ts';
import { eventually } from '../support/eventually.ts';

const KEY = 'a-service-key-of-more-than-32-characters';
const SIZE = 7;
const LOOKED = 11;

/** Many with the same score and moment, some without a moment, all outcomes. */
const CATALOGUE = `
  insert into vehicles (year, make, model, vin, color, discovery_url, created_at)
  select case when n % 5 > 0 then 1990 + n % 9 end, 'Make' || n % 4, case when n % 3 > 0 then 'Model' || n % 7 end,
    case when n % 11 = 0 then 'WP0AA2991SS3218' || 10 + n % 80 end, case when n % 2 = 0 then 'red' end,
    'https://' || case n % 6 when 0 then 'few' else 'many' end || '.example/' || n, timestamptz '2026-01-01' + n % 13 * interval '1 day'
  from generate_series(1, 240) n`;
const STATE = `
  insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, outcome, requested, handled, listed_at, settled_at)
  select v.id, micro_scrape.score(g.gaps), 0, g.gaps, (array['pending','waiting','complete','exhausted','gone','blocked','invalid','excluded'])[1 + right(v.discovery_url, 1)::int % 8],
    1, 1, nullif(v.created_at, '2026-01-03'), case when right(v.discovery_url, 1)::int % 3 > 0 then v.created_at + interval '90 days' end
  from vehicles v cross join lateral (select micro_scrape.gaps(v, 0) as gaps offset 0) g`;
/** The answer without any cleverness. */
const PLAIN = `
  select v.id from micro_scrape.vehicle_state s join vehicles v on v.id = s.vehicle_id
  where ($1::text is null or s.outcome = $1) and ($2::text is null or $2 = any (s.gaps)) and ($3::int is null or s.score between $3 and $4)
    and ($5::text is null or v.discovery_url like 'https://' || $5 || '/%') and ($6::timestamptz is null or s.settled_at >= $6)
    and ($7::text is null or lower(concat_ws(' ', v.year, v.make, v.model, v.vin)) like '%' || $7 || '%')
  order by s.score, s.listed_at desc nulls last, v.id`;

function* combinations(): Generator<VehicleFilter> {
  const since = new Date('2026-04-05T00:00:00Z');
  const choices: Required<{ [Name in keyof VehicleFilter]: readonly VehicleFilter[Name][] }> = {
    outcome: [undefined, ...OUTCOMES],
    missing: [undefined, 'year', 'color', 'vin'],
    score: [undefined, { from: 10, to: 34 }],
    source: [undefined, 'few.example'],
    changed: [undefined, since],
    words: [undefined, ['make1'], ['model2']],
  };
  // One after the other, and all with all by steps that share no divisor with the sizes.
  for (let i = 0; i < 90; i += 1) {
    const pick = <T>(of: readonly T[], step: number): T | undefined => of[Math.floor(i / step) % of.length];
    yield {
      outcome: pick(choices.outcome, 1),
      missing: pick(choices.missing, 5),
      score: pick(choices.score, 7),
      source: pick(choices.source, 11),
      changed: pick(choices.changed, 13),
      words: pick(choices.words, 17),
    };
  }
}

onEachVersion('the lists of the console', (server) => {
  test('the pages of every combination of filters, put together, are the whole answer in its order', {
    timeout: 200_000,
  }, async () => {
    await onEmptyDatabase(server, async (url) => {
      await migrate({ connectionString: url });
      const client = new pg.Client(url);
      await client.connect();
      try {
        await client.query('set session_replication_role = replica');
        await client.query(CATALOGUE);
        await client.query(STATE);
        await client.query('select micro_scrape.recount_states()');
        for (const filter of combinations()) {
          const { rows } = await client.query(PLAIN, [
            filter.outcome ?? null,
            filter.missing ?? null,
            filter.score?.from ?? null,
            filter.score?.to ?? null,
            filter.source ?? null,
            filter.changed ?? null,
            filter.words?.[0] ?? null,
          ]);
          const found: string[] = [];
          let after: Place | undefined;
          let total: number | undefined;
          do {
            const page = await listVehicles(client, filter, { after, size: SIZE, looked: LOOKED });
            found.push(...page.vehicles.map(({ id }) => id));
            total ??= page.total;
            after = page.next;
          } while (after !== undefined);
          expect([filter, found]).toEqual([filter, rows.map(({ id }) => id)]);
          if (total !== undefined) expect(total).toBe(rows.length);
        }
        const [any] = (await client.query('select id, vin from vehicles where vin is not null')).rows;
        expect(await listVehicles(client, { words: [any.id] }, { size: SIZE, looked: LOOKED })).toMatchObject({
          vehicles: [{ id: any.id }],
        });
        await client.query('create index on vehicles (vin)');
        const named = await listVehicles(client, { words: [any.vin.toLowerCase()] }, { size: SIZE, looked: LOOKED });
        expect(named.vehicles.map(({ vin }) => vin)).toContain(any.vin);
      } finally {
        await client.end();
      }
    });
  });

  test('what is put right is in the row, the trail and the file for the evaluation, and a console that only shows refuses all of it', {
    timeout: 200_000,
  }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'micro-scrape-console-'));
    const blobs = await openBlobStore(`file:${folder}/blobs`, { signal: AbortSignal.timeout(60_000) });
    try {
      await onEmptyDatabase(server, async (url) => {
        await migrate({ connectionString: url });
        const pool = createPool({ connectionString: url, role: 'console', max: 2, onError: () => {} });
        const servers: FastifyInstance[] = [];
        const open = async (mode: 'read' | 'full') => {
          const fastify = Fastify();
          servers.push(fastify);
          const { routes, link } = createConsole({
            mode,
            events: new DaemonEvents(),
            serviceKeys: [KEY],
            services: { pool, blobs, configuredInterval: 1 },
          });
          await fastify.register(routes(new AbortController().signal));
          const entered = await fastify.inject({ url: link('') ?? '' });
          const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
          const get = (address: string) => fastify.inject({ url: address, headers: { cookie, accept: 'text/html' } });
          const post = async (address: string, fields: Record<string, string>) => {
            const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/console/trail')).body)?.[1] ?? '';
            return fastify.inject({
              method: 'POST',
              url: address,
              headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
              payload: new URLSearchParams({ csrf, ...fields }).toString(),
            });
          };
          return { get, post };
        };
        try {
          const html =
            '<h1>2004 Honda Civic</h1><dl><dt>Color</dt><dd>Silver</dd><dt>Mileage</dt><dd>100,000 km</dd></dl><p>$4,500</p>';
          const inserted = await pool.query(
            `insert into vehicles (year, make, model, color, mileage, discovery_url) values (2004, 'Honda', 'Civic', 'Silver', 62137, 'https://cars.example/1') returning id`,
          );
          const { id } = inserted.rows[0];
          await pool.query(
            `insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key)
             values ($1, 'https://cars.example/1', 'https://cars.example/1', 'listing', 'it is one', $2)`,
            [id, await keepPage(blobs, Buffer.from(html))],
          );
          await pool.query(
            `insert into micro_scrape.field_sources (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version)
             values ($1, 'color', 'Silver', null, 'https://cars.example/1', 'label', 'Color: Silver', 0.9, 3),
               ($1, 'mileage', '62137', '100000 km', 'https://cars.example/1', 'label', 'Mileage: 100,000 km', 0.9, 3)`,
            [id],
          );
          const at = `/console/vehicles/${id}`;
          const rowOf = async () => (await pool.query('select color, mileage from vehicles')).rows[0];
          const auditOf = async () => (await pool.query('select what, who from micro_scrape.audit order by id')).rows;

          const reading = await open('read');
          const looked = await reading.get(at);
          expect([looked.statusCode, looked.body.includes('It is wrong')]).toEqual([200, false]);
          for (const [address, fields] of [
            [`${at}/reject`, { field: 'color', value: 'blue' }],
            [`${at}/accept`, { field: 'color' }],
            [`${at}/undo`, {}],
            [`${at}/exclude`, {}],
            [`${at}/include`, {}],
            ['/console/vehicles/run', { vehicle: String(id), back: at }],
          ] as const) {
            const refused = await reading.post(address, fields);
            expect([address, refused.statusCode]).toEqual([address, 403]);
          }
          expect([await rowOf(), await auditOf()]).toEqual([{ color: 'Silver', mileage: 62_137 }, []]);

          const { get, post } = await open('full');
          const { rows: sources } = await pool.query(`select id from micro_scrape.field_sources where field = 'color'`);
          const shown = await get(`${at}/page?source=${sources[0].id}`);
          expect(shown.body).toContain('<mark id="evidence">Color</mark>');
          expect(shown.body).toContain('<mark>Silver</mark>');
          expect(shown.headers).toMatchObject({
            'content-security-policy': expect.stringMatching(/^default-src 'none'.*; sandbox$/),
            'x-content-type-options': 'nosniff',
          });
          expect(shown.headers['x-frame-options']).toBeUndefined();
          expect((await get(`${at}/page?source=987654`)).statusCode).toBe(404);
          expect((await get(`/console/vehicles/${crypto.randomUUID()}/page`)).statusCode).toBe(404);

          expect((await post(`${at}/reject`, { field: 'color', value: 'Blue', note: 'seen' })).statusCode).toBe(303);
          expect((await post(`${at}/reject`, { field: 'mileage', value: '63000' })).statusCode).toBe(303);
          for (const fields of [{ field: 'mileage', value: 'many' }, { field: 'no_field' }, { field: 'engine' }]) {
            expect((await post(`${at}/reject`, fields)).statusCode).toBeGreaterThanOrEqual(400);
          }
          expect(await rowOf()).toEqual({ color: 'Blue', mileage: 63_000 });
          const who = 'link of the terminal';
          expect(await auditOf()).toEqual([
            { what: 'reject value', who },
            { what: 'reject value', who },
          ]);
          const page = (await get(at)).body;
          expect(page).toMatch(/never written again: said to be wrong \(seen\)/);
          const listed = await get(`${at}?format=json&table=fields`);
          expect(listed.json()).toContainEqual(
            expect.objectContaining({ field: 'color', value: 'Blue', method: 'person', who }),
          );

          await pool.query(
            `insert into micro_scrape.proposals (vehicle_id, field, value, source_url, method, snippet, confidence, extractor_version, why)
             values ($1, 'engine', '1.7 L', 'https://cars.example/1', 'prose', 'a 1.7 L', 0.5, 3, 'doubtful')`,
            [id],
          );
          expect((await get(at)).body).toContain('Read and not written');
          expect((await post(`${at}/accept`, { field: 'engine' })).statusCode).toBe(303);
          expect((await post(`${at}/exclude`, { note: 'sold' })).statusCode).toBe(303);
          expect((await get(`${at}?plan=1`)).body).toContain('Nothing: it is excluded.');
          expect((await post(`${at}/include`, {})).statusCode).toBe(303);
          expect((await post('/console/vehicles/run', { back: '/console/vehicles?q=civic' })).statusCode).toBe(400);
          const again = await post('/console/vehicles/run', { back: '/console/vehicles?q=civic', vehicle: String(id) });
          expect([again.statusCode, again.headers.location]).toEqual([303, '/console/vehicles?q=civic']);
          expect(
            (await post('/console/vehicles/run', { back: '//evil.example', vehicle: String(id) })).statusCode,
          ).toBe(400);
          const { rows: queued } = await pool.query(
            `select key from graphile_worker.jobs where key = 'vehicle:' || $1`,
            [id],
          );
          expect(queued).toHaveLength(1);
          await get(at);
          await eventually('the part that moves follows it', async () =>
            (await get(`/console/live/vehicle/${id}`)).body.includes('at work or in the queue'),
          );
          expect((await auditOf()).slice(2).map(({ what }) => what)).toEqual([
            'accept value',
            'exclude vehicle',
            'include vehicle',
            'run vehicle',
          ]);

          const precision = (await get('/console/precision?format=json&table=precision')).json();
          expect(precision).toMatchObject([
            { source: 'cars.example', field: 'color', written: 1, rejected: 1, precision: 0 },
            { source: 'cars.example', field: 'mileage', written: 1, rejected: 1, precision: 0 },
            { source: 'cars.example', field: 'engine', written: 1, accepted: 1, precision: 1 },
          ]);
          const file = path.join(folder, 'disputed.jsonl');
          await writeFile(file, (await get('/console/precision/disputed.jsonl')).body);
          const told: string[] = [];
          await runEval(file, { write: (line) => told.push(line) });
          expect(told.filter((line) => line.includes(' | '))).toEqual([
            `${id} | color | got Silver, want Blue`,
            `${id} | mileage | got 100000, want 101389`,
          ]);
          expect(told.find((line) => line.startsWith('year'))).toContain('right 0, wrong 0, missed 0');
        } finally {
          for (const each of servers) await each.close();
          await pool.end();
        }
      });
    } finally {
      blobs.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
