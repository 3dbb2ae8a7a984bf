/** The trail: who pressed what. */
import { z } from 'zod';
import { type AuditEntry, findAudit } from '../database/statements/audit.ts';
import { address, html } from './html.ts';
import type { Pages } from './pages.ts';
import { type Column, showTable, table } from './table.ts';

const AT_ONCE = 100;
const query = z.object({
  before: z.coerce.number().int().positive().optional(),
  target: z.string().max(2_000).optional(),
});

const COLUMNS: readonly Column<AuditEntry>[] = [
  { key: 'at', label: 'when' },
  { key: 'who' },
  { key: 'what' },
  { key: 'target', label: 'of what' },
  { key: 'detail', label: 'more', value: ({ detail }) => JSON.stringify(detail), wide: true },
];

export function trailPage(pages: Pages): void {
  pages.page('/console/trail', { query }, async ({ query: { before, target }, path, services }) => {
    const entries = await findAudit(services.pool, { before, target, limit: AT_ONCE });
    const trail = table('trail', 'Who changed what', entries, COLUMNS, 'Nobody has changed anything here yet.');
    const last = entries.length === AT_ONCE ? entries.at(-1) : undefined;
    return {
      title: 'Trail',
      tables: [trail],
      body: html`<p class="faint">Changes made in this console, the latest first. Each stands here exactly when it was made.</p>
        ${showTable(trail, path)}
        ${last && html`<p><a href="${address('/console/trail', { before: last.id, target })}">Earlier</a></p>`}`,
    };
  });
}
