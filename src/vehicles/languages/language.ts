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

type Labels = Readonly<Partial<Record<LabelKind, string>>>;
interface OtherWords {
  /** How the words for a gearbox of each kind begin; in scripts without blanks, what they hold. */
  readonly manual?: string | undefined;
  readonly automatic?: string | undefined;
  /** Whole values that say that nothing is known. */
  readonly nothing?: string | undefined;
}

/** By ISO 639-1. */
export type Languages = Readonly<Record<string, Labels & OtherWords>>;

export interface Language extends OtherWords {
  readonly code: string;
  readonly labels: Labels;
}
