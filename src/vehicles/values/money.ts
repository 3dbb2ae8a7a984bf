/**
 * Amounts of money with their currency, as pages write them.
 * Invariant: a currency is reported only when a whole sign, code or word names it, never the beginning or end of another
 * one (`Kč` is no thousand, `NT$` no dollar); what several countries share (`$`, `kr`) is left to the page.
 */
import { memoizeIn, OF_ONE_PAGE } from '../../runtime/memoize.ts';
import { CODES, LOCAL, perDollar, SHARED, SHARED_WORDS, SIGNS, SMALL_CODES, THOUSANDTHS, WORDY } from './currencies.ts';
import { type Figure, figuresIn, hasFigure, plainFigures, SHORT_TEXT } from './number.ts';

export interface Money {
  readonly amount: number;
  /** ISO 4217 code, or the sign (`$`, `kr`, `¥`) that several currencies share; absent when nothing names one. */
  readonly currency?: string;
  /** The amount as written, with a sign before it. */
  readonly text: string;
  /** The sign, code or word that named the currency, as written. */
  readonly sign?: string;
  readonly at: number;
}

interface Sign {
  readonly text: string;
  readonly currency: string;
}

const TABLE: ReadonlyMap<string, string> = new Map([
  ...SIGNS.flatMap(([code, signs]) =>
    signs
      .split('|')
      .flatMap((sign) => [
        [sign, code] as const,
        [/[$\p{Lu}]/u.test(sign) && sign.includes('$') ? sign.toLowerCase() : sign, code] as const,
      ]),
  ),
  ...SMALL_CODES.map((code) => [code, code.toUpperCase()] as const),
  ...CODES.map((code) => [code, code === 'RUR' ? 'RUB' : code] as const),
  ...Object.entries(SHARED_WORDS),
]);
const AT_HOME: ReadonlyMap<string, ReadonlyArray<{ sign: string; code: string }>> = Map.groupBy(
  LOCAL.flatMap(([code, signs]) => signs.split('|').map((sign) => ({ sign, code }))),
  ({ sign }) => sign,
);
const LONGEST = Math.max(...[...TABLE.keys()].map((sign) => sign.length));

const LETTER = /[\p{L}\p{M}]/u;
/** Scripts that put no blank between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
/** Lot R200 and an R1200 GS are no rands: the sign counts only before grouped thousands. */
const GROUPED = /^\d{1,3}[^\d]\d{3}/;

/** Country of the currency: ISO 4217 codes begin with the country's. */
const homeOf = (code: string): string => code.slice(0, 2).toLowerCase();

/** What a sign means on pages of a country; `undefined` for what is none there. */
function meaning(sign: string, home: string | undefined): string | undefined {
  const local = AT_HOME.get(sign);
  return local?.find(({ code }) => homeOf(code) === home)?.code ?? TABLE.get(sign);
}

function signBefore(text: string, at: number, home: string | undefined, figure: string): Sign | undefined {
  const head = text.slice(Math.max(0, at - LONGEST - 6), at).trimEnd();
  if (head.endsWith('R') && GROUPED.test(figure) && !LETTER.test(head.at(-2) ?? ''))
    return { text: 'R', currency: 'ZAR' };
  for (let length = Math.min(LONGEST, head.length); length > 0; length--) {
    const sign = head.slice(-length);
    const currency = meaning(sign, home);
    if (currency === undefined || /^[:/,]/.test(sign)) continue;
    const previous = head.at(-length - 1) ?? '';
    if (LETTER.test(sign[0] ?? '') && (LETTER.test(previous) || previous === '$')) continue;
    if (WORDY.has(sign) && homeOf(currency) !== home && !GROUPED.test(figure) && figure.length < 5) continue;
    if (length === 1 && LETTER.test(sign) && !AT_HOME.has(sign)) continue;
    // `XY$ 850,000`: some other country's dollar. A word of small letters is only glued to the sign.
    if (!LETTER.test(sign[0] ?? '') && /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]{0,3}$/u.test(head.slice(0, -length)))
      return undefined;
    return { text: sign, currency };
  }
  return undefined;
}

