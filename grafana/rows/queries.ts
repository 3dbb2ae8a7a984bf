/** Queries that several panels share. */
import { metric, rate } from '../panels.ts';

export const READY = `sum(max by (task) (${metric('queue_jobs', 'state="ready"')}))`;
export const WITH_WORK = `max(${metric('vehicles_with_work')})`;
/** Page requests of the chosen sources. */
export const PAGES = metric('source_requests_total', 'source=~"$source"');
/** Fields looked for in pages of the chosen sources. */
export const FIELDS = metric('extract_fields_total', 'source=~"$source"');
/** Outcomes of a request that mean: you may not, or not so fast. */
export const REFUSED = 'refused|rate_limited';
/** Outcomes of a request that mean: the site is not there. */
export const BROKEN = 'unreachable';
export const share = (part: string, whole: string, by: string) =>
  `sum by (${by}) (${rate(part)}) / sum by (${by}) (${rate(whole)})`;
