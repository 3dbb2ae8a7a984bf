/**
 * Where words stand in a row of texts, whatever stands between them: a snippet was read off several elements at once.
 * Invariant: what is found are the words asked for, in their order, with nothing between them but signs and blanks, or a
 * label with its value close behind it.
 */

/** What of each text is to be marked, by the text's place in the row: from one character up to another. */
export type Found = ReadonlyMap<number, readonly [from: number, to: number]>;

interface Run {
  /** The text, and where in it. */
  readonly text: number;
  readonly at: number;
  /** Where it begins in the letters of all. */
  readonly from: number;
  readonly length: number;
}

interface Letters {
  readonly all: string;
  readonly runs: readonly Run[];
}

/** So many letters are not found by chance, so they may begin and end within a word: a snippet is cut anywhere. */
const LONG = 30;
/** Letters between a label and the value that belongs to it. */
const NEAR = 120;
/** How often a label is tried; `price` stands in some data ten thousand times. */
const TRIES = 2_000;

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const BETWEEN_BLANKS = /\S+/gu;

/** A row of texts to be searched, each time without looking at all of it anew. */
export class SearchedTexts {
  readonly #texts: readonly string[];
  readonly #letters = new Map<RegExp, Letters>();

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** The first place of the words; nothing where they do not stand. */
  words(words: string): Found | undefined {
    for (const kind of [BETWEEN_BLANKS, WORDS]) {
      const sought = lettersOf([words], kind).all;
      if (sought === '') continue;
      const letters = this.#lettersBy(kind);
      const at = sought.length >= LONG ? letters.all.indexOf(sought) : indexOfWhole(letters, sought);
      if (at !== -1) return rangesOf(letters, at, at + sought.length, this.#texts);
    }
    return undefined;
  }

  /** `label: value` of data, where other signs, brackets or keys stand between the two. */
  pair(label: string, value: string): Found | undefined {
    const [name, sought] = [lettersOf([label], WORDS).all, lettersOf([value], WORDS).all];
    if (name === '' || sought === '') return undefined;
    const letters = this.#lettersBy(WORDS);
    let at = letters.all.indexOf(name);
    for (let tries = 0; at !== -1 && tries < TRIES; tries += 1) {
      const after = at + name.length;
      const there = letters.all.slice(after, after + NEAR + sought.length).indexOf(sought);
      const [from, to] = [after + there, after + there + sought.length];
      if (there !== -1 && isEdge(letters, from) && isEdge(letters, to)) return rangesOf(letters, at, to, this.#texts);
      at = letters.all.indexOf(name, after);
    }
    return undefined;
  }

  #lettersBy(kind: RegExp): Letters {
    let letters = this.#letters.get(kind);
    if (letters === undefined) {
      letters = lettersOf(this.#texts, kind);
      this.#letters.set(kind, letters);
    }
    return letters;
  }
}

function lettersOf(texts: readonly string[], kind: RegExp): Letters {
  const runs: Run[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const [text, whole] of texts.entries()) {
    for (const match of whole.matchAll(kind)) {
      const [word] = match;
      const lower = word.toLowerCase();
      // Of some letters (İ) the small one is longer; places would no longer agree.
      parts.push(lower.length === word.length ? lower : word);
      runs.push({ text, at: match.index, from, length: word.length });
      from += word.length;
    }
  }
  return { all: parts.join(''), runs };
}

function indexOfWhole(letters: Letters, sought: string): number {
  let at = letters.all.indexOf(sought);
  for (let tries = 0; at !== -1 && tries < TRIES; tries += 1) {
    if (isEdge(letters, at) && isEdge(letters, at + sought.length)) return at;
    at = letters.all.indexOf(sought, at + 1);
  }
  return -1;
}

/** A run begins there, or the last one ends. */
function isEdge({ runs, all }: Letters, at: number): boolean {
  return at === all.length || runs[runAt(runs, at)]?.from === at;
}

/** The run that holds the letter. */
function runAt(runs: readonly Run[], at: number): number {
  let [low, high] = [0, runs.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((runs[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function rangesOf({ runs }: Letters, from: number, to: number, texts: readonly string[]): Found {
  const [first, last] = [runs[runAt(runs, from)], runs[runAt(runs, to - 1)]];
  const found = new Map<number, readonly [number, number]>();
  if (first === undefined || last === undefined) return found;
  for (let text = first.text; text <= last.text; text += 1) {
    const start = text === first.text ? first.at + from - first.from : 0;
    const end = text === last.text ? last.at + to - last.from : (texts[text]?.length ?? 0);
    if (texts[text]?.slice(start, end).trim() !== '') found.set(text, [start, end]);
  }
  return found;
}
