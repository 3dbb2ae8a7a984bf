/**
 * Reads year, make and model out of a vehicle's name: `6k-Mile 2020 Porsche 911 Carrera 4S Coupe`.
 * Invariant: every part is words of the text; only the make may follow from a model that no other make sells
 * (a Corvette is a Chevrolet).
 */
import { matchesIn } from '../../runtime/matches.ts';
import { memoize, OF_ONE_PAGE } from '../../runtime/memoize.ts';
import { SPELLINGS } from './make-spellings.ts';
import { MAKES } from './make-table.ts';
import { MODEL_SPELLINGS } from './model-spellings.ts';
import {
  END,
  isWeakModel,
  lineKey,
  MODEL_NAMED,
  NO_MODEL,
  NO_MODEL_START,
  NOISE,
  OF_LINE,
  OPENERS,
  WEAK_MAKES,
} from './name-words.ts';
import { shortYearBefore, yearsInTitle } from './year.ts';

export interface VehicleName {
  readonly year?: number;
  /** The stored spelling (`Mercedes-Benz` for `MERCEDES`). */
  readonly make?: string;
  /** As the text writes it. */
  readonly model?: string;
  /** The model is in the table of that make, not merely the word after the make. */
  readonly knownModel: boolean;
  /** Everything after the make: model, trim and body. */
  readonly rest: string;
  /** No make stood in the text; the model named it. */
  readonly makeFromModel: boolean;
}

/** Lower case, no accents, no punctuation: `Mercedes-Benz` and `MERCEDES BENZ` become `mercedesbenz`. */
export function wordKey(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return text.normalize('NFKD').toLowerCase().replace(NO_LETTERS, '');
}

/** The vowels of the scripts of India, of Burma and Cambodia are marks: without them `कार` (car) would be `कर` (do). */
const NO_LETTERS =
  /[^\p{L}\p{N}\u0900-\u093b\u093e-\u0963\u0980-\u09bb\u09be-\u0a3b\u0a3e-\u0abb\u0abe-\u0b3b\u0b3e-\u0cbb\u0cbe-\u0dff\u102b-\u103e\u17b4-\u17d3]+/gu;

const makeByKey = new Map<string, string>();
/** Per make: the key of a model to its usual spelling. */
const modelsByMake = new Map<string, Map<string, string>>();
const makesByModel = new Map<string, Set<string>>();
/** Keys of models whose last word is one letter (`Model S`): written together they are another word (`models`). */
const apart = new Set<string>();
/** Keys of models in other scripts that are everyday words of their language. */
const everydayModels = new Set<string>();
for (const { name, aliases, models } of MAKES) {
  for (const spelling of [name, ...aliases, ...(SPELLINGS.get(name) ?? [])]) makeByKey.set(wordKey(spelling), name);
  modelsByMake.set(name, new Map(models.map((model) => [lineKey(wordKey(model)), model] as const)));
  for (const model of models) {
    const key = wordKey(model);
    makesByModel.set(key, (makesByModel.get(key) ?? new Set()).add(name));
    if (/\p{L}{2} \p{L}$/u.test(model)) apart.add(key);
  }
}

for (const { make, model, everyday } of MODEL_SPELLINGS) {
  const key = wordKey(model);
  modelsByMake.get(make)?.set(lineKey(key), model);
  makesByModel.set(key, (makesByModel.get(key) ?? new Set()).add(make));
  if (everyday) everydayModels.add(key);
}

const isWeak = (key: string): boolean => isWeakModel(key) || everydayModels.has(key);

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Spellings in scripts that write without blanks, by their first character, the longest first. */
const spellingsBy = new Map<string, string[]>();
for (const spelling of [...SPELLINGS.values()].flat().toSorted((a, b) => b.length - a.length)) {
  const [first = ''] = spelling;
  if (UNSPACED.test(first)) spellingsBy.set(first, [...(spellingsBy.get(first) ?? []), spelling]);
}

