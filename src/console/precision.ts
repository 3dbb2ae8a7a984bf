/** How often what was written stood, which values did not, and those with their pages as a file for the evaluation. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  type Disputed,
  findDisputed,
  findDisputedPages,
  findPrecision,
  LATEST_VALUES,
  type Precision,
} from '../database/statements/precision.ts';
import { readKeptPage } from '../enrichment/kept-page.ts';
import { nameOf } from '../terminal/format.ts';
import { lineOf } from './disputed-pages.ts';
import { html } from './html.ts';
import type { ConsoleServices, Pages } from './pages.ts';
import { type Column, figure, showTable, table } from './table.ts';
import { showMe } from './vehicle-sections.ts';

const AT_ONCE = 50;
const MOST_IN_FILE = 1_000;
const query = z.object({ before: z.coerce.number().int().positive().optional() });

export function precisionPage(pages: Pages): void {
  pages.page('/console/precision', { query }, async ({ services, query: { before }, path }) => {
    const precision = await findPrecision(services.pool);
    const values = await findDisputed(services.pool, { before, limit: AT_ONCE + 1 });
    const shown = values.slice(0, AT_ONCE);
    const last = values.length > AT_ONCE ? shown.at(-1) : undefined;
    const tables = [
      table(
        'precision',
        `The latest ${figure(LATEST_VALUES)} values, by source, field and method`,
        precision,
        PRECISION,
        'Nothing was written yet.',
      ),
      table('disputed', 'Disputed values', shown, DISPUTED, 'Nobody has said that a value is wrong.'),
    ] as const;
    return {
      title: 'Precision',
      body: html`<p>A value that nobody touches counts as right. What people say is wrong, or write over, counts as wrong, and is never written again.</p>
        ${showTable(tables[0], path)}${showTable(tables[1], path)}
        ${last !== undefined && html`<p><a href="/console/precision?before=${last.id}" rel="next">Older ones</a></p>`}
        ${shown.length > 0 && html`<p><a href="/console/precision/disputed.jsonl">The last ${figure(MOST_IN_FILE)} with their kept pages</a>, a file for <code>npm run eval -- disputed.jsonl</code></p>`}`,
      tables,
    };
  });
  pages.file('/console/precision/disputed.jsonl', {}, async ({ services }) => ({
    type: 'application/jsonl; charset=utf-8',
    body: Readable.from(lines(services)),
    headers: { 'content-disposition': 'attachment; filename="disputed.jsonl"' },
  }));
}

/** One page in memory at a time. */
async function* lines({ pool, blobs }: ConsoleServices): AsyncGenerator<string> {
  for (const page of await findDisputedPages(pool, MOST_IN_FILE)) {
    const bytes = await readKeptPage(blobs, page.blob_key);
    const line = bytes && lineOf(page, new TextDecoder().decode(bytes));
    if (line !== undefined) yield line;
  }
}

const PRECISION: readonly Column<Precision>[] = [
  { key: 'source' },
  { key: 'field' },
  { key: 'method', label: 'read from' },
  { key: 'written', number: true },
  { key: 'accepted', number: true },
  { key: 'rejected', number: true },
  { key: 'edited', number: true },
  {
    key: 'precision',
    label: 'stood',
    value: ({ kept, written }) => Math.round((10_000 * kept) / written) / 10_000,
    show: ({ kept, written }) => `${figure((100 * kept) / written)} %`,
    number: true,
  },
];
const DISPUTED: readonly Column<Disputed>[] = [
  { key: 'at', label: 'when' },
  {
    key: 'vehicle',
    value: ({ vehicle_id: id }) => id,
    show: (each) => html`<a href="/console/vehicles/${each.vehicle_id}">${nameOf(each)}</a>`,
  },
  { key: 'field' },
  { key: 'value', label: 'was', most: 80 },
  { key: 'now', most: 80 },
  { key: 'kind', label: 'how', value: ({ kind }) => (kind === 'said' ? 'said to be wrong' : 'written over') },
  { key: 'by', value: ({ said_by: who }) => who },
  { key: 'note', most: 80 },
  { key: 'method', label: 'read from' },
  { key: 'confidence', label: 'sure', show: ({ confidence }) => confidence?.toFixed(2), number: true },
  {
    key: 'source_url',
    label: 'page',
    show: ({ source, vehicle_id: id, field }) => source !== null && showMe(id, { source }, `the disputed ${field}`),
  },
];
