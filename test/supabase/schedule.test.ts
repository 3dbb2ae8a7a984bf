/** supabase/migrations: a run every five minutes for who wants one, with stand-ins for the schemas of pg_cron, pg_net and Vault. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { migrate, withMigrationLock } from '../../src/database/schema/migrate.ts';
import { explainTakeover } from '../../src/database/schema/plan.ts';
import { ORIGINAL } from '../adopt/original.ts';
import { ask } from '../adopt/servers.ts';
import { SERVICE_KEY, startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';

const SCHEDULE = new URL('../../supabase/migrations/20260101000000_micro_scrape_run.sql', import.meta.url);

/** As the extensions declare them; what is called is written down instead of done. */
const STAND_INS = `
  create schema cron;
  create table cron.job (jobid bigint generated always as identity primary key, schedule text not null, command text not null, jobname text unique);
  create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as $$
    insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
    on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning jobid $$;
  create function cron.unschedule(job_name text) returns boolean language sql as $$ delete from cron.job where jobname = job_name returning true $$;
  create schema net;
  create table net.calls (id bigint generated always as identity, url text, headers jsonb, body jsonb, timeout_milliseconds int);
  create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds int default 5000) returns bigint language sql as $$
    insert into net.calls (url, headers, body, timeout_milliseconds) values (url, headers, body, timeout_milliseconds) returning id $$;
  create schema vault;
  create table vault.decrypted_secrets (name text unique, decrypted_secret text)`;

test('it is scheduled once, however often the file is run, and what it sends is taken by the daemon', async ({
  emptyDatabase,
}) => {
  const { url } = emptyDatabase;
  const schedule = await readFile(SCHEDULE, 'utf8');
  await ask(url, ORIGINAL);
  await migrate({ connectionString: url, fromBandaid: true });
  await ask(url, STAND_INS);
  const daemon = await startTestDaemon(emptyDatabase);
  try {
    await expect(ask(url, schedule)).rejects.toMatchObject({
      message: 'Nothing is scheduled: a secret is missing.',
      hint: "select vault.create_secret('…', 'micro_scrape_url'); select vault.create_secret('…', 'micro_scrape_key');",
    });
    expect(await ask(url, 'select * from cron.job')).toEqual([]);

    await ask(
      url,
      `insert into vault.decrypted_secrets values ('micro_scrape_url', '${daemon.origin}/'), ('micro_scrape_key', '${SERVICE_KEY}')`,
    );
    await ask(url, schedule);
    await ask(url, schedule);
    const jobs = await ask(url, 'select jobname, schedule, command from cron.job');
    expect(jobs).toMatchObject([{ jobname: 'micro-scrape-run', schedule: '*/5 * * * *' }]);
    // Others may read the jobs.
    expect(jobs[0]?.command).not.toContain(SERVICE_KEY);

    await ask(url, String(jobs[0]?.command));
    const calls = await ask(url, 'select * from net.calls');
    expect(calls).toEqual([
      expect.objectContaining({ body: { batch_size: 20, max_runtime_ms: 25_000 }, timeout_milliseconds: 30_000 }),
    ]);
    const answer = await fetch(String(calls[0]?.url), {
      method: 'POST',
      headers: calls[0]?.headers as Record<string, string>,
      body: JSON.stringify({ ...(calls[0]?.body as object), dry_run: true }),
    });
    expect(await answer.json()).toMatchObject({ success: true, dry_run: true });

    await ask(url, `select cron.unschedule('micro-scrape-run')`);
    expect(await ask(url, 'select * from cron.job')).toEqual([]);
  } finally {
    await daemon.stop();
  }
});

test('coming from the original, its job is named to be ended, and this one is not', async ({ emptyDatabase }) => {
  const { url } = emptyDatabase;
  await ask(url, ORIGINAL);
  await ask(url, STAND_INS);
  await ask(
    url,
    `insert into vault.decrypted_secrets values ('micro_scrape_url', 'https://d.example'), ('micro_scrape_key', 'k')`,
  );
  await ask(url, await readFile(SCHEDULE, 'utf8'));
  await ask(
    url,
    `select cron.schedule('heal', '*/5 * * * *', 'select net.http_post(''https://ref.supabase.example/functions/v1/micro-scrape-bandaid'')')`,
  );
  const { switchOff } = await withMigrationLock(url, explainTakeover);
  expect(switchOff.filter((line) => line.startsWith('pg_cron'))).toEqual([
    "pg_cron's job heal (*/5 * * * *): SELECT cron.unschedule(2);",
  ]);
});
