/**
 * How what a run finds is put down, to be written.
 * Invariant: nothing here touches the database; `work.row` and `work.gaps` are the row as it will be once this is written,
 * and a step that builds on a value found before says so, so that it falls with it when the table does not take that.
 */
import type { Evidence, Proposal } from '../database/statements/commit-run.ts';
import { type Field, rowOf } from '../vehicles/fields.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';
import type { Work } from './work.ts';

export interface ProvenValue extends Evidence {
  readonly field: Field;
}

/** Made of what is known, not read: how sure the reading was says nothing about it. */
const OF_OUR_OWN: ReadonlySet<string> = new Set(['composed', 'generated']);

/** What became of values that are to be filled, as far as one knows before they are written. */
export interface Filling {
  readonly filled: readonly Field[];
  /** Not sure enough to be written. */
  readonly doubtful: readonly Field[];
}

export interface FillOptions {
  /** For the log; `%s` stands for the fields. */
  readonly said: string;
  /** The fields of the row that the values follow from, beside those that tell one vehicle from another. */
  readonly follows?: readonly Exclude<keyof VehicleRow, 'image_urls'>[];
  /** Of a page's facts: those that say something else than the row; what earlier readings proposed goes. */
  readonly differing?: readonly ProvenValue[];
}

/** Those of `values` whose field is empty are to be filled; one less sure than settings.min_confidence becomes a proposal. */
export function fill(work: Work, values: readonly ProvenValue[], options: FillOptions): Filling {
  const open = values.filter(({ field }) => work.row[field] === null);
  const isDoubtful = ({ confidence, method }: ProvenValue) =>
    confidence < work.claim.min_confidence && !OF_OUR_OWN.has(method);
  const doubtful = open.filter(isDoubtful);
  const sure = open.filter((value) => !isDoubtful(value));
  const { said, follows = [], differing } = options;
  const proposals = [...asProposals(doubtful, 'doubtful'), ...asProposals(differing ?? [], 'differs')];
  if (sure.length > 0 || proposals.length > 0 || differing !== undefined) {
    work.found.writes.push({
      action: work.lines.length,
      said,
      ...(follows.length > 0 && { needs: Object.fromEntries(follows.map((field) => [field, work.row[field]])) }),
      values: sure,
      ...((proposals.length > 0 || differing !== undefined) && { proposals, whole: differing !== undefined }),
    });
  }
  work.row = { ...work.row, ...Object.fromEntries(sure.map(({ field, value }) => [field, value])) };
  const closed = new Set(sure.map(({ field }) => rowOf(field).gap));
  work.gaps = new Set([...work.gaps].filter((gap) => !closed.has(gap)));
  return { filled: sure.map(({ field }) => field), doubtful: doubtful.map(({ field }) => field) };
}

/** The addresses of the photographs, for a row that has none. */
export function keepImageUrls(
  work: Work,
  urls: readonly string[],
  how: Pick<Evidence, 'source_url' | 'method' | 'snippet' | 'confidence'>,
): void {
  work.found.writes.push({
    action: work.lines.length,
    said: '',
    values: [],
    image_urls: { urls, value: `${urls.length} URLs, first ${urls[0]}`, ...how },
  });
  if (work.row.image_urls.length === 0) {
    work.row = { ...work.row, image_urls: [...urls] };
    work.gaps = new Set([...work.gaps].map((gap) => (gap === 'images_extracted' ? 'images_downloaded' : gap)));
  }
}

function asProposals(values: readonly ProvenValue[], why: Proposal['why']): Proposal[] {
  return values.map((value) => ({ ...value, why }));
}
