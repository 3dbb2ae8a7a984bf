/** The vehicles, by filters that stand in the address, lowest score first. */
import { z } from 'zod';
import {
  type ListedVehicle,
  listVehicles,
  type Place,
  type VehiclePage,
} from '../database/statements/list-vehicles.ts';
import { OUTCOMES } from '../events.ts';
import { counted, nameOf } from '../terminal/format.ts';
import { GAPS, type Gap } from '../vehicles/fields.ts';
import { address, type Content, type Html, html, mark, outside, shortened } from './html.ts';
import type { Pages } from './pages.ts';
import { type Column, figure, inWords, showTable, table } from './table.ts';

/** A form sends what was left empty as an empty text. */
const given = <Rule extends z.ZodType>(rule: Rule) =>
  z.preprocess((text) => (text === '' ? undefined : text), rule.optional());

const HOUR_MS = 3_600_000;
const AGES = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;
const AGE_WORDS: Readonly<Record<keyof typeof AGES, string>> = {
  '1h': 'in the last hour',
  '24h': 'in the last day',
  '7d': 'in the last week',
  '30d': 'in the last month',
};
const query = z.object({
  q: given(z.string().trim().max(500, 'is longer than 500 characters')),
  outcome: given(z.enum(OUTCOMES)),
  missing: given(z.enum(GAPS as readonly [Gap, ...Gap[]])),
  source: given(z.string().trim().toLowerCase().max(300)),
  score: given(z.string().regex(/^\s*\d{1,3}\s*(?:-\s*\d{1,3}\s*)?$/, 'is a figure as 40, or two as 0-84')),
  changed: given(z.union([z.enum(Object.keys(AGES) as (keyof typeof AGES)[]), z.iso.datetime({ offset: true })])),
  after: given(z.string().max(200)),
  size: given(z.coerce.number().int().min(1).max(500)),
});
type Asked = z.output<typeof query>;

const SIZE = 50;

export function vehiclesPage(pages: Pages): void {
  pages.page('/console/vehicles', { query }, async ({ query: asked, services, path, form }) => {
    const page = await listVehicles(
      services.pool,
      {
        outcome: asked.outcome,
        missing: asked.missing,
        source: asked.source,
        score: scoresOf(asked.score),
        changed: sinceWhen(asked.changed),
        words: asked.q?.split(/\s+/).filter(Boolean),
      },
      { after: placeOf(asked.after), size: asked.size ?? SIZE },
    );
    const { vehicles } = page;
    const columns = services.readOnly ? COLUMNS : [MARK, ...COLUMNS];
    const list = table('vehicles', 'Vehicles', vehicles, columns, 'None of those looked at.');
    const shown = showTable(list, path);
    const again = html`<input type="hidden" name="back" value="${path}">${shown}
      <div class="row"><label class="beside"><input type="checkbox" data-mark-all="vehicle">Mark all of this page</label>
      <button>Run again</button></div>`;
    return {
      title: 'Vehicles',
      body: html`${filters(asked)}<p>${toldOf(page, asked)}</p>${
        vehicles.length === 0 ? shown : form('/console/vehicles/run', again) || shown
      }${further(page, asked)}`,
      tables: [list],
    };
  });
}

const MARK: Column<ListedVehicle> = {
  key: 'mark',
  value: null,
  show: (vehicle) =>
    html`<input type="checkbox" name="vehicle" value="${vehicle.id}" aria-label="Mark ${nameOf(vehicle)}">`,
};
const COLUMNS: readonly Column<ListedVehicle>[] = [
  {
    key: 'name',
    label: 'vehicle',
    value: nameOf,
    show: (vehicle) => html`<a href="/console/vehicles/${vehicle.id}">${nameOf(vehicle)}</a>`,
  },
  { key: 'score', number: true },
  { key: 'outcome', show: ({ outcome }) => outcomeMark(outcome) },
  { key: 'missing', label: 'lacks', value: ({ gaps }) => gaps.map(inWords).join(', ') },
  { key: 'reason', label: 'why', most: 120 },
  { key: 'vin', label: 'VIN', show: ({ vin }) => vin && html`<code>${vin}</code>` },
  { key: 'images', label: 'photographs', value: ({ image_count: count }) => count, number: true },
  { key: 'settled_at', label: 'last run' },
  {
    key: 'discovery_url',
    label: 'address',
    show: ({ discovery_url: url }) =>
      outside(url, url === null ? 'none' : (URL.parse(url)?.host ?? shortened(url, 60))),
  },
  { key: 'id', show: ({ id }) => html`<code title="${id}">${id.slice(0, 8)}</code>` },
];

