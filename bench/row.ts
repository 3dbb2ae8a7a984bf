/**
 * What every bench gives back: rows of one table.
 * Invariant: a ratio is of medians of samples that were taken in turns (A B A B) in one run, never of a figure remembered.
 */

/** Given to every bench. */
export interface BenchOptions {
  /** Smaller counts, under a minute: shows that it runs and roughly where it stands. */
  readonly quick: boolean;
  /** A line on the way, for people. */
  readonly say: (line: string) => void;
}

export interface Row {
  readonly what: string;
  /** The median, where there are several samples. */
  readonly value: number;
  readonly unit: string;
  /** Of the samples. */
  readonly least?: number;
  readonly most?: number;
  /** The floor or peer of the same run, in the same unit. */
  readonly against?: { readonly what: string; readonly value: number };
  /** value / against. */
  readonly ratio?: number;
  /** In words, as the table shows it. */
  readonly bar?: string;
  readonly met?: boolean;
}

interface Judged {
  readonly against?: { readonly what: string; readonly samples: readonly number[] };
  /** Of the ratio where there is something to compare with, else of the value. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function row(what: string, unit: string, samples: readonly number[], judged: Judged = {}): Row {
  const value = median(samples);
  const { against, atMost, atLeast } = judged;
  const floor = against && median(against.samples);
  const ratio = floor === undefined ? undefined : value / floor;
  const judgedBy = ratio ?? value;
  const sign = ratio === undefined ? '' : 'x';
  return {
    what,
    value,
    unit,
    ...(samples.length > 1 && { least: Math.min(...samples), most: Math.max(...samples) }),
    ...(against !== undefined && floor !== undefined && { against: { what: against.what, value: floor } }),
    ...(ratio !== undefined && { ratio }),
    ...(atMost !== undefined && { bar: `<= ${atMost}${sign}`, met: judgedBy <= atMost }),
    ...(atLeast !== undefined && { bar: `>= ${atLeast}${sign}`, met: judgedBy >= atLeast }),
  };
}
