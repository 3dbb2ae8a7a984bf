/**
 * The shape of a model's answer, new or kept.
 * Invariant: whatever was answered is a list of claims of this shape, or no answer; its texts are clean.
 */
import { z } from 'zod';
import { QUOTED_FIELDS } from '../../extraction/model/missing-facts.ts';
import type { Quoted } from '../../extraction/model/quoted.ts';
import { textUpTo } from '../../runtime/text-up-to.ts';

const MAX_CLAIMS = 20;
const MAX_QUOTE = 8_000;

const claim = z.object({
  field: z.enum(QUOTED_FIELDS),
  value: z.union([textUpTo(500), z.number()]).default(''),
  unit: textUpTo(10)
    .nullish()
    .transform((unit) => unit ?? undefined),
  quote: textUpTo(MAX_QUOTE),
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
