/**
 * A database of each earlier version, with rows in it, becomes what a fresh install is, and loses nothing.
 * versions/ holds what `migrate --dry-run` of that time printed for an empty database, which is the SQL that its `migrate` did,
 * named after the last migration it had; rows.sql fits all of them. Whoever changes the schema adds the one before:
 *   micro-scrape migrate --dry-run | gzip -9n > test/adopt/versions/LAST-MIGRATION.sql.gz
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { dryRun, migrate } from '../../src/database/schema/migrate.ts';
import { uninstall } from '../../src/database/schema/uninstall.ts';
import { reconcile } from '../../src/database/statements/reconcile.ts';
import { checkInvariants } from '../support/invariants.ts';
import { catalogueOf } from './catalogue-of.ts';
import { installVersion, VERSIONS } from './earlier-versions.ts';
import { ask, onEachVersion, onEmptyDatabase } from './servers.ts';

const SCRIPTS = readdirSync(VERSIONS).filter((name) => name.endsWith('.sql.gz'));

/** What people would miss: in the columns that all versions have. `requested`, `handled`, `limited`: as they are called there. */
const kept = (requested: string, handled: string, limited: string) => [
  'select * from public.vehicles order by id',
  'select vehicle_id, image_url, storage_path, source, file_hash from public.vehicle_images order by id',
  `select vehicle_id, score, gaps, outcome, reason, ${requested} as requested, ${handled} as handled, ${limited} as limited, slot_at, run_id, settled_at, created_at
   from micro_scrape.vehicle_state order by vehicle_id`,
  'select id, vehicle_id, field, value, snippet, written_at from micro_scrape.field_sources order by id',
  'select id, vehicle_id, run_id, action, succeeded, filled, ended_at from micro_scrape.action_log order by id',
  'select vehicle_id, requested_url, url, kind, kind_reason, blob_key, etag, last_modified, fetched_at from micro_scrape.pages order by vehicle_id',
  'select host, robots_txt, robots_fetched_at from micro_scrape.hosts order by host',
  'select threshold, batch_size from micro_scrape.settings',
  'select id, run_type, batch_size, status, vehicles_analyzed, started_at from public.micro_scrape_runs order by id',
  'select key, task_identifier, run_at, priority from graphile_worker.jobs order by key',
];
/** Up to 0027, and since. */
const BEFORE = kept('wanted', 'done', 'parked');
const NOW = kept('requested', 'handled', 'rate_limited');

onEachVersion('that a database of an earlier version is brought to this one', (server) => {
  test.each(SCRIPTS)('%s', async (name) => {
    const rows = await readFile(path.join(VERSIONS, 'rows.sql'), 'utf8');
    await onEmptyDatabase(server, async (url) => {
      const untouched = await catalogueOf(url);
      await installVersion(url, name);
      await ask(url, rows);
      await ask(url, `update micro_scrape.settings set notify_mode = 'always'`);
      const before = await answers(url, BEFORE);
      expect(before.map((rows) => rows.length)).toEqual([3, 1, 3, 2, 1, 1, 1, 1, 1, expect.any(Number)]);

      const { applied } = await migrate({ connectionString: url });
      expect(applied.filter((name) => name.startsWith('migrations/')).length).toBeGreaterThan(0);
      expect(await dryRun({ connectionString: url })).toBe('');
      expect(await answers(url, NOW)).toEqual(before);
      expect(await ask(url, 'select micro_scrape.may_be_asleep() as rings')).toEqual([{ rings: true }]);
      await ask(url, `update micro_scrape.settings set notify_mode = 'doorbell'`);
      await onEmptyDatabase(server, async (fresh) => {
        await migrate({ connectionString: fresh });
        expect(await catalogueOf(url)).toEqual(await catalogueOf(fresh));
      });

      const pool = new pg.Pool({ connectionString: url, max: 1 });
      try {
        await reconcile(pool);
        expect(await checkInvariants(pool)).toEqual([]);
        // Evidence of a vehicle that had been deleted goes after a week, and until then it is there; 0027 noticed it.
        expect(await ask(url, 'select vehicle_id from micro_scrape.deleted_vehicles')).toEqual(
          name < '0027' ? [{ vehicle_id: '00000000-0000-4000-8000-000000000009' }] : [],
        );
      } finally {
        await pool.end();
      }

      await ask(url, 'delete from public.vehicles');
      await uninstall({ connectionString: url, yes: true, purgeMarks: true, dryRun: false });
      expect(await catalogueOf(url)).toEqual(untouched);
    });
  });
});

async function answers(url: string, questions: readonly string[]): Promise<Record<string, unknown>[][]> {
  const all: Record<string, unknown>[][] = [];
  for (const each of questions) {
    all.push(await ask(url, each));
  }
  return all;
}
