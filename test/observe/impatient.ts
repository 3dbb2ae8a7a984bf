/**
 * The committed rules for a test of two minutes: the same thresholds, with shorter windows and less patience.
 * Invariant: nothing but ranges and `for` is changed; what takes the daemon itself a while keeps enough patience for it.
 */
import type { Group } from '../grafana/alert-cases.ts';

/** Long enough for 20 pages to be counted in. */
const WINDOW = '30s';
const PATIENCE = '2s';

/** What takes the daemon itself a while, which minutes, as committed, hide. */
const MORE_PATIENCE: Readonly<Record<string, string>> = {
  // A busy machine misses a scrape.
  MicroScrapeDown: '10s',
  MicroScrapeReplicaDown: '10s',
  // A daemon that dies is noticed after ten seconds, and another leads soon after.
  MicroScrapeNoLeader: '20s',
  MicroScrapeTwoLeaders: '20s',
  // All are deaf at once, and see with their next reading, 15 s later at the most, that the database is away.
  MicroScrapeNotListening: '20s',
  MicroScrapeReplicaNotListening: '20s',
  // What runs now is set against a reading of the queue that is 15 s old at the most.
  MicroScrapeJobsLockedByNobody: '60s',
  MicroScrapeWorkWithoutJob: '60s',
  MicroScrapeNoCompletions: '60s',
};

export function impatient(groups: readonly Group[]) {
  return {
    groups: groups.map(({ name, rules }) => ({
      name,
      rules: rules.map((rule) => {
        const expr = rule.expr.replaceAll(/\[\d+[mhd]\]/g, `[${WINDOW}]`);
        if ('record' in rule || rule.for === undefined) return { ...rule, expr };
        return { ...rule, expr, for: MORE_PATIENCE[rule.alert] ?? PATIENCE };
      }),
    })),
  };
}
