/**
 * How often a value said with a confidence is right.
 * Invariant: every value that is scored is counted once, under the confidence it was said with; values that nothing can
 * be right about (no truth, not accepted) count as wrong.
 */
import type { Scored } from './score.ts';

/** Lower ends of the bands. */
const BANDS: ReadonlyArray<readonly [name: string, from: number]> = [
  ['0.99 and more', 0.99],
  ['0.9 to 0.99', 0.9],
  ['0.8 to 0.9', 0.8],
  ['below 0.8', 0],
];

export interface Said {
  readonly field: Scored;
  readonly confidence: number;
  readonly right: boolean;
}

const RIGHT_ENOUGH = 0.99;

/**
 * The least confidence from which on 99 of 100 values are right, for `settings.min_confidence`; photographs are not counted,
 * for it does not hold for them. Null: there is none.
 */
export function sureFrom(said: readonly Said[]): number | null {
  const values = said.filter(({ field }) => field !== 'images').toSorted((a, b) => b.confidence - a.confidence);
  let sure: number | null = null;
  let right = 0;
  for (const [index, value] of values.entries()) {
    right += Number(value.right);
    const next = values[index + 1]?.confidence;
    if (next !== value.confidence && right >= RIGHT_ENOUGH * (index + 1))
      sure = next === undefined ? 0 : value.confidence;
  }
  return sure;
}

/** One line a band: how many were right, and by field where any was wrong. */
export function calibrationLines(said: readonly Said[]): string[] {
  return BANDS.map(([name, from], index) => {
    const below = BANDS[index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    const band = said.filter(({ confidence }) => confidence >= from && confidence < below);
    const right = band.filter((value) => value.right).length;
    const share = band.length === 0 ? '    -  ' : `${((100 * right) / band.length).toFixed(1).padStart(5)} %`;
    const wrong = Map.groupBy(
      band.filter((value) => !value.right),
      (value) => value.field,
    );
    const fields = [...wrong].map(([field, values]) => `${field} ${values.length}`).join(', ');
    return `said with ${name.padEnd(14)} right ${share}  ${right} of ${band.length}${fields === '' ? '' : `, wrong: ${fields}`}`;
  });
}
