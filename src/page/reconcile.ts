/**
 * Weighs what the layers claim about one car against each other.
 * Invariant: at most one fact a field; agreement of different layers raises confidence, contradiction lowers it or drops
 * the value, and every value dropped is told with the reason.
 */
import type { Field } from '../vehicle/fields.ts';
import { canonicalMake, readName } from '../vehicle/name.ts';
import { judgeVin, vinYears } from '../vehicle/vin.ts';
import { makesOfVin } from '../vehicle/wmi.ts';
import type { Anchor } from './anchor.ts';
import { type Candidate, believe } from './believe.ts';
import { type Claim, claim as makeClaim, type Topic } from './claim.ts';
import type { Description } from './description.ts';
import type { PageDocument } from './document.ts';
import type { Fact, FieldOutcome, Method, Refusal } from './reading.ts';
import type { SaleState } from './sale.ts';

export interface Reconciled {
  readonly facts: readonly Fact[];
  readonly refused: readonly Refusal[];
  readonly outcomes: Partial<Record<Field, FieldOutcome>>;
}

/** Below this a value is not worth writing: one weak layer alone, or two that disagree. */
const ENOUGH = 0.5;
const MAX_REFUSALS = 60;
/** A listing states a field a few times; a hostile page must not make the comparison quadratic. */
const MAX_CANDIDATES = 300;

/** Candidates by topic, and the refusals met on the way. */
export interface Beliefs {
  readonly by: ReadonlyMap<Topic, readonly Candidate[]>;
  readonly refused: readonly Refusal[];
}

const FIELD_OF: Readonly<Record<Topic, Field>> = { year: 'year', make: 'make', model: 'model', vin: 'vin', mileage: 'mileage', color: 'color', engine: 'engine', transmission: 'transmission', description: 'description', price: 'asking_price', sold: 'sale_price', bid: 'sale_price', name: 'model' };

export function believeAll(claims: readonly Claim[], page: PageDocument, anchor: Anchor): Beliefs {
  const by = new Map<Topic, Candidate[]>();
  const refused: Refusal[] = [];
  const told = new Set<string>();
  const add = (topic: Topic, candidate: Candidate): void => {
    const list = by.get(topic);
    if (list === undefined) by.set(topic, [candidate]);
    else if (list.length < MAX_CANDIDATES) list.push(candidate);
  };
  for (const entry of claims) {
    if (entry.topic === 'name') {
      for (const part of partsOfName(entry)) {
        const belief = believe(part, page, anchor);
        if ('candidates' in belief) for (const candidate of belief.candidates) add(part.topic, candidate);
      }
      continue;
    }
    const belief = believe(entry, page, anchor);
    if ('candidates' in belief) for (const candidate of belief.candidates) add(entry.topic, candidate);
    else {
      const line = `${entry.topic}|${entry.text}`;
      if (!told.has(line) && refused.length < MAX_REFUSALS) refused.push({ field: FIELD_OF[entry.topic], value: entry.text.slice(0, 120), method: entry.method, reason: belief.refused });
      told.add(line);
    }
  }
  return { by, refused };
}

/** A whole name tells year, make and model. */
function partsOfName(entry: Claim): Claim[] {
  const name = readName(entry.text);
  const parts: Claim[] = [];
  const part = (topic: Topic, text: string, weight: number): void => {
    parts.push(makeClaim(topic, text, entry.method, weight, { snippet: entry.snippet }));
  };
  if (name.make === undefined) return parts;
  if (name.year !== undefined) part('year', String(name.year), entry.weight);
  part('make', name.make, entry.weight * (name.makeFromModel ? 0.85 : 1));
  if (name.model !== undefined) part('model', name.model, entry.weight * (name.knownModel ? 0.95 : 0.8));
  return parts;
}

interface Group {
  readonly best: Candidate;
  readonly score: number;
}

/** Independent layers multiply their doubts: two of 0.8 leave 0.04. A layer counts once however often it repeats. */
function scoreOf(candidates: readonly Candidate[]): number {
  const byMethod = new Map<Method, number>();
  for (const { claim, weight } of candidates) byMethod.set(claim.method, Math.max(byMethod.get(claim.method) ?? 0, weight));
  let doubt = 1;
  for (const weight of byMethod.values()) doubt *= 1 - weight;
  return 1 - doubt;
}

