/** The catalogue at a glance. */
import { z } from 'zod';
import type { Snapshot } from '../database/statements/live.ts';
import { type Html, html } from './html.ts';
import type { Pages } from './pages.ts';
import { figure } from './table.ts';

export function overviewPage(pages: Pages): void {
  pages.page('/console', { query: z.unknown(), params: z.unknown() }, async ({ services }) => ({
    title: 'Overview',
    body: html`<div data-live hx-get="/console/live/overview" hx-trigger="live">${nowPart(await services.feed.read())}</div>`,
  }));
  pages.part('/console/live/overview', z.unknown(), async ({ services }) => nowPart(await services.feed.read()));
}

function nowPart({ outcomes }: Snapshot): Html {
  return html`<dl class="figures">${Object.entries(outcomes).map(
    ([outcome, vehicles]) => html`<div><dt>${outcome}</dt><dd>${figure(vehicles)}</dd></div>`,
  )}</dl>`;
}
