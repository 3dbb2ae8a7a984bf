/**
 * Reads year, make and model out of a vehicle's name: `6k-Mile 2020 Porsche 911 Carrera 4S Coupe`.
 * Invariant: every part is words of the text; only the make may follow from a model that no other make sells
 * (a Corvette is a Chevrolet).
 */
import { MAKES } from './make-table.ts';
import { END, NOISE, OPENERS, WEAK_MAKES, WEAK_MODEL } from './name-words.ts';
import { yearsInTitle } from './year.ts';

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
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const makeByKey = new Map<string, string>();
/** Per make: the key of a model to its usual spelling. */
const modelsByMake = new Map<string, Map<string, string>>();
const makesByModel = new Map<string, Set<string>>();
for (const { name, aliases, models } of MAKES) {
  for (const spelling of [name, ...aliases]) makeByKey.set(wordKey(spelling), name);
  modelsByMake.set(name, new Map(models.map((model) => [wordKey(model), model] as const)));
  for (const model of models) {
    const key = wordKey(model);
    makesByModel.set(key, (makesByModel.get(key) ?? new Set()).add(name));
  }
}

interface Word {
  readonly text: string;
  readonly key: string;
  readonly at: number;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[^\s,;|()[\]"“”«»]+/g)) {
    const key = wordKey(match[0]);
    if (key !== '') words.push({ text: match[0], key, at: match.index });
    if (words.length === 40) break;
  }
  return words;
}

function matchAt(words: readonly Word[], from: number, longest: number, known: (key: string) => boolean): number {
  for (let length = Math.min(longest, words.length - from); length > 0; length--) {
    const key = words
      .slice(from, from + length)
      .map((word) => word.key)
      .join('');
    if (known(key)) return length;
  }
  return 0;
}

function modelFrom(make: string, rest: readonly Word[]): { text: string; known: boolean } | undefined {
  const models = modelsByMake.get(make) ?? new Map<string, string>();
  const words = [...rest];
  while (words[0] !== undefined && NOISE.has(words[0].key)) words.shift();
  // A generation code may precede the model (`Porsche 992 911 Carrera`): look for a known model in the first words.
  for (let from = 0; from < Math.min(3, words.length); from++) {
    const length = matchAt(words, from, 4, (key) => models.has(key));
    if (length === 0) continue;
    // A known two-character name further on is as likely a trim (`Corolla S`, `Ghia A`).
    if (
      from > 0 &&
      words
        .slice(from, from + length)
        .map((word) => word.key)
        .join('').length < 3
    )
      continue;
    return { text: usualCase(words.slice(from, from + length), models), known: true };
  }
  const first = words[0];
  if (first === undefined || !/[\p{L}\p{N}]/u.test(first.text)) return undefined;
  const second = words[1];
  const extend =
    second !== undefined &&
    (OPENERS.has(first.key) ||
      (/^\d{2,3}$/.test(first.key) && /^[A-Z]{1,3}$/.test(second.text)) ||
      (/^[A-Z]$/.test(first.text) && /^\d/.test(second.text)));
  return { text: extend ? `${first.text} ${second.text}` : first.text, known: false };
}

/** `CORVETTE` and `350z` in the usual case; any other difference of spelling stays as the page has it. */
function usualCase(words: readonly Word[], models: ReadonlyMap<string, string> | undefined): string {
  const written = words.map((word) => word.text).join(' ');
  const usual = models?.get(words.map((word) => word.key).join(''));
  return usual !== undefined && usual.toLowerCase() === written.toLowerCase() ? usual : written;
}

/** The stored spelling of a make, or `undefined` when the table does not know it. */
export function canonicalMake(text: string): string | undefined {
  return makeByKey.get(wordKey(text));
}

/** Whether the table lists the model under the make. */
export function knowsModel(make: string, model: string): boolean {
  return modelsByMake.get(make)?.has(wordKey(model)) ?? false;
}

export function readName(full: string): VehicleName {
  const text = full.slice(0, 300);
  const words = wordsOf(text);
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
    if (matchAt(words, from, 2, (key) => key === 'rangerover') === 2) {
      // Sold under its model's name alone; `Rover` is another make.
      best = { from, length: 0, make: 'Land Rover' };
      break;
    }
    const length = matchAt(words, from, 3, (key) => makeByKey.has(key));
    if (length === 0) continue;
    const key = words
      .slice(from, from + length)
      .map((word) => word.key)
      .join('');
    const make = makeByKey.get(key);
    if (make === undefined) continue;
    if (WEAK_MAKES.has(key)) {
      const written = words[from]?.text ?? '';
      const next = words.slice(from + length);
      const model = modelFrom(make, next);
      const yearBefore = years.some((entry) => entry.at < (words[from]?.at ?? 0));
      if (written === written.toLowerCase() && key !== 'smart') continue;
      if (model?.known !== true && !yearBefore) continue;
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
    return finish(nearest(start, afterMake), make, model, tail.slice(0, cut).trim(), false);
  }

  for (let from = 0; from < words.length; from++) {
    const length = matchAt(words, from, 4, (key) => !WEAK_MODEL.test(key) && makesByModel.get(key)?.size === 1);
    if (length === 0) continue;
    const matched = words.slice(from, from + length);
    const make = [...(makesByModel.get(matched.map((word) => word.key).join('')) ?? [])][0];
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

/** `Porsche 911, 1987`: a year after the first word of the model is the year, not part of the model. */
function isYearAfterModel(
  word: Word,
  years: ReadonlySet<number>,
  words: readonly Word[],
  modelFromIndex: number,
): boolean {
  return years.has(word.at) && words.indexOf(word) > modelFromIndex;
}

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
    ...(model === undefined ? {} : { model: model.text }),
  };
}
