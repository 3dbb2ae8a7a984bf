/**
 * The queries of the committed dashboards, as Prometheus understands them.
 * Invariant: a variable is filled in or the query is refused; none reaches Prometheus with a `$` in it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MOVING } from './panels.ts';

const target = z.object({ refId: z.string(), expr: z.string().min(1), instant: z.boolean().default(false) });
const panelBase = z.object({ title: z.string(), targets: z.array(target).default([]) });
const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(panelBase.extend({ panels: z.array(panelBase).default([]) })),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
  annotations: z.object({
    list: z.array(z.object({ name: z.string(), target: z.object({ expr: z.string().min(1) }) })),
  }),
});
export type DashboardJson = z.infer<typeof dashboardSchema>;

export interface DashboardQuery {
  /** `uid: title of the panel (A)`, for a message. */
  readonly where: string;
  /** `annotation`: empty is a good answer, since nothing may have happened. */
  readonly of: 'panel' | 'variable' | 'annotation';
  /** As it is asked, but without each ` > 0` that leaves out what stands still: a sound daemon answers it even when idle. */
  readonly expr: string;
  /** Asked for one moment (tables, bars), not for a range. */
  readonly instant: boolean;
}

/** Queries, by the end of `where`, that a sound daemon does not answer at once, and what they need to do so. */
export const ANSWERED_LATER: Readonly<Record<string, string>> = {
  'Are jobs held by nobody? (A)': 'a moment on a round quarter of a minute',
  'Is it as good as last week? (B)': 'a week',
  'When does the certificate end? (A)': 'a database with TLS',
};

/** What stands for Grafana's variables; those not named here match everything. */
export interface Fill {
  /** At least four scrapes long. */
  readonly rateInterval?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Every dashboard under grafana/dashboards, in the order of their names. */
export async function committedDashboards(): Promise<DashboardJson[]> {
  const directory = new URL('dashboards/', import.meta.url);
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => dashboardSchema.parse(JSON.parse(await readFile(new URL(name, directory), 'utf8')))),
  );
}

/** The queries of all panels, also of folded ones, of the variables and of the annotations. */
export function queriesOf(dashboard: DashboardJson, fill: Fill = {}): DashboardQuery[] {
  const { uid, panels, templating, annotations } = dashboard;
  const known = new Set(templating.list.map(({ name }) => name));
  const filled = (where: string, expr: string) => fillIn(where, expr, known, fill);
  const ofPanels = panels
    .flatMap((panel) => [panel, ...panel.panels])
    .flatMap(({ title, targets }) =>
      targets.map(({ refId, expr, instant }) => {
        const where = `${uid}: ${title} (${refId})`;
        return { where, of: 'panel' as const, expr: filled(where, expr), instant };
      }),
    );
  const ofVariables = templating.list.flatMap(({ name, definition }) => {
    const [, selector, label] = /^label_values\((.+), (\w+)\)$/.exec(definition ?? '') ?? [];
    if (selector === undefined) return [];
    const where = `${uid}: $${name}`;
    return [
      { where, of: 'variable' as const, expr: filled(where, `count by (${label}) (${selector})`), instant: true },
    ];
  });
  const ofAnnotations = annotations.list.map(({ name, target }) => {
    const where = `${uid}: annotation ${name}`;
    return { where, of: 'annotation' as const, expr: filled(where, target.expr), instant: false };
  });
  return [...ofVariables, ...ofAnnotations, ...ofPanels];
}

function fillIn(where: string, expr: string, known: ReadonlySet<string>, fill: Fill): string {
  const { rateInterval = '1m', variables = {} } = fill;
  // Where one value is chosen the selector says `=`, which cannot stand for everything.
  return expr.replaceAll(MOVING, '').replaceAll(/(=")?\$(\w+)/g, (_, equals: string = '', name: string) => {
    if (name === '__rate_interval' || name === '__interval' || name === '__range') return rateInterval;
    if (!known.has(name)) throw new Error(`${where}: the dashboard has no variable ${name}`);
    const value = variables[name];
    if (value === undefined) return equals === '' ? '.+' : '=~".+';
    return equals + value;
  });
}