function signAfter(
  text: string,
  at: number,
  home: string | undefined,
  figure: string,
  value: number,
): Sign | undefined {
  // German amounts end in `,-`, Swiss ones in `.–`.
  const rest = text.slice(at, at + LONGEST + 6).replace(/^[.,][-–—]{1,2}/, '');
  const blank = rest.length - rest.trimStart().length;
  const tail = rest.trimStart();
  if (/^(?:Ft|FT|ft)(?![\p{L}\p{M}\d/])/u.test(tail) && value >= 10_000)
    return { text: tail.slice(0, 2), currency: 'HUF' };
  for (let length = Math.min(LONGEST, tail.length); length > 0; length--) {
    const sign = tail.slice(0, length);
    const currency = meaning(sign, home);
    if (currency === undefined) continue;
    const next = tail[length] ?? '';
    const last = sign.at(-1) ?? '';
    if (LETTER.test(last) && (length === 1 ? /[\p{L}\p{M}/]/u : LETTER).test(next) && !UNSPACED.test(last)) continue;
    if (WORDY.has(sign) && homeOf(currency) !== home && !GROUPED.test(figure) && figure.length < 5) continue;
    // `2020 €15,000`: the sign belongs to the figure it touches.
    if (blank > 0 && /^\d/.test(next) && !LETTER.test(last)) return undefined;
    return { text: rest.slice(0, blank) + sign, currency };
  }
  return undefined;
}

/** Where a fraction of three digits is the custom; elsewhere the point groups thousands as often. */
const OIL_DINARS = new Set(['KWD', 'BHD', 'OMR', 'JOD']);

const isShared = (sign: Sign): boolean => Object.hasOwn(SHARED, sign.currency);

function better(before: Sign | undefined, after: Sign | undefined): Sign | undefined {
  if (before === undefined || after === undefined) return before ?? after;
  // `$12,500 USD`: the code tells which of the sign's currencies is meant.
  return isShared(before) && SHARED[before.currency]?.includes(after.currency) ? after : before;
}

/** `1 250 triệu` and `659만원` tell the currency by the word that counts it. */
const COUNTED: ReadonlyMap<string, string> = new Map([
  ['triệu', 'VND'],
  ['tỷ', 'VND'],
  ['tỉ', 'VND'],
  ['लाख', 'INR'],
  ['करोड़', 'INR'],
  ['لاکھ', 'PKR'],
  ['লাখ', 'BDT'],
  ['লক্ষ', 'BDT'],
  ['ล้าน', 'THB'],
]);

/** Nepal counts in the words of India. */
function countedCurrency(word: string | undefined, home: string | undefined): string | undefined {
  const currency = COUNTED.get(word ?? '');
  return currency === 'INR' && home === 'np' ? 'NPR' : currency;
}

/** Where an amount begins: at its sign or code, behind which another sign may stand (`USD $12,500`). */
function startOf(plain: string, at: number, before: Sign | undefined): number {
  if (before === undefined) return at;
  const found = plain.lastIndexOf(before.text, at - 1);
  return found >= 0 && at - found <= before.text.length + 4 ? found : Math.max(0, at - before.text.length - 1);
}

function signed(text: string, plain: string, figure: Figure, home: string | undefined): Money | undefined {
  const end = figure.at + figure.text.length;
  let before = signBefore(plain, figure.at, home, figure.text);
  if (before?.currency === '$') {
    // `USD $12,500`: the code is the better name of the two.
    const code = signBefore(plain, plain.lastIndexOf('$', figure.at), home, '10,000');
    if (code !== undefined && SHARED.$?.includes(code.currency)) before = code;
  }
  const sign = better(before, signAfter(plain, end, home, figure.text, figure.value));
  const currency = sign?.currency ?? countedCurrency(figure.counted, home);
  let amount = figure.value;
  // `R$ 45 mil`: thousands; in other languages the word means a million, or ten kilometres.
  if (figure.counted === undefined && /^ ?mil(?![\p{L}\p{M}])/iu.test(plain.slice(end, end + 6))) {
    if (currency !== 'BRL') return undefined;
    amount *= 1000;
  }
  if (currency !== undefined && THOUSANDTHS.has(currency)) {
    const written = plain.slice(figure.at, end);
    // `423.923 KD` is a fraction; whether `45.000 DT` is one as well nobody can say.
    if (/^\d{1,3}\.\d{3}$/.test(written)) {
      amount = Number(written);
      const told = OIL_DINARS.has(currency) && (amount >= 100 || !written.endsWith('000'));
      if (!told) return undefined;
    }
  }
  const cents = /^\. (\d\d)$/.exec(plain.slice(end))?.[1];
  if (cents !== undefined && before !== undefined) amount += Number(cents) / 100;
  return {
    amount: Math.round(amount * 1000) / 1000,
    text: text.slice(startOf(plain, figure.at, before), end).trim(),
    at: figure.at,
    ...(currency === undefined ? {} : { currency }),
    ...(sign === undefined ? {} : { sign: sign.text.trim() }),
  };
}

