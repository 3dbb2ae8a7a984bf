/**
 * Whether a page is asked of the browser, and what the browser waits for, without I/O.
 * Invariant: the plain request comes first wherever one could be enough, and what never pays is tried again only now and
 * then.
 */
import { adapterFor } from '../extraction/adapters/registry.ts';
import type { PageReading } from '../extraction/reading.ts';
import type { Verdict } from '../fetching/browser/patience.ts';
import { FIELD_GAPS, fieldsOf } from '../vehicles/fields.ts';

/** Fewer looks of a kind say nothing of a host. */
const LEAST_LOOKS = 8;
/** Of its latest twenty plain pages. */
const SHELLS = 0.8;
/** What was given up is looked at once more after so many. */
const SECOND_LOOK_AFTER = 20;

/** `looks`: what the latest looks at the host showed (sql/migrations/0031_browser.sql). */
export function plainComesFirst(looks: string): boolean {
  const plain = looks.replace(/[rR]/g, '');
  const shells = plain.replaceAll('p', '').length;
  const areShells = plain.length >= LEAST_LOOKS && shells >= SHELLS * plain.length && plain.endsWith('s');
  return !areShells || !isWorthRendering(looks) || follow(looks, 'rR') >= SECOND_LOOK_AFTER;
}

export function isWorthRendering(looks: string): boolean {
  const rendered = looks.replace(/[sp]/g, '');
  return rendered.length < LEAST_LOOKS || rendered.includes('R') || follow(looks, 'sp') >= SECOND_LOOK_AFTER;
}

/** How many looks of a kind the latest ones are: after so many one of the other kind is due. */
function follow(looks: string, kind: string): number {
  const other = [...looks].findLastIndex((look) => !kind.includes(look));
  return looks.length - 1 - other;
}

/** A plain page that says nothing, and that its scripts may fill. */
export function asksForBrowser(reading: PageReading, url: string): boolean {
  return reading.kind === 'shell' || (reading.kind === 'not_a_vehicle' && adapterFor(url)?.byScripts === true);
}

/** What the page as it stands holds of what the vehicle lacks. */
export function verdictOf(reading: PageReading, gaps: ReadonlySet<string>): Verdict {
  if (reading.kind === 'blocked') return 'refused';
  // A listing that is over says so in its own time too.
  if (reading.kind === 'gone') return 'lacking';
  if (reading.kind !== 'listing') return 'nothing';
  const found = new Set<string>(reading.facts.map(({ field }) => field));
  const missing = FIELD_GAPS.filter((gap) => gaps.has(gap) && !fieldsOf(gap).some((field) => found.has(field)));
  return missing.length > 0 || (gaps.has('images_extracted') && reading.images.length === 0) ? 'lacking' : 'complete';
}
