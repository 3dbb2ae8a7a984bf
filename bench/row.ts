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
  /** The least that any design with our promises must pay, of the same run and in the same unit. */
  readonly floor?: { readonly what: string; readonly value: number };
  /** In words, as the table shows it. */
  readonly bar?: string;
  /** `forbidden`: not met, and what stands as the floor would not meet it either. */
  readonly met?: boolean | 'forbidden';
}

export interface Samples {
  readonly what: string;
  readonly samples: readonly number[];
}

interface Judged {
  readonly against?: Samples;
  readonly floor?: Samples;
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
  const { against, floor, atMost, atLeast } = judged;
  const beside = against && median(against.samples);
  const least = floor && median(floor.samples);
  const ratio = beside === undefined ? undefined : value / beside;
  const sign = ratio === undefined ? '' : 'x';
  const meets = (figure: number) =>
    figure / (beside ?? 1) <= (atMost ?? Infinity) && figure / (beside ?? 1) >= (atLeast ?? -Infinity);
  const met = meets(value) || (least !== undefined && !meets(least) ? 'forbidden' : false);
  return {
    what,
    value,
    unit,
    ...(samples.length > 1 && { least: Math.min(...samples), most: Math.max(...samples) }),
    ...(against !== undefined && beside !== undefined && { against: { what: against.what, value: beside } }),
    ...(ratio !== undefined && { ratio }),
    ...(floor !== undefined && least !== undefined && { floor: { what: floor.what, value: least } }),
    ...(atMost !== undefined && { bar: `<= ${atMost}${sign}`, met }),
    ...(atLeast !== undefined && { bar: `>= ${atLeast}${sign}`, met }),
  };
}
