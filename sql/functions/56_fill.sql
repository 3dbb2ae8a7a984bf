-- Writes the given values, all at once; when the table refuses that, one by one: what it does not take (a CHECK, a unique
-- VIN, a column too short, a trigger or policy of its own) is left out, the others stand. What speaks of the server and
-- not of the value is passed on. p_values: [{"field", "value"}]; the names come from the closed list of fields.
create or replace function micro_scrape.fill(p_vehicle_id uuid, p_values jsonb, out filled text[], out refused text[])
language plpgsql
as $$
declare
  v_value jsonb;
  v_refusal text;
begin
  filled := '{}';
  refused := '{}';
  if jsonb_array_length(p_values) = 0 then
    return;
  end if;
  v_refusal := micro_scrape.try_fill(p_vehicle_id, p_values);
  if v_refusal is null then
    filled := array(select e.value ->> 'field' from jsonb_array_elements(p_values) with ordinality e (value, n) order by e.n);
    return;
  end if;
  for v_value in select jsonb_array_elements(p_values) loop
    if jsonb_array_length(p_values) > 1 then
      v_refusal := micro_scrape.try_fill(p_vehicle_id, jsonb_build_array(v_value));
    end if;
    if v_refusal is null then
      filled := filled || (v_value ->> 'field');
    else
      refused := refused || format('the table refused %s: %s', v_value ->> 'field', v_refusal);
    end if;
  end loop;
end
$$;

-- Why the table refused, or null when it took them.
create or replace function micro_scrape.try_fill(p_vehicle_id uuid, p_values jsonb) returns text
language plpgsql
as $$
declare
  v_assignments text;
  v_row jsonb;
  v_count bigint;
begin
  select string_agg(format('%1$I = n.%1$I', e ->> 'field'), ', '), jsonb_object_agg(e ->> 'field', e -> 'value')
  into v_assignments, v_row from jsonb_array_elements(p_values) e;
  execute 'update public.vehicles v set ' || v_assignments || ', updated_at = clock_timestamp()
    from jsonb_populate_record(null::public.vehicles, $2) n where v.id = $1' using p_vehicle_id, v_row;
  get diagnostics v_count = row_count;
  return case when v_count = 0 then 'a trigger or a policy of the table dropped the change' end;
exception when others then
  if micro_scrape.is_of_the_server(sqlstate, sqlerrm) then
    raise;
  end if;
  return sqlerrm;
end
$$;
