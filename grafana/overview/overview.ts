/** The dashboard that is looked at first: is it all right, and if not, where is the trouble? */
import type { DashboardSource } from '../dashboard.ts';
import { OVERVIEW } from '../shared.ts';
import { catalogue } from './catalogue.ts';
import { flow } from './flow.ts';
import { health } from './health.ts';
import { sites } from './sites.ts';
import { stores } from './stores.ts';
import { work } from './work.ts';

export const overview: DashboardSource = {
  uid: OVERVIEW,
  title: 'micro-scrape: overview',
  description: 'Is it all right, how is the catalogue, does work flow, which site is in trouble?',
  variables: [],
  rows: [health, sites, flow, catalogue, work, stores],
};
