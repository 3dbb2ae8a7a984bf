/**
 * What a model is shown of a page, what it may be asked, and what its answer proves.
 * Invariant: pure; nothing of an answer becomes a fact that the rules had already, that they saw and did not believe, or
 * that `quoted.ts` does not find proven.
 */

import { cut } from '../../runtime/text.ts';
import type { Field } from '../../vehicles/fields.ts';
import type { PageDocument } from '../document/document.ts';
import { type Readable, readable } from '../document/readable.ts';
import { presentable } from '../document/text-of-markup.ts';
import { readPage } from '../read-page.ts';
import type { Fact, PageInput, PageReading, RefusedValue } from '../reading.ts';
import type { Anchor } from '../subject/identity.ts';
import { type KnownCar, type Proven, provenByQuote, type Quoted } from './quoted.ts';

export interface ProvenAnswer {
  readonly facts: readonly Fact[];
  readonly refused: readonly RefusedValue[];
}

const FIELD_OF = (field: Quoted['field']): Field => (field === 'price' ? 'asking_price' : field);

/** The text a model is shown; empty where the page is no listing. */
export function readableText(input: PageInput): string {
  const { page } = opened(input);
  return page === undefined ? '' : readable(page).text;
}

/** What of an answer the page proves. `row`: what is known of the car from elsewhere. */
export function proveAnswer(input: PageInput, answer: readonly Quoted[], row: KnownCar): ProvenAnswer {
  const { reading, page, anchor } = opened(input);
  if (page === undefined || anchor === undefined || reading.sale === undefined) return { facts: [], refused: [] };
  const text = readable(page);
  const facts: Fact[] = [];
  const refused: RefusedValue[] = [];
  const known = knownCar(reading, row);
  for (const claimed of answer) {
    const field = FIELD_OF(claimed.field);
    const proven = prove(claimed, { reading, page, anchor, text, known, taken: facts });
    if ('facts' in proven) facts.push(...proven.facts);
    else refused.push({ field, value: cut(String(claimed.value), 120), method: 'model', reason: proven.refused });
  }
  return presentable({ facts, refused });
}

interface Case {
  readonly reading: PageReading;
  readonly page: PageDocument;
  readonly anchor: Anchor;
  readonly text: Readable;
  readonly known: KnownCar;
  readonly taken: readonly Fact[];
}

function prove(claimed: Quoted, { reading, page, anchor, text, known, taken }: Case): Proven {
  const field = FIELD_OF(claimed.field);
  if ([...reading.facts, ...taken].some((fact) => fact.field === field)) return { refused: 'it is known already' };
  const conflict = reading.refused.find((each) => each.field === field && /^the page also /.test(each.reason));
  if (conflict !== undefined) return { refused: `the page contradicts itself: ${conflict.value}` };
  const proven = provenByQuote({ page, anchor, readable: text, sale: reading.sale ?? 'unsold', known }, claimed);
  if ('refused' in proven) return proven;
  const seen = reading.refused.find(
    (each) =>
      each.field === field &&
      each.reason !== TOO_WEAK &&
      proven.facts.some((fact) => fact.field === field && sameValue(String(fact.value), each.value)),
  );
  return seen === undefined ? proven : { refused: `the rules did not believe it: ${seen.reason}` };
}

/** The one reason against a value that a second witness takes away. */
const TOO_WEAK = 'too weakly supported';

const sameValue = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();

function knownCar(reading: PageReading, row: KnownCar): KnownCar {
  const read = (field: Field): string | number | undefined => reading.facts.find((fact) => fact.field === field)?.value;
  const text = (field: 'make' | 'model' | 'vin'): string | null => row[field] ?? read(field)?.toString() ?? null;
  const year = row.year ?? read('year') ?? null;
  return { year: year === null ? null : Number(year), make: text('make'), model: text('model'), vin: text('vin') };
}

function opened(input: PageInput): { reading: PageReading; page?: PageDocument; anchor?: Anchor } {
  let seen: { page: PageDocument; anchor: Anchor } | undefined;
  const reading = readPage(input, (page, anchor) => {
    seen = { page, anchor };
  });
  return reading.kind === 'listing' ? { reading, ...seen } : { reading };
}
