/** The parts of one vehicle's page: its fields with their evidence, what was read and not written, history. */
import type { Evidence, VehicleStory } from '../database/statements/vehicle-story.ts';
import { duration } from '../terminal/format.ts';
import { FIELDS, type Field, rowOf } from '../vehicles/fields.ts';
import { address, type Content, type Html, html, mark, shortly, time } from './html.ts';
import type { Visit } from './pages.ts';
import { type Column, type Table, table } from './table.ts';
import type { Moment } from './vehicle-history.ts';

type Form = Visit<unknown, unknown>['form'];

interface FieldRow {
  readonly field: Field;
  readonly value: string | null;
  readonly points: string;
  /** What the vehicle lacks without it is lacking: the other price may stand for this one. */
  readonly isGap: boolean;
  /** The latest of ours or a person's; undefined: it came with the row. */
  readonly evidence: Evidence | undefined;
  /** Another value stands there now than the evidence says. */
  readonly changed: boolean;
}

const pathOf = (id: string): string => `/console/vehicles/${id}`;

/** Every field with what stands there and why. */
export function fieldsTable(story: VehicleStory, form: Form): Table {
  const { vehicle, evidence } = story;
  const rows = FIELDS.map((field): FieldRow => {
    const value = vehicle.values[field] == null ? null : String(vehicle.values[field]);
    const latest = evidence.find((each) => each.field === field);
    return {
      field,
      value,
      points: pointsOf(story, field),
      isGap: vehicle.gaps.includes(rowOf(field).gap ?? ''),
      evidence: latest,
      changed: latest !== undefined && latest.value !== value,
    };
  });
  const columns: readonly Column<FieldRow>[] = [
    { key: 'field' },
    { key: 'value', show: ({ value, isGap }) => (value === null ? absent(isGap) : shortly(value, 90)) },
    { key: 'points', number: true },
    { key: 'method', label: 'read from', value: ({ evidence: e }) => e?.method ?? null, show: methodOf },
    {
      key: 'confidence',
      label: 'sure',
      value: ({ evidence: e }) => e?.confidence ?? null,
      show: ({ evidence: e }) => e && e.method !== 'person' && e.confidence.toFixed(2),
      number: true,
    },
    { key: 'words', label: 'where it stood', value: ({ evidence: e }) => e?.snippet ?? null, most: 70 },
    {
      key: 'source',
      label: 'page',
      value: ({ evidence: e }) => e?.id ?? null,
      show: ({ evidence: e }) => e && showMe(vehicle.id, { source: e.id }, e.field),
    },
    {
      key: 'when',
      value: ({ evidence: e }) => e?.written_at ?? null,
      show: ({ evidence: e }) => e && time(e.written_at),
    },
    {
      key: 'who',
      label: 'by',
      value: ({ evidence: e }) => writer(e),
      show: ({ evidence: e }) => e && mark('quiet', writer(e) ?? ''),
    },
  ];
  const decisions: Column<FieldRow> = {
    key: 'decide',
    value: null,
    show: ({ field, value }) => correction(form, vehicle.id, field, value),
  };
  const canDecide = form('', '') !== false;
  return table('fields', 'Fields', rows, canDecide ? [...columns, decisions] : columns);
}

function pointsOf({ vehicle }: VehicleStory, field: Field): string {
  const { gap } = rowOf(field);
  const part = vehicle.parts.find((each) => each.part === gap);
  if (gap === undefined || part === undefined) return '';
  return `${vehicle.gaps.includes(gap) ? 0 : part.weight} of ${part.weight}`;
}

const absent = (isGap: boolean): Html => (isGap ? mark('warn', 'missing') : html`<span class="faint">none</span>`);

function methodOf({ evidence, changed, value }: FieldRow): Content {
  if (evidence === undefined) return value === null ? '' : html`<span class="faint">came with the row</span>`;
  if (evidence.taken_back !== null)
    return html`<span class="faint">${evidence.method}, then ${evidence.taken_back}</span>`;
  return changed ? html`${evidence.method} <span class="faint">(then changed)</span>` : evidence.method;
}

const writer = (evidence: Evidence | undefined): string | null =>
  evidence === undefined
    ? null
    : (evidence.written_by ?? (evidence.method === 'person' ? 'a person' : `rules ${evidence.extractor_version}`));

export const showMe = (id: string, which: { source: number } | { proposal: string }, what: string): Html =>
  html`<a class="whole" href="${address(`${pathOf(id)}/evidence`, which)}" aria-label="Show me ${what}">show me</a>`;

function correction(form: Form, id: string, field: Field, value: string | null): Content {
  const isLong = field === 'description';
  const right = isLong
    ? html`<textarea name="value" rows="4" cols="30"></textarea>`
    : html`<input name="value" size="18" autocomplete="off">`;
  const sent = form(
    `${pathOf(id)}/reject`,
    html`<input type="hidden" name="field" value="${field}">
    <label>Right value${value === null ? '' : ', if you know it'}${right}</label>
    <label>Note<input name="note" size="18" maxlength="2000" autocomplete="off"></label>
    <button>${value === null ? 'Write it' : 'It is wrong'}</button>`,
  );
  return (
    sent &&
    html`<details class="decide"><summary>${value === null ? 'write' : 'wrong?'}<span class="away"> ${field}</span></summary>${sent}</details>`
  );
}

