/**
 * One description of a table, three ways to have it: HTML, CSV and JSON under the same address.
 * Invariant: a cell of CSV never begins as a formula, whatever stood in the database.
 */
import { type Content, type Html, html, shortly, time } from './html.ts';

export type Value = string | number | boolean | Date | null;

/** Those that may stand in a cell as they are. */
type Plain<Row> = { [K in keyof Row & string]: Row[K] extends Value ? K : never }[keyof Row & string];

export type Column<Row> = {
  /** Default: the key in words. */
  readonly label?: string;
  /** Default: the value, as its type is shown. */
  readonly show?: (row: Row) => Content;
  readonly number?: true;
  /** Sentences stand here: it is no column of single words on a phone. */
  readonly wide?: true;
  /** After so many characters the rest stands behind the beginning. */
  readonly most?: number;
} & (
  | // Its name in CSV and JSON, and of the value in the row.
  { readonly key: Plain<Row>; readonly value?: never }
  // `null`: something to press, in HTML alone.
  | { readonly key: string; readonly value: ((row: Row) => Value) | null }
);

/** A table whose rows nobody else needs to know the type of. */
export interface Table {
  /** `?table=` chooses it where a page has several. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly number: boolean;
    readonly wide: boolean;
    readonly isValue: boolean;
  }[];
  readonly values: readonly (readonly Value[])[];
  readonly cells: readonly (readonly Content[])[];
  /** What stands there when there is no row. */
  readonly none: string;
}

export function table<Row>(
  name: string,
  caption: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  none = 'Nothing.',
): Table {
  const read = ({ key, value }: Column<Row>, row: Row): Value =>
    value === undefined ? (row[key as keyof Row] as Value) : (value?.(row) ?? null);
  return {
    name,
    caption,
    columns: columns.map(({ key, label = inWords(key), number = false, wide = false, value }) => ({
      ...{ key, label, number, wide },
      isValue: value !== null,
    })),
    values: rows.map((row) => columns.map((column) => read(column, row))),
    cells: rows.map((row) => columns.map((each) => each.show?.(row) ?? shown(read(each, row), each.most))),
    none,
  };
}

/** `images_downloaded` is known by its name in SQL; people read words. */
export const inWords = (name: string): string => name.replaceAll('_', ' ');

function shown(value: Value, most: number | undefined): Content {
  if (value instanceof Date) return time(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return figure(value);
  return value === null || most === undefined ? value : shortly(value, most);
}

export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** `path`: of its page with the filters in it, for the links to the other two ways. */
export function showTable(table: Table, path: string): Html {
  const as = (format: string) => {
    const url = new URL(path, 'http://console.invalid');
    url.searchParams.set('table', table.name);
    url.searchParams.set('format', format);
    return `${url.pathname}${url.search}`;
  };
  return html`<section class="table">
    <div class="head"><h2 id="${table.name}">${table.caption}</h2>
      <span class="ways"><a href="${as('csv')}" aria-label="${table.caption} as CSV">CSV</a>
      <a href="${as('json')}" aria-label="${table.caption} as JSON">JSON</a></span></div>
    ${
      table.cells.length === 0
        ? html`<p class="faint">${table.none}</p>`
        : html`<div class="scroll" role="region" aria-labelledby="${table.name}" tabindex="0"><table>
      <thead><tr>${table.columns.map(({ label, number }) => html`<th scope="col" class="${number && 'number'}">${label}</th>`)}</tr></thead>
      <tbody>${table.cells.map(
        (cells, row) =>
          html`<tr>${cells.map((cell, at) => html`<td class="${classOf(table.columns[at], table.values[row]?.[at])}">${cell}</td>`)}</tr>`,
      )}</tbody>
    </table></div>`
    }
  </section>`;
}

/** A column of sentences in which there is none takes no room. */
function classOf(column: Table['columns'][number] | undefined, value: Value | undefined): string {
  return column?.number ? 'number' : column?.wide && value != null ? 'wide' : '';
}

export function asCsv(table: Table): string {
  const keys = table.columns.filter(({ isValue }) => isValue).map(({ key }) => key);
  const rows = [keys, ...asJson(table).map((row) => keys.map((key) => row[key] ?? null))];
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

export function asJson({ columns, values }: Table): Record<string, ReturnType<typeof plain>>[] {
  return values.map((row) =>
    Object.fromEntries(columns.flatMap(({ key, isValue }, at) => (isValue ? [[key, plain(row[at] ?? null)]] : []))),
  );
}

function plain(value: Value): string | number | boolean | null {
  return value instanceof Date ? (Number.isFinite(value.getTime()) ? value.toISOString() : null) : value;
}

/** A spreadsheet reads a text that begins so as a formula, blanks before it or not; an apostrophe makes it a text. */
const FORMULA = /^\s*[=+\-@]|^[\t\r]/;

function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value ?? '');
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
