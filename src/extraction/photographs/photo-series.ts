/**
 * Sizes of one photograph that the server keeps in folders or under affixes of its own: `male/7_1.jpg` and
 * `velke/7_1.jpg`, `x5_7f1.jpg` and `x16_7f1.jpg`, `7_1s.jpg` and `7_1.jpg`.
 * Invariant: two series are one when the same photographs stand in both, and either what they share tells photographs
 * apart by itself or both names are known words for sizes; `front_1` and `rear_1` are never one.
 */
import type { Shot } from './photo-offers.ts';

/** One address cut in two: what may be the photograph's, and the word that may be its size. */
interface Cut {
  /** Which cut it is; only addresses cut alike are compared. */
  readonly kind: string;
  readonly rest: string;
  readonly word: string;
}

const SMALL =
  /^(?:x{0,2}s|t|th|tn|tb|tmb|thm|r|k|[a-z]{0,4}th?u?mb(?:s|nails?)?|sm|small|mini|min|micro|tiny|lite|low|prev|preview|icon|list|male|mala|maly|malé|klein|kleine|petite?s?|vignettes?|miniaturas?|pequen[ao]s?|peq|piccol[aoe]|kucuk|kis|liten|sma|lille|pieni|maza|mazie|vaike|nho)\d{0,2}$/;
const MEDIUM =
  /^(?:m|md|med|medium|medium_large|mid|midi|normal|std|standard|gv|v|srednj[aei]|stredni|srednie|moyen(?:ne)?s?|medi[ao]|orta|mittel|kozepes)\d{0,2}$/;
const LARGE =
  /^(?:x{0,3}l|b|g|o|f|z|hd|hq|lg|big|large|full|orig|originals?|max|maxi|huge|zoom|plus|super|velk[aeé]|velik[ae]|duz[ey]|gross|grosse?|groot|grote?|grande?s?|gde|buyuk|nagy|stora?|suur|liela)\d{0,2}$/;
/** Names of views and rooms are never sizes, whatever the numbers say. */
const VIEW =
  /^(?:front|rear|back|side|left|right|top|under|int|interior|inside|ext|exterior|outside|engine|motor|dash|seats?|wheels?|boot|trunk|cabin|doors?|photo|img|image|pic|dsc|view)\d{0,4}$/;
/** A side in pixels, no year. */
const PIXELS = /^(?!20[0-35]\d$|19[0-8]\d$)[wh]?(\d{3,4})(?:x\d{0,4})?$/;
/** A name that servers give to a size: letters with a number at most, or a side. */
const NAMED = /^[a-z]{1,12}\d{0,4}$/;

/** 0 small, 1 medium, 2 large, else by pixels; `undefined` where the word is none for a size. */
function rankOf(word: string): number | undefined {
  if (SMALL.test(word)) return 0;
  if (MEDIUM.test(word)) return 1;
  if (LARGE.test(word)) return 2;
  const pixels = Number(PIXELS.exec(word)?.[1] ?? 0);
  if (pixels === 0) return undefined;
  return pixels < 400 ? pixels / 1_000 : 1 + Math.min(0.9, pixels / 5_000);
}

const MAX_FOLDERS = 3;

function cutsOf({ hostname, pathname }: Shot): Cut[] {
  const folders = pathname.toLowerCase().split('/');
  const file = (folders.pop() ?? '').replace(/\.\w{2,5}$/, '');
  const host = hostname.replace(/\d+/g, '#');
  const above = `${host}${folders.join('/')}`;
  const cuts: Cut[] = [];
  for (let up = 1; up <= MAX_FOLDERS && up < folders.length; up++) {
    const at = folders.length - up;
    const rest = folders.with(at, '*').join('/');
    cuts.push({ kind: `folder ${host}`, rest: `${rest}/${file}`, word: folders[at] ?? '' });
  }
  const affix = (kind: string, match: RegExpExecArray | null, word: number, rest: number): void => {
    // The size without an affix keeps the whole name.
    cuts.push({ kind: `${kind} ${above}`, rest: file, word: '' });
    if (match !== null) cuts.push({ kind: `${kind} ${above}`, rest: match[rest] ?? '', word: match[word] ?? '' });
  };
  affix('before', /^([a-z\d]{1,14})[_.-](.{2,200})$/.exec(file), 1, 2);
  affix('after', /^(.{1,200})[_.-]([a-z\d]{1,14})$/.exec(file), 2, 1);
  affix('first', /^([a-z])(\d[\w.-]{0,100})$/.exec(file), 1, 2);
  affix('last', /^(.{0,200}\d)([a-z]{1,2})$/.exec(file), 2, 1);
  // `/3/216/x.jpg` and `/3t/216/x.jpg`.
  for (let up = 1; up <= MAX_FOLDERS && up < folders.length; up++) {
    const at = folders.length - up;
    const [, number, word = ''] = /^(\d{1,4})([a-z]{0,2})$/.exec(folders[at] ?? '') ?? [];
    if (number !== undefined)
      cuts.push({ kind: `numbered ${up} ${host}`, rest: `${folders.with(at, number).join('/')}/${file}`, word });
  }
  return cuts;
}

