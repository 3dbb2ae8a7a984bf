import type pg from 'pg';

/**
 * All that is kept about a vehicle, as text: equal for two vehicles of one page exactly when they were treated alike.
 * Without ids, times and what counts attempts: an action that was cut off between its write and its own record is in no
 * log and no counter, and that the two agree is the checker's business.
 */
const LEFT = {
  vehicle: `
    select to_jsonb(v) - '{id,created_at,updated_at}'::text[]
      || jsonb_build_object('origin_metadata', v.origin_metadata - 'micro_scrape_completed_at') as row
    from vehicles v where id = $1`,
  images: `
    select to_jsonb(i) - '{id,vehicle_id,created_at}'::text[] as row
    from vehicle_images i where vehicle_id = $1 order by position`,
  evidence: `
    select to_jsonb(e) - '{id,vehicle_id,run_id,written_at}'::text[] as row
    from micro_scrape.field_sources e where vehicle_id = $1 order by field`,
  state: `
    select to_jsonb(s) - '{vehicle_id,fence,requested_at,settled_at,completed_at,created_at,listed_at}'::text[] as row
    from micro_scrape.vehicle_state s where vehicle_id = $1`,
  run: `
    select to_jsonb(r) - '{id,runtime_ms,started_at,completed_at,created_at,actions_executed,actions_succeeded,actions_failed}'::text[]
      as row
    from micro_scrape_runs r
    where id in (select run_id from micro_scrape.field_sources where vehicle_id = $1) order by started_at`,
  page: `
    select to_jsonb(p) - '{vehicle_id,fetched_at}'::text[] as row from micro_scrape.pages p where vehicle_id = $1`,
} as const;

export async function leftOf(client: pg.Client, vehicleId: string): Promise<string> {
  const left: Record<string, unknown> = {};
  for (const [what, sql] of Object.entries(LEFT)) left[what] = (await client.query(sql, [vehicleId])).rows;
  // The address carries the number of the trial.
  return JSON.stringify(left, null, 1).replaceAll(/&trial=\d+/g, '');
}
