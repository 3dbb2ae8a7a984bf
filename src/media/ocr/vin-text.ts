/**
 * Finds VINs in what a recogniser read off a picture.
 * Invariant: no character is ever repaired. One check digit lets 1 in 11 random strings through, so a repaired or
 * shifted reading soon passes it; a believable VIN stood in the picture as it is returned.
 */
import { judgeVin } from '../../vehicles/vin/vin.ts';
import { makesOfVin } from '../../vehicles/vin/wmi.ts';

/** The label before the number. The recogniser's alphabet has no I (a VIN has none), so it reads "VIN" as any of these. */
const LABEL = /^V[1LJT]?N(?:[0O]|#)?$/;
const GLUED_LABEL = /^V[1LJT]?N(?=[A-HJ-NPR-Z0-9]{17}$)/;
const SHAPE = /^[A-HJ-NPR-Z0-9]{17}$/;

export interface ReadVins {
  /** Right check digit and a known maker. */
  readonly believable: readonly string[];
  /** Everything of the length and alphabet of a VIN with both letters and digits. */
  readonly candidates: readonly string[];
}

export function findVins(text: string): ReadVins {
  const candidates = new Set<string>();
  for (const line of text.toUpperCase().split('\n')) {
    const words = line.split(/[\s:.*|]+/).filter((word) => word !== '');
    const unlabelled = words.filter((word) => !LABEL.test(word));
    // A wide gap in a stamped number reads as blanks; a VIN next to other words stands alone.
    for (const word of [unlabelled.join(''), ...unlabelled]) {
      const bare = word.replace(GLUED_LABEL, '');
      if (SHAPE.test(bare) && /[A-Z]/.test(bare) && /\d/.test(bare)) candidates.add(bare);
    }
  }
  const all = [...candidates];
  return {
    candidates: all,
    believable: all.filter((vin) => judgeVin(vin) === 'valid' && makesOfVin(vin) !== undefined),
  };
}