type Proposal = VehicleStory['proposals'][number];

/** What the page says and the row does not. */
export function proposalsTable({ vehicle, proposals }: VehicleStory, form: Form): Table {
  const columns: readonly Column<Proposal>[] = [
    { key: 'field' },
    { key: 'value', label: 'the page says', value: (each) => each.page_value ?? each.value, most: 120 },
    { key: 'row', label: 'the row says', value: ({ field }) => String(vehicle.values[field] ?? ''), most: 120 },
    {
      key: 'why',
      label: 'why not written',
      value: ({ why }) => (why === 'differs' ? 'the row has another value' : 'not sure enough'),
    },
    { key: 'confidence', label: 'sure', show: ({ confidence }) => confidence.toFixed(2), number: true },
    { key: 'words', label: 'where it stands', value: ({ snippet }) => snippet, most: 70 },
    {
      key: 'page',
      value: null,
      show: ({ field }) => showMe(vehicle.id, { proposal: field }, `the proposed ${field}`),
    },
    {
      key: 'accept',
      label: 'decide',
      value: null,
      show: ({ field }) =>
        form(
          `${pathOf(vehicle.id)}/accept`,
          html`<input type="hidden" name="field" value="${field}"><button aria-label="Accept ${field}">It is right</button>`,
        ),
    },
  ];
  return table('proposals', 'Read and not written', proposals, columns);
}

/** What stood there before, what was taken back, and what is never written again. */
export function earlierTable({ vehicle, evidence, rejections, actions }: VehicleStory): Table {
  const followed = evidence.filter(
    (each, i) => evidence.findIndex((other) => other.field === each.field) !== i || each.taken_back !== null,
  );
  const rows: Earlier[] = [
    ...followed.map((each) => ({
      field: each.field,
      value: each.value,
      what: each.taken_back ?? 'followed by another',
      by: `${each.method}, ${writer(each)}`,
      at: each.taken_back_at ?? each.written_at,
      source: each.id,
    })),
    ...evidence
      .filter((each) => each.replaced !== null)
      .map((each) => ({
        field: each.field,
        value: each.replaced ?? '',
        what: 'stood there before',
        by: '',
        at: each.written_at,
        source: null,
      })),
    ...rejections.map(({ field, value, kind, note, said_by: who, at }) => ({
      field,
      value,
      what: `never written again: ${kind === 'said' ? 'said to be wrong' : 'a person wrote another'}${note === null ? '' : ` (${note})`}`,
      by: who ?? 'a person',
      at,
      source: null,
    })),
    ...actions.flatMap(({ note, ended_at: at }) => notBelieved(note ?? '', at)),
  ];
  const columns: readonly Column<Earlier>[] = [
    { key: 'field' },
    { key: 'value', most: 120 },
    { key: 'what', label: 'what became of it', most: 120 },
    { key: 'by' },
    { key: 'at', label: 'when' },
    {
      key: 'source',
      label: 'page',
      show: ({ source, field }) => source && showMe(vehicle.id, { source }, `the earlier ${field}`),
    },
  ];
  return table(
    'earlier',
    'Earlier values and refusals',
    rows.toSorted((a, b) => b.at.getTime() - a.at.getTime()),
    columns,
    'Nothing was written over, taken back or refused.',
  );
}

interface Earlier {
  readonly field: string;
  readonly value: string;
  readonly what: string;
  readonly by: string;
  readonly at: Date;
  readonly source: number | null;
}

/** As src/enrichment/actions/extract-listing.ts says it in the log of actions: `not believed: vin X (why)`. */
function notBelieved(note: string, at: Date): Earlier[] {
  return [...note.matchAll(/not believed: (\w{1,40}) ([^;(]{1,200}) \(([^;]{1,400})\)/g)].map(
    ([, field = '', value = '', why = '']) => ({
      field,
      value,
      what: `not believed: ${why}`,
      by: 'the page',
      at,
      source: null,
    }),
  );
}

export function historySection(moments: readonly Moment[]): Html {
  return html`<section><h2>History</h2><ol class="line">${moments.map(
    ({ at, what, detail, tookMs, sinceMs }) => html`<li>
      <span class="at">${time(at)}${sinceMs !== null && sinceMs >= 100 && ` + ${duration(sinceMs / 1000)}`}</span>
      <span><strong>${what}</strong>${tookMs !== null && html` <span class="faint">took ${duration(tookMs / 1000)}</span>`}
      ${detail !== '' && html`<br>${shortly(detail, 200)}`}</span></li>`,
  )}</ol></section>`;
}
