-- What people decide, and what the daemon obeys for ever: this value is wrong, take it back, leave this vehicle alone.

-- How a value is recognised in another spelling: numbers by their value, words without case, blanks and punctuation, long
-- texts by their beginning (a description that is read again may end differently).
create or replace function micro_scrape.value_key(value text) returns text
language sql immutable parallel safe
return left(case when value ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' then trim_scale(value::numeric)::text
  else lower(regexp_replace(value, '[[:space:][:punct:]]+', '', 'g')) end, 200);

-- Whether the value is wrong for this vehicle, by what people have said or done.
create or replace function micro_scrape.is_rejected(p_vehicle_id uuid, p_field text, p_value text) returns boolean
language sql stable parallel safe
return exists (select from micro_scrape.rejections r
  where r.vehicle_id = p_vehicle_id and r.field = p_field and r.value_key = micro_scrape.value_key(p_value));

-- `price` is the one of the two prices that the row has.
create or replace function micro_scrape.column_of(v public.vehicles, p_field text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_field = 'price' then
    return case when v.sale_price is not null then 'sale_price' else 'asking_price' end;
  end if;
  if p_field is null or p_field <> all (micro_scrape.fields()) then
    raise exception '% is no field that micro-scrape fills', coalesce(p_field, 'nothing') using errcode = '22023',
      hint = 'The fields are price, ' || array_to_string(micro_scrape.fields(), ', ') || '.';
  end if;
  return p_field;
end
$$;

-- Who decides, where the session says so; null: nobody was named.
create or replace function micro_scrape.person() returns text
language sql stable
return nullif(current_setting('micro_scrape.person', true), '');

-- Locks the vehicle's row; nobody's run writes it meanwhile. It does not return the row: what a function returns cannot be
-- replaced, so one that gave rows of public.vehicles would hold on to a table that another one has taken the place of.
create or replace function micro_scrape.hold_vehicle(p_vehicle_id uuid) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from public.vehicles v where v.id = p_vehicle_id for no key update;
  if not found then
    raise exception 'There is no vehicle %', p_vehicle_id using errcode = 'P0002';
  end if;
end
$$;

-- A change like any other: the triggers tell of it, and the vehicle is scored and, if it now lacks something, read again.
create or replace function micro_scrape.write_by_hand(p_vehicle_id uuid, p_column text, p_value text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('update public.vehicles set %I = $2::%s, updated_at = clock_timestamp() where id = $1', p_column,
    (select format_type(a.atttypid, a.atttypmod) from pg_attribute a
      where a.attrelid = 'public.vehicles'::regclass and a.attname = p_column)) using p_vehicle_id, p_value;
end
$$;

-- The value is none of this vehicle, for ever; what we wrote of it is taken back.
create or replace function micro_scrape.say_wrong(p_vehicle_id uuid, p_column text, p_value text, p_note text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_evidence bigint;
begin
  select f.id into v_evidence from micro_scrape.field_sources f
  where f.vehicle_id = p_vehicle_id and f.field = p_column and f.taken_back is null and f.method <> 'person'
    and micro_scrape.value_key(f.value) = micro_scrape.value_key(p_value)
  order by f.written_at desc, f.id desc limit 1;
  update micro_scrape.field_sources f set taken_back = 'rejected', taken_back_at = clock_timestamp() where f.id = v_evidence;
  insert into micro_scrape.rejections as r (vehicle_id, field, value, value_key, kind, note, field_source_id, said_by)
  values (p_vehicle_id, p_column, p_value, micro_scrape.value_key(p_value), 'said', p_note, v_evidence, micro_scrape.person())
  on conflict (vehicle_id, field, value_key) do update set kind = 'said', note = coalesce(excluded.note, r.note),
    field_source_id = coalesce(excluded.field_source_id, r.field_source_id), said_by = coalesce(excluded.said_by, r.said_by),
    at = clock_timestamp();
  delete from micro_scrape.proposals p where p.vehicle_id = p_vehicle_id and p.field = p_column
    and micro_scrape.value_key(p.value) = micro_scrape.value_key(p_value);
end
$$;

-- "This is wrong": the value goes out of the row, and the same value never comes back for this vehicle, whichever layer
-- reads it. Also of a value that we did not write. Returns the value.
create or replace function micro_scrape.reject(p_vehicle_id uuid, p_field text, p_note text default null) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.vehicles;
  v_column text;
  v_value text;
begin
  perform micro_scrape.hold_vehicle(p_vehicle_id);
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
  v_column := micro_scrape.column_of(v_row, p_field);
  v_value := to_jsonb(v_row) ->> v_column;
  if v_value is null then
    raise exception 'The vehicle has no %, so there is nothing to reject', p_field using errcode = 'P0002';
  end if;
  perform micro_scrape.say_wrong(p_vehicle_id, v_column, v_value, p_note);
  perform micro_scrape.write_by_hand(p_vehicle_id, v_column, null);
  return v_value;
end
$$;

-- "This is right": a person's value takes the place of what stands there, which is wrong from now on for this vehicle. No run
-- writes over it, because only empty fields are filled. Returns what stood there before.
create or replace function micro_scrape.correct(p_vehicle_id uuid, p_field text, p_value text, p_note text default null) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.vehicles;
  v_column text;
  v_before text;
  v_value text;
begin
  perform micro_scrape.hold_vehicle(p_vehicle_id);
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
  v_column := micro_scrape.column_of(v_row, p_field);
  v_before := to_jsonb(v_row) ->> v_column;
  perform micro_scrape.write_by_hand(p_vehicle_id, v_column, p_value);
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
  v_value := to_jsonb(v_row) ->> v_column;
  if v_value is null or micro_scrape.known_row(v_row) ->> v_column is null then
    raise exception '"%" is no value for %', p_value, p_field using errcode = '22023',
      hint = 'Without a right value the wrong one is taken out, and the field is read again.';
  end if;
  -- The same in another spelling is a better spelling, and nothing wrong.
  if micro_scrape.value_key(v_before) <> micro_scrape.value_key(v_value) then
    perform micro_scrape.say_wrong(p_vehicle_id, v_column, v_before, p_note);
  end if;
  insert into micro_scrape.field_sources
    (vehicle_id, field, value, method, snippet, confidence, extractor_version, replaced, written_by)
  values (p_vehicle_id, v_column, v_value, 'person', coalesce(p_note, ''), 1, 0, v_before, micro_scrape.person());
  delete from micro_scrape.proposals p where p.vehicle_id = p_vehicle_id and p.field = v_column
    and micro_scrape.value_key(p.value) = micro_scrape.value_key(v_value);
  delete from micro_scrape.rejections r where r.vehicle_id = p_vehicle_id and r.field = v_column
    and r.value_key = micro_scrape.value_key(v_value);
  return v_before;
end
$$;

-- Writes what the latest reading proposes for a field, with its evidence. Returns the value.
create or replace function micro_scrape.accept(p_vehicle_id uuid, p_field text) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row public.vehicles;
  v_proposal micro_scrape.proposals;
  v_before text;
begin
  perform micro_scrape.hold_vehicle(p_vehicle_id);
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
  select p.* into v_proposal from micro_scrape.proposals p where p.vehicle_id = p_vehicle_id
    and p.field in (p_field, case when p_field = 'price' then 'sale_price' end, case when p_field = 'price' then 'asking_price' end)
  order by p.confidence desc limit 1;
  if not found then
    raise exception 'Nothing is proposed for % of this vehicle', p_field using errcode = 'P0002';
  end if;
  v_before := to_jsonb(v_row) ->> v_proposal.field;
  perform micro_scrape.write_by_hand(p_vehicle_id, v_proposal.field, v_proposal.value);
  insert into micro_scrape.field_sources
    (vehicle_id, field, value, page_value, source_url, method, snippet, confidence, extractor_version, replaced, written_by)
  values (p_vehicle_id, v_proposal.field, v_proposal.value, v_proposal.page_value, v_proposal.source_url, v_proposal.method,
    v_proposal.snippet, v_proposal.confidence, v_proposal.extractor_version, v_before, micro_scrape.person());
  delete from micro_scrape.proposals p where p.vehicle_id = p_vehicle_id and p.field = v_proposal.field;
  delete from micro_scrape.rejections r where r.vehicle_id = p_vehicle_id and r.field = v_proposal.field
    and r.value_key = micro_scrape.value_key(v_proposal.value);
  return v_proposal.value;
end
$$;

-- Another value that a person writes over ours says that ours was not right: noticed by the dispatcher, so that writers pay
-- nothing. Put back by a person, it was right after all; a field that is emptied asks to be filled again, and says nothing. Called with the vehicles of which an event tells that a value
-- was changed; our own latest value of each field is compared with the row.
create or replace function micro_scrape.notice_edits(p_ids uuid[]) returns integer
language sql
set search_path = pg_catalog, pg_temp
as $$
  with latest as (
    select distinct on (f.vehicle_id, f.field) f.id, f.vehicle_id, f.field, f.value, f.method, f.taken_back,
      micro_scrape.value_key(f.value) = micro_scrape.value_key(now.value) as stands, micro_scrape.says_nothing(now.value) as is_empty
    from micro_scrape.field_sources f join public.vehicles v on v.id = f.vehicle_id
    cross join lateral (select coalesce(to_jsonb(v) ->> f.field, '') as value) now
    where f.vehicle_id = any (p_ids) and f.field <> 'image_urls'
    order by f.vehicle_id, f.field, f.written_at desc, f.id desc
  ), flagged as (
    update micro_scrape.field_sources f set taken_back = case when l.taken_back is null then 'edited' end,
      taken_back_at = case when l.taken_back is null then clock_timestamp() end
    from latest l
    where f.id = l.id and l.method <> 'person' and (l.taken_back is null and not l.stands and not l.is_empty or l.taken_back = 'edited' and l.stands)
    returning f.id, f.vehicle_id, f.field, f.value, f.taken_back
  ), forgiven as (
    delete from micro_scrape.rejections r using flagged f
    where f.taken_back is null and r.vehicle_id = f.vehicle_id and r.field = f.field
      and r.value_key = micro_scrape.value_key(f.value) and r.kind = 'edited'
  ), rejected as (
    insert into micro_scrape.rejections (vehicle_id, field, value, value_key, kind, field_source_id)
    select f.vehicle_id, f.field, f.value, micro_scrape.value_key(f.value), 'edited', f.id from flagged f where f.taken_back = 'edited'
    on conflict (vehicle_id, field, value_key) do nothing
    returning 1
  )
  select count(*)::integer from rejected;
$$;

-- Takes the vehicle out of all work: no job of it goes on, whoever works on it loses its fence, nothing wakes it.
create or replace function micro_scrape.set_aside(p_vehicle_id uuid, p_by text, p_note text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_was record;
begin
  insert into micro_scrape.vehicle_state as s (vehicle_id, score, image_count, gaps, listed_at)
  select v.id, micro_scrape.score(g.gaps), i.n, g.gaps, v.created_at from public.vehicles v
  cross join lateral (select count(*) as n from public.vehicle_images vi where vi.vehicle_id = v.id) i
  cross join lateral (select micro_scrape.gaps(v, i.n) as gaps offset 0) g
  where v.id = p_vehicle_id
  on conflict (vehicle_id) do update set score = excluded.score, image_count = excluded.image_count, gaps = excluded.gaps;
  if not found then
    raise exception 'There is no vehicle %', p_vehicle_id using errcode = 'P0002';
  end if;
  select s.run_id, s.run_improved, s.run_marked, s.run_executed, s.run_succeeded into v_was from micro_scrape.vehicle_state s
  where s.vehicle_id = p_vehicle_id for update;
  update micro_scrape.vehicle_state s set
    outcome = 'excluded', excluded_at = clock_timestamp(), excluded_by = p_by, excluded_note = p_note,
    reason = case p_by when 'person' then 'excluded by hand' when 'undo' then 'what was written was taken back by hand'
      else 'its owner has marked it complete' end || coalesce(': ' || p_note, ''),
    handled = s.requested, fence = s.fence + 1, leased_by = null, leased_at = null, slot_at = null, rate_limited = false,
    next_try_at = null, run_id = null, run_improved = false, run_marked = false, run_executed = 0, run_succeeded = 0,
    reread = false, attempts = 0, last_error = null,
    lane = 'work', progress = null, waits_at = null
  where s.vehicle_id = p_vehicle_id;
  perform micro_scrape.count_in_run(v_was.run_id, p_vehicle_id, v_was.run_improved, v_was.run_marked, v_was.run_executed, v_was.run_succeeded);
end
$$;

-- Leaves a vehicle alone until it is included again.
create or replace function micro_scrape.exclude(p_vehicle_id uuid, p_note text default null) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  select micro_scrape.set_aside(p_vehicle_id, 'person', p_note);
$$;

-- Takes a vehicle up again; its owner's mark goes, or it would be left alone for that. False: it was not excluded.
create or replace function micro_scrape.include(p_vehicle_id uuid) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_by text;
begin
  perform micro_scrape.hold_vehicle(p_vehicle_id);
  select s.excluded_by into v_by from micro_scrape.vehicle_state s where s.vehicle_id = p_vehicle_id for update;
  if v_by is null then
    return false;
  end if;
  if v_by = 'mark' then
    perform set_config('micro_scrape.writer', 'daemon', true);
    perform micro_scrape.set_mark(p_vehicle_id, false);
    perform set_config('micro_scrape.writer', '', true);
  end if;
  update micro_scrape.vehicle_state s set outcome = 'exhausted', excluded_at = null, excluded_by = null, excluded_note = null, reason = null
  where s.vehicle_id = p_vehicle_id;
  insert into micro_scrape.vehicle_events (vehicle_id, kind) values (p_vehicle_id, 'included');
  perform micro_scrape.notify('included', 1);
  return true;
end
$$;

-- Takes back what we wrote since then (null: ever) and nobody has changed: each value, with what stood there before, the
-- addresses of photographs, and the photographs. The vehicle is then left alone, or it would be filled again.
-- Needs the right to delete photographs, which the daemon does not have.
create or replace function micro_scrape.undo(p_vehicle_id uuid, p_since timestamptz default null)
returns table (field text, value text, now text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_row public.vehicles;
  v_each record;
  v_images bigint;
begin
  perform micro_scrape.hold_vehicle(p_vehicle_id);
  select v.* into v_row from public.vehicles v where v.id = p_vehicle_id;
  perform set_config('micro_scrape.writer', 'daemon', true);
  for v_each in
    select distinct on (f.field) f.id, f.field, f.value, f.replaced, f.taken_back, f.written_at, f.method from micro_scrape.field_sources f
    where f.vehicle_id = p_vehicle_id order by f.field, f.written_at desc, f.id desc
  loop
    continue when v_each.taken_back is not null or v_each.written_at < p_since or v_each.method = 'person';
    if v_each.field = 'image_urls' then
      -- The evidence holds how many there were and the first.
      continue when v_each.value is distinct from format('%s URLs, first %s',
        jsonb_array_length(micro_scrape.known_urls(v_row.origin_metadata)), micro_scrape.known_urls(v_row.origin_metadata) ->> 0);
      update public.vehicles v set origin_metadata = v.origin_metadata - 'image_urls' where v.id = p_vehicle_id;
    else
      continue when micro_scrape.value_key(v_each.value) is distinct from micro_scrape.value_key(to_jsonb(v_row) ->> v_each.field);
      perform micro_scrape.write_by_hand(p_vehicle_id, v_each.field, v_each.replaced);
    end if;
    update micro_scrape.field_sources f set taken_back = 'undone', taken_back_at = clock_timestamp() where f.id = v_each.id;
    field := v_each.field;
    value := v_each.value;
    now := v_each.replaced;
    return next;
  end loop;
  delete from public.vehicle_images i
  where i.vehicle_id = p_vehicle_id and i.source = 'micro-scrape' and (p_since is null or i.created_at >= p_since);
  get diagnostics v_images = row_count;
  delete from micro_scrape.photographs p where p.vehicle_id = p_vehicle_id;
  if v_images > 0 then
    field := 'images';
    value := v_images || ' photographs';
    now := null;
    return next;
  end if;
  update public.vehicles v set updated_at = clock_timestamp() where v.id = p_vehicle_id;
  if micro_scrape.is_marked(v_row.origin_metadata) then
    perform micro_scrape.set_mark(p_vehicle_id, false);
  end if;
  perform micro_scrape.set_aside(p_vehicle_id, 'undo', null);
  perform set_config('micro_scrape.writer', '', true);
end
$$;

-- Where the page says something else than the row, and both are real.
create or replace view micro_scrape.disagreements with (security_invoker = true) as
select p.vehicle_id, p.field, to_jsonb(v) ->> p.field as row_value, p.value as page_value, p.page_value as as_written, p.source_url,
  p.method, p.snippet, p.confidence, p.read_at
from micro_scrape.proposals p join public.vehicles v on v.id = p.vehicle_id
where p.why = 'differs' and to_jsonb(v) ->> p.field is not null
  and micro_scrape.value_key(to_jsonb(v) ->> p.field) <> micro_scrape.value_key(p.value);

-- How often people let stand what was written, by where it was read and how. `kept` counts what nobody has touched yet.
create or replace view micro_scrape.precision with (security_invoker = true) as
select coalesce(substring(lower(f.source_url) from '^https?://(?:www\.)?([^/:?#]+)'), '') as source, f.field, f.method,
  count(*) as written,
  count(*) filter (where f.taken_back is null) as kept,
  count(*) filter (where f.taken_back = 'rejected') as rejected,
  count(*) filter (where f.taken_back = 'edited') as edited,
  round(count(*) filter (where f.taken_back is null)::numeric / count(*), 4) as share
from micro_scrape.field_sources f
where f.field <> 'image_urls' and f.method <> 'person' and f.taken_back is distinct from 'undone'
group by 1, 2, 3;
