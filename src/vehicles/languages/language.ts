/**
 * What one language calls the facts of a vehicle.
 * Invariant: plain data; lists are joined by `|` and compared in lower case. A label stands here only when it means the
 * same on every site of the language.
 */
import type { FieldTopic } from '../fields.ts';

/** What a label can announce beside a topic itself. `registered` is near the model year, `displacement` is a size and no whole engine. */
export type LabelKind =
  | FieldTopic
  | 'registered'
  | 'miles'
  | 'kilometres'
  | 'specialPrice'
  | 'listPrice'
  | 'bid'
  | 'makersColor'
  | 'displacement'
  | 'cylinders';

export interface Language {
  /** ISO 639-1. */
  readonly code: string;
  readonly labels: Readonly<Partial<Record<LabelKind, string>>>;
  /** How the words for a gearbox of each kind begin; in scripts without blanks, what they hold. */
  readonly manual?: string;
  readonly automatic?: string;
  /** Whole values that say that nothing is known. */
  readonly nothing?: string;
}
