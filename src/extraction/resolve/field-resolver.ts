import type { Field } from '../../vehicles/fields.ts';
import type { Candidate } from './judge-candidate.ts';

/** How the parts that settle one field each give their result back. */
export interface FieldResolver {
  readonly keep: (field: Field, candidate: Candidate, confidence: number) => void;
  readonly refuse: (field: Field, candidate: Candidate, reason: string) => void;
}
