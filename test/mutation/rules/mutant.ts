/** One rule, with the patch that breaks it. */
export interface Mutant {
  /** Under `src/extraction` or `src/vehicles`. */
  readonly file: string;
  /** The rule that the patch breaks. */
  readonly rule: string;
  readonly find: string;
  readonly put: string;
}

export const of =
  (file: string) =>
  (rule: string, find: string, put: string): Mutant => ({ file, rule, find, put });