type Series = ReadonlyMap<string, Shot>;

/** `D_NQ_600000-X88123400-R` and `D_NQ_NP_2X_600000-X88123400-F`: the figures are the photograph's, all around them its size. */
function figuresOf({ hostname, pathname }: Shot): { readonly rest: string; readonly word: string } | undefined {
  const file = pathname.toLowerCase().replace(/\.\w{3,4}$/, '');
  const figures = file.match(/\d{5,}/g)?.join(' ') ?? '';
  const word = file.replace(/\d{5,}/g, '#');
  const views = word.split(/[^a-z\d]+/).some((part) => VIEW.test(part));
  return isOwn(figures) && !views ? { rest: figures, word: `${hostname.replace(/\d+/g, '#')}${word}` } : undefined;
}

/** Of two ways to write the same figures, which is the smaller size: by the known words in them, else the shorter. */
function lessOf(a: string, b: string): string {
  const rank = (word: string): number => {
    const parts = word.split(/[^a-z\d]+/).filter(Boolean);
    return parts.includes('2x') || parts.includes('3x') ? 3 : (parts.map(rankOf).find((one) => one !== undefined) ?? 1);
  };
  const [one, two] = [rank(a), rank(b)];
  return one === two ? (a.length < b.length ? a : b) : one < two ? a : b;
}

