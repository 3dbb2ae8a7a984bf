/**
 * Puts rows of panels onto the grid of a dashboard.
 * Invariant: the same rows give the same JSON, with ids counted from 1 in reading order.
 */
import type { Panel, Row } from './panels.ts';

const GRID_WIDTH = 24;

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly Row[];
}

export function buildDashboard({ uid, title, description, rows }: Dashboard): object {
  let id = 0;
  let y = 0;
  const nextId = () => {
    id += 1;
    return id;
  };
  const place = (panels: readonly Panel[]) => {
    let x = 0;
    let lineHeight = 0;
    return panels.map((panel) => {
      if (x + panel.width > GRID_WIDTH) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      const placed = { id: nextId(), gridPos: { x, y, w: panel.width, h: panel.height }, ...panel.body };
      x += panel.width;
      lineHeight = Math.max(lineHeight, panel.height);
      return placed;
    });
  };
  const panels = rows.flatMap((row) => {
    const header = {
      id: nextId(),
      type: 'row',
      title: row.title,
      collapsed: row.collapsed,
      gridPos: { x: 0, y, w: GRID_WIDTH, h: 1 },
    };
    y += 1;
    const placed = place(row.panels);
    y = Math.max(y, ...placed.map(({ gridPos }) => gridPos.y + gridPos.h));
    // A collapsed row keeps its panels inside; an open one is followed by them.
    return row.collapsed ? [{ ...header, panels: placed }] : [{ ...header, panels: [] }, ...placed];
  });
  return {
    uid,
    title,
    description,
    tags: ['micro-scrape'],
    schemaVersion: 39,
    version: 1,
    editable: false,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    annotations: { list: ANNOTATIONS },
    templating: { list: VARIABLES },
    links: [],
    panels,
  };
}

const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

const ANNOTATIONS = [
  {
    name: 'Restarts',
    datasource: DATASOURCE,
    enable: true,
    iconColor: 'blue',
    expr: 'changes(process_start_time_seconds{job=~"$job"}[$__interval]) > 0',
    titleFormat: 'Restart of {{instance}}',
  },
  {
    name: 'Alerts',
    datasource: DATASOURCE,
    enable: true,
    iconColor: 'red',
    expr: 'ALERTS{alertname=~"MicroScrape.*", alertstate="firing"}',
    titleFormat: '{{alertname}} {{source}} {{field}}',
  },
];

const choice = (name: string, label: string, query: string) => ({
  type: 'query',
  name,
  label,
  datasource: DATASOURCE,
  query: { query, refId: name },
  definition: query,
  // On time change: a source that was first seen later is offered.
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '.+',
  current: { text: 'All', value: '$__all' },
});

const VARIABLES = [
  { type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus', current: {}, hide: 0 },
  choice('job', 'Job', 'label_values(micro_scrape_build_info, job)'),
  choice('instance', 'Daemon', 'label_values(micro_scrape_build_info{job=~"$job"}, instance)'),
  choice('source', 'Source', 'label_values(micro_scrape_source_requests_total{job=~"$job"}, source)'),
];
