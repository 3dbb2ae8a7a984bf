/** Whether the work goes on: a daemon that lives, one that leads, events taken up, jobs that do not fail. */
import { QUEUE_SCHEMA } from '../database/queue-schema.ts';
import { describeStray, findDaemons, findLeader } from '../database/statements/find-daemons.ts';
import { countQueue } from '../database/statements/queue-overview.ts';
import { CANARY_MAX_AGE_S } from '../runtime/limits.ts';
import { counted, duration } from '../terminal/format.ts';
import { type Check, type Finding, ok, problem, warning } from './finding.ts';

const STUCK_AFTER_S = 60;

export const checkWork: Check = async ({ pool }) => {
  const [daemons, { leader, stray }, queue] = [await findDaemons(pool), await findLeader(pool), await countQueue(pool)];
  const living = daemons.filter((daemon) => daemon.alive);
  const findings: Finding[] = [];
  if (living.length === 0) {
    const last = daemons.at(-1);
    const since = last === undefined ? '' : `; the last one fell silent ${duration(last.beat_age_seconds)} ago`;
    findings.push(problem('daemon', `no daemon is alive${since}`, 'npm start'));
  } else {
    findings.push(ok('daemon', `${counted(living.length, 'daemon')} alive`));
    const mute = living.filter(
      (daemon) => (daemon.canary_age_seconds ?? (Date.now() - daemon.started_at.getTime()) / 1000) > CANARY_MAX_AGE_S,
    );
    if (mute.length === 0) {
      findings.push(ok('canary', 'a probe of each daemon went through trigger, dispatcher, queue and worker lately'));
    }
    for (const daemon of mute) {
      findings.push(
        problem(
          'canary',
          `the canary of ${daemon.hostname} process ${daemon.pid} has not come back for ${duration(daemon.canary_age_seconds ?? 0)}: trigger, dispatcher, queue or worker is broken`,
          'Fix what else is named here, then restart that daemon.',
        ),
      );
    }
    const left = stray && describeStray(stray);
    findings.push(
      left !== undefined
        ? problem('leader', left.problem, left.fix)
        : leader === undefined
          ? problem(
              'leader',
              'daemons live and none leads: nobody turns events into jobs',
              "SELECT pid, application_name, state, query FROM pg_stat_activity WHERE application_name LIKE 'micro-scrape%';   -- then restart the daemon whose dispatcher is missing",
            )
          : ok('leader', `database session ${leader.backend_pid} leads`),
    );
  }
  return [
    ...findings,
    queue.oldest_event_seconds > STUCK_AFTER_S
      ? problem(
          'events waiting',
          `${counted(queue.events, 'event')} not dispatched, the oldest for ${duration(queue.oldest_event_seconds)}`,
          living.length === 0
            ? 'npm start'
            : "SELECT pid, pg_blocking_pids(pid), state, query FROM pg_stat_activity WHERE application_name LIKE 'micro-scrape%';   -- end what blocks",
        )
      : ok('events waiting', `${queue.events}, none for longer than a minute`),
    queue.failed > 0
      ? warning(
          'failed jobs',
          `${counted(queue.failed, 'job')} failed for good and ${queue.failed === 1 ? 'stays' : 'stay'} in the queue`,
          `SELECT id, task_identifier, key, last_error FROM ${QUEUE_SCHEMA}.jobs WHERE attempts >= max_attempts;`,
        )
      : ok('failed jobs', 'none'),
  ];
};
