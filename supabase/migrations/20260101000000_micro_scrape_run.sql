-- For who wants a run on the clock: twenty vehicles every five minutes, as the original was called. micro-scrape itself needs
-- none: it hears of every change. Put this into your own supabase/migrations, or paste it into the SQL editor. It may be run
-- again. Before it, once, so that neither address nor key stands in a job that others read:
--   select vault.create_secret('https://micro-scrape.example', 'micro_scrape_url');
--   select vault.create_secret('THE SERVICE KEY', 'micro_scrape_key');
-- To end it: select cron.unschedule('micro-scrape-run');
do $extensions$
declare
  v_missing text;
begin
  if to_regnamespace('cron') is null then
    create extension pg_cron with schema pg_catalog;
  end if;
  if to_regnamespace('net') is null then
    create extension pg_net;
  end if;
  select string_agg(format('select vault.create_secret(''…'', %L);', w.name), ' ') into v_missing
  from unnest('{micro_scrape_url,micro_scrape_key}'::text[]) w (name)
  where not exists (select from vault.decrypted_secrets s where s.name = w.name and s.decrypted_secret <> '');
  if v_missing is not null then
    raise exception 'Nothing is scheduled: a secret is missing.' using hint = v_missing;
  end if;
end
$extensions$;

-- A schedule of the same name is replaced. pg_net waits 5 s unless told otherwise, and the run answers within 25.
select cron.schedule('micro-scrape-run', '*/5 * * * *', $job$
  select net.http_post(
    url := (select rtrim(decrypted_secret, '/') from vault.decrypted_secrets where name = 'micro_scrape_url') || '/functions/v1/micro-scrape-bandaid',
    headers := jsonb_build_object('Content-Type', 'application/json',
      'Authorization', 'Bearer ' || (select decrypted_secret from vault.decrypted_secrets where name = 'micro_scrape_key')),
    body := '{"batch_size": 20, "max_runtime_ms": 25000}'::jsonb,
    timeout_milliseconds := 30000)
$job$);
