/**
 * What the files of sql/ take from the tables of the code: a word `:LIKE_THIS` of theirs becomes the text here.
 * Invariant: no file of sql/ lists the fields itself, or the tasks.
 */
import { TASKS } from '../../events.ts';
import {
  CRITICAL_GAPS,
  FIELD_GAPS,
  FIELD_TABLE,
  FIELDS,
  type Field,
  fieldsOf,
  IMAGE_GAPS,
  IMAGES_WEIGHT,
  rowOf,
  weightOf,
} from '../../vehicles/fields.ts';

const known = (field: Field) => {
  const { known: kind } = rowOf(field);
  return kind === undefined ? `nullif(btrim(v.${field}), '')` : `micro_scrape.known_${kind}(v.${field})`;
};
const watched = FIELDS.filter((field) => rowOf(field).gap !== undefined);
const weights = [...new Set(FIELD_GAPS.map(weightOf))];
const firstOf = (values: readonly string[]) => (values.length > 1 ? `coalesce(${values.join(', ')})` : values.join());
const asArray = (words: readonly string[]) => `'{${words.join(',')}}'`;

const GENERATED: Readonly<Record<string, string>> = {
  FIELD_NAMES: asArray(FIELDS),
  FIELD_COLUMNS: FIELDS.map((field) => `('${field}', '${rowOf(field).type}')`).join(',\n      '),
  KNOWN_FIELDS: FIELDS.map((field) => `'${field}', ${known(field)}`).join(',\n  '),
  FIELD_GAPS: FIELD_GAPS.map((gap) => `case when ${firstOf(fieldsOf(gap).map(known))} is null then '${gap}' end`).join(
    ',\n  ',
  ),
  GAP_POINTS: [
    ...weights.map(
      (weight) =>
        `${weight} * (${FIELD_GAPS.filter((gap) => weightOf(gap) === weight)
          .map((gap) => `('${gap}' = any (gaps))::int`)
          .join(' + ')})`,
    ),
    `${IMAGES_WEIGHT} * (gaps && ${asArray(IMAGE_GAPS)})::int`,
  ].join('\n  - '),
  CRITICAL_GAPS: asArray(CRITICAL_GAPS),
  WATCHED_COLUMNS: watched.join(', '),
  WATCHED_OLD: watched.map((field) => `old.${field}`).join(', '),
  WATCHED_NEW: watched.map((field) => `new.${field}`).join(', '),
  FIRST_YEAR: String(FIELD_TABLE.year.believable.from),
  YEARS_AHEAD: String(FIELD_TABLE.year.believable.ahead),
  LEAST_MILES: String(FIELD_TABLE.mileage.believable.from),
  OUR_TASKS: TASKS.map((task) => `'${task}'`).join(', '),
  MOST_MILES: String(FIELD_TABLE.mileage.believable.to),
};

/** @throws for a word that is none of ours: the file would not be what it is read as */
export function withGenerated(text: string): string {
  return text.replaceAll(/(?<![:\w]):([A-Z][A-Z_]+)\b/g, (_, word: string) => {
    const generated = GENERATED[word];
    if (generated === undefined) throw new Error(`there is no text for :${word} in sql/`);
    return generated;
  });
}
