/** Sites: which are waited for and why, and what one of them has given. */
import { z } from 'zod';
import { findRequestsByDay, findTallies } from '../database/statements/site-tallies.ts';
import {
  findSite,
  findSitesFrom,
  type Site,
  type SiteInTrouble,
  type SiteStory,
} from '../database/statements/sites.ts';
import { duration } from '../terminal/format.ts';
import { FIELDS } from '../vehicles/fields.ts';
import { address, type Content, type Html, html, mark, time } from './html.ts';
import { type Pages, RefusedError, type Visit } from './pages.ts';
import { pathOf } from './site-changes.ts';
import { type Column, figure, inWords, showTable, table } from './table.ts';

const AT_ONCE = 100;
/** The fill rate of so many days is held against that of as many before. */
const DAYS = 7;

const opensAt = ({ opens_at, until_resumed }: Pick<Site, 'opens_at' | 'until_resumed'>): Html =>
  time(opens_at, until_resumed ? 'when resumed' : 'now');
const inLine = (waiting: number): string => (waiting === 10_000 ? '10,000 or more' : figure(waiting));
const pace = (ms: number): string => (ms === 0 ? 'none' : `every ${duration(ms / 1000)}`);

const SITE: Column<{ host: string }> = {
  key: 'host',
  label: 'site',
  show: ({ host }) => html`<a href="${pathOf(host)}">${host}</a>`,
};

export const TROUBLE_COLUMNS: readonly Column<SiteInTrouble>[] = [
  SITE,
  { key: 'says', label: 'trouble', wide: true },
  { key: 'failures', label: 'failures in a row', number: true },
  { key: 'opens_at', label: 'next try', show: opensAt },
  { key: 'last_success_at', label: 'last answered' },
];

const SITES: readonly Column<Site>[] = [
  SITE,
  { key: 'state', value: (site) => stateOf(site)[1], show: (site) => mark(...stateOf(site)) },
  { key: 'says', label: 'why', wide: true },
  { key: 'waiting', label: 'in line', show: ({ waiting }) => inLine(waiting), number: true },
  { key: 'interval_ms', label: 'pace', show: ({ interval_ms }) => pace(interval_ms) },
  { key: 'opens_at', label: 'next one let in', show: opensAt },
  { key: 'failures', number: true },
  { key: 'last_success_at', label: 'last answered' },
];

function stateOf({
  held,
  failures,
  says,
}: Pick<Site, 'held' | 'failures' | 'says'>): ['good' | 'warn' | 'bad', string] {
  if (held) return ['warn', 'paused by hand'];
  if (failures > 1) return ['bad', 'left alone'];
  if (failures === 1) return ['warn', 'one by one'];
  return says === null ? ['good', 'open'] : ['warn', 'paused'];
}

const query = z.object({
  q: z.string().trim().max(300).default(''),
  show: z.enum(['all', 'trouble']).default('all'),
  after: z.string().max(300).default(''),
});

export function sitesPages(pages: Pages): void {
  pages.page('/console/sites', { query }, async ({ query: asked, path, services }) => {
    const sites = await findSitesFrom(services.pool, { ...asked, trouble: asked.show === 'trouble', limit: AT_ONCE });
    const list = table('sites', 'Sites, by name', sites, SITES, 'No site was visited yet, or none is so.');
    const last = sites.length === AT_ONCE ? sites.at(-1)?.host : undefined;
    return {
      title: 'Sites',
      tables: [list],
      body: html`<form class="row" action="/console/sites">
          <label>Name contains <input name="q" value="${asked.q}" data-search></label>
          <label>Show <select name="show"><option value="all">all</option>
            <option value="trouble" ${asked.show === 'trouble' && 'selected'}>in trouble</option></select></label>
          <button>Show</button>
        </form>
        ${showTable(list, path)}
        ${last !== undefined && html`<p><a href="${address('/console/sites', { q: asked.q, show: asked.show, after: last })}">More</a></p>`}`,
    };
  });

  const params = z.object({ host: z.string().min(1).max(300) });
  pages.page('/console/sites/:host', { params }, async (visit) => {
    const { pool } = visit.services;
    const { host } = visit.params;
    const site = await findSite(pool, host);
    if (site === undefined) throw new RefusedError(`No site ${host} was ever visited or waited for.`, 404);
    const [seen, requests] = [await findTallies(pool, host, DAYS), await findRequestsByDay(pool, host, 2 * DAYS)];
    const fields = fillRates(seen);
    const rates = table(
      'fields',
      'Fields found on its pages',
      fields,
      FIELD_COLUMNS,
      'None of its pages was read in the last days.',
    );
    const fetched = table('requests', 'Requests by day (UTC)', requests, REQUEST_COLUMNS, 'None in the last days.');
    return {
      title: site.host,
      tables: [rates, fetched],
      body: html`${facts(site)}${forms(site, visit)}
        <p><a href="${address('/console/vehicles', { source: site.host })}">Its vehicles</a> ·
          <a href="${address('/console/trail', { target: site.host })}">Who changed it</a></p>
        <div class="columns"><div>${showTable(rates, visit.path)}
          <p class="faint">Of pages that are listings: the last ${DAYS} days against the ${DAYS} before. A miss: the page has the place where
            the value stands on this site, or had it, and the rule found nothing there.</p></div>
        <div>${showTable(fetched, visit.path)}
          <p class="faint">Each daemon adds what it has counted once a minute.</p></div></div>
        ${site.robots_txt !== null && html`<details><summary>robots.txt, as it was read ${time(site.robots_fetched_at)}</summary><pre>${site.robots_txt.slice(0, 20_000)}</pre></details>`}`,
    };
  });
}

