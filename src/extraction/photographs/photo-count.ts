/**
 * How many photographs a page says it has: `Ver 18 fotos`, `1/16`, `写真 20枚`.
 * Invariant: only short lines of the page's own part are read; a count weighs how sure a gallery is, it never makes one.
 */
import type { PageDocument } from '../document/document.ts';

const MAX_TEXT = 40;
const MAX_COUNT = 300;

/** Words for photographs, as they stand behind or before their number. */
const WORDS =
  "photos?|pictures?|images?|pics|fotos?|foto's|fotoğraf|resim|bilder|bilde|billeder|kuvaa|kuvat|kép(?:ek)?|poze|imagini|im[aá]genes|imagens|ảnh|hình ảnh|รูป|写真|画像|照片|图片|圖片|사진|صور[ةه]?|عکس|תמונות|(?:fotograf|zdję|snímk|fotk|nuotrauk|фото|снимк|φωτογραφ)\\p{L}*";
const BEHIND = new RegExp(
  `(?<![\\d.,])(\\d{1,3})\\s{0,3}\\+?\\s{0,3}[枚张張장]?の?\\s{0,3}(?:${WORDS})(?!\\p{L})`,
  'iu',
);
const BEFORE = new RegExp(
  `^(?:${WORDS})\\s{0,3}[:(（]?\\s{0,3}(?:1\\s{0,3}/\\s{0,3})?(\\d{1,3})\\s{0,3}(?:枚|张|張|장)?[)）]?$`,
  'iu',
);
/** The counter of a slide show stands on the first. */
const COUNTER = /^[^\d]{0,3}1\s{0,3}(?:\/|of|von|de|sur|av|af|z|ze|из)\s{0,3}(\d{1,3})(?!\d|\s{0,3}[/.,]|\s{0,3}\d)/i;

export interface PhotoCounts {
  /** `1/16`: so many and no more. */
  readonly whole: ReadonlySet<number>;
  /** `View 16 photos`, but also `+ 11 photos`: at least so many. */
  readonly least: ReadonlySet<number>;
}

export function photoCounts({ lines }: PageDocument): PhotoCounts {
  const whole = new Set<number>();
  const least = new Set<number>();
  for (const { text, zone } of lines) {
    if (zone !== 'main' || text.length > MAX_TEXT || !/\d/.test(text)) continue;
    const counter = COUNTER.exec(text)?.[1];
    const count = Number(counter ?? (BEHIND.exec(text) ?? BEFORE.exec(text))?.[1] ?? 0);
    if (count > 1 && count <= MAX_COUNT) (counter === undefined ? least : whole).add(count);
  }
  return { whole, least };
}

/** Whether so many photographs are what the page says; `undefined` where it says nothing of it. */
export function agrees({ whole, least }: PhotoCounts, found: number): boolean | undefined {
  const all = [...whole, ...least];
  if (all.some((count) => Math.abs(count - found) * 10 <= count)) return true;
  return whole.size > 0 || all.some((count) => count > found) ? false : undefined;
}
