/** Reads the Prometheus text format back, for tests: what a scraper would see. */

export interface Exposition {
  /** Series as written (`name{a="b"}`) to its value. */
  readonly series: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, { readonly type: string; readonly help: string }>;
}

export function parseExposition(body: string): Exposition {
  const series = new Map<string, number>();
  const families = new Map<string, { type: string; help: string }>();
  for (const line of body.split('\n')) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    const type = /^# TYPE (\S+) (\S+)$/.exec(line);
    const sample = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line);
    if (help?.[1] !== undefined) families.set(help[1], { type: '', help: help[2] ?? '' });
    else if (type?.[1] !== undefined)
      families.set(type[1], { type: type[2] ?? '', help: families.get(type[1])?.help ?? '' });
    else if (sample?.[1] !== undefined) series.set(sample[1], Number(sample[2]?.replace('Inf', 'Infinity')));
    else if (line !== '') throw new Error(`not a line of the text format: ${line}`);
  }
  return { series, families };
}

/** The series that differ between two scrapes, with the difference. */
export function movedSeries(before: Exposition, after: Exposition): Map<string, number> {
  const moved = new Map<string, number>();
  for (const [name, value] of after.series) {
    const difference = value - (before.series.get(name) ?? 0);
    if (difference !== 0) moved.set(name, difference);
  }
  return moved;
}

/** The metric a series belongs to: without labels and a histogram's endings. */
export const familyOf = (name: string): string => name.replace(/\{.*$/, '').replace(/_(bucket|sum|count)$/, '');