/** One letter more or less may be a view of the car. */
function isOtherWay(a: string, b: string): boolean {
  const [one, two] = [a, b].map((word) => new Set(word.split(/[^a-z\d#]+/)));
  return (
    one !== undefined &&
    two !== undefined &&
    [...one].filter((part) => !two.has(part)).length + [...two].filter((part) => !one.has(part)).length >= MANY
  );
}

/** Photographs whose figures several ways of writing share. */
function sameFigures(shots: readonly Shot[]): TwoSizes[] {
  const ways = new Map<string, Map<string, Shot>>();
  for (const shot of shots) {
    const cut = figuresOf(shot);
    if (cut === undefined) continue;
    const way = ways.get(cut.word) ?? new Map<string, Shot>();
    ways.set(cut.word, way);
    if (!way.has(cut.rest)) way.set(cut.rest, shot);
  }
  const many = [...ways].filter(([, way]) => way.size >= MANY).slice(0, MAX_SIZES);
  const pairs: TwoSizes[] = [];
  for (const [index, [a, one]] of many.entries())
    for (const [b, two] of many.slice(index + 1)) {
      const shared = [...one.keys()].filter((rest) => two.has(rest));
      if (shared.length < MANY || shared.length * 5 < Math.max(one.size, two.size) * 4 || !isOtherWay(a, b)) continue;
      const [low, high] = lessOf(a, b) === a ? [one, two] : [two, one];
      for (const rest of shared) {
        const [smaller, larger] = [low.get(rest), high.get(rest)];
        if (smaller !== undefined && larger !== undefined) pairs.push({ larger, smaller, rank: 1 });
      }
    }
  return pairs;
}

/** What the photographs share with their other size tells them apart by itself: long names with figures, no row of numbers. */
function telling(rests: readonly string[]): boolean {
  const own = rests.map((rest) => (rest.match(/[a-z\d]{5,}/g) ?? []).filter((word) => /\d/.test(word)).join(' '));
  return rests.length > 1 && new Set(own).size * 5 >= rests.length * 4;
}

/** A number that no other photograph of the server has. */
const isOwn = (rest: string): boolean => /\d{8}/.test(rest);

/** More names than a server has sizes: they tell photographs apart. */
const MAX_SIZES = 12;
/** Where only numbers are shared, so many must be. */
const MANY = 3;

/** Which of the two words is the smaller size, or `undefined` where they are no two sizes of the same photographs. */
function smaller([a, first]: readonly [string, Series], [b, second]: readonly [string, Series]): string | undefined {
  const shared = [...first.keys()].filter((rest) => second.has(rest));
  const least = Math.min(first.size, second.size);
  const most = Math.max(first.size, second.size);
  if (shared.length === 0 || most < 2 || shared.length * 5 < least * 4) return undefined;
  const [one, two] = [a === '' ? 1.5 : rankOf(a), b === '' ? 1.5 : rankOf(b)];
  const known = one !== undefined && two !== undefined && one !== two;
  const letters = /^[a-z]{0,2}$/.test(a) && /^[a-z]{0,2}$/.test(b);
  const apart =
    !letters && (a === '' || NAMED.test(a) || one !== undefined) && (b === '' || NAMED.test(b) || two !== undefined);
  // `x1` above a strip of `t1` to `t8`: the first one of them, large.
  const above = letters && a !== '' && b !== '' && least === 1 && most > MANY && (one === 0 || two === 0);
  const enough = known ? shared.length >= (most === least || (letters && !shared.every(isOwn)) ? MANY : 1) : false;
  // `548220121bx` beside `548220121s`: with a small size known, a letter of the server's own is the other one.
  const beside = letters && a !== '' && b !== '' && (one === 0 || two === 0);
  if (!enough && !above && !(shared.length > 1 && (apart || known || beside) && telling(shared))) return undefined;
  if (known) return one < two ? a : b;
  const [x, y] = [a, b].map((word) => Number(/(?<!\d)\d+$/.exec(word)?.[0] ?? 0));
  if (a.replace(/(?<!\d)\d+$/, '') === b.replace(/(?<!\d)\d+$/, '') && x !== y) return (x ?? 0) < (y ?? 0) ? a : b;
  return (one ?? 1) < (two ?? 1) ? a : b;
}

/** `437, 450, 452`: numbers of photographs in a row; no server keeps sizes so near each other. */
function isRow(sides: readonly number[]): boolean {
  return sides.toSorted((a, b) => a - b).some((side, at, all) => at > 0 && side < (all[at - 1] ?? 0) * 1.08);
}

/** The same photograph under the addresses of two sizes. */
export interface TwoSizes {
  readonly larger: Shot;
  readonly smaller: Shot;
  /** Of the smaller among several; below any side that an address names. */
  readonly rank: number;
}

/** Of several sizes without a known name the number in it tells (`x5`, `x16`). */
function least(word: string): number {
  return rankOf(word) ?? 1 + Number(/\d{0,4}$/.exec(word)?.[0] ?? 0) / 10_000;
}

/** `shots`: all that is offered of this car; those of other cars would make their numbers shared. */
export function sizesIn(shots: readonly Shot[]): TwoSizes[] {
  const kinds = new Map<string, Map<string, Map<string, Shot>>>();
  const seen = new Set<string>();
  for (const shot of shots) {
    if (seen.has(shot.url)) continue;
    seen.add(shot.url);
    for (const { kind, rest, word } of cutsOf(shot)) {
      const words = kinds.get(kind) ?? new Map<string, Map<string, Shot>>();
      kinds.set(kind, words);
      const series = words.get(word) ?? new Map<string, Shot>();
      words.set(word, series);
      if (!series.has(rest)) series.set(rest, shot);
    }
  }
  const pairs = sameFigures(shots);
  for (const words of kinds.values()) {
    const named = [...words].filter(
      ([word]) => word === '' || (!VIEW.test(word) && (NAMED.test(word) || rankOf(word) !== undefined)),
    );
    const sides = named.map(([word]) => Number(/^\d+$/.exec(word)?.[0] ?? 0)).filter((side) => side > 0);
    const rows = isRow(sides);
    const sizes = (rows ? named.filter(([word]) => !/^\d+$/.test(word)) : named)
      .toSorted(([, a], [, b]) => b.size - a.size)
      .slice(0, MAX_SIZES);
    for (const [index, one] of sizes.entries())
      for (const other of sizes.slice(index + 1)) {
        const less = smaller(one, other);
        if (less === undefined) continue;
        const [low, high] = less === one[0] ? [one, other] : [other, one];
        for (const [rest, shot] of low[1]) {
          const larger = high[1].get(rest);
          if (larger !== undefined) pairs.push({ larger, smaller: shot, rank: least(low[0]) });
        }
      }
  }
  return pairs;
}
