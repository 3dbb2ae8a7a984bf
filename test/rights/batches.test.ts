import type pg from 'pg';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { manualRunAnswer } from '../../src/http/contract.ts';
import { command } from '../cli/command.ts';
import { withWorld } from '../cli/world.ts';
import { one } from '../support/client.ts';
import { SERVICE_KEY } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const post = async (origin: string, path: string, body: unknown) => {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SERVICE_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
};
const run = async (origin: string, body: unknown) =>
  manualRunAnswer.parse((await post(origin, '/functions/v1/micro-scrape-bandaid', body)).body);

async function insert(client: pg.Client, urls: readonly string[]): Promise<string[]> {
  const { rows } = await client.query('insert into vehicles (discovery_url) select unnest($1::text[]) returning id', [
    urls,
  ]);
  return rows.map(({ id }) => String(id));
}

describe('batches by hand', () => {
  test('leave out what rests and say how much that is, unless they are forced', async ({ database }) => {
    await withWorld(database, async ({ client, daemonOrigin, settled, urlOf }) => {
      await insert(client, ['javascript:alert(1)', 'http://192.0.2.1:1/x', 'http://10.0.0.1/listing/1']);
      await client.query(
        `update vehicles set discovery_url = 'http://10.0.0.2/listing/1' where discovery_url like 'http://192%'`,
      );
      await settled();
      const answer = await run(daemonOrigin, { batch_size: 20, max_runtime_ms: 5_000 });
      expect(answer).toMatchObject({ analyzed: 0, can_improve: 0, actions_executed: 0, resting: { invalid: 3 } });
      const forced = await run(daemonOrigin, { dry_run: true, force: true });
      expect(forced).toMatchObject({ analyzed: 3, can_improve: 0, resting: { invalid: 3 } });

      const [named] = await insert(client, [urlOf('porsche-911-1995')]);
      await settled();
      const complete = await run(daemonOrigin, { vehicle_ids: [named], max_runtime_ms: 5_000 });
      expect(complete).toMatchObject({ analyzed: 0, run_id: null });
    });
  });

  test('count what the vehicles of the request did, also when another run has them', async ({ database }) => {
    await withWorld(database, async ({ client, daemonOrigin, urlOf, settled }) => {
      const slugs = ['porsche-911-1995', 'datsun-240z-1972', 'bmw-m3-1988', 'ford-f-150-2012'];
      const ids = await insert(client, slugs.map(urlOf));
      const answer = await run(daemonOrigin, { vehicle_ids: [ids[0]], max_runtime_ms: 20_000 });
      expect(answer.analyzed).toBe(1);
      expect(answer.marked_complete).toBe(1);
      await settled();
      const { executed } = await one(
        client,
        'select count(*)::int as executed from micro_scrape.action_log where vehicle_id = $1',
        [ids[0]],
      );
      expect(answer.actions_executed).toBeLessThanOrEqual(Number(executed));
      expect(answer.actions_executed).toBeGreaterThan(0);
    });
  });

  test('of single inserts within a minute: they share a run', async ({ database }) => {
    await withWorld(database, async ({ client, settled }) => {
      for (let n = 0; n < 30; n++) {
        await insert(client, [`javascript:alert(${n})`]);
        await client.query('select 1');
        if (n % 10 === 9) await settled();
      }
      await settled();
      const runs = await eventually('all runs are closed', async () => {
        const { rows } = await client.query(
          'select status, batch_size, vehicles_analyzed from micro_scrape_runs order by started_at',
        );
        return rows.every(({ status }) => status === 'completed') && rows;
      });
      expect(runs.map(({ vehicles_analyzed: n }) => n)).toEqual([20, 10]);
    });
  });
});

describe('decisions from outside', () => {
  test('by HTTP: under the key, with a sentence for each mistake', async ({ database }) => {
    await withWorld(database, async ({ client, daemonOrigin, urlOf, settled }) => {
      const [id] = await insert(client, [urlOf('porsche-911-1995')]);
      await settled();
      expect(await post(daemonOrigin, `/vehicles/${id}/reject`, { field: 'color', note: 'green' })).toMatchObject({
        status: 200,
        body: { success: true, vehicle_id: id, done: expect.stringMatching(/is gone and will not come back/) },
      });
      expect(await post(daemonOrigin, `/vehicles/${id}/reject`, { field: 'colour' })).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/no field that micro-scrape fills.*The fields are/) },
      });
      expect(await post(daemonOrigin, `/vehicles/${id}/reject`, { feld: 'color' })).toMatchObject({ status: 400 });
      expect(await post(daemonOrigin, `/vehicles/${crypto.randomUUID()}/exclude`, {})).toMatchObject({ status: 404 });
      expect(await post(daemonOrigin, `/vehicles/${id}/forget`, {})).toMatchObject({ status: 404 });
      const keyless = await fetch(`${daemonOrigin}/vehicles/${id}/exclude`, { method: 'POST' });
      expect(keyless.status).toBe(401);
      await settled();
      expect(await one(client, 'select color from vehicles where id = $1', [id])).toEqual({ color: null });
    });
  });

  test('on the command line: reject, undo, include and what run says of a vehicle it does not run', async ({
    database,
  }) => {
    await withWorld(database, async ({ client, env, urlOf, settled }) => {
      const url = urlOf('porsche-911-1995');
      const [id] = await insert(client, [url]);
      await settled();
      const say = async (...args: string[]) => {
        const { code, stdout, stderr } = await command(args, env);
        return `${code} ${stdout}${stderr}`;
      };
      expect(await say('run', '--vehicle', url)).toMatch(/^0 Not run: .*complete at 100, nothing is missing/);
      expect(await say('reject', url, 'color', '--note', 'green')).toMatch(/^0 .*color .* is gone/);
      await settled();
      expect(await say('run', '--vehicle', url)).toMatch(/complete at 98; --force looks for what is missing.*color/);
      expect(await say('explain', url)).toMatch(/Rejected[\s\S]*color[\s\S]*green/);
      expect(await say('undo', url)).toMatch(/^0 .*taken back: .*vin/);
      expect(await say('run', '--vehicle', url)).toMatch(
        /taken back by hand; npx micro-scrape include .* takes it up again/,
      );
      expect(await say('include', String(id))).toMatch(/^0 .*taken up again/);
      expect(await say('reject', url, 'hue')).toMatch(/^1 hue is no field/);
      expect(await say('accept', url, 'model')).toMatch(/^1 Nothing is proposed for model/);
      expect(await say('exclude', 'https://nowhere.example/')).toMatch(/^1 There is no vehicle/);
      expect(await say('undo', url, '--since', 'yesterweek')).toMatch(/^1 .*yesterweek/);
    });
  });
});
