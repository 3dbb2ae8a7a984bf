import { describe, expect } from 'vitest';
import { BEHAVIOURS, startBehaviourSite } from '../site/behaviours.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

// Word for word as people have them in their notebooks: do not reformat.
const NEEDING = 'SELECT * FROM vehicles_needing_micro_scrape LIMIT 20;';
const RUNS = `SELECT started_at, vehicles_analyzed, vehicles_improved, vehicles_marked_complete,
       actions_executed, actions_succeeded, runtime_ms
FROM micro_scrape_runs ORDER BY started_at DESC LIMIT 10;`;
const BY_DAY = `SELECT DATE(started_at) as date, COUNT(*) as runs, SUM(vehicles_improved) as improved,
       SUM(vehicles_marked_complete) as completed,
       ROUND(100.0 * SUM(actions_succeeded) / NULLIF(SUM(actions_executed), 0), 1) as success_rate
FROM micro_scrape_runs
WHERE status = 'completed' AND started_at >= NOW() - INTERVAL '7 days'
GROUP BY DATE(started_at) ORDER BY date DESC;`;

describe('the three monitoring queries', () => {
  test('say what happened: two vehicles completed, one that is gone, one of another address', async ({ database }) => {
    const site = await startBehaviourSite();
    const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: new URL(site.origin).host });
    const client = await connect(database);
    try {
      const paths = [BEHAVIOURS.car(1), BEHAVIOURS.car(2), BEHAVIOURS.notFound];
      await client.query('insert into vehicles (discovery_url) select $1 || unnest($2::text[])', [site.origin, paths]);
      await client.query(`insert into vehicles (discovery_url, year, make) values ('ftp://a.example/1', 1999, 'Saab')`);
      await eventually('all rest and their runs are closed', async () => {
        const { rows } = await client.query(
          `select (select count(*)::int from micro_scrape.vehicle_state where requested = handled) as rested,
             (select bool_and(status = 'completed') from micro_scrape_runs) as closed`,
        );
        return rows[0].rested === 4 && rows[0].closed;
      });

      const needing = (await client.query(NEEDING)).rows;
      expect(needing.map((row) => [row.quality_score, row.make])).toEqual([
        [0, null],
        [20, 'Saab'],
      ]);
      expect(Object.keys(needing[0])).toEqual([
        'id',
        'make',
        'model',
        'year',
        'discovery_url',
        'origin_metadata',
        'quality_score',
        'image_count',
        'missing_vin',
        'missing_price',
        'missing_description',
        'images_need_download',
        'below_threshold',
        'created_at',
        'updated_at',
      ]);
      expect(needing[1]).toMatchObject({
        missing_vin: true,
        missing_price: true,
        below_threshold: true,
        image_count: '0',
      });

      const runs = (await client.query(RUNS)).rows;
      const sum = (column: string) => runs.reduce((total, row) => total + row[column], 0);
      expect(sum('vehicles_analyzed')).toBe(4);
      expect(sum('vehicles_improved')).toBe(2);
      expect(sum('vehicles_marked_complete')).toBe(2);
      const log = await client.query(
        'select count(*)::int as n, count(*) filter (where succeeded)::int as ok from micro_scrape.action_log',
      );
      expect([sum('actions_executed'), sum('actions_succeeded')]).toEqual([log.rows[0].n, log.rows[0].ok]);

      const [today] = (await client.query(BY_DAY)).rows;
      expect(today).toMatchObject({
        runs: String(runs.length),
        improved: '2',
        completed: '2',
        success_rate: ((100 * log.rows[0].ok) / log.rows[0].n).toFixed(1),
      });
    } finally {
      await client.end();
      await daemon.stop();
      await site.close();
    }
  });
});
