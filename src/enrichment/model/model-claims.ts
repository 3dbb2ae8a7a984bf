/**
 * The shape of a model's answer, new or kept.
 * Invariant: whatever was answered is a list of claims of this shape, or no answer; what PostgreSQL cannot keep is not in it.
 */
import { z } from 'zod';
import { QUOTED_FIELDS } from '../../extraction/model/missing-facts.ts';
import type { Quoted } from '../../extraction/model/quoted.ts';

const MAX_CLAIMS = 20;
const MAX_QUOTE = 8_000;

/** NUL and lone surrogates are no text to PostgreSQL. */
const words = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replaceAll('\u0000', '').toWellFormed());

const claim = z.object({
  field: z.enum(QUOTED_FIELDS),
  value: z.union([words(500), z.number()]).default(''),
  unit: words(10)
    .nullish()
    .transform((unit) => unit ?? undefined),
  quote: words(MAX_QUOTE),
});

/** Entries of a wrong shape are left out; the others stand. */
const answerShape = z.object({ facts: z.array(z.unknown()) });

/** What an answer claims, whoever kept it; nothing when it is no answer. */
export function claimsIn(answer: unknown): Quoted[] | undefined {
  const parsed = answerShape.safeParse(answer);
  return parsed.success
    ? parsed.data.facts.slice(0, MAX_CLAIMS).flatMap((entry) => claim.safeParse(entry).data ?? [])
    : undefined;
}
