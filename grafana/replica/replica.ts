/** One daemon: is it well, what does it do, does it hear of changes? */
import { type DashboardSource, oneOf } from '../dashboard.ts';
import { REPLICA } from '../shared.ts';
import { health } from './health.ts';
import { listening } from './listening.ts';
import { processRow } from './process.ts';
import { work } from './work.ts';

export const replica: DashboardSource = {
  uid: REPLICA,
  title: 'micro-scrape: one replica',
  description: 'Is this daemon well, what does it do, does it hear of changes?',
  variables: [oneOf('instance', 'Daemon', 'label_values(micro_scrape_build_info{job=~"$job"}, instance)')],
  rows: [health, work, listening, processRow],
};
