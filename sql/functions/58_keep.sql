-- What a run keeps beside values, called by commit_run with the vehicle's row locked.

create or replace function micro_scrape.keep_page(p_vehicle_id uuid, p_page jsonb) returns void
language plpgsql
as $$
begin
  if p_page -> 'confirmed' is not null then
    -- The kept page was read again; confirmed: the site has just said that it still is the page.
    update micro_scrape.pages p set kind = p_page ->> 'kind', kind_reason = p_page ->> 'kind_reason',
      rendered = coalesce(p_page ->> 'rendered', p.rendered),
      fetched_at = case when (p_page ->> 'confirmed')::boolean then clock_timestamp() else p.fetched_at end
    where p.vehicle_id = p_vehicle_id;
  elsif p_page is not null then
    -- A shell in place of a rendered page, or of one that could not be rendered, is not rendered again for being one.
    insert into micro_scrape.pages (vehicle_id, requested_url, url, kind, kind_reason, blob_key, etag, last_modified, rendered)
    select p_vehicle_id, n.* from jsonb_to_record(p_page)
      as n (requested_url text, url text, kind text, kind_reason text, blob_key text, etag text, last_modified text, rendered text)
    on conflict (vehicle_id) do update set
      requested_url = excluded.requested_url, url = excluded.url, kind = excluded.kind, kind_reason = excluded.kind_reason,
      blob_key = excluded.blob_key, etag = excluded.etag, last_modified = excluded.last_modified,
      rendered = coalesce(excluded.rendered, case when excluded.kind = 'shell' and pages.rendered is not null then 'asked' end), fetched_at = clock_timestamp();
  end if;
end
$$;

-- Merges the addresses into origin_metadata when none are there; other keys stay as they are. False: there were some, or a
-- rule of the table does not let the row be changed.
drop function if exists micro_scrape.image_urls(jsonb);
create or replace function micro_scrape.keep_image_urls(p_vehicle_id uuid, p_urls jsonb) returns boolean
language plpgsql
as $$
begin
  update public.vehicles v set
    origin_metadata = micro_scrape.with_keys(v.origin_metadata, jsonb_build_object('image_urls', p_urls)),
    updated_at = clock_timestamp()
  where v.id = p_vehicle_id and micro_scrape.known_urls(v.origin_metadata) = '[]';
  return found;
exception when others then
  if micro_scrape.is_of_the_server(sqlstate, sqlerrm) then
    raise;
  end if;
  return false;
end
$$;

-- Values that a page gives and that were not written: `differs`, the row has another; `doubtful`, not sure enough.
-- p_whole: these are all that the latest reading of the page proposes, in place of what earlier ones did.
create or replace function micro_scrape.keep_proposals(p_vehicle_id uuid, p_extractor_version integer, p_whole boolean, p_proposals jsonb) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  delete from micro_scrape.proposals p where p_whole and p.vehicle_id = p_vehicle_id
    and p.field <> all (select e ->> 'field' from jsonb_array_elements(p_proposals) e);
  insert into micro_scrape.proposals as p
    (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version, why)
  select p_vehicle_id, e.field, e.value, e.page_value, e.source_url, e.method, e.snippet, e.confidence, p_extractor_version, e.why
  from jsonb_to_recordset(p_proposals)
    as e (field text, value text, page_value text, source_url text, method text, snippet text, confidence real, why text)
  where not micro_scrape.is_rejected(p_vehicle_id, e.field, e.value)
  on conflict (vehicle_id, field) do update set value = excluded.value, page_value = excluded.page_value,
    source_url = excluded.source_url, method = excluded.method, snippet = excluded.snippet, confidence = excluded.confidence,
    extractor_version = excluded.extractor_version, why = excluded.why, read_at = clock_timestamp()
  where (p.value, p.why, p.confidence, p.extractor_version)
    is distinct from (excluded.value, excluded.why, excluded.confidence, excluded.extractor_version);
$$;

