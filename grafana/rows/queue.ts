/** Where work waits. */
import { lines, metric, quantile, type Row } from '../panels.ts';
import { READY } from './queries.ts';

export const queue: Row = {
  title: 'Queue',
  collapsed: false,
  panels: [
    lines(
      {
        title: 'What waits, and why?',
        description:
          'Jobs by state. overdue: locked for over 15 minutes, so nobody runs it. failed: will not be tried again.',
        unit: 'short',
        stacked: true,
        width: 12,
      },
      { expr: `sum by (state) (max by (task, state) (${metric('queue_jobs')}))`, legend: '{{state}}' },
      { expr: `max(${metric('vehicles_parked')})`, legend: 'parked (waits for a busy host)' },
    ),
    lines(
      {
        title: 'Is work on time?',
        description: 'How long the oldest ready job has been due, by task. A straight rise: nobody works on that task.',
        unit: 's',
        width: 12,
      },
      { expr: `max by (task) (${metric('queue_oldest_ready_age_seconds')})`, legend: '{{task}}' },
    ),
    lines(
      {
        title: 'How long do jobs wait?',
        description:
          'From the time a job was due to its start. Rising with all slots used: raise CONCURRENCY or add a daemon.',
        unit: 's',
        width: 12,
      },
      { expr: quantile(0.5, metric('job_wait_seconds', '', '_bucket')), legend: 'half' },
      { expr: quantile(0.95, metric('job_wait_seconds', '', '_bucket')), legend: '95 %' },
    ),
    lines(
      {
        title: 'Are the workers busy?',
        description:
          'Slots used of those there are, and ready jobs. All used and ready jobs rising: too few. None used and ready jobs: the runner is stuck.',
        unit: 'short',
        width: 12,
      },
      { expr: `sum(${metric('jobs_running')})`, legend: 'running' },
      { expr: `sum(${metric('worker_slots')})`, legend: 'slots' },
      { expr: READY, legend: 'ready' },
    ),
  ],
};
