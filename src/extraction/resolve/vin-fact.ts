/**
 * Which VIN of those a page gives is this car's.
 * Invariant: it fits the year and the make settled before it; two numbers nothing tells apart give none.
 */
import { judgeVin } from '../../vehicles/vin/vin.ts';
import { vinContradiction } from '../../vehicles/vin/vin-agreement.ts';
import { groups, sameKey } from './agreement.ts';
import type { FieldResolver } from './field-resolver.ts';
import type { Candidate } from './judge-candidate.ts';

export function vinFact(
  candidates: readonly Candidate[],
  year: string | number | undefined,
  make: string | number | undefined,
  { keep, refuse }: FieldResolver,
): void {
  const usable = candidates.filter((candidate) => {
    const vin = String(candidate.value);
    const verdict = judgeVin(vin);
    const label = candidate.claim.label ?? '';
    if (verdict === 'chassis') {
      // A modern car has 17 characters: a short number is then the tail of one, unless the label says chassis or frame.
      const old = typeof year === 'number' && year <= 1981;
      if (
        candidate.claim.method === 'prose' ||
        (!old &&
          !/chassis|frame|telaio|bastidor|serial|fahrgestell|châssis/i.test(`${label} ${candidate.claim.snippet}`))
      ) {
        refuse('vin', candidate, 'a short number is believed only on a car of before 1981 or under a chassis label');
        return false;
      }
      return true;
    }
    const known = { year: typeof year === 'number' ? year : null, make: typeof make === 'string' ? make : null };
    const contradiction = vinContradiction(vin, known, 1);
    if (contradiction !== undefined) {
      refuse('vin', candidate, contradiction);
      return false;
    }
    return true;
  });
  const [first, second] = groups(usable, sameKey);
  if (first === undefined) return;
  // Two numbers that both prove themselves: only a label can tell which is this car's.
  if (second !== undefined && first.best.weight - second.best.weight < 0.05) {
    refuse('vin', first.best, `the page also gives ${second.best.value}`);
    refuse('vin', second.best, `the page also gives ${first.best.value}`);
    return;
  }
  keep('vin', first.best, second === undefined ? first.score : first.score * 0.8);
}
