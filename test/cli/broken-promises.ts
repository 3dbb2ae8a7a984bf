/** A catalogue in order, and every way in which SQL can break what `doctor --invariants` judges. */

/**
 * Without a daemon, an hour ago: one vehicle is complete, one rests with a reason and its run has ended, one is queued.
 * The functions are those that a daemon calls.
 */
export const CATALOGUE = `
  select * from micro_scrape.adopt(10);
  insert into vehicles (id, year, make, model, vin, sale_price, mileage, color, engine, transmission, description, discovery_url, created_at)
  values ('00000000-0000-4000-8000-00000000000a', 1995, 'Porsche', '911', 'WP0AA2991SS321874', 87500, 41000, 'red', 'flat six', 'manual', 'A car.', 'https://cars.example/a', now() - interval '1 hour');
  insert into vehicle_images (vehicle_id, image_url, source, file_hash, is_primary, position)
  values ('00000000-0000-4000-8000-00000000000a', 'https://cars.example/a.jpg', 'micro-scrape', 'abc', true, 0);
  insert into vehicles (id, discovery_url, created_at) values ('00000000-0000-4000-8000-00000000000b', 'https://cars.example/b', now() - interval '1 hour');
  select * from micro_scrape.dispatch(10);
  select micro_scrape.commit_run('00000000-0000-4000-8000-00000000000b', 0, 1, '{
    "actions": [{"action": "extract-listing", "note": "nothing there", "runtime_ms": 5}],
    "end": {"kind": "settle", "outcome": "exhausted", "reason": "lacks vin: the page does not say"}, "read_by": 1}');
  select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs));
  insert into vehicles (id, discovery_url, created_at) values ('00000000-0000-4000-8000-00000000000c', 'https://cars.example/c', now() - interval '1 hour');
  select * from micro_scrape.dispatch(10);
  update micro_scrape.vehicle_state set requested_at = now() - interval '1 hour' where requested > handled;
  update micro_scrape.runs set started_at = started_at - interval '1 hour'`;
/** Complete, and at rest. */
export const [A, B] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];

export interface Break {
  readonly what: string;
  readonly sql: string;
  readonly names: readonly string[];
  readonly detail: RegExp;
  /** What is so once it is fixed. */
  readonly after?: readonly [sql: string, row: Readonly<Record<string, unknown>>];
}