function groups(candidates: readonly Candidate[], same: (a: Candidate, b: Candidate) => boolean): Group[] {
  const rows: Candidate[][] = [];
  for (const candidate of candidates.toSorted((a, b) => b.weight - a.weight)) {
    const row = rows.find((entries) => entries[0] !== undefined && same(entries[0], candidate));
    if (row === undefined) rows.push([candidate]);
    else row.push(candidate);
  }
  return rows
    .map((row) => ({ best: row[0] as Candidate, score: scoreOf(row) }))
    .toSorted((a, b) => b.score - a.score);
}

const sameKey = (a: Candidate, b: Candidate): boolean => a.key === b.key;
const contains = (a: Candidate, b: Candidate): boolean => a.key.includes(b.key) || b.key.includes(a.key);
/** An unnamed kind (`5 speed`) fits both; two named kinds must agree. */
const sameGearbox = (a: Candidate, b: Candidate): boolean => a.key === '' || b.key === '' || a.key === b.key;
const closeBy = (a: Candidate, b: Candidate): boolean => {
  const [x, y] = [Number(a.value), Number(b.value)];
  return a.unit === b.unit ? Math.abs(x - y) <= 0.005 * Math.max(x, y) : Math.abs(x * (a.unit === 'mi' ? 1.609344 : 1) - y * (b.unit === 'mi' ? 1.609344 : 1)) <= 0.01 * Math.max(x, y) * 1.61;
};

export interface Inputs {
  readonly beliefs: Beliefs;
  readonly state: SaleState;
  readonly description: Description | undefined;
  readonly missed: ReadonlySet<Topic>;
}