function facts(site: SiteStory): Html {
  const fact = (name: string, value: Content) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const robots = site.robots_status === null ? 'not read' : `HTTP ${site.robots_status}`;
  return html`<p>${mark(...stateOf(site))}${site.says !== null && html` · ${site.says}`}</p>
    <dl class="figures">
      ${fact('in line', inLine(site.waiting))}
      ${fact('pace', pace(site.interval_ms))}
      ${site.slow_ms !== null && fact('slowed by hand to', pace(site.slow_ms))}
      ${fact('failures in a row', figure(site.failures))}
      ${fact('robots.txt', robots)}
    </dl>
    <p class="faint">Last answered ${time(site.last_success_at)}. ${site.failing_since !== null && html`Failing since ${time(site.failing_since)}. `}
      ${site.opens_at !== null && html`The next one is let in ${time(site.opens_at)}.`}</p>`;
}

function forms({ host, held, failures, slow_ms }: SiteStory, { form }: Visit<unknown, unknown>): Html {
  const path = pathOf(host);
  const reason = html`<label>Reason <input name="reason" required maxlength="500"></label>`;
  return html`<div class="row">
    ${form(
      `${path}/pause`,
      html`<fieldset class="row"><legend>Leave it alone</legend>${reason}
      <label>Hours (empty: until resumed) <input name="hours" inputmode="decimal" size="6"></label><button>Pause</button></fieldset>`,
    )}
    ${form(
      `${path}/slow`,
      html`<fieldset class="row"><legend>Go slower</legend>${reason}
      <label>Seconds between pages (empty: its own) <input name="seconds" inputmode="decimal" size="6" value="${slow_ms !== null && slow_ms / 1000}"></label><button>Set the pace</button></fieldset>`,
    )}
    ${(held || failures > 0) && form(`${path}/resume`, html`<fieldset class="row"><legend>Go on</legend><button>Resume</button></fieldset>`)}
  </div>`;
}

interface FillRate {
  readonly field: string;
  readonly pages: number;
  readonly rate: number | null;
  readonly before: number | null;
  readonly misses: number;
}

function fillRates(seen: Awaited<ReturnType<typeof findTallies>>): FillRate[] {
  return [...FIELDS, 'images'].flatMap((field) => {
    const of = (early: boolean, outcome?: string) =>
      seen
        .filter(
          (each) =>
            each.what === `field:${field}` && each.early === early && (outcome ?? each.outcome) === each.outcome,
        )
        .reduce((sum, { count }) => sum + count, 0);
    const rate = (early: boolean) => (of(early) === 0 ? null : of(early, 'found') / of(early));
    if (of(false) + of(true) === 0) return [];
    return [{ field, pages: of(false), rate: rate(false), before: rate(true), misses: of(false, 'selector_miss') }];
  });
}

const percent = (rate: number | null): Content =>
  rate === null ? html`<span class="faint">–</span>` : `${(100 * rate).toFixed(0)} %`;
/** Less than a tenth is what chance does on a hundred pages. */
const FELL = 0.1;

const FIELD_COLUMNS: readonly Column<FillRate>[] = [
  { key: 'field', show: ({ field }) => inWords(field) },
  { key: 'rate', label: 'found', show: ({ rate }) => percent(rate), number: true },
  { key: 'before', label: 'the week before', show: ({ before }) => percent(before), number: true },
  {
    key: 'change',
    value: ({ rate, before }) => (rate === null || before === null ? null : rate - before),
    show: ({ rate, before }) =>
      rate !== null &&
      before !== null &&
      before - rate > FELL &&
      mark('bad', `fell by ${(100 * (before - rate)).toFixed(0)} points`),
  },
  { key: 'misses', number: true },
  { key: 'pages', number: true },
];

const REQUEST_COLUMNS: readonly Column<{ day: string; what: string; outcome: string; count: number }>[] = [
  { key: 'day' },
  { key: 'what', value: ({ what }) => what.replace('fetch:', '') },
  {
    key: 'outcome',
    label: 'ended',
    show: ({ outcome }) => mark(/^(?:ok|not_modified)$/.test(outcome) ? 'good' : 'warn', inWords(outcome)),
  },
  { key: 'count', label: 'requests', number: true },
];
