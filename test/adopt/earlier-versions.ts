/** A database as an earlier version made it: the SQL that its `migrate` did, from versions/ (see upgrade.test.ts). */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ask } from './servers.ts';

export const VERSIONS = path.join(import.meta.dirname, 'versions');

/** @param name of a file in versions/ */
export async function installVersion(url: string, name: string): Promise<void> {
  const script = (await promisify(gunzip)(await readFile(path.join(VERSIONS, name)))).toString('utf8');
  for (const part of script.split(
    /^(?=-- (?:graphile-worker|ledger|(?:migrations|functions|triggers)\/\S+\.sql|index)|insert into micro_scrape\.additions \(kind, name\) values \('index')/m,
  )) {
    await ask(url, part);
  }
}

/** The last version that kept runs in a table of the schema public: run `one` has ended, run `two` has a vehicle under way. */
export async function installRunsAsTable(url: string): Promise<void> {
  await installVersion(url, '0022_shells.sql.gz');
  await ask(
    url,
    `insert into micro_scrape_runs (id, run_type, batch_size, status, vehicles_analyzed, actions_executed, actions_succeeded, actions_failed,
       runtime_ms, started_at, completed_at)
     values ('00000000-0000-4000-8000-000000000001', 'manual', 20, 'completed', 7, 9, 5, 4, 1234, '2020-01-01', '2020-01-02'),
       ('00000000-0000-4000-8000-000000000002', 'scheduled', 20, 'running', 3, 6, 6, 0, null, '2020-01-03', null);
     insert into vehicles (id, discovery_url) values ('00000000-0000-4000-8000-00000000000a', 'https://cars.example/a');
     insert into micro_scrape.vehicle_state (vehicle_id, score, image_count, gaps, wanted, run_id)
     values ('00000000-0000-4000-8000-00000000000a', 0, 0, '{}', 1, '00000000-0000-4000-8000-000000000002'),
       (gen_random_uuid(), 0, 0, '{}', 1, gen_random_uuid())`,
  );
}
