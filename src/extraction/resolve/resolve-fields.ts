/**
 * Weighs what the layers claim about one car against each other.
 * Invariant: at most one fact a field; agreement of different layers raises confidence, contradiction lowers it or drops
 * the value, and every value dropped is told with the reason.
 */
import { cut } from '../../runtime/text.ts';
import { FIELD_TABLE, FIELDS, type Field } from '../../vehicles/fields.ts';
import { namesColor } from '../../vehicles/values/wording.ts';
import { LATEST_YEAR } from '../../vehicles/values/year.ts';
import type { Topic } from '../claim.ts';
import type { Description } from '../description/description.ts';
import type { Fact, FieldOutcome, RefusedValue, SaleState } from '../reading.ts';
import { closeBy, contains, groups, sameEngine, sameGearbox, sameKey } from './agreement.ts';
import type { Candidates } from './candidates.ts';
import type { Candidate } from './judge-candidate.ts';
import { priceFacts } from './price-facts.ts';
import { NO_VALUE } from './refusals.ts';
import { vinFact } from './vin-fact.ts';

export interface ResolvedFields {
  readonly facts: readonly Fact[];
  readonly refused: readonly RefusedValue[];
  readonly outcomes: Partial<Record<Field, FieldOutcome>>;
}

/** Below this a value is not worth writing: one weak layer alone, or two that disagree. */
const ENOUGH = 0.5;
const MAX_REFUSALS = 120;

/** Refusals that tell of the vehicle or of its auction, not of a page we cannot read. */
const RIGHTLY: ReadonlySet<string> = new Set(Object.values(NO_VALUE));

export interface Inputs {
  readonly candidates: Candidates;
  readonly state: SaleState;
  readonly description: Description | undefined;
  /** What the adapter's places would tell, were its landmark on the page. */
  readonly missed: ReadonlySet<Topic | 'images'>;
}

export function resolveFields({ candidates, state, description, missed }: Inputs): ResolvedFields {
  const facts: Fact[] = [];
  const refused: RefusedValue[] = [...candidates.refused];
  const of = (topic: Topic): readonly Candidate[] => candidates.by.get(topic) ?? [];
  const refuse = (field: Field, candidate: Candidate, reason: string): void => {
    if (refused.length < MAX_REFUSALS)
      refused.push({ field, value: cut(String(candidate.value), 120), method: candidate.claim.method, reason });
  };
  const keep = (field: Field, candidate: Candidate, confidence: number): void => {
    facts.push({
      field,
      value: candidate.value,
      method: candidate.claim.method,
      snippet: candidate.claim.snippet,
      confidence: Math.round(Math.min(0.99, confidence) * 100) / 100,
      ...(field === 'mileage' && candidate.unit !== undefined ? { unit: candidate.unit } : {}),
    });
  };
  /** The strongest group, unless another is nearly as strong. */
  const settle = (
    field: Field,
    candidates: readonly Candidate[],
    same: (a: Candidate, b: Candidate) => boolean,
    margin = 0.08,
  ): Candidate | undefined => {
    const [first, second] = groups(candidates, same);
    if (first === undefined) return undefined;
    if (second !== undefined && first.score - second.score < margin && first.best.weight - second.best.weight < 0.15) {
      refuse(field, first.best, `the page also says ${second.best.value}`);
      refuse(field, second.best, `the page also says ${first.best.value}`);
      return undefined;
    }
    if (second !== undefined) refuse(field, second.best, `${first.best.value} is better supported`);
    const confidence = first.score * (second === undefined ? 1 : 1 - second.score * 0.2);
    if (confidence < ENOUGH) {
      refuse(field, first.best, 'too weakly supported');
      return undefined;
    }
    keep(field, first.best, confidence);
    return first.best;
  };

  const year = settle('year', of('year'), sameKey, 0.05);
  const make = settle('make', of('make'), sameKey, 0.03);
  settle('model', of('model'), contains, 0.02);
  vinFact(of('vin'), year?.value, make?.value, { keep, refuse });
  // Forms send 0 or 1 for an empty field: it counts only where nothing says more.
  const driven = of('mileage').filter((candidate) => Number(candidate.value) > 1);
  const old = typeof year?.value === 'number' && year.value < LATEST_YEAR - 3;
  if (driven.length > 0) settle('mileage', driven, closeBy, 0.1);
  else if (!old) settle('mileage', of('mileage'), closeBy, 0.1);
  else for (const empty of of('mileage')) refuse('mileage', empty, 'a car of that year has been driven');
  const notInterior = of('color').filter((candidate) => !/interior|interieur|innen/i.test(candidate.claim.label ?? ''));
  settle('color', asShown(notInterior), contains, 0.02);
  settle('engine', fullestFirst(of('engine')), sameEngine, 0.05);
  const gearboxes = of('transmission');
  settle('transmission', gearboxes, sameGearbox, 0.05);
  priceFacts(candidates, state, { keep, refuse, settle });
  if (description !== undefined) {
    facts.push({
      field: 'description',
      value: description.text,
      method: description.method,
      snippet: cut(description.text.replace(/\s+/g, ' '), 300),
      confidence: Math.round(Math.min(0.99, description.confidence) * 100) / 100,
    });
  }

  const outcomes: Partial<Record<Field, FieldOutcome>> = {};
  const has = new Set(facts.map((fact) => fact.field));
  for (const field of FIELDS) {
    if (has.has(field)) outcomes[field] = 'found';
    else if (refused.some((entry) => entry.field === field && !RIGHTLY.has(entry.reason))) outcomes[field] = 'invalid';
    else outcomes[field] = missed.has(FIELD_TABLE[field].topic) ? 'selector_miss' : 'absent';
  }
  return { facts, refused, outcomes };
}

/** `Colour: Jet Grey` beside `black` in the data of search engines: what buyers are shown, in one way alone, is the color. */
function asShown(colors: readonly Candidate[]): readonly Candidate[] {
  const labelled = colors.filter(({ claim }) => claim.method === 'label' && claim.weight >= SHOWN);
  const named = labelled.filter(({ value }) => namesColor(String(value)));
  // A word of color outweighs what only stands in the place of one: the value of a form, opening hours.
  const shown = named.length > 0 ? named : labelled;
  const [one, ...others] = groups(shown, contains);
  const kept = colors.filter((color) => !labelled.includes(color) || shown.includes(color));
  if (one === undefined || others.length > 0) return kept;
  // `Jet Grey` is a maker's name for what the data call black; `blue` beside `red` is a contradiction.
  if (!String(one.best.value).trim().includes(' ')) return kept;
  const plainer = ({ claim, value }: Candidate): boolean => claim.method === 'json-ld' && !String(value).includes(' ');
  return kept.filter((color) => !plainer(color) || contains(color, one.best));
}
const SHOWN = 0.8;

/** Of engines about as well placed the fuller wording speaks: a size or a count of cylinders gives way to it. */
function fullestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const strongest = Math.max(0, ...candidates.map((candidate) => candidate.weight));
  return candidates
    .map((candidate) => (candidate.weight >= strongest - 0.03 ? { ...candidate, weight: strongest } : candidate))
    .toSorted((a, b) => String(b.value).length - String(a.value).length);
}
