/**
 * All claims of a page judged one by one, sorted by topic.
 * Invariant: every claim that is not believed is told with its reason, up to `MAX_REFUSALS`.
 */
import { cut } from '../../runtime/text.ts';
import { type Field, fieldOfTopic } from '../../vehicles/fields.ts';
import { readName } from '../../vehicles/values/name.ts';
import { type Claim, claim as makeClaim, type Topic } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import type { RefusedValue } from '../reading.ts';
import type { Anchor } from '../subject/identity.ts';
import { type Candidate, toCandidates, UNKNOWN_MILEAGE } from './judge-candidate.ts';

const MAX_REFUSALS = 60;
/** A listing states a field a few times; a hostile page must not make the comparison quadratic. */
const MAX_CANDIDATES = 300;

/** Candidates by topic, and the refusals met on the way. */
export interface Candidates {
  readonly by: ReadonlyMap<Topic, readonly Candidate[]>;
  readonly refused: readonly RefusedValue[];
}

function fieldOf(topic: Topic): Field {
  return topic === 'bid' ? 'sale_price' : topic === 'name' ? 'model' : fieldOfTopic(topic);
}

export function collectCandidates(claims: readonly Claim[], page: PageDocument, anchor: Anchor): Candidates {
  const by = new Map<Topic, Candidate[]>();
  const refused: RefusedValue[] = [];
  const told = new Set<string>();
  const add = (topic: Topic, candidate: Candidate): void => {
    const list = by.get(topic);
    if (list === undefined) by.set(topic, [candidate]);
    else if (list.length < MAX_CANDIDATES) list.push(candidate);
  };
  for (const entry of claims) {
    if (entry.topic === 'name') {
      for (const part of partsOfName(entry, anchor.told)) {
        const belief = toCandidates(part, page, anchor);
        if ('candidates' in belief) for (const candidate of belief.candidates) add(part.topic, candidate);
      }
      continue;
    }
    const belief = toCandidates(entry, page, anchor);
    if ('candidates' in belief) {
      for (const candidate of belief.candidates) add(entry.topic, candidate);
      for (const candidate of makeOfModel(entry, page, anchor)) add('make', candidate);
    } else {
      const line = `${entry.topic}|${entry.text}`;
      if (!told.has(line) && refused.length < MAX_REFUSALS)
        refused.push({
          field: fieldOf(entry.topic),
          value: cut(entry.text, 120),
          method: entry.method,
          reason: belief.refused,
        });
      told.add(line);
    }
  }
  // A page that says so where it lists its facts gives no reading elsewhere: a sentence tells what the odometer shows.
  if (refused.some((entry) => entry.reason === UNKNOWN_MILEAGE && entry.method === 'label'))
    by.set(
      'mileage',
      (by.get('mileage') ?? []).filter(({ claim }) => !['prose', 'title', 'meta'].includes(claim.method)),
    );
  for (const { topic, method, text } of claims) {
    const masked = topic === 'mileage' && method === 'label' ? maskedFigure(text) : undefined;
    if (masked !== undefined)
      by.set(
        'mileage',
        (by.get('mileage') ?? []).filter(({ value }) => masked.test(String(value))),
      );
  }
  if (by.get('mileage')?.length === 0) by.delete('mileage');
  return { by, refused };
}

/** Of `167,9xx` every figure that it can be: another one on the page is of something else. */
function maskedFigure(text: string): RegExp | undefined {
  const [, open = '', hidden = ''] =
    /^\D{0,4}(\d{1,3}(?:[.,' ]?\d{1,3})?[.,' ]?)([x*#•●]{2,5})(?![\p{L}\d])/iu.exec(text) ?? [];
  return hidden === '' ? undefined : new RegExp(`^${open.replace(/\D/g, '')}\\d{${hidden.length}}$`);
}

/** `차명: BMW 6시리즈`, `Model: Toyota Corolla`: a model may be told with its make. */
function makeOfModel(entry: Claim, page: PageDocument, anchor: Anchor): readonly Candidate[] {
  if (entry.topic !== 'model') return [];
  const { make, makeFromModel } = readName(entry.text, anchor.told);
  if (make === undefined || makeFromModel) return [];
  const belief = toCandidates({ ...entry, topic: 'make', text: make, weight: entry.weight * 0.9 }, page, anchor);
  return 'candidates' in belief ? belief.candidates : [];
}

/** A whole name tells year, make and model. */
function partsOfName(entry: Claim, told: readonly string[]): Claim[] {
  const name = readName(entry.text, told);
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
