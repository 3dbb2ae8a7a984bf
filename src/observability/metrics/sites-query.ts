/**
 * For which hosts vehicles wait, and how the hosts are.
 * Invariant: at most ten thousand vehicles are looked at; where more wait, the others are estimated from a share of them.
 */

/** Looking up the addresses of ten thousand vehicles takes a tenth of a second. */
const COUNTED_TO = 10_000;
/** Of 20,000 among a million a tenth of the table is read for it, in 0.06 s. */
const SAMPLED = 2_000;
/** Their sites are twenty; one site may have hundreds of hosts. */
const MOST_HOSTS = 400;

const COLUMNS = 's.vehicle_id, s.waits_at, s.rate_limited, s.requested > s.handled as has_work';

export const SITES = `
  with t as materialized (
    select coalesce(sum(vehicles) filter (where has_work or outcome in ('waiting', 'blocked')), 0)::float8 as n
    from micro_scrape.vehicle_counts
  ), seen as (
    select ${COLUMNS}, 1::float8 as stands_for from micro_scrape.vehicle_state s
    where (select n from t) <= ${COUNTED_TO} and s.requested > s.handled
    union all
    select ${COLUMNS}, 1::float8 from micro_scrape.vehicle_state s
    where (select n from t) <= ${COUNTED_TO} and s.waits_at is not null and s.requested <= s.handled
    union all
    -- Whole pages of the table, the same ones at each look.
    select ${COLUMNS}, (select n from t) / ${SAMPLED} from micro_scrape.vehicle_state s
      tablesample system ((select least(100, 100.0 * ${SAMPLED} / greatest(n, ${SAMPLED})) from t)) repeatable (0)
    where (select n from t) > ${COUNTED_TO} and (s.requested > s.handled or s.waits_at is not null)
  ), waits as (
    -- Looked up one by one: joined, all vehicles would be read.
    select coalesce(seen.waits_at, (select lower(substring(v.discovery_url from '^[A-Za-z]+://(?:[^/?#@]*@)?([^/?#]+)'))
        from public.vehicles v where v.id = seen.vehicle_id)) as host,
      round(sum(stands_for))::int as waiting,
      coalesce(round(sum(stands_for) filter (where has_work)), 0)::int as with_work,
      coalesce(round(sum(stands_for) filter (where rate_limited)), 0)::int as rate_limited
    from seen group by 1
  ), busiest as (
    select coalesce(w.host, h.host) as name, coalesce(w.waiting, 0) as waiting, coalesce(w.with_work, 0) as with_work,
      coalesce(w.rate_limited, 0) as rate_limited, h
    from waits w full join micro_scrape.hosts h on h.host = w.host where coalesce(w.host, h.host) is not null
    order by coalesce(w.waiting, 0) desc, greatest((h).last_start_at, (h).last_success_at, (h).failing_since) desc nulls last, 1
    limit ${MOST_HOSTS}
  )
  select coalesce(json_agg(json_build_object('host', b.name, 'waiting', b.waiting, 'with_work', b.with_work, 'rate_limited', b.rate_limited,
    'pause', case
      when (b.h).held_until > clock_timestamp() then 'held'
      when coalesce((b.h).paused_until <= clock_timestamp(), true) then null
      when (b.h).failures = 0 then 'asked' when (b.h).refuses then 'refused' else 'unreachable' end,
    'pause_seconds', greatest(0, coalesce(extract(epoch from
      least(greatest((b.h).paused_until, (b.h).held_until), timestamptz '9999-01-01') - clock_timestamp()), 0))::float8,
    'says', micro_scrape.says(b.h),
    'failures', coalesce((b.h).failures, 0),
    'failing_seconds', greatest(0, coalesce(extract(epoch from clock_timestamp() - (b.h).failing_since), 0))::float8,
    'interval_seconds', extract(epoch from micro_scrape.pace_of(b.h))::float8) order by b.waiting desc), '[]')
  from busiest b`;
