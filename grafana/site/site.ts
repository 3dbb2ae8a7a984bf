/** One site: does it answer, is it asked politely, what do its pages tell? */
import { annotation, type DashboardSource, oneOf } from '../dashboard.ts';
import { now } from '../promql.ts';
import { SITE } from '../shared.ts';
import { answers } from './answers.ts';
import { health } from './health.ts';
import { reading } from './reading.ts';

export const site: DashboardSource = {
  uid: SITE,
  title: 'micro-scrape: one site',
  description: 'Does the site answer, is it asked politely, what do its pages tell?',
  variables: [oneOf('source', 'Site', 'label_values(micro_scrape_source_requests_total{job=~"$job"}, source)')],
  annotations: [
    annotation(
      'Left alone',
      'orange',
      `${now('source_hosts_paused', { source: '$source' }, ['reason'])} > 0`,
      '$source is left alone',
      { text: '{{reason}}' },
    ),
  ],
  rows: [health, answers, reading],
};
