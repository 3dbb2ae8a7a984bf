/** Wherever the documents point, something is: links and their anchors, files that are named, rooms, and every document in the index. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/program.ts';

const DOCUMENTS = globSync('{*.md,{docs,supabase,contrib,sql}/**/*.md}', { cwd: ROOT }).sort();
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '');

/** As the usual renderers make them of headings. */
function anchorsOf(file: string): string[] {
  return [...withoutCode(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

interface Link {
  readonly document: string;
  readonly target: string;
}

const LINKS: Link[] = DOCUMENTS.flatMap((document) =>
  [...withoutCode(read(document)).matchAll(/(?:\]\(|(?:src|srcset|href)=")([^)"\s]+)/g)]
    .map(([, target = '']) => ({ document, target }))
    .filter(({ target }) => !/^https?:/.test(target)),
);

function broken({ document, target }: Link): string | undefined {
  const [file = '', anchor] = target.split('#');
  const at = file === '' ? document : path.join(path.dirname(document), file);
  if (!existsSync(path.join(ROOT, at))) return `${document}: ${target} is not there`;
  const lacks = anchor !== undefined && !anchorsOf(at).includes(anchor);
  return lacks ? `${document}: ${at} has no heading #${anchor}` : undefined;
}

describe('the documents', () => {
  test('link to files and headings that are there', () => {
    expect(LINKS.length).toBeGreaterThan(60);
    expect(LINKS.map(broken).filter(Boolean)).toEqual([]);
  });

  test('name files and folders that are there', () => {
    const named = DOCUMENTS.flatMap((document) =>
      [...read(document).matchAll(/`((?:src|sql|test|tools|bench|grafana|examples|contrib|docs|supabase)\/[^`\s]+)`/g)]
        .map(([, file = '']) => ({ document, file }))
        // `NAME.ts` is to be filled in.
        .filter(({ file }) => !/[A-Z]{4}(?!.*\.md)/.test(file)),
    );
    expect(named.length).toBeGreaterThan(100);
    const gone = named.filter(({ file }) => globSync(file.replace(/\/$/, ''), { cwd: ROOT }).length === 0);
    expect(gone).toEqual([]);
    const parts = new Set(globSync('sql/**/*.sql', { cwd: ROOT }).map((file) => path.basename(file)));
    const steps = DOCUMENTS.flatMap((document) =>
      [...read(document).matchAll(/\b\d\d_\w+\.sql/g)].map(([file]) => file),
    );
    expect(steps.filter((file) => !parts.has(file))).toEqual([]);
  });

  test('stand in the index, each once', () => {
    const links = LINKS.filter(({ document }) => document === 'docs/README.md').map(({ target }) => `docs/${target}`);
    const documents = DOCUMENTS.filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');
    expect(links.filter((target) => target.startsWith('docs/') && !target.includes('..')).sort()).toEqual(documents);
  });

  test('say what each room of the code is', () => {
    const rooms = globSync('*', { cwd: path.join(ROOT, 'src') }).filter((room) => !room.endsWith('.test.ts'));
    const told = read('docs/how-it-works.md');
    expect(rooms.filter((room) => !told.includes(`\`src/${room}\``))).toEqual([]);
  });
});
