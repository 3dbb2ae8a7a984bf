/** `micro-scrape status`: is it working, how far is it, what fails, and when will it be done. */

import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { printJson } from '../terminal/output.ts';
import { findStatus } from './status-figures.ts';
import { showStatus } from './status-report.ts';

export async function status(env: Environment, options: { json: boolean }): Promise<number> {
  const config = readConfig(env);
  const report = await withDatabase(config, (pool) => findStatus(pool, config.fetchMinIntervalMs / 1000));
  if (options.json) {
    printJson(report);
  } else {
    showStatus(report);
  }
  return report.working ? 0 : 1;
}
