-- Of values, those for these fields. Mostly that is all of them.
create or replace function micro_scrape.values_for(p_values jsonb, p_fields text[]) returns jsonb
language sql immutable
return case when jsonb_array_length(p_values) = cardinality(p_fields) then p_values
  else jsonb_path_query_array(p_values, '$[*] ? (@.field == $fields[*])', jsonb_build_object('fields', p_fields)) end;

-- What of a run's writes goes into the row: values for fields that are empty and were not rejected, addresses of photographs
-- where there are none, both only of a write whose `needs` the row meets, by an earlier write or as it was. Writes nothing, as
-- commit_run() does that, and takes each for one that the table takes. p_one_by_one: that has refused, so each is written
-- here, and only what the table has taken counts.
--   filled     the names of the fields, in order
--   findings   the value of each, by its name
--   evidence   of each
--   proposing  the writes with proposals
--   told       for the log, by the place of the action: what it `filled`, and in a `text` also what was not taken
--   surprised  a value was not taken
create or replace function micro_scrape.take_writes(
  p_vehicle_id uuid, p_known jsonb, p_writes jsonb, p_has_rejections boolean, p_one_by_one boolean,
  out filled text[], out findings jsonb, out evidence jsonb, out proposing jsonb, out told jsonb, out surprised boolean
) language plpgsql
as $$
declare
  v_known jsonb := p_known;
  v_write jsonb;
  v_field text;
  v_values jsonb;
  v_filled text[];
  v_not_taken text[];
  v_told jsonb;
begin
  filled := '{}'; findings := '{}'; evidence := '[]'; proposing := '[]'; told := '{}'; surprised := false;
  for w in 0 .. jsonb_array_length(p_writes) - 1 loop
    v_write := p_writes -> w;
    continue when not v_known @> coalesce(v_write -> 'needs', '{}');
    v_values := v_write -> 'values'; v_filled := '{}'; v_not_taken := '{}';
    for i in 0 .. jsonb_array_length(v_values) - 1 loop
      v_field := v_values -> i ->> 'field';
      continue when v_known ->> v_field is not null;
      if p_has_rejections and micro_scrape.is_rejected(p_vehicle_id, v_field, v_values -> i ->> 'value') then
        v_not_taken := v_not_taken || (v_field || ' is a value that was rejected for this vehicle');
      else
        v_filled := v_filled || v_field;
      end if;
    end loop;
    v_values := micro_scrape.values_for(v_values, v_filled);
    if p_one_by_one then
      select f.filled, v_not_taken || f.refused into v_filled, v_not_taken from micro_scrape.fill(p_vehicle_id, v_values) f;
      v_values := micro_scrape.values_for(v_values, v_filled);
    end if;
    for i in 0 .. jsonb_array_length(v_values) - 1 loop
      findings := findings || jsonb_build_object(v_values -> i ->> 'field', v_values -> i -> 'value');
    end loop;
    if v_write -> 'image_urls' is not null and v_known -> 'image_urls' = '[]'
      and (not p_one_by_one or micro_scrape.keep_image_urls(p_vehicle_id, v_write -> 'image_urls' -> 'urls')) then
      v_values := v_values || ((v_write -> 'image_urls') - 'urls' || '{"field": "image_urls"}');
      v_filled := v_filled || text 'image_urls';
      findings := findings || jsonb_build_object('image_urls', v_write -> 'image_urls' -> 'urls');
    end if;
    v_known := v_known || findings;
    filled := filled || v_filled;
    evidence := evidence || v_values;
    surprised := surprised or v_not_taken <> '{}';
    if v_write -> 'proposals' is not null then
      proposing := proposing || v_write;
    end if;
    v_told := told -> (v_write ->> 'action');
    told := told || jsonb_build_object(v_write ->> 'action', jsonb_build_object(
      'filled', coalesce(v_told -> 'filled', '[]') || to_jsonb(v_filled),
      'text', nullif(concat_ws('; ', v_told ->> 'text',
        case when v_filled <> '{}' then nullif(replace(v_write ->> 'said', '%s', array_to_string(v_filled, ', ')), '') end,
        case when v_not_taken <> '{}' then array_to_string(v_not_taken, '; ') end), '')));
  end loop;
end
$$;
