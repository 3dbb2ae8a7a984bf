import { describe, expect } from 'vitest';
import { EXTRACTOR_VERSION } from '../../src/extraction/reading.ts';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

/** Rules that did not know colors have read every page, some months ago. */
const READ_BY_OLDER_RULES = [
  'set session_replication_role = replica',
  'update vehicles set color = null',
  'reset session_replication_role',
  `update micro_scrape.vehicle_state s set extractor_version = 0, gaps = micro_scrape.gaps(v, s.image_count)
   from vehicles v where v.id = s.vehicle_id`,
  `update micro_scrape.pages set fetched_at = fetched_at - interval '100 days'`,
  'update micro_scrape.adoption set rules_done = 0',
];

describe('rules that are newer than those that read a page', () => {
  test('read the kept page again, once and without a request, when the vehicle still lacks something', async ({
    database,
  }) => {
    const site = await startBehaviourSite();
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
    const client = await connect(database);
    const rest = (what: string, n: number) =>
      eventually(what, async () => {
        const { resting } = await one(
          client,
          `select count(*) filter (where requested = handled and outcome = 'complete' and not reread)::int as resting
           from micro_scrape.vehicle_state`,
        );
        return resting === n;
      });
    const reconciled = async () => {
      await client.query(`select graphile_worker.add_job('reconcile')`);
      await eventually('reconciled', async () => {
        const { n } = await one(
          client,
          `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'reconcile'`,
        );
        return n === 0;
      });
    };
    try {
      await client.query('insert into vehicles (discovery_url) select unnest($1::text[])', [
        [1, 2, 3].map((n) => site.origin + BEHAVIOURS.car(n, 1)),
      ]);
      await rest('three are complete', 3);
      await reconciled();
      const pages = site.requests.length;
      const { runs } = await one(client, 'select sum(fence)::int as runs from micro_scrape.vehicle_state');

      for (const statement of READ_BY_OLDER_RULES) await client.query(statement);
      await reconciled();
      await eventually('the color is back', async () => {
        const { n } = await one(client, 'select count(color)::int as n from vehicles');
        return n === 3;
      });
      await rest('all rest again', 3);
      expect(site.requests.length).toBe(pages);
      expect(
        await one(
          client,
          'select sum(fence)::int as runs, min(extractor_version) as version from micro_scrape.vehicle_state',
        ),
      ).toEqual({ runs: Number(runs) + 3, version: EXTRACTOR_VERSION });

      // Each version is walked once, also for those that gained nothing.
      await client.query('update micro_scrape.vehicle_state set extractor_version = 0');
      await reconciled();
      expect(
        await one(client, `select count(*)::int as n from micro_scrape.vehicle_events where kind = 'newer_rules'`),
      ).toEqual({
        n: 0,
      });
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });
});
