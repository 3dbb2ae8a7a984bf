/** The catalogue at a glance: each figure leads to the list it counts. */
import {
  countKnown,
  countMissing,
  type FailureGroup,
  findPauses,
  MOST_OF_REASON,
} from '../database/statements/catalogue-overview.ts';
import { type DaemonRow, describeSeats, findDaemons, findLeader } from '../database/statements/find-daemons.ts';
import { findLatestRuns } from '../database/statements/find-runs.ts';
import { findGroups, findHistory, type Moment } from '../database/statements/history.ts';
import { JOBS_COUNTED_TO } from '../database/statements/jobs.ts';
import type { Snapshot } from '../database/statements/live.ts';
import { findTrouble } from '../database/statements/sites.ts';
import { OUTCOME_MEANINGS } from '../events.ts';
import { forecastOf } from '../observability/forecast.ts';
import { duration, shortened } from '../terminal/format.ts';
import { address, type Html, html, mark, time } from './html.ts';
import type { Pages } from './pages.ts';
import { RUN_COLUMNS } from './runs.ts';
import { pathOf } from './site-changes.ts';
import { TROUBLE_COLUMNS } from './sites.ts';
import { type Column, figure, inWords, showTable, table } from './table.ts';

const HOURS = 24;
const FEW = 10;

const vehiclesWith = (filter: Record<string, string>) => address('/console/vehicles', filter);

const MISSING: readonly Column<{ gap: string; vehicles: number }>[] = [
  {
    key: 'field',
    value: ({ gap }) => gap,
    show: ({ gap }) => html`<a href="${vehiclesWith({ missing: gap })}">${inWords(gap)}</a>`,
  },
  { key: 'vehicles', number: true },
];
const outcomeOf = ({ what }: FailureGroup) => what.replace(/^vehicle /, '');
const REASONS: readonly Column<FailureGroup>[] = [
  {
    key: 'outcome',
    value: outcomeOf,
    show: (group) => html`<a href="${vehiclesWith({ outcome: outcomeOf(group) })}">${outcomeOf(group)}</a>`,
  },
  { key: 'why', value: ({ why }) => shortened(why, MOST_OF_REASON - 1), wide: true },
  { key: 'vehicles', value: ({ count }) => count, number: true },
];
const DAEMONS: readonly Column<DaemonRow & { leads: boolean }>[] = [
  { key: 'daemon', value: ({ hostname, pid }) => `${hostname} process ${pid}` },
  {
    key: 'state',
    value: ({ alive, leads }) => (alive ? (leads ? 'leads' : 'alive') : 'dead'),
    show: ({ alive, leads }) => mark(alive ? 'good' : 'bad', alive ? (leads ? 'alive, leads' : 'alive') : 'dead'),
  },
  { key: 'version' },
  { key: 'started_at', label: 'started' },
  { key: 'seats', value: ({ seats }) => seats && describeSeats(seats) },
  {
    key: 'canary_age_seconds',
    label: 'canary came back',
    show: ({ canary_age_seconds: age }) => (age === null ? 'not yet' : `${duration(age)} ago`),
  },
];