export const BREAKS: readonly Break[] = [
  {
    what: 'a vehicle without a state and without an event',
    sql: `delete from micro_scrape.vehicle_state where vehicle_id = '${A}'`,
    names: ['none-unseen'],
    detail: new RegExp(`1 found: vehicle ${A} was never looked at`),
    after: [`select outcome from micro_scrape.vehicle_state where vehicle_id = '${A}'`, { outcome: 'complete' }],
  },
  {
    what: 'a queue row that was deleted',
    sql: 'delete from graphile_worker._private_jobs',
    names: ['none-lost'],
    detail: /wants work \(0 of 1 done, pending, no error\) and nobody will do it/,
    after: ['select count(*)::int as n from graphile_worker.jobs', { n: 1 }],
  },
  {
    what: 'a job that has failed for good',
    sql: 'update graphile_worker._private_jobs set attempts = max_attempts',
    names: ['none-lost'],
    detail: /nobody will do it/,
    after: ['select attempts from graphile_worker.jobs where key is not null', { attempts: 0 }],
  },
  {
    what: 'a vehicle that was never woken',
    sql: `update micro_scrape.vehicle_state set outcome = 'waiting', next_try_at = now() - interval '1 hour' where vehicle_id = '${B}'`,
    names: ['none-lost'],
    detail: new RegExp(`vehicle ${B} should have been woken at`),
    after: ['select kind from micro_scrape.vehicle_events', { kind: 'due' }],
  },
  {
    what: 'a turn without a time',
    sql: 'update micro_scrape.vehicle_state set rate_limited = true where requested > handled; delete from graphile_worker._private_jobs',
    names: ['none-lost'],
    detail: /nobody will do it/,
    after: ['select count(*)::int as n from graphile_worker.jobs', { n: 1 }],
  },
  {
    what: 'a vehicle that rests and does not say why',
    sql: `update micro_scrape.vehicle_state set reason = null where vehicle_id = '${B}'`,
    names: ['none-without-reason'],
    detail: new RegExp(`vehicle ${B} rests as exhausted .* without a reason`),
    after: [`select outcome from micro_scrape.vehicle_state where vehicle_id = '${B}'`, { outcome: 'pending' }],
  },
  {
    what: 'a stored score that was changed',
    sql: `update micro_scrape.vehicle_state set score = 3 where vehicle_id = '${A}'`,
    names: ['score-is-true'],
    detail: /stored score 3, images 1, gaps {}; its row has score 100/,
    after: [`select score from micro_scrape.vehicle_state where vehicle_id = '${A}'`, { score: 100 }],
  },
  {
    what: 'images that no trigger saw',
    sql: `set session_replication_role = replica;
      insert into vehicle_images (vehicle_id, image_url) values ('${A}', 'https://cars.example/2.jpg'); reset session_replication_role`,
    names: ['score-is-true'],
    detail: /images 1, .* images 2,/,
    after: [`select image_count from micro_scrape.vehicle_state where vehicle_id = '${A}'`, { image_count: 2 }],
  },
  {
    what: 'an edit that no trigger saw',
    sql: `set session_replication_role = replica; update vehicles set make = 'Porsche' where id = '${B}'; reset session_replication_role`,
    names: ['score-is-true'],
    detail: /stored score 0, .* its row has score 10,/,
    after: [`select score from micro_scrape.vehicle_state where vehicle_id = '${B}'`, { score: 10 }],
  },
  {
    what: 'a mark that was taken away',
    sql: `update vehicles set origin_metadata = origin_metadata - 'micro_scrape_complete' where id = '${A}'`,
    names: ['mark-agrees'],
    detail: /scores 100 \(complete\) and is not marked/,
    after: [
      `select micro_scrape.is_marked(origin_metadata) as marked from vehicles where id = '${A}'`,
      { marked: true },
    ],
  },
  {
    what: 'an outcome that the score contradicts',
    sql: `update micro_scrape.vehicle_state set outcome = 'complete', reason = null where vehicle_id = '${B}'`,
    names: ['mark-agrees'],
    detail: /scores 0 \(complete\) and is not marked/,
    after: [`select outcome from micro_scrape.vehicle_state where vehicle_id = '${B}'`, { outcome: 'pending' }],
  },
  {
    what: 'a complete vehicle that an action by hand has left waiting',
    sql: `update micro_scrape.vehicle_state set requested = 1, handled = 1, outcome = 'waiting', reason = 'waits for its turn' where vehicle_id = '${A}'`,
    names: ['mark-agrees'],
    detail: /scores 100 \(waiting\) and is marked/,
    after: [
      `select outcome, reason from micro_scrape.vehicle_state where vehicle_id = '${A}'`,
      { outcome: 'complete', reason: null },
    ],
  },
  {
    what: 'a photograph that is stored twice',
    sql: `insert into vehicle_images (vehicle_id, image_url, source, file_hash, position) select vehicle_id, image_url, source, file_hash, 1 from vehicle_images`,
    names: ['one-of-each-image'],
    detail: new RegExp(`vehicle ${A} has 2 images with hash abc`),
    after: ['select count(*)::int as n, bool_and(is_primary) as first from vehicle_images', { n: 1, first: true }],
  },
  {
    what: "a person's primary image beside ours",
    sql: `insert into vehicle_images (vehicle_id, image_url, is_primary) values ('${A}', 'https://cars.example/mine.jpg', true)`,
    names: ['one-primary'],
    detail: new RegExp(`vehicle ${A} has 2 primary images`),
    after: ['select image_url from vehicle_images where is_primary', { image_url: 'https://cars.example/mine.jpg' }],
  },
  {
    what: 'a job and a vehicle that a dead daemon holds',
    sql: `insert into micro_scrape.daemons (id, pool_ids, hostname, pid, beat_at) values (gen_random_uuid(), '{pool}', 'gone', 1, now() - interval '1 hour');
      update micro_scrape.vehicle_state set leased_by = (select id from micro_scrape.daemons), leased_at = now() - interval '1 hour', requested_at = now() where requested > handled;
      update graphile_worker._private_jobs set locked_by = 'pool', locked_at = now() - interval '1 hour'`,
    names: ['held-by-the-living'],
    detail: /2 found: job \d+ \(micro-scrape\) has been locked by pool, .*; vehicle .* has been held by daemon/,
    after: [
      'select locked_by, (select count(*)::int from micro_scrape.vehicle_state where leased_by is not null) as leased from graphile_worker.jobs',
      { locked_by: null, leased: 0 },
    ],
  },
  {
    what: 'a vehicle at rest that a daemon holds which nobody knows',
    sql: `update micro_scrape.vehicle_state set leased_by = gen_random_uuid(), leased_at = now() - interval '1 hour' where vehicle_id = '${B}'`,
    names: ['held-by-the-living'],
    detail: new RegExp(`^1 found: vehicle ${B} has been held by daemon`),
    after: [`select leased_by from micro_scrape.vehicle_state where vehicle_id = '${B}'`, { leased_by: null }],
  },
  {
    what: 'old work in the hands of a daemon that nobody knows',
    sql: `update micro_scrape.vehicle_state set leased_by = gen_random_uuid(), leased_at = now() - interval '1 hour' where requested > handled;
      update graphile_worker._private_jobs set locked_by = 'pool', locked_at = now() - interval '1 hour'`,
    names: ['none-lost', 'held-by-the-living'],
    detail: /nobody will do it/,
    after: ['select locked_by from graphile_worker.jobs', { locked_by: null }],
  },
  {
    what: 'counters that are not the sums',
    sql: 'update micro_scrape.vehicle_state set run_id = null; update micro_scrape.runs set actions_executed = 70',
    names: ['runs-add-up'],
    detail: /counts 71 executed, 0 succeeded, 1 failed; its actions are 1, 0, 1/,
    after: ['select sum(actions_executed)::int as n from micro_scrape_runs', { n: 1 }],
  },
  {
    what: 'a run that has ended before its last vehicle',
    sql: `update micro_scrape.runs set status = 'completed', completed_at = now(), runtime_ms = 1, actions_executed = 1, actions_failed = 1`,
    names: ['runs-end'],
    detail: /^1 found: run .* has ended, and 2 of its vehicles are not counted in it/,
    after: ['select status, completed_at from micro_scrape_runs', { status: 'running', completed_at: null }],
  },
];
