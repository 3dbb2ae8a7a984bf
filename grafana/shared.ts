/** What several dashboards name alike: their uids, meanings of colours, and expressions. */
import type { Color } from './panels.ts';
import { now, perSecond, series, type Where } from './promql.ts';

export const OVERVIEW = 'micro-scrape-overview';
export const SITE = 'micro-scrape-site';
export const REPLICA = 'micro-scrape-replica';

/** Outcomes of a request for a page of a site that mean: you may not, or not so fast. */
export const REFUSED = ['refused', 'rate_limited'] as const;
/** The site gave an answer that counts. */
export const SERVED = ['ok', 'gone'] as const;

export const SITE_COLORS: Readonly<Record<string, Color>> = {
  ok: 'green',
  gone: 'text',
  refused: 'red',
  rate_limited: 'orange',
  unreachable: 'dark-red',
  other: 'yellow',
};
export const REQUEST_COLORS: Readonly<Record<string, Color>> = {
  ok: 'green',
  not_modified: 'light-blue',
  gone: 'text',
  blocked: 'dark-red',
  challenge: 'purple',
  rate_limited: 'orange',
  server_error: 'red',
  timeout: 'yellow',
};
export const OUTCOME_COLORS: Readonly<Record<string, Color>> = {
  complete: 'green',
  waiting: 'blue',
  exhausted: 'yellow',
  gone: 'text',
  blocked: 'red',
  invalid: 'orange',
  excluded: 'purple',
};
export const RESULT_COLORS: Readonly<Record<string, Color>> = { found: 'green', absent: 'text', missed: 'red' };
export const SEAT_COLORS: Readonly<Record<string, Color>> = {
  free: 'green',
  computing: 'blue',
  being_answered: 'yellow',
  slow_host: 'orange',
  recogniser: 'purple',
  browser: 'light-blue',
};

/** Part of whole, each a rate over the same labels. Of nothing there is no share: the panel then says so in words. */
export const ratio = (part: string, whole: string): string => `${part} / (${whole} > 0)`;

/**
 * Jobs that are locked in the database and run in no daemon, the least of two minutes: the database is read every 15 s
 * and the daemons at each scrape, so that a moment's difference says nothing.
 */
export const LOCKED_BY_NOBODY = `clamp_min(min_over_time((${now('queue_jobs', { state: ['running', 'overdue'] })} - ${now('jobs_running')})[2m:15s]), 0)`;

/** Share of the fields looked for that were found. */
export const fieldsFound = (
  where: Where<'extract_fields_total'>,
  by: readonly ('source' | 'field')[] = [],
  over: { readonly range?: string; readonly offset?: string } = {},
): string =>
  ratio(
    perSecond('extract_fields_total', { ...where, result: 'found' }, by, over),
    perSecond('extract_fields_total', where, by, over),
  );

/** 0 while the database can be read, nothing while it cannot: a count of nothing is then known to be nothing. */
export const ZERO_IF_READ = `(0 * max(${series('db_snapshot_success')} == 1))`;
