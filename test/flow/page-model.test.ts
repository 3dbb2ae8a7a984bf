import type pg from 'pg';
import { describe, expect } from 'vitest';
import { type LocalServer, serveLocally, textAnswer } from '../../examples/demo/site/local-server.ts';
import { createLanguageModel } from '../../src/enrichment/model/language-model.ts';
import { createPageModel } from '../../src/enrichment/model/page-model.ts';
import type { Quoted } from '../../src/extraction/model/quoted.ts';
import { command } from '../cli/command.ts';
import { LIES, type Page, TRUTHS } from '../site/model-claims.ts';
import { type ModelEndpoint, type Said, startModelEndpoint } from '../site/model-endpoint.ts';
import { PROSE_CARS } from '../site/prose-cars.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon, type TestDaemon } from '../support/daemon.ts';
import { type TestDatabase, test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

/** `/private/7`: that page, which says that it is copy 7, so that the model can be told what to say of it. */
async function startProseSite(): Promise<LocalServer> {
  const now = new Date();
  return serveLocally(async ({ url }) => {
    const [, page = '', copy = ''] = url.pathname.split('/');
    const html = Object.entries(PROSE_CARS).find(([name]) => name === page)?.[1];
    return html === undefined
      ? textAnswer(404, 'text/html', '<title>404</title>', now)
      : textAnswer(200, 'text/html', html.replace('</h1>', `</h1><p>This is copy ${copy} of it.</p>`), now);
  });
}

const copyIn = (shown: string): number => Number(/This is copy (\d+) of it/.exec(shown)?.[1]);
const answer = (facts: readonly Quoted[]): Said => ({ text: JSON.stringify({ facts }) });

interface World {
  readonly client: pg.Client;
  readonly site: LocalServer;
  readonly endpoint: ModelEndpoint;
  readonly daemons: readonly TestDaemon[];
  /** Vehicles of these pages, copy by copy; resolves when all rest. */
  readonly insert: (pages: readonly Page[]) => Promise<void>;
  readonly rest: () => Promise<void>;
}

async function withModel(
  database: TestDatabase,
  say: (copy: number, shown: string) => Said,
  work: (world: World) => Promise<void>,
  daemonCount = 1,
): Promise<void> {
  const site = await startProseSite();
  const endpoint = await startModelEndpoint((shown) => say(copyIn(shown), shown));
  const env = { FETCH_ALLOW_PRIVATE: new URL(site.origin).host, ...endpoint.env };
  const daemons = await Promise.all(Array.from({ length: daemonCount }, () => startTestDaemon(database, env)));
  const client = await connect(database);
  const rest = async (): Promise<void> => {
    await eventually('all vehicles rest', async () => {
      const { rows } = await client.query<{ busy: boolean }>(
        `select exists (select from micro_scrape.vehicle_events where kind <> 'canary')
             or exists (select from micro_scrape.vehicle_state where requested > handled)
             or exists (select from graphile_worker.jobs) as busy`,
      );
      return rows[0]?.busy === false;
    });
  };
  try {
    await work({
      client,
      site,
      endpoint,
      daemons,
      rest,
      insert: async (pages) => {
        await client.query('insert into vehicles (discovery_url) select unnest($1::text[])', [
          pages.map((page, copy) => `${site.origin}/${page}/${copy}`),
        ]);
        await rest();
      },
    });
  } finally {
    await client.end();
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    await endpoint.close();
    await site.close();
  }
}

const TRUE_READING: Quoted = {
  field: 'mileage',
  value: 187_340,
  unit: 'mi',
  quote: 'The clock stands at 187,340 miles',
};
const COLUMN: Readonly<Record<string, string>> = { price: 'asking_price' };

describe('a model', () => {
  test(`that lies in ${LIES.length} ways has none of it written`, async ({ database }) => {
    await withModel(
      database,
      (copy) => {
        const lie = LIES[copy]?.[2];
        return answer(lie === undefined ? [] : [lie]);
      },
      async ({ client, endpoint, insert }) => {
        await insert(LIES.map(([, page]) => page));
        expect(
          endpoint.asked.map(({ messages }) => copyIn(messages[1]?.content ?? '')).toSorted((a, b) => a - b),
        ).toEqual([...LIES.keys()]);
        const { rows } = await client.query(
          `select v.discovery_url, e.field, e.value, e.snippet from micro_scrape.field_sources e
           join vehicles v on v.id = e.vehicle_id where e.method = 'model'`,
        );
        expect(rows).toEqual([]);
        const { refused } = await one(
          client,
          `select count(*)::int as refused from micro_scrape.action_log where note like '%not believed of the model%'`,
        );
        // Of some the rules knew the value, or the page, already: those claims are not even looked at.
        expect(refused).toBeGreaterThanOrEqual(40);
      },
    );
  });

  test('that tells the truth has it written, with the words that prove it', async ({ database }) => {
    await withModel(
      database,
      (copy) => {
        const truth = TRUTHS[copy]?.[2];
        return answer(truth === undefined ? [] : [truth]);
      },
      async ({ client, endpoint, site, insert }) => {
        await insert(TRUTHS.map(([, page]) => page));
        for (const [copy, [name, page, { field, quote }]] of TRUTHS.entries()) {
          const { rows } = await client.query(
            `select e.method, e.snippet, e.confidence from micro_scrape.field_sources e join vehicles v on v.id = e.vehicle_id
             where v.discovery_url = $1 and e.field = $2 and e.method = 'model'`,
            [`${site.origin}/${page}/${copy}`, COLUMN[field] ?? field],
          );
          expect(rows, name).toEqual([
            { method: 'model', snippet: expect.stringContaining(quote), confidence: expect.any(Number) },
          ]);
        }
        const { mileage, page_value } = await one(
          client,
          `select v.mileage, e.page_value from vehicles v join micro_scrape.field_sources e on e.vehicle_id = v.id
           where e.method = 'model' and e.field = 'mileage' and v.discovery_url like '%/german/%'`,
        );
        expect({ mileage, page_value }).toEqual({ mileage: 89_397, page_value: '143870 km' });
        const [question] = endpoint.asked;
        expect(question).not.toHaveProperty('tools');
        expect(question?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
      },
    );
  });

  test('is shown what a person reads of the car, as data: no other cars, nothing hidden, no orders', async ({
    database,
  }) => {
    await withModel(
      database,
      () => answer([]),
      async ({ endpoint, insert }) => {
        await insert(['private']);
        const shown = endpoint.asked[0]?.messages[1]?.content ?? '';
        expect(shown.match(/<\/?page>/g)).toEqual(['<page>', '</page>']);
        expect(shown).toContain('The clock stands at 187,340 miles');
        for (const absent of ['64,000', '20,000', 'bright pink', 'Ignore all', '9,000 miles', 'New cars', '0147'])
          expect(shown).not.toContain(absent);
      },
    );
  });

  test.for<[name: string, said: Said, why: RegExp]>([
    ['is down', { fails: 503 }, /the model failed: /],
    ['breaks off', { fails: 'broken' }, /the model failed: /],
    ['is cut off', { text: '{"facts": [', finish: 'length' }, /did not finish \(length\)/],
    ['answers in prose', { text: 'The car has 187,340 miles.' }, /did not answer in JSON/],
    ['answers with a list', { text: '[1, 2]' }, /did not answer in JSON/],
  ])('that %s costs a note and nothing else, and is not asked again', async ([, said, why], { database }) => {
    await withModel(
      database,
      () => said,
      async ({ client, endpoint, insert, rest }) => {
        await insert(['private']);
        const log = await one(
          client,
          `select note, succeeded from micro_scrape.action_log where action = 'extract-listing'`,
        );
        expect(log).toEqual({ note: expect.stringMatching(why), succeeded: true });
        const { id } = await one(client, 'select id from vehicles');
        await client.query(
          `select graphile_worker.add_job('extract-listing', json_build_object('vehicle_id', $1::uuid))`,
          [id],
        );
        await rest();
        expect(endpoint.asked).toHaveLength(1);
        expect(await one(client, 'select answer, error from micro_scrape.model_answers')).toEqual({
          answer: null,
          error: expect.stringMatching(why),
        });
      },
    );
  });

  test('that is slow is left after its deadline, and one that is stopped says why', async () => {
    const endpoint = await startModelEndpoint(() => ({ fails: 'hang' }));
    try {
      const { LLM_BASE_URL: baseUrl, LLM_MODEL: name, LLM_API_KEY: apiKey } = endpoint.env;
      const { ask } = createPageModel(createLanguageModel({ baseUrl, name, apiKey }, { deadlineMs: 200 }));
      const { signal } = new AbortController();
      expect(await ask(['color'], 'A text.', signal)).toEqual({ failed: 'the model failed: no answer within 0.2 s' });
      const stop = new AbortController();
      const patient = createPageModel(createLanguageModel({ baseUrl, name, apiKey }));
      const asking = patient.ask(['color'], 'A text.', stop.signal);
      await eventually('it is asked', () => endpoint.asked.length === 2);
      const reason = new Error('shutting down');
      stop.abort(reason);
      await expect(asking).rejects.toBe(reason);
    } finally {
      await endpoint.close();
    }
  });

  test('that answers without end is left at 1 MB', async () => {
    const endpoint = await startModelEndpoint(() => ({ fails: 'endless' }));
    try {
      const { LLM_BASE_URL: baseUrl, LLM_MODEL: name, LLM_API_KEY: apiKey } = endpoint.env;
      const { ask } = createPageModel(createLanguageModel({ baseUrl, name, apiKey }));
      expect(await ask(['color'], 'A text.', new AbortController().signal)).toEqual({
        failed: 'the model failed: its answer is larger than 1000 kB',
      });
    } finally {
      await endpoint.close();
    }
  });

  test('is asked once a version of the page: later runs and rereadings use the answer that is kept', async ({
    database,
  }) => {
    await withModel(
      database,
      () => answer([TRUE_READING]),
      async ({ client, endpoint, insert, rest }) => {
        const empty = async (): Promise<void> => {
          await client.query('begin');
          await client.query('set local session_replication_role = replica');
          await client.query('update vehicles set mileage = null');
          await client.query('update micro_scrape.vehicle_state s set gaps = micro_scrape.gaps(v, 0) from vehicles v');
          await client.query('commit');
        };
        const mileage = async () => (await one(client, 'select mileage from vehicles')).mileage;
        await insert(['private']);
        expect(await mileage()).toBe(187_340);
        const { id } = await one(client, 'select id from vehicles');

        await empty();
        await client.query(
          `select graphile_worker.add_job('extract-listing', json_build_object('vehicle_id', $1::uuid))`,
          [id],
        );
        await rest();
        expect(await mileage()).toBe(187_340);

        await empty();
        const env = { DATABASE_URL: database.url };
        expect((await command(['reprocess', '--vehicle', String(id)], env)).code).toBe(0);
        expect(await mileage()).toBe(187_340);
        expect(endpoint.asked).toHaveLength(1);
      },
    );
  });

  test.for<[name: string, setting: string]>([
    ['in a day', 'model_calls_per_day = 3'],
    ['about one host in a day', 'model_calls_per_host_per_day = 3'],
  ])('is asked no more than the settings allow %s, by two daemons together', async ([, setting], { database }) => {
    await withModel(
      database,
      () => answer([TRUE_READING]),
      async ({ client, endpoint, insert }) => {
        await client.query(`update micro_scrape.settings set ${setting}`);
        await insert(Array.from({ length: 10 }, () => 'private'));
        expect(endpoint.asked).toHaveLength(3);
        expect(await one(client, 'select count(mileage)::int as n from vehicles')).toEqual({ n: 3 });
        const { n } = await one(
          client,
          `select count(*)::int as n from micro_scrape.action_log where note like '%the budget of the day is used up%'`,
        );
        expect(n).toBe(7);
      },
      2,
    );
  });

  test('brings nothing that a person has rejected, and what is not sure enough is proposed', async ({ database }) => {
    await withModel(
      database,
      () => answer([TRUE_READING]),
      async ({ client, insert, rest }) => {
        await client.query('update micro_scrape.settings set min_confidence = 0.9');
        await insert(['private']);
        expect(
          await one(client, `select value, method, why from micro_scrape.proposals where field = 'mileage'`),
        ).toEqual({
          value: '187340',
          method: 'model',
          why: 'doubtful',
        });
        await client.query('update micro_scrape.settings set min_confidence = 0');
        const { id } = await one(client, 'select id from vehicles');
        const again = () =>
          client.query(`select graphile_worker.add_job('extract-listing', json_build_object('vehicle_id', $1::uuid))`, [
            id,
          ]);
        await again();
        await rest();
        await client.query(`select micro_scrape.reject($1, 'mileage', 'it is another one')`, [id]);
        await rest();
        await again();
        await rest();
        expect(await one(client, 'select mileage from vehicles')).toEqual({ mileage: null });
      },
    );
  });
});
