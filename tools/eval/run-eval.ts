/**
 * `npm run eval -- DIR [--json FILE]`: reads saved pages and scores what is read against what a person read.
 *
 * DIR holds the pages and `index.json` (folders in it may hold their own), an array of
 * `{slug, file?, url?, site?, content_type?, expect: 'listing' | 'no_listing', truth}`, of which a page that stands in no
 * index has its own in a comment at its beginning (`saved-pages.ts`):
 * - `file` is the page's file name in DIR (default `<slug>.html`), `url` the address it was read from (without one:
 *   `https://<site>/`).
 * - `truth` has `year, make, model, vin, sale_price, asking_price, mileage, mileage_unit ('mi' | 'km'), color,
 *   transmission, engine, description_starts_with, image_count`, each possibly null, and for each field an optional
 *   `<field>_accept`, a list of other right readings.
 *
 * Tolerances: year exact; price within 1 % of `sale_price ?? asking_price` (a bid is no price); mileage as the page gives
 * it within 0.2 %, or converted from kilometres to miles within 1 %; VIN equal but for blanks and case; description
 * contains the first 40 plain characters of the truth; number of images within 10 %; every other field equal as plain
 * words, or one holding the other. A value where the truth has none counts against precision; a wrong one against
 * precision and recall. A `no_listing` page with any value at all is a negative with data.
 *
 * Then how many of the values said with a confidence of 0.99, 0.9 and 0.8 or more are right, photographs and descriptions
 * among them.
 *
 * In place of DIR a file may stand with a page a line, as the console gives those whose values people dispute: an entry with
 * the page as `html`, and with `only`, the names of what is scored.
 *
 * FILE receives `{slug: {year, make, model, vin, price, mileage, color, transmission, engine, description, images[]}}`,
 * null where nothing is proven, mileage in the page's own unit.
 */
import { writeFile } from 'node:fs/promises';
import { readPage } from '../../src/extraction/read-page.ts';
import type { Fact, PageReading } from '../../src/extraction/reading.ts';
import { FIELD_GAPS, type FieldGap, fieldsOf } from '../../src/vehicles/fields.ts';
import { calibrationLines, type Said, sureFrom } from './calibration.ts';
import { savedPages } from './saved-pages.ts';
import { compare, SCORED, type Scored, type Tally, type Values } from './score.ts';

export interface EvalOptions {
  /** Where the values read are written as JSON. */
  readonly jsonFile?: string;
  /** As `jsonFile`, for whoever wants the text itself. */
  readonly writeJson?: (text: string) => void;
  readonly write: (line: string) => void;
}

/** Shares of 0..1; 1 where nothing was to be found. */
export interface EvalResult {
  readonly precision: number;
  readonly recall: number;
  readonly vinPrecision: number;
  readonly negativesWithData: number;
}

/** What a reading says, in the form of the output document. */
export function valuesOf(reading: PageReading): Values {
  const values = FIELD_GAPS.map((gap) => [gap, factOf(reading, gap)?.value ?? null] as const);
  return { ...(Object.fromEntries(values) as Record<FieldGap, string | number | null>), images: reading.images };
}

/** What the page says of the first of the gap's fields that it says anything of. */
function factOf(reading: PageReading, gap: FieldGap): Fact | undefined {
  return fieldsOf(gap)
    .map((field) => reading.facts.find((fact) => fact.field === field))
    .find((fact) => fact !== undefined);
}

/** The confidence a reading says a field with; `undefined` where it says none. */
function confidenceOf(reading: PageReading, field: Scored): number | undefined {
  if (field === 'images') return reading.imagesFrom?.confidence;
  return factOf(reading, field)?.confidence;
}

export async function runEval(dir: string, options: EvalOptions): Promise<EvalResult> {
  const { write } = options;
  const tallies = new Map<Scored, Tally>(SCORED.map((field) => [field, { tp: 0, fp: 0, fn: 0, tn: 0 }]));
  const output: Record<string, Values> = {};
  const misses: string[] = [];
  const said: Said[] = [];
  let negatives = 0;
  let negativesWithData = 0;
  for (const { entry, url, html } of savedPages(dir)) {
    const reading = readPage({ url, html });
    const values = valuesOf(reading);
    output[entry.slug] = values;
    if (entry.expect === 'no_listing') {
      negatives += 1;
      const held = SCORED.filter((field) =>
        field === 'images' ? values.images.length > 0 : values[field] !== null && values[field] !== '',
      );
      for (const field of held) said.push({ field, confidence: confidenceOf(reading, field) ?? 0, right: false });
      if (held.length > 0) {
        negativesWithData += 1;
        misses.push(
          `${entry.slug} | no listing, but gives ${held.join(', ')} (judged ${reading.kind}: ${reading.reason})`,
        );
      }
      continue;
    }
    for (const field of entry.only ?? SCORED) {
      const tally = tallies.get(field);
      if (tally === undefined) continue;
      const verdict = compare(field, values, entry.truth ?? {});
      const confidence = confidenceOf(reading, field);
      if (confidence !== undefined && verdict.result !== 'missing' && verdict.result !== 'none')
        said.push({ field, confidence, right: verdict.result === 'right' });
      if (verdict.result === 'right') tally.tp += 1;
      else if (verdict.result === 'none') tally.tn += 1;
      else {
        if (verdict.result !== 'missing') tally.fp += 1;
        if (verdict.result !== 'made_up') tally.fn += 1;
        misses.push(
          `${entry.slug} | ${field} | ${describeMiss(verdict)}${reading.kind === 'listing' ? '' : ` (judged ${reading.kind}: ${reading.reason})`}`,
        );
      }
    }
  }
  const all: Tally = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const [field, tally] of tallies) {
    all.tp += tally.tp;
    all.fp += tally.fp;
    all.fn += tally.fn;
    write(
      `${field.padEnd(13)} precision ${percent(share(tally.tp, tally.fp))} recall ${percent(share(tally.tp, tally.fn))}  right ${tally.tp}, wrong ${tally.fp}, missed ${tally.fn}, rightly empty ${tally.tn}`,
    );
  }
  const result: EvalResult = {
    precision: share(all.tp, all.fp),
    recall: share(all.tp, all.fn),
    vinPrecision: share(tallies.get('vin')?.tp ?? 0, tallies.get('vin')?.fp ?? 0),
    negativesWithData,
  };
  write(
    `ALL           precision ${percent(result.precision)} recall ${percent(result.recall)}  negatives with data ${negativesWithData}/${negatives}`,
  );
  for (const line of calibrationLines(said)) write(line);
  const sure = sureFrom(said);
  write(
    `99 of 100 values are right ${sure === null ? 'from no confidence on' : `from ${sure.toFixed(2)} on`} (photographs aside)`,
  );
  for (const miss of misses) write(miss);
  const document = `${JSON.stringify(output, null, 1)}\n`;
  if (options.jsonFile !== undefined) await writeFile(options.jsonFile, document);
  options.writeJson?.(document);
  return result;
}

function share(hits: number, others: number): number {
  return hits + others === 0 ? 1 : hits / (hits + others);
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1).padStart(5)} %`;
}

function describeMiss(verdict: { result: string; got?: string; want?: string }): string {
  if (verdict.result === 'missing') return `missing, want ${verdict.want}`;
  return verdict.result === 'made_up' ? `made up ${verdict.got}` : `got ${verdict.got}, want ${verdict.want}`;
}