-- Photographs that are stored and not there yet (by hash), and what became of the others. `added` is null, and `refused`
-- says why, when a rule of the table vehicle_images does not take them: then nothing is kept.
-- Looking for the hash and adding the row cannot race with another writer of ours, since the vehicle's row is locked.
create or replace function micro_scrape.keep_photographs(
  p_vehicle_id uuid, p_source_url text, p_photographs jsonb, out added integer, out refused text
) language plpgsql
as $$
begin
  insert into public.vehicle_images
    (vehicle_id, image_url, storage_path, source, source_url, file_hash, file_size, mime_type, width, height, position, is_primary)
  select p_vehicle_id, e.image_url, e.storage_path, 'micro-scrape', p_source_url, e.file_hash, e.file_size, e.mime_type, e.width, e.height,
    e.position,
    e.position = min(e.position) over ()
      and not exists (select from public.vehicle_images i where i.vehicle_id = p_vehicle_id and i.is_primary)
  from jsonb_to_recordset(p_photographs -> 'images') as e (image_url text, storage_path text, file_hash text, file_size bigint,
    mime_type text, width integer, height integer, position integer)
  where not exists (select from public.vehicle_images i where i.vehicle_id = p_vehicle_id and i.file_hash = e.file_hash)
  order by e.position;
  get diagnostics added = row_count;
  insert into micro_scrape.photographs (vehicle_id, url, state, tries, look, note)
  select p_vehicle_id, e.url, e.state, e.tries, decode(e.look, 'base64'), e.note
  from jsonb_to_recordset(p_photographs -> 'fates') as e (url text, state text, tries smallint, look text, note text)
  on conflict (vehicle_id, md5(url)) do update set
    state = excluded.state, tries = excluded.tries, look = excluded.look, note = excluded.note, at = clock_timestamp();
  if (p_photographs ->> 'finished')::boolean then
    -- The stored ones are told from vehicle_images alone, and no copy is to be known by its look.
    delete from micro_scrape.photographs p where p.vehicle_id = p_vehicle_id and p.state = 'stored' and p.vin_read is null;
    update micro_scrape.photographs p set look = null where p.vehicle_id = p_vehicle_id and p.look is not null;
  end if;
exception when others then
  if micro_scrape.is_of_the_server(sqlstate, sqlerrm) then
    raise;
  end if;
  added := null;
  refused := sqlerrm;
end
$$;

-- Where each value stood that the run has written. p_was: the row before.
create or replace function micro_scrape.keep_evidence(p_vehicle_id uuid, p_run_id uuid, p_run jsonb, p_evidence jsonb, p_was jsonb) returns void
language plpgsql
as $$
begin
  insert into micro_scrape.field_sources
    (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version, run_id, replaced, rendered)
  select p_vehicle_id, e.field, e.value, e.page_value, e.source_url, e.method, e.snippet, e.confidence,
    (p_run ->> 'extractor_version')::integer, p_run_id,
    case when e.field <> 'image_urls' then p_was ->> e.field end, coalesce(e.source_url = p_run ->> 'rendered_url', false)
  from jsonb_to_recordset(p_evidence)
    as e (field text, value text, page_value text, source_url text, method text, snippet text, confidence real);
end
$$;

-- A line of the log for each action: what it filled by its writes (p_told, see take_writes) and else. p_changed: why none of
-- them was made. Returns what the run remembers of the actions.
create or replace function micro_scrape.keep_actions(p_vehicle_id uuid, p_run_id uuid, p_run jsonb, p_told jsonb, p_changed text) returns jsonb
language plpgsql
as $$
declare
  v_action jsonb;
  v_told jsonb;
  v_filled jsonb;
  v_note text;
  v_done jsonb := '[]';
begin
  for n in 0 .. jsonb_array_length(p_run -> 'actions') - 1 loop
    v_action := p_run -> 'actions' -> n;
    v_told := p_told -> n::text;
    v_filled := coalesce(v_action -> 'filled', '[]') || coalesce(v_told -> 'filled', '[]');
    v_note := case when p_changed is not null and p_run -> 'writes' @> jsonb_build_array(jsonb_build_object('action', n)) then p_changed
      else concat_ws('; ', case when v_filled = '[]' then v_action ->> 'otherwise' end, v_told ->> 'text', v_action ->> 'note') end;
    insert into micro_scrape.action_log (vehicle_id, run_id, action, succeeded, filled, note, runtime_ms)
    values (p_vehicle_id, p_run_id, v_action ->> 'action', v_filled <> '[]', array(select jsonb_array_elements_text(v_filled)), v_note,
      (v_action ->> 'runtime_ms')::integer);
    v_done := v_done || jsonb_build_object('action', v_action -> 'action', 'filled', v_filled, 'note', v_note, 'succeeded', v_filled <> '[]');
  end loop;
  return v_done;
end
$$;

-- What a vehicle still lacks, and what was said about it.
create or replace function micro_scrape.lacks(p_gaps text[], p_discovery_url text, p_done jsonb) returns text
language sql stable
as $$
  select case
    when coalesce(btrim(p_discovery_url), '') = '' then
      'lacks ' || array_to_string(p_gaps, ', ') || '; there is no discovery_url to read them from'
    else 'lacks ' || array_to_string(p_gaps, ', ') || ': ' || coalesce((
      select string_agg(note, '; ' order by n) from (
        select d.value ->> 'note' as note, min(d.n) as n from jsonb_array_elements(p_done) with ordinality d (value, n)
        where not (d.value ->> 'succeeded')::boolean group by 1 order by 2 limit 3) notes), 'the page does not say')
  end;
$$;
