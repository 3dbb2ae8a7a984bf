-- The doorbell. NOTIFY serialises commits across the whole server (16 writers: 0.22x throughput), so it is sent only
-- when the dispatcher may be asleep: awake it holds nothing, asleep it holds the bell lock (28019, 1) exclusively.
-- A writer that gets the lock shared keeps it until its commit is visible, and the dispatcher cannot fall asleep meanwhile.
-- A plain expression without a subquery or a search_path of its own, which a trigger evaluates without a plan: as a statement
-- that also read the row of settings it cost each write 15 us more. So `notify_mode` is looked up as a name, which stands for it
-- while it is `always` (triggers/notify_mode.sql).
create or replace function micro_scrape.may_be_asleep() returns boolean
language sql volatile
return not pg_try_advisory_xact_lock_shared(28019, 1) or to_regclass('micro_scrape.notify_always') is not null;
revoke execute on function micro_scrape.may_be_asleep() from public;

-- It is also left out while the server's queue of notifications is half full (somebody listens and never reads): a full
-- one makes every writer's COMMIT fail, and no trigger can catch that. The dispatcher looks by itself every five seconds.
create or replace function micro_scrape.notify(p_event text, p_count bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if micro_scrape.may_be_asleep() and pg_notification_queue_usage() < 0.5 then
    perform pg_notify('micro_scrape', json_build_object('event', p_event, 'count', p_count)::text);
  end if;
end
$$;
revoke execute on function micro_scrape.notify(text, bigint) from public;
