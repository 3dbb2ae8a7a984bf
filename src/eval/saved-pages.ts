/**
 * Saved pages with the truth a person read off them.
 * Invariant: a page is its bytes, decoded as the fetcher decodes them; a folder counts when it holds an `index.json`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeHtml } from '../fetch/charset.ts';
import { type Entry, indexSchema } from './score.ts';

export interface SavedPage {
  readonly entry: Entry;
  readonly url: string;
  readonly html: string;
}

/** The pages of `dir` and of those folders in it that have an index of their own, one at a time. */
export async function* savedPages(dir: string): AsyncGenerator<SavedPage> {
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const paths = [dir, ...folders.map((folder) => join(dir, folder.name)).toSorted()];
  let indexes = 0;
  for (const path of paths) {
    const index = await readFile(join(path, 'index.json'), 'utf8').catch(() => undefined);
    if (index === undefined) continue;
    indexes += 1;
    for (const entry of indexSchema.parse(JSON.parse(index))) {
      const bytes = await readFile(join(path, entry.file ?? `${entry.slug}.html`));
      yield { entry, url: addressOf(entry), html: decodeHtml(bytes, entry.content_type) };
    }
  }
  if (indexes === 0) throw new Error(`${dir} holds no index.json`);
}

function addressOf(entry: Entry): string {
  if (entry.url !== undefined && entry.url !== null) return entry.url;
  const host = /[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(entry.site ?? '')?.[0];
  return `https://${host ?? 'unknown.invalid'}/`;
}