export function reconcile({ beliefs, state, description, missed }: Inputs): Reconciled {
  const facts: Fact[] = [];
  const refused: Refusal[] = [...beliefs.refused];
  const of = (topic: Topic): readonly Candidate[] => beliefs.by.get(topic) ?? [];
  const refuse = (field: Field, candidate: Candidate, reason: string): void => {
    if (refused.length < MAX_REFUSALS * 2) refused.push({ field, value: String(candidate.value).slice(0, 120), method: candidate.claim.method, reason });
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
  const settle = (field: Field, candidates: readonly Candidate[], same: (a: Candidate, b: Candidate) => boolean, margin = 0.08): Candidate | undefined => {
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
  settle('mileage', of('mileage'), closeBy, 0.1);
  const notInterior = of('color').filter((candidate) => !/interior|interieur|innen/i.test(candidate.claim.label ?? ''));
  settle('color', notInterior, contains, 0.02);
  settle('engine', bestEngine(of('engine')), contains, 0);
  const gearboxes = of('transmission');
  settle('transmission', gearboxes, sameGearbox, 0.05);
  priceFacts(beliefs, state, { keep, refuse, settle });
  if (description !== undefined) {
    facts.push({ field: 'description', value: description.text, method: description.method, snippet: description.text.replace(/\s+/g, ' ').slice(0, 300), confidence: Math.round(Math.min(0.99, description.confidence) * 100) / 100 });
  }

  const outcomes: Partial<Record<Field, FieldOutcome>> = {};
  const has = new Set(facts.map((fact) => fact.field));
  for (const field of ['year', 'make', 'model', 'vin', 'mileage', 'color', 'engine', 'transmission', 'description', 'sale_price', 'asking_price', 'currency'] as const) {
    const topic: Topic = field === 'sale_price' ? 'sold' : field === 'asking_price' || field === 'currency' ? 'price' : field;
    if (has.has(field)) outcomes[field] = 'found';
    else if (refused.some((entry) => entry.field === field && entry.reason !== 'the page says that it is not known')) outcomes[field] = 'invalid';
    else outcomes[field] = missed.has(topic) ? 'selector_miss' : 'absent';
  }
  return { facts, refused, outcomes };
}

interface Hands {
  readonly keep: (field: Field, candidate: Candidate, confidence: number) => void;
  readonly refuse: (field: Field, candidate: Candidate, reason: string) => void;
}

function vinFact(candidates: readonly Candidate[], year: string | number | undefined, make: string | number | undefined, { keep, refuse }: Hands): void {
  const usable = candidates.filter((candidate) => {
    const vin = String(candidate.value);
    const verdict = judgeVin(vin);
    const label = candidate.claim.label ?? '';
    if (verdict === 'chassis') {
      // A modern car has 17 characters: a short number is then the tail of one, unless the label says chassis or frame.
      const old = typeof year === 'number' && year <= 1981;
      if (candidate.claim.method === 'prose' || (!old && !/chassis|frame|telaio|bastidor|serial|fahrgestell|châssis/i.test(`${label} ${candidate.claim.snippet}`))) {
        refuse('vin', candidate, 'a short number is believed only on a car of before 1981 or under a chassis label');
        return false;
      }
      return true;
    }
    const years = vinYears(vin);
    if (typeof year === 'number' && years.length > 0 && !years.some((code) => Math.abs(code - year) <= 1)) {
      refuse('vin', candidate, `its model-year letter says ${years.join(' or ')}, the page ${year}`);
      return false;
    }
    const makes = makesOfVin(vin);
    if (typeof make === 'string' && makes !== undefined && !makes.includes(make) && canonicalMake(make) !== undefined) {
      refuse('vin', candidate, `its maker's code says ${makes[0]}, the page ${make}`);
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

/** A size or a count of cylinders gives way to a fuller wording. */
function bestEngine(candidates: readonly Candidate[]): readonly Candidate[] {
  const strongest = Math.max(0, ...candidates.map((candidate) => candidate.weight));
  const near = candidates.filter((candidate) => candidate.weight >= strongest - 0.03);
  const site = near.toSorted((a, b) => b.weight - a.weight || String(b.value).length - String(a.value).length)[0];
  return site === undefined ? [] : [site];
}

function priceFacts(
  beliefs: Beliefs,
  state: SaleState,
  hands: Hands & { settle: (field: Field, candidates: readonly Candidate[], same: (a: Candidate, b: Candidate) => boolean, margin?: number) => Candidate | undefined },
): void {
  const prices = beliefs.by.get('price') ?? [];
  const bids = beliefs.by.get('bid') ?? [];
  for (const bid of bids) hands.refuse('sale_price', bid, 'a bid is no sale');
  let paid: Candidate | undefined;
  if (state === 'sold') {
    const sold = beliefs.by.get('sold') ?? [];
    const amounts = new Set(sold.map((candidate) => candidate.key));
    // Structured prices of an auction page support the result the page states; they never state one.
    paid = hands.settle('sale_price', [...sold, ...prices.filter((candidate) => amounts.has(candidate.key))], sameKey, 0.03);
  } else if (state === 'classified') paid = hands.settle('asking_price', prices, sameKey, 0.04);
  else {
    const fixed = prices.filter((candidate) => /buy (?:it )?now|asking/i.test(candidate.claim.label ?? ''));
    for (const candidate of prices) if (!fixed.includes(candidate)) hands.refuse('asking_price', candidate, state === 'live' ? 'a running auction has no price' : 'the auction ended without a sale');
    paid = hands.settle('asking_price', fixed, sameKey);
  }
  if (paid === undefined) return;
  const amount = paid.key;
  const named = [...prices, ...(beliefs.by.get('sold') ?? [])].filter((candidate) => candidate.key === amount && candidate.currency !== undefined);
  const explicit = named.toSorted((a, b) => Number(b.claim.currency !== undefined) - Number(a.claim.currency !== undefined))[0];
  if (explicit?.currency === undefined) return;
  if (new Set(named.map((candidate) => candidate.currency)).size > 1 && explicit.claim.currency === undefined) {
    hands.refuse('currency', { ...explicit, value: explicit.currency }, 'the page names several currencies for the price');
    return;
  }
  hands.keep('currency', { ...explicit, value: explicit.currency }, 0.9);
}

