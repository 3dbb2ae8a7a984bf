-- The one write of a run over a vehicle. Everything that a run has found since its last write, what became of the vehicle,
-- and the next job if an event came meanwhile, in one statement: before it nothing is written, after it nothing is missing.
-- The vehicle's row is locked first, the state second: a person's open transaction on the row then never blocks the
-- dispatcher, which takes state rows. Waits for the row 5 s at the most (55P03).
--
-- p_requested: the counter as it was when the work began; an event since then makes requested > p_requested.
-- p_run (as src/database/statements/commit-run.ts sends it):
--   judged    what tells the vehicle from others, as it was when it was judged: with another value in one of these nothing
--             of `writes` and `photographs` is written, and a run that ends then ends as `changed` says
--   page      the page that was fetched, or how the kept one is judged now and whether the site `confirmed` it
--   writes    in order: values (with their evidence) for fields that are empty, the addresses of photographs, proposals.
--             `needs`: what the row must say, also by an earlier write, or this one is left out
--   photographs  stored files, what became of the others, how many are worth another visit
--   rendered_url  the address of the page, where that was filled by its scripts: evidence from there says so
--   actions   what was done, for the log; `done` is what earlier turns of the run have done
--   end       what becomes of the vehicle, by its `kind`; absent: the run goes on
--   job       the row of the queue that all this was done for: it goes with the end, so that the queue has nothing left to
--             make durable. It is kept where the vehicle is given back as it was (`reserve`)
--   unlocked  true: a person holds the row, so it is neither written nor scored
-- Returns null, and does nothing, when the fence has moved on; {"deleted": true} when the vehicle is gone.
-- It and what it calls to write the user's tables have no search_path of their own: triggers of these tables run with it.
drop function if exists micro_scrape.settle(
  uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer, boolean, boolean, integer, integer);
drop function if exists micro_scrape.settle(uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer);
drop function if exists micro_scrape.settle(uuid, bigint, bigint, text, text, timestamptz, boolean, text, integer, text, boolean);
drop function if exists micro_scrape.rescore(uuid, bigint);
drop function if exists micro_scrape.write_at_once(public.vehicles, jsonb, bigint, smallint);
drop function if exists micro_scrape.rescore(uuid, bigint, boolean, integer);
drop function if exists micro_scrape.record_action(uuid, bigint, text, boolean, text[], text, integer);
-- Every row is found by its key, so a plan for all values is as good as one for these. Left to choose, PostgreSQL planned the
-- log of actions anew at each call, a tenth of all its time (npm run bench -- statements).
create or replace function micro_scrape.commit_run(p_vehicle_id uuid, p_fence bigint, p_requested bigint, p_run jsonb) returns jsonb
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
declare
  v_locked boolean := p_run -> 'unlocked' is null;
  v_row public.vehicles;
  v_new public.vehicles;
  v_was jsonb;
  v_before micro_scrape.vehicle_state;
  v_state record;
  v_end jsonb := p_run -> 'end';
  v_kind text;
  v_settles boolean;
  v_rests boolean;
  v_known jsonb;
  v_changed text;
  v_is record;
  v_taken record;
  v_told jsonb;
  v_fields text[] := '{}';
  v_surprised boolean := false;
  v_added integer;
  v_written bigint;
  v_photographs_refused text;
  v_done jsonb := '[]';
  v_succeeded integer := 0;
  v_improved boolean;
  v_images bigint;
  v_gaps text[];
  v_complete boolean;
  v_mark_refused text;
  v_newly_marked boolean := false;
  v_requeued boolean := false;
