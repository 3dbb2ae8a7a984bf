/**
 * The rules of reconciliation, each with a patch that breaks it.
 * Invariant: `find` stands exactly once in its file, so that a rule that moved is noticed and not skipped.
 */
import { BELIEVING } from './rules/believing.ts';
import { IDENTITY } from './rules/identity.ts';
import { KINDS } from './rules/kinds.ts';
import type { Mutant } from './rules/mutant.ts';
import { OFFERS } from './rules/offers.ts';
import { PRICELESS } from './rules/priceless.ts';
import { PRICES } from './rules/prices.ts';
import { TEXTS } from './rules/texts.ts';
import { WEIGHING } from './rules/weighing.ts';

export type { Mutant };
export const MUTANTS: readonly Mutant[] = [
  ...WEIGHING,
  ...BELIEVING,
  ...PRICES,
  ...IDENTITY,
  ...TEXTS,
  ...KINDS,
  ...PRICELESS,
  ...OFFERS,
];