const KIND = { complete: 'good', invalid: 'bad', blocked: 'bad', excluded: 'quiet', gone: 'quiet' } as const;

export const outcomeMark = (outcome: string): Html =>
  mark(outcome in KIND ? KIND[outcome as keyof typeof KIND] : 'warn', outcome);

function filters(asked: Asked): Html {
  const choice = (name: string, chosen: string | undefined, options: readonly (readonly [string, string])[]) =>
    html`<select name="${name}"><option value="">any</option>${options.map(
      ([value, words]) => html`<option value="${value}" ${value === chosen && 'selected'}>${words}</option>`,
    )}</select>`;
  const inOrder = (names: readonly string[]) => names.map((name) => [name, inWords(name)] as const);
  const ages = Object.entries(AGE_WORDS);
  const isMoment = asked.changed !== undefined && !(asked.changed in AGES);
  return html`<form method="get" action="/console/vehicles" class="row" role="search">
    <label>Words, VIN, address or id<input type="search" name="q" value="${asked.q}" size="28" data-search></label>
    <label>Outcome${choice('outcome', asked.outcome, inOrder(OUTCOMES))}</label>
    <label>Lacks${choice('missing', asked.missing, inOrder(GAPS))}</label>
    <label>Score<input name="score" value="${asked.score}" size="7" placeholder="0-84"></label>
    <label>Source<input name="source" value="${asked.source}" size="16" placeholder="cars.example"></label>
    <label>Last run${choice('changed', asked.changed, [...ages, ...(isMoment ? [[asked.changed ?? '', `since ${asked.changed}`] as const] : [])])}</label>
    <button>Filter</button>
    <a href="/console/vehicles">Clear</a>
  </form>`;
}

function toldOf({ vehicles, total, next }: VehiclePage, { after }: Asked): string {
  if (total !== undefined)
    return `${counted(total, 'vehicle')}, the lowest score first${after === undefined ? '' : '; further down'}.`;
  const more = next === undefined ? '' : ', and there may be more';
  return `${counted(vehicles.length, 'vehicle')} here${more}; the lowest score first.`;
}

function further({ next, lookedAt }: VehiclePage, asked: Asked): Content {
  if (next === undefined) return undefined;
  const url = address('/console/vehicles', { ...asked, after: `${next.score}|${next.listed_at ?? ''}|${next.id}` });
  return lookedAt === undefined
    ? html`<p><a href="${url}" rel="next">Next page</a></p>`
    : html`<p>Looked at the next ${figure(lookedAt)} vehicles in the order of their score; no index knows these words or this source. <a href="${url}" rel="next">Look further</a></p>`;
}

/** Two figures in any order. */
function scoresOf(text: string | undefined): { from: number; to: number } | undefined {
  const [from, to = from] = (text?.split('-') ?? []).map((part) => Math.min(Number(part), 100));
  return from === undefined || to === undefined ? undefined : { from: Math.min(from, to), to: Math.max(from, to) };
}

function sinceWhen(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  return text in AGES ? new Date(Date.now() - AGES[text as keyof typeof AGES] * HOUR_MS) : new Date(text);
}

const place = z.tuple([
  z.coerce.number().int(),
  z.string().refine((at) => at === '' || Number.isFinite(Date.parse(at))),
  z.guid(),
]);

/** Another one than we made: the list begins anew. */
function placeOf(text: string | undefined): Place | undefined {
  const read = place.safeParse(text?.split('|'));
  if (!read.success) return undefined;
  const [score, listedAt, id] = read.data;
  return { score, listed_at: listedAt === '' ? null : listedAt, id };
}