interface Word {
  readonly text: string;
  readonly key: string;
  readonly at: number;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of matchesIn(text, /[^\s,;|()[\]"“”«»・【】「」（）]+/g)) {
    for (const part of partsOf(match[0])) {
      const key = wordKey(part.text);
      if (key !== '') words.push({ text: part.text, key, at: match.index + part.at });
    }
    if (words.length >= 40) break;
  }
  return words;
}

/** `トヨタプリウス`: scripts without blanks write make and model as one word. */
function partsOf(word: string): Array<{ text: string; at: number }> {
  const [first = ''] = word;
  const length = UNSPACED.test(first)
    ? (spellingsBy.get(first) ?? []).find((spelling) => word.startsWith(spelling))?.length
    : 0;
  return length === undefined || length === 0 || length === word.length
    ? [{ text: word, at: 0 }]
    : [
        { text: word.slice(0, length), at: 0 },
        { text: word.slice(length), at: length },
      ];
}

function matchAt(words: readonly Word[], from: number, longest: number, known: (key: string) => boolean): number {
  for (let length = Math.min(longest, words.length - from); length > 0; length--) {
    const key = keyOf(words, from, from + length);
    if (known(key) && !(length === 1 && apart.has(key))) return length;
  }
  return 0;
}

/** Some words written together. */
function keyOf(words: readonly Word[], from: number, to: number): string {
  let key = '';
  for (let at = from; at < to; at++) key += words[at]?.key ?? '';
  return key;
}

/** `Volkswagen 1.4 TSI`: an engine is no model. */
const ENGINE_SIZE = /^\d[.,]\d{1,2}[a-zа-я]{0,4}$/i;

const YEAR_LENGTH = 4;

function modelFrom(make: string, rest: readonly Word[]): { text: string; known: boolean } | undefined {
  const models = modelsByMake.get(make) ?? new Map<string, string>();
  const words = [...rest];
  while (words[0] !== undefined && NOISE.has(words[0].key)) words.shift();
  // A generation code may precede the model (`Porsche 992 911 Carrera`): look for a known model in the first words.
  for (let from = 0; from < Math.min(3, words.length); from++) {
    const length = matchAt(words, from, 4, (key) => models.has(lineKey(key)));
    if (length === 0) continue;
    // A known two-character name further on is as likely a trim (`Corolla S`, `Ghia A`).
    if (from > 0 && keyOf(words, from, from + length).length < 3) continue;
    return { text: usualCase(words.slice(from, from + length), models), known: true };
  }
  const first = words[0];
  if (
    first === undefined ||
    !/[\p{L}\p{N}]/u.test(first.text) ||
    NO_MODEL.has(first.key) ||
    NO_MODEL_START.test(first.text) ||
    // `BMW Seria`: the word for a line, without its number.
    (OF_LINE.test(first.key) && words.length === 1) ||
    ENGINE_SIZE.test(first.text)
  )
    return undefined;
  const second = words[1];
  const extend =
    second !== undefined &&
    // `BMW 320 2007 BMW 320 d`: a year that was left out stood between them.
    second.at - first.at - first.text.length < YEAR_LENGTH &&
    (OPENERS.has(first.key) ||
      OF_LINE.test(first.key) ||
      (OF_LINE.test(second.key) && first.key.length <= 3) ||
      (/^\d{2,3}$/.test(first.key) && /^[A-Z]{1,3}$/.test(second.text)) ||
      (/^[A-Z]$/.test(first.text) && /^\d/.test(second.text)));
  return { text: extend ? `${first.text} ${second.text}` : first.text, known: false };
}

/** `CORVETTE` and `350z` in the usual case; any other difference of spelling stays as the page has it. */
function usualCase(words: readonly Word[], models: ReadonlyMap<string, string> | undefined): string {
  const written = words.map((word) => word.text).join(' ');
  const usual = models?.get(lineKey(keyOf(words, 0, words.length)));
  return usual !== undefined && usual.toLowerCase() === written.toLowerCase() ? usual : written;
}

/** The stored spelling of a make, or `undefined` when the table does not know it. */
export function canonicalMake(text: string): string | undefined {
  return makeByKey.get(wordKey(text));
}

/** Whether the table lists the model under the make. */
export function knowsModel(make: string, model: string): boolean {
  return modelsByMake.get(make)?.has(lineKey(wordKey(model))) ?? false;
}

/** `told`: makes that the page itself names as such; one of them is a make here whatever the table says. */
export function readName(full: string, told: readonly string[] = []): VehicleName {
  const text = full.slice(0, 300);
  return told.length === 0 ? known(text) : read(text, told);
}

const known = memoize((text) => read(text, []), OF_ONE_PAGE);

function read(text: string, told: readonly string[]): VehicleName {
  const words = wordsOf(text);
  const toldByKey = new Map(told.map((make) => [wordKey(make), canonicalMake(make) ?? make] as const));
  const makeOf = (key: string): string | undefined => toldByKey.get(key) ?? makeByKey.get(key);
  let years = yearsInTitle(text);
  const nearest = (at: number, end: number): number | undefined => {
    // The year before the make is the model year; one after the whole name is the fallback (`Porsche 911, 1987`).
    const before = years.filter((entry) => entry.at < at).at(-1);
    if (before !== undefined) return before.year;
    const after = years.filter((entry) => entry.at >= end);
    return after.length === 1 || new Set(after.map((entry) => entry.year)).size === 1 ? after[0]?.year : undefined;
  };

  let best: { from: number; length: number; make: string } | undefined;
  for (let from = 0; from < words.length && best === undefined; from++) {
    if (from + 1 < words.length && keyOf(words, from, from + 2) === 'rangerover') {
      // Sold under its model's name alone; `Rover` is another make.
      best = { from, length: 0, make: 'Land Rover' };
      break;
    }
    const length = matchAt(words, from, 3, (key) => makeOf(key) !== undefined);
    if (length === 0) continue;
    const key = keyOf(words, from, from + length);
    const make = makeOf(key);
    if (make === undefined) continue;
    if (WEAK_MAKES.has(key) && !toldByKey.has(key)) {
      const written = words[from]?.text ?? '';
      const next = words.slice(from + length);
      const model = modelFrom(make, next);
      const yearBefore = years.some((entry) => entry.at < (words[from]?.at ?? 0));
      const lower = written === written.toLowerCase() && written !== written.toUpperCase();
      if (lower && key !== 'smart') continue;
      if (model?.known !== true && (!yearBefore || MODEL_NAMED.has(key))) continue;
    }
    best = { from, length, make };
  }

  if (best !== undefined) {
    const { from, length, make } = best;
    const start = words[from]?.at ?? 0;
    const last = words[from + length - 1];
    const afterMake = length === 0 || last === undefined ? start : last.at + last.text.length;
    const tail = text.slice(afterMake);
    const cut = END.exec(tail)?.index ?? tail.length;
    const yearWords = new Set(years.map((entry) => entry.at));
    const rest = words
      .slice(from + length)
      .filter((word) => word.at < afterMake + cut && !isYearAfterModel(word, yearWords, words, from + length));
    const [first, ...others] = rest;
    // `Peugeot 2008 1.2`, `BMW 2002 tii`: the number is the model, unless a known model follows it (`BMW 2002 X5`).
    const numbered = first !== undefined && yearWords.has(first.at) && knowsModel(make, first.text);
    const following = numbered ? modelFrom(make, others.slice(0, 1)) : undefined;
    const isYear = following?.known === true && following.text.length > 1;
    const model = isYear ? modelFrom(make, others) : modelFrom(make, rest);
    if (numbered && !isYear && model?.text === first.text) years = years.filter((entry) => entry.at !== first.at);
    const strong = model?.known === true && !isWeak(wordKey(model.text));
    const before = strong ? undefined : modelBefore(make, words, from, model === undefined);
    // A number before other words counts them: `12 Ford dealers`.
    const short = model?.known === true && years.length === 0 ? shortYearBefore(text.slice(0, start)) : undefined;
    return finish(nearest(start, afterMake) ?? short, make, before ?? model, tail.slice(0, cut).trim(), false);
  }

  for (let from = 0; from < words.length; from++) {
    const length = matchAt(words, from, 4, (key) => !isWeak(key) && makesByModel.get(key)?.size === 1);
    if (length === 0) continue;
    const matched = words.slice(from, from + length);
    const make = [...(makesByModel.get(keyOf(matched, 0, length)) ?? [])][0];
    const first = matched[0];
    if (make === undefined || first === undefined) continue;
    const model = usualCase(matched, modelsByMake.get(make));
    const tail = text.slice(first.at);
    return finish(
      nearest(first.at, first.at + model.length),
      make,
      { text: model, known: true },
      tail.slice(0, END.exec(tail)?.index ?? tail.length).trim(),
      true,
    );
  }
  const only = new Set(years.map((entry) => entry.year));
  return {
    rest: '',
    knownModel: false,
    makeFromModel: false,
    ...(only.size === 1 ? { year: [...only][0] as number } : {}),
  };
}

/** `300ZX Nissan Twin Turbo`, `Mustang Ford GT`: a model right in front of its make; `weak`: an everyday word will do. */
function modelBefore(
  make: string,
  words: readonly Word[],
  to: number,
  weak: boolean,
): { text: string; known: boolean } | undefined {
  const models = modelsByMake.get(make);
  for (let from = Math.max(0, to - 4); from < to; from++) {
    const before = words.slice(from, to);
    const key = keyOf(words, from, to);
    const enough = !isWeak(key) || (weak && /\p{L}{3}/u.test(key));
    if (models?.has(lineKey(key)) === true && enough) return { text: usualCase(before, models), known: true };
  }
  return undefined;
}

/** `Porsche 911, 1987`: a year after the first word of the model is the year, not part of the model. */
function isYearAfterModel(
  word: Word,
  years: ReadonlySet<number>,
  words: readonly Word[],
  modelFromIndex: number,
): boolean {
  return years.has(word.at) && words.indexOf(word) > modelFromIndex;
}

/** `SWIFT!!!`; a point may belong to the name (`up!` alone keeps its mark). */
const MARKS_AFTER = /(?:(?<![!?*…:;])[!?*…:;]{2,}|(?<![?*…:;~])[?*…:;~]+)$/;

function finish(
  year: number | undefined,
  make: string,
  model: { text: string; known: boolean } | undefined,
  rest: string,
  makeFromModel: boolean,
): VehicleName {
  return {
    make,
    rest,
    makeFromModel,
    knownModel: model?.known ?? false,
    ...(year === undefined ? {} : { year }),
    ...(model === undefined ? {} : { model: model.text.replace(MARKS_AFTER, '') || model.text }),
  };
}
