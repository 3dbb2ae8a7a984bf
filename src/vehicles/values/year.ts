/**
 * Model years.
 * Invariant: a year is believable by the table of fields.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { FIELD_TABLE } from '../fields.ts';
import { plainFigures } from './number.ts';

const { from: FIRST_YEAR, ahead } = FIELD_TABLE.year.believable;
export const LATEST_YEAR = new Date().getUTCFullYear() + ahead;

export function plausibleYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LATEST_YEAR;
}

/**
 * Years of other calendars and eras. `word` stands right before the figures in a title; alone they are told by `range`,
 * which holds no year of ours that a car can have.
 */
interface Calendar {
  readonly word: RegExp;
  /** Added to a year of the calendar. */
  readonly plus: number;
  /** Years that a labelled figure may be without the word; of eras there are none. */
  readonly range?: readonly [from: number, to: number];
}
const CALENDARS: readonly Calendar[] = [
  // Thailand counts from the Buddha, Iran in solar years from 622 (they begin in March).
  { word: /(?:ปี|พ\.ศ\.)\s?$/u, plus: -543, range: [2_490, 2_600] },
  { word: /(?<!\p{L})(?:مدل|سال|تولید|ساخت)\s?$/u, plus: 621, range: [1_340, 1_420] },
  // Eras of Japan, and Taiwan's years of the republic.
  { word: /昭和\s?$/, plus: 1_925 },
  { word: /平成\s?$/, plus: 1_988 },
  { word: /令和\s?$/, plus: 2_018 },
  { word: /民[國国]\s?$/, plus: 1_911 },
];

/** Years that another calendar's word stands before, with their places in the text. */
function otherYears(text: string): Array<{ readonly year: number; readonly at: number }> {
  if (!/[^\x20-\u024f]/.test(text)) return [];
  return matchesIn(text, /(?<![\d.,])\d{1,4}(?![\d.,])/g).flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const figure = Number(match[0]);
    const calendar = CALENDARS.find(({ word }) => word.test(before));
    if (calendar === undefined) return [];
    const { plus, range } = calendar;
    if (range !== undefined && (figure < range[0] || figure > range[1])) return [];
    return plausibleYear(figure + plus) ? [{ year: figure + plus, at: match.index }] : [];
  });
}

/** A figure alone, or a date that begins with it, in a calendar that it can only be of: `2560`, `1400/05`. */
function loneYear(text: string): number | undefined {
  const figure = Number(/^\s*(\d{4})\s*(?:[/-]\d{1,2}(?:[/-]\d{1,2})?\s*)?$/.exec(text)?.[1]);
  const calendar = CALENDARS.find(({ range }) => range !== undefined && figure >= range[0] && figure <= range[1]);
  const year = calendar === undefined ? Number.NaN : figure + calendar.plus;
  return plausibleYear(year) ? year : undefined;
}

/** `99 Subaru`, `selling my '99 Subaru`: the year in two digits at the end of the words before a make. */
export function shortYearBefore(words: string): number | undefined {
  const [, digits] = /(?:^\W*|\s['’‘´`])(\d{2})\s$/.exec(words) ?? [];
  return digits === undefined ? undefined : fullYear(digits);
}

function fullYear(digits: string): number | undefined {
  const year = digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) > 50 ? 1900 : 2000);
  return plausibleYear(year) ? year : undefined;
}

/**
 * The year a labelled text or a structured value names: `2020`, `2020-08-01T00:00:00Z`, `08/2022`, `2018 (68 reg)`,
 * `01.08.2022`, `平成30年`, `۱۴۰۰`. `undefined` when it names none, or more than one.
 */
export function yearOf(written: string): number | undefined {
  const text = plainFigures(written.slice(0, 200));
  // `2017년 11월식 (18년형)`: Koreans tell the model year from the day of registration.
  const [, korean] = /(?<!\d)((?:19|20)?\d{2})년\s?형/u.exec(text) ?? [];
  if (korean !== undefined) return fullYear(korean);
  const years = new Set<number>();
  for (const match of matchesIn(text, /(?<!\d)(?:1[89]|20)\d{2}(?!\d)/g)) years.add(Number(match[0]));
  if (years.size === 0) {
    const others = new Set(otherYears(text).map(({ year }) => year));
    return others.size === 1 ? [...others][0] : others.size === 0 ? loneYear(text) : undefined;
  }
  const [year] = [...years].filter(plausibleYear);
  return years.size === 1 ? year : undefined;
}

/** `sold on March 12, 2026`, `ended 12 March 2026`, `du jeudi 6 octobre 2022`: the year of a day is no model year. */
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const MONTHS_ELSEWHERE = [
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre',
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre',
  'janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro',
  'gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre',
  'januar|februar|märz|juni|juli|oktober|dezember|januari|februari|maart|mei|augustus|december|maj|augusti|desember',
  'stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia',
  'ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince',
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря',
  'ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık',
].join('|');
const DAY_OF_YEAR = new RegExp(
  String.raw`\b(?:${MONTH}\.? \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2}(?:\.|er|º)? (?:de )?(?:${MONTH}|${MONTHS_ELSEWHERE})\.?,? (?:de )?)$`,
  'i',
);

/**
 * `REG 05/2026`, `TÜV 11/2027`, `STK do 2027`: how long a car may be driven, not when it was built. A word for the
 * registration alone tells a day only beside a month, and never the first one's.
 */
const VALID_UNTIL =
  /(?:(?<!\p{L})(?:tüv|tuv|hu|hu\/au|mot|apk|itv|stk|stk\/ek|tk|mfk|itp|m[űu]szaki|tehnički|tehnicki|przegląd|pickerl|muayene|katsastettu|ipva)(?!\p{L})[\s.:]*(?:(?:do|bis|until|till|to|hasta|tot|pana|până|neu|kuni)\s+)?(?:\d{1,2}\s?[./-]\s?)?|(?<!\p{L}|(?:1\.|1st|first|erste?|prva|prvi|prvá|první)\s?)reg(?:istr\p{L}{0,8})?(?!\p{L})[\s.:]*(?:(?:do|until|till|to)\s+)?\d{1,2}\s?[./-]\s?|(?<!\p{L})reg(?:istr\p{L}{0,8})? (?:do|until|till) )$/iu;

/** Years in a title, without amounts, distances and sizes that only look like one. */
export function yearsInTitle(written: string): Array<{ readonly year: number; readonly at: number }> {
  const text = plainFigures(written);
  const found: Array<{ year: number; at: number }> = otherYears(text);
  for (const match of matchesIn(
    text,
    /(?<![\d$€£#.,])((?:1[89]|20)\d{2})(?![\d]|[.,]\d|\s?(?:km|miles|mi\b|cc|ccm|kg|hp|ps|kw|€|£|\$|rpm|mm|zł|kč))/gi,
  )) {
    const year = Number(match[1]);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (plausibleYear(year) && !DAY_OF_YEAR.test(before) && !VALID_UNTIL.test(before))
      found.push({ year, at: match.index });
  }
  return found;
}
