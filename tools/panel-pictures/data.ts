/** Asks Prometheus what the panels of a dashboard ask it, and gives the answers in the shape of Grafana's data frames. */
import { z } from 'zod';

const target = z.object({
  refId: z.string(),
  expr: z.string(),
  legendFormat: z.string().default(''),
  instant: z.boolean().default(false),
  format: z.string().default('time_series'),
});
export type Target = z.infer<typeof target>;
const panel = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
  options: z.record(z.string(), z.unknown()).default({}),
  fieldConfig: z
    .object({ defaults: z.record(z.string(), z.unknown()), overrides: z.array(z.unknown()).default([]) })
    .default({ defaults: {}, overrides: [] }),
  transformations: z.array(z.unknown()).default([]),
});
export type PanelJson = z.infer<typeof panel>;
export const dashboardSchema = z.object({
  title: z.string(),
  panels: z.array(panel.extend({ panels: z.array(panel).optional() })),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), label: z.string().optional(), type: z.string() })),
  }),
});

const sample = z.tuple([z.number(), z.string()]);
const answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z
    .object({
      result: z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          value: sample.optional(),
          values: z.array(sample).optional(),
        }),
      ),
    })
    .optional(),
});

export interface FieldJson {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string';
  readonly values: readonly (number | string)[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly config: { readonly displayNameFromDS?: string; readonly interval?: number };
}
export interface FrameJson {
  readonly refId: string;
  readonly fields: readonly FieldJson[];
}

export interface Range {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Seconds between two scrapes. */
  readonly scrape: number;
}

export async function framesOf(
  prometheus: string,
  targets: readonly Target[],
  range: Range,
  variables: Readonly<Record<string, string>>,
): Promise<FrameJson[]> {
  const answers = targets.map(async (each) => {
    const body = new URLSearchParams({ query: filled(each.expr, range, variables) });
    if (each.instant) {
      body.set('time', String(range.to));
    } else {
      for (const [name, value] of Object.entries(aligned(range))) body.set(name, String(value));
    }
    const url = new URL(each.instant ? '/api/v1/query' : '/api/v1/query_range', prometheus);
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(20_000) });
    const { status, error, data } = answer.parse(await response.json());
    if (status !== 'success' || data === undefined) throw new Error(`${each.expr}: ${error ?? status}`);
    if (each.format === 'table') return [asTable(each, data.result, targets.length)];
    return data.result.map((series) => asSeries(each, series, range.step));
  });
  return (await Promise.all(answers)).flat();
}

/** As Grafana does it: whole steps, so that a picture drawn twice asks for the same moments. */
const aligned = ({ from, to, step }: Range) => ({
  start: Math.floor(from / step) * step,
  end: Math.floor(to / step) * step,
  step,
});

function filled(expr: string, { from, to, step, scrape }: Range, variables: Readonly<Record<string, string>>): string {
  return expr.replaceAll(/\$(\w+)/g, (_, name: string) => {
    // As in Grafana: four scrapes, or a step and one scrape, whichever is longer.
    if (name === '__rate_interval') return `${Math.max(4 * scrape, step + scrape)}s`;
    if (name === '__interval') return `${step}s`;
    if (name === '__range') return `${Math.round(to - from)}s`;
    const value = variables[name];
    if (value === undefined) throw new Error(`${expr}: --set ${name}=...`);
    return value;
  });
}

type Series = NonNullable<z.infer<typeof answer>['data']>['result'][number];

function asSeries({ refId, legendFormat }: Target, { metric, value, values }: Series, step: number): FrameJson {
  const samples = values ?? (value === undefined ? [] : [value]);
  const displayNameFromDS = legendFormat.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => metric[label] ?? '');
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', values: samples.map(([time]) => time * 1000), config: { interval: step * 1000 } },
      {
        name: 'Value',
        type: 'number',
        values: samples.map(([, text]) => numberOf(text)),
        labels: metric,
        config: { displayNameFromDS },
      },
    ],
  };
}

function asTable({ refId }: Target, result: readonly Series[], many: number): FrameJson {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', values: result.map(({ value }) => (value?.[0] ?? 0) * 1000), config: {} },
      ...labels.map(
        (label): FieldJson => ({
          name: label,
          type: 'string',
          values: result.map(({ metric }) => metric[label] ?? ''),
          config: {},
        }),
      ),
      {
        name: many > 1 ? `Value #${refId}` : 'Value',
        type: 'number',
        values: result.map(({ value }) => numberOf(value?.[1] ?? 'NaN')),
        config: {},
      },
    ],
  };
}

/** JSON has no NaN and no infinity: they travel to the page as words and become numbers there. */
function numberOf(text: string): number | string {
  const number = Number(text.replace('Inf', 'Infinity'));
  return Number.isFinite(number) ? number : text;
}
