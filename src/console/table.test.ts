import { expect, test } from 'vitest';
import { html } from './html.ts';
import { asCsv, asJson, type Column, showTable, table } from './table.ts';

interface Row {
  readonly name: string;
  readonly started_at: Date | null;
}
const COLUMNS: readonly Column<Row>[] = [
  { key: 'choose', value: null, show: ({ name }) => html`<input value="${name}">` },
  { key: 'name', most: 30 },
  { key: 'started_at' },
];
const ROWS: readonly Row[] = [
  { name: '=1+1', started_at: new Date(0) },
  { name: 'a name of more than thirty letters', started_at: null },
];
const list = table('list', 'List', ROWS, COLUMNS);

test('what is there to be pressed is in the page, and in neither CSV nor JSON', () => {
  expect(String(showTable(list, '/console/list'))).toContain('<input value="=1+1">');
  expect(asCsv(list)).toBe(
    "name,started_at\r\n'=1+1,1970-01-01T00:00:00.000Z\r\na name of more than thirty letters,\r\n",
  );
  expect(asJson(list)[1]).toEqual({ name: 'a name of more than thirty letters', started_at: null });
});

test('a column is called as its key in words, and a long text stands behind its beginning', () => {
  const page = String(showTable(list, '/console/list'));
  expect(page).toContain('>started at</th>');
  expect(page).toContain('<summary>a name of more than thirty let…</summary>');
});
