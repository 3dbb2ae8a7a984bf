/**
 * Where a quotation stands in the readable text, and what stands around it.
 * Invariant: only whole words and whole figures are found; blanks and the shapes of quotes and dashes do not matter, every
 * other character does.
 */
import type { Line } from '../document/document.ts';
import { type Label, labelOf } from '../document/labels.ts';
import type { Readable } from '../document/readable.ts';

/** One place of a quotation. All texts are the page's. */
export interface Place {
  /** The words quoted, lines of the page kept apart. */
  readonly text: string;
  /** The lines they stand in. */
  readonly lines: readonly Line[];
  /** The sentence or sentences they stand in, whole. */
  readonly sentence: string;
  /** The sentence before that in the same line, where `it` may get its meaning from; else empty. */
  readonly before: string;
  /** What stands around the lines, a few each way. */
  readonly around: readonly Line[];
  /** The heading above; empty when there is none near. */
  readonly heading: string;
  /** The label in front of the value, in the quotation or before it; empty when there is none. */
  readonly label: string;
  readonly labelled: Label | undefined;
  /** The quotation without its label. */
  readonly value: string;
}

const MIN_QUOTE = 2;
const MAX_PLACES = 8;
const MAX_LABEL = 48;
const AROUND = 6;
const HEADING_REACH = 30;

const ODD: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", ʼ: "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '‑': '-', '−': '-' },
};

/** The same length, character for character. */
function evened(text: string): string {
  return text.replace(/[\s’‘ʼ“”„–—‑−]/g, (char) => ODD[char] ?? ' ');
}

const WORD = /[\p{L}\p{M}\p{N}]/u;
/** Scripts that put no blank between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

function isCut(inner: string, outer: string): boolean {
  return WORD.test(inner) && WORD.test(outer) && !(UNSPACED.test(inner) && UNSPACED.test(outer));
}

/** Whether the run from `at` to `end` neither begins nor ends inside a word or a figure. */
export function isWhole(text: string, at: number, end: number): boolean {
  const [first = '', last = ''] = [text[at], text[end - 1]];
  if (isCut(first, text[at - 1] ?? '') || isCut(last, text[end] ?? '')) return false;
  // `45,210` in `1,745,210` and `45` in `45,210` or `45,xxx`.
  if (/\d/.test(first) && /\d[.,' ]$/.test(text.slice(Math.max(0, at - 2), at)) && /^\d{3}(?!\d)/.test(text.slice(at)))
    return false;
  return !(/\d/.test(last) && /^(?:[.,'][\d#*_?xX•]| \d{3}(?!\d))/.test(text.slice(end, end + 5)));
}

/** Every place of the quotation, at most `MAX_PLACES` + 1: that many prove nothing. */
export function placesOf(quote: string, { lines, text }: Readable, lang: string): Place[] {
  const sought = evened(quote.normalize('NFC')).replace(/ {2,}/g, ' ').trim();
  if (sought.length < MIN_QUOTE) return [];
  const plain = evened(text);
  const places: Place[] = [];
  for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    if (isWhole(plain, at, end)) places.push(placeAt(at, end, lines, text, lang));
    if (places.length > MAX_PLACES) break;
  }
  return places;
}

/** The number of places that are too many to be looked at. */
export const TOO_MANY = MAX_PLACES + 1;

function placeAt(at: number, end: number, all: readonly Line[], text: string, lang: string): Place {
  let start = 0;
  let first = 0;
  while (start + (all[first]?.text.length ?? 0) + 1 <= at) {
    start += (all[first]?.text.length ?? 0) + 1;
    first += 1;
  }
  let last = first;
  let stop = start + (all[first]?.text.length ?? 0);
  while (stop < end && last + 1 < all.length) {
    last += 1;
    stop += 1 + (all[last]?.text.length ?? 0);
  }
  const quoted = text.slice(at, end);
  const lead = text.slice(start, at);
  const from = sentenceStart(text.slice(start, at + 2), lead.length);
  const { label, labelled, value } = labelBefore(
    quoted,
    lead,
    all[first]?.parts[0] ?? '',
    all[first - 1]?.text ?? '',
    lang,
  );
  const lines = all.slice(first, last + 1);
  return {
    text: quoted,
    lines,
    sentence: text.slice(start + from, end + sentenceEnd(text.slice(end, stop))),
    before: lead.slice(sentenceStart(lead, from - 1), from),
    around: [...all.slice(Math.max(0, first - AROUND), first), ...all.slice(last + 1, last + 1 + AROUND)],
    heading: all.slice(Math.max(0, first - HEADING_REACH), first).findLast((line) => line.level > 0)?.text ?? '',
    label,
    labelled,
    value,
  };
}

/** `approx. 45,000` ends no sentence: the next one begins with a capital. */
const BOUNDARY = /[.!?;]["')]?\s(?=["'(]?(?:\p{Lu}|\p{Lo}))/gu;

/** Where the sentence that holds `at` begins. */
function sentenceStart(text: string, at: number): number {
  const starts = [...text.matchAll(BOUNDARY)].map((end) => end.index + end[0].length);
  return starts.findLast((start) => start <= at) ?? 0;
}

function sentenceEnd(tail: string): number {
  const next = tail.matchAll(BOUNDARY).next().value;
  return next === undefined ? tail.length : next.index + 1;
}

interface Labelled {
  readonly label: string;
  readonly labelled: Label | undefined;
  readonly value: string;
}

/** The label inside the quotation, else in front of it in its line, else in the line above. */
function labelBefore(quoted: string, lead: string, part: string, above: string, lang: string): Labelled {
  for (const mark of ['\n', ':', ' - ', '\t']) {
    const at = quoted.indexOf(mark);
    const head = quoted.slice(0, Math.max(0, at));
    const labelled = head.length <= MAX_LABEL ? labelOf(head, lang) : undefined;
    if (labelled !== undefined) return { label: head, labelled, value: quoted.slice(at + mark.length).trim() };
  }
  // `<b>Mileage</b> 45,210`: a label and its value in one line.
  const own = lead.trim() === '' && quoted.startsWith(part) ? labelOf(part, lang) : undefined;
  if (own !== undefined) return { label: part, labelled: own, value: quoted.slice(part.length).trim() };
  const outer = lead.trim() === '' ? above : lead;
  if (outer.length > MAX_LABEL) return { label: '', labelled: undefined, value: quoted };
  const labelled = labelOf(outer, lang);
  // A few words that are no label of the table still say what follows: `Interior:`, `Bank rate`.
  return { label: outer.trim(), labelled, value: quoted };
}
