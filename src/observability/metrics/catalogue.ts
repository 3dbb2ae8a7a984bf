/**
 * Every metric the daemon exports, in one table: registry, documentation, rules and dashboards are made from it or
 * checked against it.
 * Invariant: a metric stands here exactly when something moves it, each label has a closed value set, and `merge` says
 * what may be done with the same series of several daemons.
 */
import { DAEMON } from './catalogue/daemon.ts';
import { DATABASE } from './catalogue/database.ts';
import { QUEUE } from './catalogue/queue.ts';
import { WORK } from './catalogue/work.ts';
import { type MetricSpec, PREFIX } from './definition.ts';

export { type MetricSpec, PREFIX } from './definition.ts';

export const CATALOGUE = { ...DAEMON, ...QUEUE, ...WORK, ...DATABASE } satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof CATALOGUE;

/** Name as exported. */
export const fullName = (name: MetricName): string => PREFIX + name;
