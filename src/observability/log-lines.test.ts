import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FIELDS, IDS, LINES } from './log-lines.ts';

const DOCUMENT = new URL('../../docs/logs.md', import.meta.url);
const BEGINS = '<!-- made from src/observability/log-lines.ts -->\n';
const ENDS = '<!-- end -->\n';

function tables(): string {
  const lines = Object.entries(LINES).map(
    ([line, { level, fields, means }]) =>
      `| ${level} | ${line} | ${fields.map((field) => `\`${field}\``).join(' ')} | ${means} |`,
  );
  const fields = Object.entries({ ...IDS, ...FIELDS }).map(([field, means]) => `| \`${field}\` | ${means} |`);
  return [
    ...['## Lines', '', '| level | message | fields | what it means |', '|---|---|---|---|', ...lines],
    ...['', '## Fields', '', '| field | |', '|---|---|', ...fields, ''],
  ].join('\n');
}

test('docs/logs.md has every line and every field (UPDATE_DOCS=1 writes them)', async () => {
  const document = await readFile(DOCUMENT, 'utf8');
  const [before, rest = ''] = document.split(BEGINS);
  const [, after] = rest.split(ENDS);
  const made = `${before}${BEGINS}\n${tables()}${ENDS}${after}`;
  if (process.env.UPDATE_DOCS === '1') await writeFile(DOCUMENT, made);
  else expect(document).toBe(made);
});

test('every field stands in a line, every line is written somewhere, and nothing is logged beside the table', async () => {
  const used = new Set<string>(Object.values(LINES).flatMap(({ fields }) => [...fields]));
  expect(Object.keys({ ...IDS, ...FIELDS }).filter((field) => !used.has(field))).toEqual([]);
  const files = globSync('src/**/*.ts').filter((file) => !/\.test\.ts$|log-lines\.ts$/.test(file));
  const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const all = sources.join('\n');
  expect(Object.keys(LINES).filter((line) => !all.includes(`'${line}'`))).toEqual([]);
  // `helpers.logger` is the queue's, whose words come in the line 'the queue says'.
  const beside = files.filter((_, i) => /\blog\.(?:trace|debug|info|warn|error|fatal)\(/.test(sources[i] ?? ''));
  expect(beside).toEqual([]);
});
