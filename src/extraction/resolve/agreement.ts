/**
 * When two candidates mean the same, and how much candidates that agree weigh together.
 * Invariant: a layer counts once, however often it repeats itself.
 */
import { engineParts } from '../../vehicles/values/engine.ts';
import type { Method } from '../reading.ts';
import type { Candidate } from './judge-candidate.ts';

export interface Group {
  readonly best: Candidate;
  readonly score: number;
}

/** Independent layers multiply their doubts: two of 0.8 leave 0.04. A layer counts once however often it repeats. */
function scoreOf(candidates: readonly Candidate[]): number {
  const byMethod = new Map<Method, number>();
  for (const { claim, weight } of candidates)
    byMethod.set(claim.method, Math.max(byMethod.get(claim.method) ?? 0, weight));
  let doubt = 1;
  for (const weight of byMethod.values()) doubt *= 1 - weight;
  return 1 - doubt;
}

export function groups(candidates: readonly Candidate[], same: (a: Candidate, b: Candidate) => boolean): Group[] {
  const rows: Candidate[][] = [];
  for (const candidate of candidates.toSorted((a, b) => b.weight - a.weight)) {
    const row = rows.find((entries) => entries[0] !== undefined && same(entries[0], candidate));
    if (row === undefined) rows.push([candidate]);
    else row.push(candidate);
  }
  return rows.map((row) => ({ best: row[0] as Candidate, score: scoreOf(row) })).toSorted((a, b) => b.score - a.score);
}

export const sameKey = (a: Candidate, b: Candidate): boolean => a.key === b.key;
export const contains = (a: Candidate, b: Candidate): boolean => a.key.includes(b.key) || b.key.includes(a.key);
/** An unnamed kind (`5 speed`) fits both; two named kinds must agree. */
export const sameGearbox = (a: Candidate, b: Candidate): boolean => a.key === '' || b.key === '' || a.key === b.key;
/** Two wordings of one engine: neither the size nor the count of cylinders differs, where both name it. */
export const sameEngine = (a: Candidate, b: Candidate): boolean => {
  const [x, y] = [engineParts(String(a.value)), engineParts(String(b.value))];
  const apart = x.litres !== undefined && y.litres !== undefined && Math.abs(x.litres - y.litres) > 0.11;
  return !apart && (x.cylinders === undefined || y.cylinders === undefined || x.cylinders === y.cylinders);
};

const isRounded = (value: number): boolean => value % 1_000 === 0;

export const closeBy = (a: Candidate, b: Candidate): boolean => {
  const [x, y] = [Number(a.value), Number(b.value)];
  // `6k Miles` in a title and 6,213 in a table are one reading.
  if (a.unit === b.unit && (isRounded(x) || isRounded(y)) && Math.abs(x - y) < 1_000 && Math.max(x, y) >= 3_000)
    return true;
  return a.unit === b.unit
    ? Math.abs(x - y) <= 0.005 * Math.max(x, y)
    : Math.abs(x * (a.unit === 'mi' ? 1.609344 : 1) - y * (b.unit === 'mi' ? 1.609344 : 1)) <=
        0.01 * Math.max(x, y) * 1.61;
};
