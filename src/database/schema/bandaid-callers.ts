/**
 * What still runs the original after its objects are set aside: schedules, triggers, functions.
 * Invariant: nothing is switched off here; each is named with the line that does it.
 */
import { z } from 'zod';
import type { Queryable } from '../pool.ts';
import { QUEUE_SCHEMA } from '../queue-schema.ts';

const CRON = `select coalesce(has_table_privilege(to_regclass('cron.job'), 'SELECT'), false) as readable`;
/** Ours is called so too (supabase/migrations): the address is the same. */
const JOBS = `
  select format('pg_cron''s job %s (%s): SELECT cron.unschedule(%s);', coalesce(jobname, 'without a name'), schedule, jobid) as name
  from cron.job where command ~ 'micro-scrape-bandaid' and jobname is distinct from 'micro-scrape-run' order by jobid`;
const TRIGGERS = `
  select format('the trigger %I on %s: ALTER TABLE %2$s DISABLE TRIGGER %1$I;', t.tgname, t.tgrelid::regclass) as name
  from pg_trigger t join pg_proc p on p.oid = t.tgfoid
  where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and pg_get_triggerdef(t.oid) || p.prosrc ~ 'micro-scrape-bandaid' order by 1`;
/** Text is not followed by a new name. */
const FUNCTIONS = `
  select format('%s names %s in its text, and reaches ours from now on', p.oid::regprocedure, string_agg(w.name, ', ' order by w.name)) as name
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  join unnest('{vehicles_needing_micro_scrape,micro_scrape_runs,mark_vehicle_micro_scrape_complete}'::text[]) w (name) on p.prosrc ~ ('\\m' || w.name || '\\M')
  where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'micro_scrape', '${QUEUE_SCHEMA}') group by p.oid order by 1`;
const names = z.array(z.object({ name: z.string() }));

/** One sentence each. */
export async function findCallers(client: Queryable): Promise<string[]> {
  const { rows } = await client.query<{ readable: boolean }>(CRON);
  const readable = rows[0]?.readable === true;
  const ask = async (sql: string) => names.parse((await client.query(sql)).rows).map(({ name }) => name);
  return [
    ...(readable ? await ask(JOBS) : []),
    ...(await ask(TRIGGERS)),
    ...(await ask(FUNCTIONS)),
    `${readable ? 'any other' : 'the'} schedule that calls /functions/v1/micro-scrape-bandaid: delete it where it is (dashboard: Integrations, Cron; a crontab)`,
    'the edge function: supabase functions delete micro-scrape-bandaid (docs/supabase.md has one that forwards to the daemon instead)',
  ];
}
