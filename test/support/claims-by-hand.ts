/**
 * For tests: claims made by hand and what reconciliation settles from them.
 * Invariant: one claim is one line of a test; the page around it names a car of 2004 unless the test says otherwise.
 */

import { type Claim, claim, type Topic } from '../../src/extraction/claim.ts';
import type { Description } from '../../src/extraction/description/description.ts';
import { openDocument } from '../../src/extraction/document/document.ts';
import type { Fact, Method, SaleState } from '../../src/extraction/reading.ts';
import { type Candidates, collectCandidates } from '../../src/extraction/resolve/candidates.ts';
import { type ResolvedFields, resolveFields } from '../../src/extraction/resolve/resolve-fields.ts';
import { anchorOf } from '../../src/extraction/subject/identity.ts';

export const say = (
  topic: Topic,
  text: string,
  weight = 0.9,
  method: Method = 'label',
  more: Partial<Claim> = {},
): Claim => claim(topic, text, method, weight, more);

export interface Around {
  readonly title?: string;
  readonly url?: string;
  readonly lang?: string;
  readonly state?: SaleState;
  readonly description?: Description;
  readonly missed?: ReadonlySet<Topic | 'images'>;
}

export function believed(claims: readonly Claim[], around: Around = {}): Candidates {
  const { title = '2004 Honda Civic', url = 'https://www.market.example/v/1', lang = 'en' } = around;
  const page = openDocument(`<html lang="${lang}"><title>${title}</title><h1>${title}</h1></html>`, url);
  return collectCandidates(claims, page, anchorOf(page));
}

export function settle(claims: readonly Claim[], around: Around = {}): ResolvedFields {
  return resolveFields({
    candidates: believed(claims, around),
    state: around.state ?? 'classified',
    description: around.description,
    missed: around.missed ?? new Set(),
  });
}

export const factOf = (result: ResolvedFields, field: string): Fact | undefined =>
  result.facts.find((fact) => fact.field === field);
export const valueIn = (result: ResolvedFields, field: string): string | number | undefined =>
  factOf(result, field)?.value;
export const confidenceOf = (result: ResolvedFields, field: string): number => factOf(result, field)?.confidence ?? 0;
export const reasons = (result: ResolvedFields): string[] => result.refused.map((refusal) => refusal.reason);
