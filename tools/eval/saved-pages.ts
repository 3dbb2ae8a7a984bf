/**
 * Saved pages with the truth a person read off them, which stands in the folder's `index.json` or in a comment with which
 * the page begins: `<!-- truth {…} -->`, an entry of the index without its slug, which is the name of the file.
 * Invariant: a page is its bytes without that comment, decoded as the fetcher decodes them.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { decodeHtml } from '../../src/fetching/charset.ts';
import { type Entry, entrySchema } from './score.ts';

export interface SavedPage {
  readonly entry: Entry;
  readonly url: string;
  readonly html: string;
}

const BEGIN = '<!-- truth ';
const END = ' -->';

/** The pages of `dir` and of the folders in it, or of a file with a page a line: an entry that has its `html`. */
export function* savedPages(dir: string): Generator<SavedPage> {
  if (statSync(dir).isFile()) {
    yield* pagesOfLines(dir);
    return;
  }
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  let none = true;
  for (const path of [dir, ...folders.map((folder) => join(dir, folder.name)).toSorted()]) {
    const slugs = new Set<string>();
    for (const { entry, bytes } of [...indexedPages(path), ...pagesWithTruth(path)]) {
      if (slugs.has(entry.slug)) throw new Error(`${path}: ${entry.slug} stands there twice`);
      slugs.add(entry.slug);
      none = false;
      yield { entry, url: addressOf(entry), html: decodeHtml(bytes, entry.content_type) };
    }
  }
  if (none) throw new Error(`${dir} holds no index.json, and no page that begins with ${BEGIN}`);
}

const withHtml = entrySchema.extend({ html: z.string() });

function* pagesOfLines(file: string): Generator<SavedPage> {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { html, ...entry } = withHtml.parse(JSON.parse(line));
    yield { entry, url: addressOf(entry), html };
  }
}

interface WithBytes {
  readonly entry: Entry;
  readonly bytes: Buffer;
}

function* indexedPages(path: string): Generator<WithBytes> {
  const index = join(path, 'index.json');
  if (!existsSync(index)) return;
  for (const entry of z.array(entrySchema).parse(JSON.parse(readFileSync(index, 'utf8')))) {
    yield { entry, bytes: readFileSync(join(path, entry.file ?? `${entry.slug}.html`)) };
  }
}

function* pagesWithTruth(path: string): Generator<WithBytes> {
  for (const file of readdirSync(path).toSorted()) {
    if (!file.endsWith('.html')) continue;
    const bytes = readFileSync(join(path, file));
    if (!bytes.subarray(0, BEGIN.length).equals(Buffer.from(BEGIN))) continue;
    // What the comment says is known, so no page may be read with it.
    const end = bytes.indexOf(END);
    try {
      const said: unknown = JSON.parse(bytes.toString('utf8', BEGIN.length, end));
      const entry = entrySchema.parse({ ...z.looseObject({}).parse(said), slug: basename(file, '.html') });
      yield { entry, bytes: bytes.subarray(end + END.length) };
    } catch (cause) {
      throw new Error(`${join(path, file)} begins with a truth that cannot be read: ${String(cause)}`, { cause });
    }
  }
}

function addressOf(entry: Entry): string {
  if (entry.url !== undefined && entry.url !== null) return entry.url;
  const host = /[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(entry.site ?? '')?.[0];
  return `https://${host ?? 'unknown.invalid'}/`;
}