begin
  perform set_config('micro_scrape.writer', 'daemon', true), set_config('lock_timeout', '5s', true);
  if v_locked then
    select v.* into v_row from public.vehicles v where v.id = p_vehicle_id for no key update;
    if not found then
      if not micro_scrape.forget_deleted(p_vehicle_id, p_fence) then
        return null;
      end if;
      return '{"deleted": true}';
    end if;
  end if;
  select s.* into v_before from micro_scrape.vehicle_state s where s.vehicle_id = p_vehicle_id and s.fence = p_fence for update;
  if not found then
    return null;
  end if;

  -- Statements of their own: one that waited for a lock sees other tables as they were before it waited.
  select t.threshold, (select count(*) from public.vehicle_images i where i.vehicle_id = p_vehicle_id) as images,
    exists (select from micro_scrape.rejections r where r.vehicle_id = p_vehicle_id) as has_rejections,
    exists (select from micro_scrape.proposals p where p.vehicle_id = p_vehicle_id) as has_proposals
  into v_is from micro_scrape.settings t;
  v_images := v_is.images;

  perform micro_scrape.keep_page(p_vehicle_id, p_run -> 'page');

  if v_locked then
    v_known := micro_scrape.known_row(v_row);
    if not v_known @> (p_run -> 'judged') and (jsonb_array_length(p_run -> 'writes') > 0 or p_run -> 'photographs' is not null) then
      select string_agg(j.key, ', ' order by j.key) || ' changed while this was read: it is read again for the row as it is now'
      into v_changed from jsonb_each(p_run -> 'judged') j where j.value is distinct from v_known -> j.key;
    end if;
  end if;
  if v_changed is not null and v_end is not null then
    v_end := p_run -> 'changed' || jsonb_build_object('reason', replace(p_run -> 'changed' ->> 'reason', '%s', v_changed));
  end if;
  v_kind := v_end ->> 'kind';

  if v_locked and v_changed is null and jsonb_array_length(p_run -> 'writes') > 0 then
    v_taken := micro_scrape.take_writes(p_vehicle_id, v_known, p_run -> 'writes', v_is.has_rejections, false);
    if v_taken.findings <> '{}' then
      v_was := to_jsonb(v_row);
      -- One new version of the row, its triggers and index entries once, the mark included when the vehicle is complete with it.
      begin
        v_new := jsonb_populate_record(v_row, v_taken.findings - 'image_urls');
        v_new.updated_at := clock_timestamp();
        if v_taken.findings -> 'image_urls' is not null then
          v_new.origin_metadata := micro_scrape.with_keys(v_row.origin_metadata, jsonb_build_object('image_urls', v_taken.findings -> 'image_urls'));
        end if;
        v_gaps := micro_scrape.gaps(v_new, v_images);
        v_complete := micro_scrape.is_complete(v_gaps, v_is.threshold);
        v_newly_marked := v_complete and not micro_scrape.is_marked(v_new.origin_metadata);
        if v_newly_marked then
          v_new.origin_metadata := micro_scrape.with_mark(v_new.origin_metadata);
        end if;
        -- Only what changes: a trigger may be one of certain columns, and so may a right.
        execute 'update public.vehicles v set ' || regexp_replace(
          concat_ws(', ', 'updated_at', array_to_string(array_remove(v_taken.filled, 'image_urls'), ', '),
            case when v_newly_marked or v_taken.findings -> 'image_urls' is not null then 'origin_metadata' end),
          '\w+', '\& = ($1).\&', 'g') || ' where v.id = ($1).id' using v_new;
        get diagnostics v_written = row_count;
      exception when others then
        if micro_scrape.is_of_the_server(sqlstate, sqlerrm) then
          raise;
        end if;
        v_written := 0;
      end;
      if v_written = 0 then
        v_newly_marked := false;
        v_taken := micro_scrape.take_writes(p_vehicle_id, v_known, p_run -> 'writes', v_is.has_rejections, true);
      end if;
      -- As triggers have left it.
      select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
      v_gaps := case when v_row *= v_new then v_gaps end;
      perform micro_scrape.keep_evidence(p_vehicle_id, v_before.run_id, p_run, v_taken.evidence, v_was);
    end if;
    -- Nearly always there are none, now as before.
    if v_is.has_proposals or v_taken.proposing @? '$[*].proposals[*]' then
      perform micro_scrape.keep_proposals(p_vehicle_id, (p_run ->> 'extractor_version')::integer,
        (w ->> 'whole')::boolean, w -> 'proposals') from jsonb_array_elements(v_taken.proposing) w;
    end if;
    v_fields := v_taken.filled;
    v_told := v_taken.told;
    v_surprised := v_taken.surprised;
  end if;

  if v_locked and v_changed is null and p_run -> 'photographs' is not null then
    select k.added, k.refused into v_added, v_photographs_refused
    from micro_scrape.keep_photographs(p_vehicle_id, v_row.discovery_url, p_run -> 'photographs') k;
    -- A trigger of vehicle_images may have written the row.
    select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
    select count(*) into v_images from public.vehicle_images i where i.vehicle_id = p_vehicle_id;
    v_gaps := null;
  end if;

  if jsonb_array_length(p_run -> 'actions') > 0 then
    v_done := micro_scrape.keep_actions(p_vehicle_id, v_before.run_id, p_run, v_told, v_changed);
    v_succeeded := jsonb_array_length(jsonb_path_query_array(v_done, '$[*] ? (@.succeeded == true)'));
  end if;

  v_improved := v_before.run_improved or v_fields <> '{}' or coalesce(v_added, 0) > 0;
  if v_locked then
    if v_gaps is null then
      v_gaps := micro_scrape.gaps(v_row, v_images);
      v_complete := micro_scrape.is_complete(v_gaps, v_is.threshold);
    end if;
    -- A mark that is not ours on a vehicle that is not complete is its owner's wish to be left alone.
    if v_complete is distinct from micro_scrape.is_marked(v_row.origin_metadata)
      and (v_complete or v_newly_marked or v_before.completed_at is not null) then
      v_mark_refused := micro_scrape.set_mark(p_vehicle_id, v_complete);
      v_newly_marked := v_mark_refused is null;
    end if;
    v_newly_marked := v_newly_marked and v_complete;
  else
    v_images := v_before.image_count;
    v_gaps := v_before.gaps;
    v_complete := v_before.completed_at is not null and v_before.mark_refused is null;
    v_mark_refused := v_before.mark_refused;
  end if;

  -- A value that was not taken may leave something to do for those who come after: the run looks again before it ends.
  if v_kind = 'settle' and v_surprised and not v_complete and v_changed is null then
    v_end := null;
    v_kind := null;
  end if;
  v_done := coalesce(p_run -> 'done', '[]') || v_done;
  v_settles := coalesce(v_kind = 'settle', false);
  v_requeued := v_settles and v_before.requested > p_requested;
  v_rests := v_settles and not v_requeued;

  update micro_scrape.vehicle_state s set
    score = micro_scrape.score(v_gaps), gaps = v_gaps, image_count = v_images, mark_refused = v_mark_refused,
    extractor_version = coalesce((p_run ->> 'read_by')::integer, s.extractor_version),
    photos_missing = case when v_added is null then s.photos_missing else (p_run -> 'photographs' ->> 'missing')::integer end,
    -- As long as our mark could not be taken away it is told by this from one of its owner's.
    completed_at = case when not v_locked then s.completed_at
      when v_complete or v_mark_refused is not null then coalesce(s.completed_at, clock_timestamp()) end,
    run_improved = case when v_rests then false else v_improved end,
    run_marked = case when v_rests then false else s.run_marked or v_newly_marked and s.run_id is not null end,
    run_executed = case when v_rests then 0
      when s.run_id is null then s.run_executed else s.run_executed + jsonb_array_length(coalesce(p_run -> 'actions', '[]')) end,
    run_succeeded = case when v_rests then 0
      when s.run_id is null then s.run_succeeded else s.run_succeeded + v_succeeded end,
    -- What follows is the end; without one the vehicle stays as it is.
    leased_by = case when v_kind is null then s.leased_by end,
    leased_at = case when v_kind is null then s.leased_at end,
    outcome = case
      when v_settles then case when s.excluded_at is not null then 'excluded' when v_requeued then 'pending'
        when v_complete then 'complete' else v_end ->> 'outcome' end
      when v_kind in ('rate_limit', 'line') then 'waiting' else s.outcome end,
    -- A complete vehicle may still say what it could not get: a gap that does not matter for the score.
    reason = case
      when v_settles and v_end -> 'lacks' is not null then case when v_gaps <> '{}' then micro_scrape.lacks(v_gaps, v_row.discovery_url, v_done) end
      when v_kind in ('settle', 'rate_limit', 'line', 'move') then v_end ->> 'reason' else s.reason end,
    slot_at = case v_kind when 'rate_limit' then (v_end ->> 'until')::timestamptz when 'reserve' then (v_end ->> 'until')::timestamptz
      when 'settle' then null when 'line' then null when 'move' then null else s.slot_at end,
    rate_limited = coalesce(v_kind in ('rate_limit', 'line'), false),
    waits_at = case v_kind when 'line' then v_end ->> 'host'
      when 'settle' then case when v_rests then v_end ->> 'waits_at' end else s.waits_at end,
    -- An event that came meanwhile asks for a run from the beginning, which is for the lane `work`.
    lane = case when v_settles or v_kind = 'move' and s.requested > p_requested then 'work'
      when v_kind = 'move' then v_end ->> 'lane' else s.lane end,
    progress = case when v_kind in ('rate_limit', 'line', 'move') then v_end -> 'progress' || jsonb_build_object('done', v_done)
      when v_settles then null else s.progress end,
    handled = case when v_settles then greatest(s.handled, p_requested) else s.handled end,
    crash_count = case when v_settles then 0 else s.crash_count end,
    reread = s.reread and not v_settles,
    -- Waiting for a host neither adds to the attempts nor forgets them.
    attempts = case when not v_settles then s.attempts when (v_end ->> 'failed_attempt')::boolean then s.attempts + 1
      when (v_end ->> 'failed')::boolean or v_end ->> 'waits_at' is not null then s.attempts else 0 end,
    failed_at = case
      when (v_end ->> 'failed')::boolean or (v_end ->> 'failed_attempt')::boolean then clock_timestamp()
      when v_settles and v_end ->> 'waits_at' is null then null else s.failed_at end,
    next_try_at = case when not v_settles then s.next_try_at
      when v_rests and (v_end -> 'for_price' is null or 'price' = any (v_gaps)) then (v_end ->> 'next_try_at')::timestamptz end,
    last_error = case when v_settles then v_end ->> 'last_error' else s.last_error end,
    run_id = case when v_rests then null else s.run_id end,
    settled_at = case when v_settles then clock_timestamp() else s.settled_at end
  where s.vehicle_id = p_vehicle_id
  returning s.waits_at, s.lane, s.score, s.outcome, s.reason, s.requested_at into v_state;

  if v_state.waits_at is not null and v_kind in ('settle', 'line') then
    perform micro_scrape.open_line(v_state.waits_at, case v_kind when 'line' then 'rate_limited' else 'resting' end);
  end if;
  if v_kind in ('settle', 'rate_limit', 'line', 'move') then
    delete from graphile_worker._private_jobs j where j.id = (p_run ->> 'job')::bigint;
  end if;
  if v_requeued or v_kind = 'move' then
    perform graphile_worker.add_jobs(array[micro_scrape.job_of(p_vehicle_id, v_state.lane, v_state.score)]);
  elsif v_settles then
    perform micro_scrape.count_in_run(v_before.run_id, p_vehicle_id, v_improved, v_before.run_marked or v_newly_marked,
      v_before.run_executed + jsonb_array_length(coalesce(p_run -> 'actions', '[]')), v_before.run_succeeded + v_succeeded);
  end if;

  v_known := null;
  if v_kind is null and v_locked then
    v_known := micro_scrape.known_row(v_row) || jsonb_build_object('image_count', v_images);
  end if;
  return jsonb_build_object(
    'ended', v_kind, 'changed', v_changed, 'photographs_refused', v_photographs_refused, 'added', v_added,
    'filled', to_jsonb(v_fields), 'done', v_done, 'score', v_state.score, 'gaps', to_jsonb(v_gaps), 'outcome', v_state.outcome,
    'reason', v_state.reason, 'newly_marked', v_newly_marked, 'requested_at', v_state.requested_at,
    'row', v_known);
end
$$;

-- A vehicle that was deleted while its page was read: nothing is left to keep but the count. False under an old fence.
create or replace function micro_scrape.forget_deleted(p_vehicle_id uuid, p_fence bigint) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_state micro_scrape.vehicle_state;
begin
  delete from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id and s.fence = p_fence
    and not exists (select from public.vehicles v where v.id = p_vehicle_id)
  returning s.* into v_state;
  if not found then
    return false;
  end if;
  perform micro_scrape.count_in_run(v_state.run_id, p_vehicle_id, v_state.run_improved, v_state.run_marked,
    v_state.run_executed, v_state.run_succeeded);
  perform micro_scrape.notice_deleted(array[p_vehicle_id]);
  return true;
end
$$;