/**
 * Every figure in a text, with its currency where one is named; for texts a label already calls a price. `home` is the
 * page's country, empty where nobody knows it: abbreviations of that country count too.
 */
export function amountsIn(text: string, home = ''): Money[] {
  const plain = plainFigures(text);
  return figuresIn(text).flatMap((figure) => signed(text, plain, figure, home) ?? []);
}

/** Every figure in a text that carries a currency. */
export function moneyIn(text: string, home = ''): readonly Money[] {
  return !hasFigure(text) ? NONE : text.length > SHORT_TEXT ? readMoney(text, home) : readShort(text, home);
}

const NONE: readonly Money[] = [];
const readMoney = (text: string, home: string): readonly Money[] =>
  amountsIn(text, home).filter(({ currency }) => currency !== undefined);
const readShort = memoizeIn(readMoney, OF_ONE_PAGE);

/** The countries that pay in another one's dollars. */
const DOLLARS = new Set(['us', 'ec', 'sv', 'pr']);
/** The countries of one currency whose code is none of theirs. */
const UNIONS: ReadonlyMap<string, string> = new Map(
  (
    [
      ['XOF', 'sn ci ml bf tg bj ne gw'],
      ['XAF', 'cm ga cg td cf gq'],
      ['XCD', 'lc gd ag dm kn vc'],
    ] as const
  ).flatMap(([code, countries]) => countries.split(' ').map((country) => [country, code] as const)),
);
const HOME_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ...{ sv: 'se', da: 'dk', nb: 'no', nn: 'no', no: 'no', is: 'is', ja: 'jp', zh: 'cn', hi: 'in', ne: 'np', si: 'lk' },
  ur: 'pk',
  // Languages with one home, so that its abbreviations count: `745.000 TL`.
  ...{ tr: 'tr', az: 'az', he: 'il', hy: 'am', ka: 'ge', ko: 'kr', cs: 'cz', uk: 'ua', be: 'by', sq: 'al', am: 'et' },
  ...{ bs: 'ba', mk: 'mk', kk: 'kz', ky: 'kg', uz: 'uz', tg: 'tj', mn: 'mn', my: 'mm', lo: 'la', km: 'kh', sr: 'rs' },
};

/** The country whose abbreviations count on a page: its own, or the one where its language is at home. */
export function homeCountry(country: string, lang: string): string {
  return country === '' ? (HOME_OF_LANGUAGE[lang] ?? '') : country;
}

export function isCurrency(code: string | undefined): code is string {
  return code !== undefined && /^[A-Z]{3}$/.test(code) && !Object.hasOwn(SHARED, code);
}

/**
 * The ISO code a shared sign stands for on a page. `country` is the last label of the host or the region of the page's
 * language, lower case; `lang` its language. A bare `$` on a page in another language than English, of no known
 * country, stays unknown: it may be a peso.
 */
export function currencyOf(sign: string, country: string, lang: string): string | undefined {
  if (isCurrency(sign)) return sign;
  const shared = SHARED[sign];
  if (shared === undefined) return undefined;
  const local = shared.find((code) => code !== '' && homeOf(code) === country);
  if (local !== undefined) return local;
  const union = UNIONS.get(country);
  if (union !== undefined && shared.includes(union)) return union;
  if (sign === '$') return DOLLARS.has(country) || lang === '' || lang === 'en' ? 'USD' : undefined;
  const spoken = shared.find((code) => code !== '' && homeOf(code) === homeCountry('', lang));
  return spoken ?? (shared[0] === '' ? undefined : shared[0]);
}

/** An amount typed because the form wants one: `123,456,789`, `11,111,111`, `9,999,999`. */
export function isPlaceholder(amount: number, currency?: string): boolean {
  const digits = String(amount);
  if (digits.length < 4) return false;
  if ('1234567890'.startsWith(digits)) return true;
  if (!/^(\d)\1+$/.test(digits)) return false;
  if (digits.startsWith('9')) return digits.length >= 6 && amount / perDollar(currency) >= 200_000;
  return digits.startsWith('1') || (digits.length >= 6 && !digits.startsWith('8'));
}

/** Whether anybody asks that much, or that little, for a vehicle; the bounds are of dollars. */
export function plausiblePrice(amount: number, currency?: string): boolean {
  const dollars = amount / perDollar(currency);
  return (
    Number.isFinite(amount) &&
    amount >= 100 &&
    dollars >= (perDollar(currency) > 1 ? 20 : 100) &&
    dollars <= 200_000_000
  );
}
