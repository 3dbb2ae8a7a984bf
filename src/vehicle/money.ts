/**
 * Amounts of money with their currency, as pages write them.
 * Invariant: a currency is reported only when a sign or code names it; a bare `$` or `kr` is left to the page (`hint`).
 */
import { type Figure, figuresIn } from './number.ts';

export interface Money {
  readonly amount: number;
  /** ISO 4217 code, or the bare sign (`$`, `kr`, `¥`) that several currencies share; absent when nothing names one. */
  readonly currency?: string;
  /** The amount as written, with its sign. */
  readonly text: string;
  readonly at: number;
}

/** Signs and codes before or after a figure, longest first so that `US$` is not read as `$`. */
const SIGNS: ReadonlyArray<readonly [sign: string, currency: string]> = [
  ...['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'NZD', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'RON', 'BGN'],
  ...['ZAR', 'AED', 'SAR', 'QAR', 'KWD', 'INR', 'KRW', 'CNY', 'HKD', 'SGD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'TRY'],
  ...['RUB', 'UAH', 'THB', 'PHP', 'MYR', 'ILS', 'UYU', 'PEN'],
].map((entry) => [entry, entry] as const);
const MORE_SIGNS: ReadonlyArray<readonly [sign: string, currency: string]> = [
  ['US$', 'USD'],
  ['US $', 'USD'],
  ['CA $', 'CAD'],
  ['C $', 'CAD'],
  ['AU $', 'AUD'],
  ['U$S', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['AU$', 'AUD'],
  ['A$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['S$', 'SGD'],
  ['R$', 'BRL'],
  ['MX$', 'MXN'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₩', 'KRW'],
  ['원', 'KRW'],
  ['円', 'JPY'],
  ['Rs.', 'Rs'],
  ['Rs', 'Rs'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₺', 'TRY'],
  ['₪', 'ILS'],
  ['฿', 'THB'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['Fr.', 'CHF'],
  ['Euro', 'EUR'],
  ['euro', 'EUR'],
  ['$', '$'],
  ['¥', '¥'],
  ['kr.', 'kr'],
  ['kr', 'kr'],
  ['R', 'ZAR'],
];
const TABLE = [...SIGNS, ...MORE_SIGNS].sort((a, b) => b[0].length - a[0].length);
const LETTER = /\p{L}/u;

/** Lot R200 and an R1200 GS are no rands: the sign counts only before grouped thousands. */
const GROUPED = /^\d{1,3}[^\d]\d{3}/;

function signBefore(text: string, at: number, figure = ''): readonly [string, string] | undefined {
  const head = text.slice(Math.max(0, at - 8), at).trimEnd();
  for (const [sign, currency] of TABLE) {
    if (!head.endsWith(sign)) continue;
    if (sign === 'R' && !GROUPED.test(figure)) continue;
    const previous = head[head.length - sign.length - 1];
    if (LETTER.test(sign[0] ?? '') && previous !== undefined && LETTER.test(previous)) continue;
    return [sign, currency];
  }
  return undefined;
}

function signAfter(text: string, at: number): readonly [string, string] | undefined {
  // German amounts end in `,-`, Swiss ones in `.–`; the Korean 만 is part of the figure.
  const tail = text.slice(at, at + 12).replace(/^[.,][-–]{1,2}/, '');
  const trimmed = tail.trimStart();
  for (const [sign, currency] of TABLE) {
    if (sign === 'R' || !trimmed.startsWith(sign)) continue;
    const next = trimmed[sign.length];
    if (LETTER.test(sign.at(-1) ?? '') && next !== undefined && LETTER.test(next)) continue;
    return [sign, currency];
  }
  return undefined;
}

function signed(text: string, figure: Figure): Money {
  const end = figure.at + figure.text.length;
  const before = signBefore(text, figure.at, figure.text);
  const after = signAfter(text, end);
  // `$12,500 USD` and `USD $12,500`: the code is the better name of the two.
  const best = [before, after].find((sign) => sign !== undefined && sign[1].length === 3) ?? before ?? after;
  let currency = best?.[1];
  if (before?.[1] === '$') {
    const code = signBefore(text, text.lastIndexOf('$', figure.at));
    if (code !== undefined && code[1].length === 3) currency = code[1];
  }
  return {
    amount: figure.value,
    text: text.slice(Math.max(0, figure.at - (before === undefined ? 0 : before[0].length + 1)), end).trim(),
    at: figure.at,
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Every figure in a text that carries a currency. */
export function moneyIn(text: string): Money[] {
  return figuresIn(text)
    .map((figure) => signed(text, figure))
    .filter((money) => money.currency !== undefined);
}

/** Every figure in a text, with its currency where one is named; for texts a label already calls a price. */
export function amountsIn(text: string): Money[] {
  return figuresIn(text).map((figure) => signed(text, figure));
}

const DOLLARS: Readonly<Record<string, string>> = { ca: 'CAD', au: 'AUD', nz: 'NZD', mx: 'MXN', ar: 'ARS', cl: 'CLP' };
const MORE_DOLLARS: Readonly<Record<string, string>> = {
  co: 'COP',
  sg: 'SGD',
  hk: 'HKD',
  us: 'USD',
  tw: 'TWD',
  uy: 'UYU',
};
const KRONER: Readonly<Record<string, string>> = { se: 'SEK', no: 'NOK', dk: 'DKK', is: 'ISK' };
const YEN: Readonly<Record<string, string>> = { jp: 'JPY', cn: 'CNY' };

/**
 * The ISO code a shared sign stands for on a page. `country` is the last label of the host or the region of the page's
 * language, lower case; `lang` its language. A bare `$` on a page in another language than English, of no known
 * country, stays unknown: it may be a peso.
 */
export function currencyOf(sign: string, country: string, lang: string): string | undefined {
  if (sign.length === 3 && /^[A-Z]{3}$/.test(sign)) return sign;
  if (sign === '$') {
    const local = DOLLARS[country] ?? MORE_DOLLARS[country];
    return local ?? (lang === '' || lang === 'en' ? 'USD' : undefined);
  }
  if (sign === 'kr') return KRONER[country] ?? { sv: 'SEK', nb: 'NOK', no: 'NOK', nn: 'NOK', da: 'DKK' }[lang];
  if (sign === 'Rs') return { in: 'INR', pk: 'PKR', lk: 'LKR' }[country];
  if (sign === '¥') return YEN[country] ?? { ja: 'JPY', zh: 'CNY' }[lang];
  return undefined;
}
