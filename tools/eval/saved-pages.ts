/**
 * Saved pages with the truth a person read off them.
 * Invariant: a page is its bytes, decoded as the fetcher decodes them; a folder counts when it holds an `index.json`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHtml } from '../../src/fetching/charset.ts';
import { type Entry, indexSchema } from './score.ts';

export interface SavedPage {
  readonly entry: Entry;
  readonly url: string;
  readonly html: string;
}

/** The pages of `dir` and of those folders in it that have an index of their own, one at a time. */
export function* savedPages(dir: string): Generator<SavedPage> {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = [dir, ...folders.map((folder) => join(dir, folder.name)).toSorted()];
  const indexed = paths.filter((path) => existsSync(join(path, 'index.json')));
  if (indexed.length === 0) throw new Error(`${dir} holds no index.json`);
  for (const path of indexed) {
    for (const entry of indexSchema.parse(JSON.parse(readFileSync(join(path, 'index.json'), 'utf8')))) {
      const bytes = readFileSync(join(path, entry.file ?? `${entry.slug}.html`));
      yield { entry, url: addressOf(entry), html: decodeHtml(bytes, entry.content_type) };
    }
  }
}

function addressOf(entry: Entry): string {
  if (entry.url !== undefined && entry.url !== null) return entry.url;
  const host = /[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(entry.site ?? '')?.[0];
  return `https://${host ?? 'unknown.invalid'}/`;
}
