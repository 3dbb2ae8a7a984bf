/** A catalogue that grows older by the day: work as a daemon's runs leave it, and time that passes by moving all that was written. */
import type pg from 'pg';
import { one } from '../../support/client.ts';

/** New vehicles, each on a host of its own, queued as the dispatcher queues them. */
export async function addVehicles(client: pg.Client, n: number): Promise<string[]> {
  const { rows } = await client.query(
    `insert into vehicles (discovery_url)
     select 'https://host-' || substr(md5(random()::text), 1, 8) || '.example/' || n from generate_series(1, $1::int) n returning id`,
    [n],
  );
  while (Number((await one(client, 'select count(*)::int as n from micro_scrape.vehicle_events')).n) > 0) {
    await client.query('select count(*) from micro_scrape.dispatch(1000)');
  }
  return rows.map(({ id }) => String(id));
}

/** One run over each vehicle that has work: a page, a value, an action, and all else that is kept of a vehicle. */
const WORK = `
  select micro_scrape.commit_run(s.vehicle_id, s.fence, s.requested, jsonb_build_object(
    'judged', '{}'::jsonb, 'done', '[]'::jsonb, 'extractor_version', 1,
    'page', jsonb_build_object('requested_url', v.discovery_url, 'url', v.discovery_url, 'kind', 'listing', 'kind_reason', 'a form',
      'blob_key', left(k.hash, 2) || '/' || k.hash),
    'writes', jsonb_build_array(jsonb_build_object('action', 0, 'said', 'the page gives %s', 'values', jsonb_build_array(jsonb_build_object(
      'field', 'transmission', 'value', 'manual', 'source_url', v.discovery_url, 'method', 'dom_label', 'snippet', 'Gearbox: manual',
      'confidence', 0.9)))),
    'actions', jsonb_build_array(jsonb_build_object('action', 'extract-listing', 'runtime_ms', 5)),
    'end', jsonb_build_object('kind', 'settle', 'outcome', 'exhausted', 'reason', 'the page has no more', 'failed_attempt', false, 'failed', false)))
  from micro_scrape.vehicle_state s left join vehicles v on v.id = s.vehicle_id
  cross join lateral (select encode(sha256(convert_to(s.vehicle_id::text, 'UTF8')), 'hex') as hash) k
  where s.requested > s.handled`;
const BESIDE = [
  `insert into micro_scrape.model_answers (vehicle_id, page_key, model, text_key, extractor_version, host, answer)
   select id, 'page', 'a-model', 'text', 1, 'a.example', '{}' from vehicles on conflict do nothing`,
  `insert into micro_scrape.photographs (vehicle_id, url, state) select id, 'https://a.example/1.jpg', 'refused' from vehicles on conflict do nothing`,
  `insert into micro_scrape.proposals (vehicle_id, field, value, method, snippet, confidence, extractor_version, why)
   select id, 'color', 'red', 'dom_label', 'red', 0.5, 1, 'doubtful' from vehicles on conflict do nothing`,
  `insert into micro_scrape.rejections (vehicle_id, field, value, value_key, kind) select id, 'color', 'green', 'green', 'said' from vehicles on conflict do nothing`,
];
const HOSTS = `
  insert into micro_scrape.hosts (host, robots_txt, robots_status, robots_fetched_at)
  select distinct substring(discovery_url from '//([^/]+)/'), repeat('Disallow: /a', 100), 200, clock_timestamp() from vehicles
  where created_at > clock_timestamp() - interval '1 day' on conflict do nothing`;

export async function work(client: pg.Client): Promise<void> {
  await client.query(WORK);
  for (const each of [...BESIDE, HOSTS]) await client.query(each);
}

/** Moves every time that stands in a table of ours, or of the catalogue, back by so many days. */
export async function passDays(client: pg.Client, days: number): Promise<void> {
  const { rows } = await client.query(`
    select c.oid::regclass::text as name, string_agg(format('%1$I = %1$I - $1 * interval ''1 day''', a.attname), ', ') as moves
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('micro_scrape', 'public') and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' and c.relname not in ('applied_sql', 'additions', 'settings')
    group by c.oid`);
  await client.query(`set session_replication_role = replica`);
  for (const { name, moves } of rows) await client.query(`update ${name} set ${moves}`, [days]);
  await client.query('reset session_replication_role');
  await client.query(`update micro_scrape.sizes set day = day - $1::int`, [days]);
}

export const rowsOf = (client: pg.Client) =>
  one(
    client,
    `select (select count(*)::int from micro_scrape.action_log) as actions, (select count(*)::int from micro_scrape.runs) as runs,
      (select count(*)::int from micro_scrape.pages) as pages, (select count(*)::int from micro_scrape.model_answers) as answers,
      (select count(*)::int from micro_scrape.field_sources) as evidence`,
  );