export function overviewPage(pages: Pages): void {
  pages.page('/console', {}, async ({ services, path }) => {
    const { pool, feed } = services;
    const seen = await countKnown(pool);
    const [now, missing, groups, history, pauses] = await Promise.all([
      feed.read(),
      countMissing(pool),
      findGroups(pool, seen),
      findHistory(pool, HOURS),
      findPauses(pool),
    ]);
    const [trouble, runs, daemons, { leader }] = await Promise.all([
      findTrouble(pool, FEW),
      findLatestRuns(pool, FEW),
      findDaemons(pool),
      findLeader(pool),
    ]);
    const clear = forecastOf({
      daemons,
      backlog: { ...groups.backlog, estimated: groups.backlog.estimated || groups.at !== undefined },
      pauses,
      settled: now.settled,
      queue: now.queue,
      configuredInterval: services.configuredInterval,
    });
    const tables = {
      missing: table('missing', 'What vehicles lack', missing, MISSING, 'Nothing.'),
      reasons: table(
        'reasons',
        `Why vehicles are not complete${groups.reasons.estimated ? ' (estimated)' : ''}`,
        groups.reasons.groups,
        REASONS,
        seen.incomplete === 0 ? 'All are, or have work to do.' : 'Counted by the next reconcile, every five minutes.',
      ),
      trouble: table('trouble', 'Sites in trouble', trouble, TROUBLE_COLUMNS, 'None.'),
      runs: table('runs', 'Last runs', runs, RUN_COLUMNS, 'None yet.'),
      daemons: table(
        'daemons',
        'Daemons',
        daemons.map((daemon) => ({ ...daemon, leads: daemon.id === leader?.daemon_id })),
        DAEMONS,
        'None is alive.',
      ),
    };
    return {
      title: 'Overview',
      tables: Object.values(tables),
      body: html`<div data-live hx-get="/console/live/overview" hx-trigger="live">${whatMoves(now)}</div>
        <p><strong>Time to clear:</strong> ${clear.sentence}${clear.host !== null && html` <a href="${pathOf(clear.host)}">Its page</a>`}</p>
        ${linesOf(history)}
        <div class="columns">
          ${showTable(tables.missing, path)}
          <div>${showTable(tables.reasons, path)}
            <p class="faint">${groups.at && html`As of ${time(groups.at)}. `}Reasons that differ in an address only are one.</p></div>
        </div>
        ${showTable(tables.trouble, path)}
        ${showTable(tables.runs, path)}
        ${showTable(tables.daemons, path)}`,
    };
  });
  pages.part('/console/live/overview', {}, async ({ services }) => whatMoves(await services.feed.read()));
}

function whatMoves({ outcomes, queue, settled }: Snapshot): Html {
  const jobs = queue.ready + queue.running + queue.later + queue.failed;
  const rate = settled.seconds === 0 ? 0 : (60 * settled.vehicles) / Math.max(settled.seconds, 5);
  return html`<dl class="figures" aria-label="Vehicles by outcome">${Object.entries(OUTCOME_MEANINGS).map(
    ([outcome, meaning]) => html`<div><dt><a href="${vehiclesWith({ outcome })}">${outcome}</a></dt>
      <dd>${figure(outcomes[outcome] ?? 0)} <small>${meaning}</small></dd></div>`,
  )}</dl>
  <dl class="figures" aria-label="Pace">
    <div><dt>settled lately</dt><dd>${figure(Math.round(rate))} <small>a minute</small></dd></div>
    <div><dt><a href="/console/jobs">jobs ready</a></dt><dd>${figure(queue.ready)} <small>${queue.ready > 0 && `oldest ${duration(queue.oldest_ready_seconds)}`}</small></dd></div>
    <div><dt><a href="/console/jobs">running</a></dt><dd>${figure(queue.running)}</dd></div>
    <div><dt><a href="/console/jobs">later</a></dt><dd>${figure(queue.later)}</dd></div>
    <div><dt><a href="/console/jobs?state=failed">failed for good</a></dt><dd>${figure(queue.failed)}</dd></div>
    <div><dt>events to dispatch</dt><dd>${figure(queue.events)}</dd></div>
  </dl>
  ${jobs >= JOBS_COUNTED_TO && html`<p class="faint">Of the queue the first ${figure(JOBS_COUNTED_TO)} jobs are counted; it is longer.</p>`}`;
}

/** The last day as lines; its figures are those of the history table, of which none is shown twice. */
function linesOf(history: readonly Moment[]): Html {
  if (history.length < 2) {
    return html`<p class="faint">Lines of the last 24 hours begin with the second reconcile (one every five minutes).</p>`;
  }
  const at = history.map((moment) => moment.at.getTime() / 1000);
  const lines = (label: string, series: { label: string; values: number[] }[]) =>
    html`<figure><figcaption>${label}</figcaption>
      <div class="chart" role="img" aria-label="${label}, ${series.map((each) => `${each.label} ${each.values.at(-1)} at last`).join(', ')}" data-lines="${JSON.stringify({ at, series })}"></div></figure>`;
  const of = (outcome: string) => ({ label: outcome, values: history.map(({ outcomes }) => outcomes[outcome] ?? 0) });
  return html`<section aria-label="The last 24 hours" class="columns">
    ${lines('Vehicles that are not complete', [...['exhausted', 'waiting', 'blocked', 'gone', 'invalid'].map(of)])}
    ${lines('Work', [
      { label: 'with work to do', values: history.map(({ with_work }) => with_work) },
      { label: 'settled in five minutes', values: history.map(({ settled }) => settled) },
    ])}
  </section>`;
}
