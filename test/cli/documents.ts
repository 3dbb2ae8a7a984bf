/** What the documents show to be typed: every line of a fenced bash block, every statement of a fenced sql block, and commands inside sentences. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../support/program.ts';

export interface Shown {
  readonly document: string;
  readonly kind: 'shell' | 'sql';
  /** On one line as it is typed, without its comment, and without the `npx ` of our own commands. */
  readonly text: string;
}

/** In a sentence: something that is run, with at least one argument. */
const SHELL = /^(?:npm|npx|node|curl|micro-scrape|psql|prometheus|promtool|grafana|export|docker|git) \S/;
const SQL = /^(?:select|insert|update|delete|vacuum|alter|drop|grant|revoke|reassign|set|create) \S/i;

export async function readDocuments(): Promise<Shown[]> {
  const below = await readdir(path.join(ROOT, 'docs'), { recursive: true });
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...below.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
  const shown = await Promise.all(
    documents.map(async (document) => commandsOf(document, await readFile(path.join(ROOT, document), 'utf8'))),
  );
  return shown.flat();
}

export function commandsOf(document: string, text: string): Shown[] {
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)];
  const fenced = blocks.flatMap(([, language, body = '']): Shown[] => {
    switch (language) {
      case 'bash':
      case 'sh':
        return shellLines(body).map((line) => ({ document, kind: 'shell', text: line }));
      case 'console':
        return [...body.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => ({ document, kind: 'shell', text: line }));
      case 'sql':
        return statements(body).map((statement) => ({ document, kind: 'sql', text: statement }));
      default:
        return [];
    }
  });
  const sentences = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g);
  const inline = [...sentences].flatMap(([, code = '']): Shown[] => {
    const line = code.replaceAll('\n', ' ');
    if (SHELL.test(line)) return [{ document, kind: 'shell', text: line }];
    return SQL.test(line) && line.endsWith(';')
      ? statements(line).map((each) => ({ document, kind: 'sql', text: each }))
      : [];
  });
  return [...fenced, ...inline].map((shown) => ({
    ...shown,
    text: shown.text.replace('npx micro-scrape ', 'micro-scrape '),
  }));
}

function shellLines(body: string): string[] {
  return body
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trim())
    .filter((line) => line !== '');
}

function statements(body: string): string[] {
  return body
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .filter((statement) => statement !== '');
}
