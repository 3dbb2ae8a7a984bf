/** Runs, as `micro_scrape_runs` has them. */
import { z } from 'zod';
import { findRunsBefore, type Run } from '../database/statements/find-runs.ts';
import { duration } from '../terminal/format.ts';
import { address, html, mark } from './html.ts';
import type { Pages } from './pages.ts';
import { type Column, showTable, table } from './table.ts';

const AT_ONCE = 100;
const KIND = { completed: 'good', running: 'quiet', failed: 'bad', timeout: 'warn' } as const;

export const RUN_COLUMNS: readonly Column<Run>[] = [
  { key: 'started_at', label: 'started' },
  { key: 'run_type', label: 'type' },
  { key: 'status', show: ({ status }) => mark(KIND[status], status) },
  { key: 'vehicles_analyzed', label: 'analyzed', number: true },
  { key: 'vehicles_improved', label: 'improved', number: true },
  { key: 'vehicles_marked_complete', label: 'completed', number: true },
  { key: 'actions_executed', label: 'actions', number: true },
  { key: 'actions_succeeded', label: 'succeeded', number: true },
  { key: 'actions_failed', label: 'failed', number: true },
  {
    key: 'runtime_ms',
    label: 'took',
    show: ({ runtime_ms }) => runtime_ms !== null && duration(runtime_ms / 1000),
    number: true,
  },
  { key: 'error_message', label: 'error', wide: true },
  { key: 'id', show: ({ id }) => html`<code>${id}</code>` },
];

const query = z.object({ before: z.iso.datetime().optional() });

export function runsPage(pages: Pages): void {
  pages.page('/console/runs', { query }, async ({ query: { before }, path, services }) => {
    const runs = await findRunsBefore(services.pool, before === undefined ? undefined : new Date(before), AT_ONCE);
    const list = table('runs', 'Runs, the latest first', runs, RUN_COLUMNS, 'None yet.');
    const last = runs.length === AT_ONCE ? runs.at(-1)?.started_at.toISOString() : undefined;
    return {
      title: 'Runs',
      tables: [list],
      body: html`<p class="faint">What is counted together: the vehicles of some events (triggered), of the reconcile (scheduled), or
        of a person’s wish (manual). The same rows as <code>micro_scrape_runs</code>.</p>
        ${showTable(list, path)}
        ${last !== undefined && html`<p><a href="${address('/console/runs', { before: last })}">Earlier</a></p>`}`,
    };
  });
}
