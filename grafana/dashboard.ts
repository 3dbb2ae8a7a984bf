/**
 * Puts rows of panels into a dashboard, with the variables, annotations and links that all of ours have.
 * Invariant: the same rows give the same JSON; nobody edits it in Grafana.
 */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { DATASOURCE } from './panels.ts';

export interface Row {
  readonly id: number;
  readonly title: string;
  /** Folded away until somebody asks. */
  readonly folded?: boolean;
  readonly panels: readonly Builder<Panel>[];
}

export interface DashboardSource {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<ReturnType<QueryVariableBuilder['build']>>[];
  readonly annotations?: readonly AnnotationQueryBuilder[];
  readonly rows: readonly Row[];
}

const TAG = 'micro-scrape';

export function buildDashboard({
  uid,
  title,
  description,
  variables,
  annotations = [],
  rows,
}: DashboardSource): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh('30s')
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .version(1)
    .variables([new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'), JOB, ...variables])
    .annotations([STARTS, NEWER_RULES, ALERTS, ...annotations])
    .link(
      new DashboardLinkBuilder('micro-scrape')
        .type(DashboardLinkType.Dashboards)
        .tags([TAG])
        .tooltip('The other dashboards of micro-scrape, with the same time and job')
        .keepTime(true)
        .includeVars(true),
    );
  for (const { id, title: heading, folded = false, panels } of rows) {
    const row = new RowBuilder(heading).id(id);
    if (folded) for (const panel of panels) row.withPanel(panel);
    builder.withRow(row);
    if (!folded) for (const panel of panels) builder.withPanel(panel);
  }
  return shown(builder.build());
}

/** The builder hides links and annotations in a menu (`inControlsMenu`) and offers no other place; ours stand in the open. */
function shown(dashboard: Dashboard): Dashboard {
  const open = <T extends { placement?: unknown }>({ placement: _, ...rest }: T) => rest;
  return {
    ...dashboard,
    links: dashboard.links?.map(open) as NonNullable<Dashboard['links']>,
    annotations: { list: dashboard.annotations?.list?.map(open) ?? [] } as NonNullable<Dashboard['annotations']>,
  };
}

/** A choice among the values of a label. `query`: `label_values(selector, label)`. */
const choice = (name: string, label: string, query: string): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query({ query, refId: name })
    .definition(query)
    // On time change: a site that was first seen later is offered.
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
/** One of them. */
export const oneOf = choice;
/** Some or all of them. */
export const anyOf = (name: string, label: string, query: string): QueryVariableBuilder =>
  choice(name, label, query).multi(true).includeAll(true).allValue('.+').current({ text: 'All', value: '$__all' });

const JOB = anyOf('job', 'Job', 'label_values(micro_scrape_build_info, job)');

/** `atValue`: the value is the time in milliseconds. */
export function annotation(
  name: string,
  color: string,
  expr: string,
  title: string,
  { text = '', atValue = false } = {},
): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor(color)
    .target(new DataqueryBuilder().refId('Anno').expr(expr))
    .titleFormat(title)
    .textFormat(text)
    .useValueForTime(atValue);
}

/** A new version and a crash look alike but for the version that is named. */
const STARTS = annotation(
  'Daemons that started',
  'blue',
  'max by (instance, version) (process_start_time_seconds{job=~"$job"} * on (job, instance) group_left (version) micro_scrape_build_info{job=~"$job"}) * 1000',
  '{{instance}} started',
  { text: 'micro-scrape {{version}}', atValue: true },
);
const NEWER_RULES = annotation(
  'Newer rules',
  'purple',
  'sum(increase(micro_scrape_events_handled_total{job=~"$job", event="newer_rules"}[$__interval])) > 0',
  'Kept pages are read again with newer rules',
);
const ALERTS = annotation(
  'Alerts',
  'red',
  'ALERTS{alertname=~"MicroScrape.+", alertname!="MicroScrapeWatchdog", alertstate="firing"}',
  '{{alertname}} {{source}} {{field}} {{instance}}',
);
