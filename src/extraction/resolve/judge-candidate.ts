/**
 * Turns a claim into a value of its field, or says in words why it is none.
 * Invariant: one claim is judged by itself here; agreement and contradiction between claims are `reconcile.ts`'s.
 */
import {
  isPlaceholderMileage,
  labelledMileage,
  mileagesIn,
  mileageUnknown,
  plausibleMileage,
  scandinavianMiles,
} from '../../vehicles/values/mileage.ts';
import {
  amountsIn,
  currencyOf,
  homeCountry,
  isCurrency,
  isPlaceholder,
  plausiblePrice,
} from '../../vehicles/values/money.ts';
import { canonicalMake, knowsModel, readName, wordKey } from '../../vehicles/values/name.ts';
import { figuresIn, plainFigures } from '../../vehicles/values/number.ts';
import {
  colorOf,
  engineOf,
  gearboxKind,
  namesColor,
  saysNothing,
  transmissionOf,
} from '../../vehicles/values/wording.ts';
import { yearOf } from '../../vehicles/values/year.ts';
import { judgeVin, normalizeVin } from '../../vehicles/vin/vin.ts';
import type { Claim } from '../claim.ts';
import { besidePrice } from '../document/beside-price.ts';
import type { PageDocument } from '../document/document.ts';
import { labelOf } from '../document/labels.ts';
import { noPrice } from '../document/price-words.ts';
import { countsMil, shownOn } from '../document/shown.ts';
import type { Anchor } from '../subject/identity.ts';
import { NO_VALUE } from './refusals.ts';

export interface Candidate {
  readonly value: string | number;
  /** Candidates with one key mean the same. */
  readonly key: string;
  readonly weight: number;
  readonly claim: Claim;
  readonly unit?: 'mi' | 'km';
  /** ISO 4217 or absent when the page leaves it open. */
  readonly currency?: string;
}

export const UNKNOWN_MILEAGE = 'the true mileage is unknown';

export type CandidatesOrRefusal = { readonly candidates: readonly Candidate[] } | { readonly refused: string };

const one = (
  value: string | number,
  key: string,
  claim: Claim,
  more: Partial<Candidate> = {},
): CandidatesOrRefusal => ({
  candidates: [{ value, key, weight: claim.weight, claim, ...more }],
});

/** A figure with its sign, as data write numbers; before a text a hyphen is a bullet. */
const BELOW_NOTHING = /^[-\u2212]\p{Sc}?\d/u;
const DATA: ReadonlySet<Claim['method']> = new Set(['json-ld', 'microdata', 'app-json']);

/** `1st registration in March 2015` is long enough. */
const MAX_YEAR = 32;
/** Of what is no text of its own: several expressions below take the square of its length. */
const MAX_CLAIM = 1_000;

export function toCandidates(claim: Claim, page: PageDocument, anchor: Anchor): CandidatesOrRefusal {
  const text = claim.text.trim();
  if (claim.topic !== 'name' && claim.topic !== 'description' && claim.topic !== 'mileage' && saysNothing(text))
    return { refused: NO_VALUE.unknown };
  if (text.length > MAX_CLAIM && claim.topic !== 'name' && claim.topic !== 'description')
    return { refused: 'too long for a value' };
  if (BELOW_NOTHING.test(text) && DATA.has(claim.method)) return { refused: 'less than nothing' };
  switch (claim.topic) {
    case 'year': {
      // `Registered: GW 22, roadworthy up to May 2027`: a sentence tells of other years.
      if (text.length > MAX_YEAR && /,|\p{L} \p{L}+ \p{L}/u.test(text)) return { refused: 'no single model year' };
      // `2017/2018`: built in the one, of the other's models, as Brazilians and Portuguese write it.
      const [, built, model] =
        (page.lang === 'pt' && /^\s*((?:19|20)\d{2})\s?\/\s?((?:19|20)\d{2})\s*$/.exec(text)) || [];
      const year = built !== undefined && Number(model) - Number(built) === 1 ? Number(model) : yearOf(text);
      return year === undefined ? { refused: 'no single model year' } : one(year, String(year), claim);
    }
    case 'make': {
      // `Make/Model: Porsche 911` holds both.
      const make = canonicalMake(text) ?? anchoredMake(text, anchor) ?? readName(text).make;
      if (make !== undefined) return one(make, wordKey(make), claim);
      const plain = /^[\p{L}][\p{L}\d .&'’-]{1,29}$/u.test(text) && text.split(' ').length <= 3;
      return plain
        ? one(text, wordKey(text), claim, { weight: claim.weight * 0.6 })
        : { refused: 'no make of a vehicle' };
    }
    case 'model':
      return model(text, claim, anchor);
    case 'vin':
      return vin(text, claim);
    case 'mileage':
      return mileage(text, claim, page);
    case 'color': {
      const color = colorOf(text);
      // A heading "Exterior" opens a list of features as often as it labels a color.
      const vague = /^exterior$/i.test(claim.label ?? '') && !namesColor(text) && claim.weight < 0.93;
      if (vague) return { refused: 'under "Exterior", without a word of color' };
      return color === undefined ? { refused: 'no color' } : one(color, wordKey(color), claim);
    }
    case 'engine': {
      // `Cc: 2912`: the label holds the unit; the value stays as the page has it.
      // `Engine Size: 327/340`: cubic inches and horsepower, as auction houses write the engines of American cars.
      if (/^[1-5]\d{2}\/[1-9]\d{2}$/.test(text) && /^engine\b(?!.*(?:n[or]\b|number|code))/i.test(claim.label ?? ''))
        return one(text, wordKey(text), claim);
      const sized = SIZE_LABEL.test(claim.label ?? '') || labelOf(claim.label ?? '', page.lang)?.size === true;
      const bare = sized && /^\d{1,2}[.,  ]?\d{3}$|^\d{3}$/.test(plainFigures(text));
      const engine = engineOf(bare ? `${plainFigures(text)} cc` : text);
      return engine === undefined ? { refused: 'no engine' } : one(bare ? text : engine, wordKey(engine), claim);
    }
    case 'transmission': {
      const transmission = transmissionOf(text);
      return transmission === undefined
        ? { refused: 'no transmission' }
        : one(transmission, gearboxKind(transmission) ?? '', claim);
    }
    case 'price':
    case 'sold':
    case 'bid':
      return price(text, claim, page, anchor);
    case 'description':
    case 'name':
      return { candidates: [] };
  }
}

const SIZE_LABEL = /^(?:.* )?\(?(?:cc|ccm|cm³)\)?\W*$/i;

/** A make that only the page tells, when its titles hold it. */
function anchoredMake(text: string, anchor: Anchor): string | undefined {
  const { make } = anchor.name;
  return make !== undefined && wordKey(make) === wordKey(text) ? make : undefined;
}

const BODY =
  /^(?:roadster|coup[eé]|convertible|cabriolet|sedan|saloon|limousine|wagon|estate|kombi|pickup|truck|van|hatchback|tractor|motorcycle|boat)s?$/i;

function model(text: string, claim: Claim, anchor: Anchor): CandidatesOrRefusal {
  const make = anchor.name.make ?? readName(text).make;
  if (make === undefined)
    return text.length <= 40 ? one(text, wordKey(text), claim) : { refused: 'too long for a model' };
  const own = readName(text, anchor.told);
  const named = own.make === make ? own : readName(`${make} ${text}`, [make]);
  const known = named.make === make && named.knownModel ? named.model : undefined;
  const whole = text
    .replace(/^\d{4}\s+/, '')
    .replace(new RegExp(`^${make.replace(/[^\p{L}\d]/gu, '.')}\\s+`, 'iu'), '')
    // `Hongguang S 1.5 Basic`: from the engine's size on it is the trim.
    .replace(/(?<=\S)\s\d[.,]\d{1,2}[a-z]{0,3}(?:\s.*)?$/i, '');
  const value = known ?? (whole.length <= 40 ? whole : named.model);
  if (value === undefined || !/[\p{L}\p{N}]/u.test(value)) return { refused: 'no model' };
  // `mod: 2010` is the year of the model; a Peugeot 2008 is one in the table.
  if (known === undefined && /^(?:19|20)\d{2}$/.test(value)) return { refused: 'a year, no model' };
  // `Model: Datsun Roadster`, `Model: Riva`: a site's own sections are named after bodies and makes.
  if (named.make === make && !named.knownModel && (BODY.test(value) || wordKey(value) === wordKey(make)))
    return { refused: 'a body or a make, no model' };
  // A platform code ("J1") or a neighbouring car's model is not what the page's title calls the car.
  const titled = anchor.name.model === undefined || anchor.key.includes(wordKey(value));
  if (!titled && !knowsModel(make, value)) return { refused: `the page's title speaks of ${anchor.name.model}` };
  return one(value, wordKey(value), claim, { weight: claim.weight * (titled ? 1 : 0.6) });
}

function vin(text: string, claim: Claim): CandidatesOrRefusal {
  // `WP0AB2A91LS226645 (Copy)`: the number is the first word, or the words that make up a chassis number.
  const first = /^[^\s(,;|]+/.exec(text)?.[0] ?? '';
  // bounded: MAX_CLAIM.
  const whole = normalizeVin(text.replace(/\s*[(,;|].*$/, ''));
  for (const candidate of [whole, normalizeVin(first)]) {
    const verdict = judgeVin(candidate);
    if (verdict === 'valid') return one(candidate, candidate, claim);
    if (verdict === 'valid_no_check') return one(candidate, candidate, claim, { weight: claim.weight * 0.92 });
    if (verdict === 'bad_check') return { refused: 'the check digit of the VIN is wrong' };
  }
  // A first word alone is too little for a short number: `4711001 is our stock number`.
  if (judgeVin(whole) === 'chassis') return one(whole, whole, claim, { weight: claim.weight * 0.85 });
  return { refused: 'not the form of a VIN or chassis number' };
}

/** Countries that drive in miles; everywhere else a bare figure is kilometres. */
const MILES = new Set(['us', 'uk', 'gb', 'lr', 'mm']);

function mileage(text: string, claim: Claim, page: PageDocument): CandidatesOrRefusal {
  if (mileageUnknown(text)) return { refused: UNKNOWN_MILEAGE };
  if (BOUND_AFTER.test(afterFigures(text))) return { refused: 'a bound, no odometer reading' };
  if (isBucket(text)) return { refused: 'a range of readings, as a form offers them' };
  const read =
    (countsMil(page)
      ? scandinavianMiles(text, /(?:^|[^\p{L}])(?:miltal|milantal|mil)(?![\p{L}])/iu.test(claim.label ?? ''))
      : undefined) ?? labelledMileage(text, claim.label);
  if (read === undefined || !plausibleMileage(read.value)) return { refused: 'no odometer reading' };
  if (isPlaceholderMileage(read.value)) return { refused: `${read.value} is a placeholder, not a reading` };
  // A label that names kilometres beside a figure in miles: the figure's own unit is the nearer one.
  const own = mileagesIn(text, true)[0]?.unit ?? read.unit;
  const home =
    MILES.has(page.country) || (page.country === '' && (page.lang === '' || page.lang === 'en')) ? 'mi' : 'km';
  const shown = own === undefined && claim.method !== 'label' ? meantReading(read.value, claim.unit, page) : undefined;
  if (shown !== undefined) return one(shown.value, String(shown.value), claim, { unit: shown.unit });
  // A field takes `178`, and the seller's text says `178k on it`.
  const thousands =
    own === undefined && read.value >= 10 && read.value < 1_000 && shownOn(page).thousands.has(read.value);
  if (thousands)
    return one(read.value * 1_000, String(read.value * 1_000), claim, {
      unit: claim.unit ?? home,
      weight: claim.weight * 0.9,
    });
  // The exact figure is the better of the two when both are given; of a range nobody has read the odometer.
  const rounded = RANGE.test(text) ? 0.6 : /\dk\b/i.test(text) ? 0.9 : 1;
  return one(read.value, String(read.value), claim, {
    unit: own ?? claim.unit ?? home,
    weight: claim.weight * rounded,
  });
}

/** `170000 - 179999`, `60.000-65.000 km`. */
const RANGE = /\d\s?(?:km|mi)?\s?[-–—~～]\s?\d/iu;

/** `210.000 - 219.999`: nobody has read the odometer. */
export function isBucket(text: string): boolean {
  const [first, second] = figuresIn(text);
  if (first === undefined || second === undefined || first.value < 1_000 || second.value <= first.value) return false;
  const between = text.slice(first.at + first.text.length, second.at);
  return /^\s?(?:km|mi|км)?\s?[-–—~～]\s?$/iu.test(between);
}

/** `mileage: 142` in data beside `142 тис. км` on the page, `milage: 8412` beside `8 412 mil`, 71346 beside `71,346 km`. */
function meantReading(
  value: number,
  unit: 'mi' | 'km' | undefined,
  page: PageDocument,
): { value: number; unit: 'mi' | 'km' } | undefined {
  const shown = shownOn(page).readings.get(String(value));
  return shown === undefined || (shown.value === value && unit !== undefined) ? undefined : shown;
}

/**
 * `amount: 2750000` in an application's data beside `$27,500` on the page: the data count cents. Rials beside tomans
 * are ten times the figure the page shows.
 */
function wholeUnits(amount: number, claim: Claim, page: PageDocument): number {
  if (claim.method === 'label' || amount < 10_000) return amount;
  const { amounts, tomans } = shownOn(page);
  if (amounts.has(amount)) return amount;
  if (amount % 10 === 0 && tomans.has(amount / 10)) return amount / 10;
  return claim.method === 'app-json' && amount % 100 === 0 && amounts.has(amount / 100) ? amount / 100 : amount;
}

/** Markets that count a car's price in ten thousands of their currency; no car there costs less than `least` of it. */
const TEN_THOUSANDS: ReadonlyMap<string, { readonly currency: string; readonly least: number }> = new Map(
  [['ko', 'kr', 'KRW', 100_000] as const, ['ja', 'jp', 'JPY', 10_000] as const].flatMap(
    ([lang, country, currency, least]) => [lang, country].map((key) => [key, { currency, least }] as const),
  ),
);

/** `price: 659` in an application's data of a Korean page is 6,590,000 won. */
function tenThousands(amount: number, claim: Claim, page: PageDocument): number | undefined {
  const market = TEN_THOUSANDS.get(page.lang) ?? TEN_THOUSANDS.get(page.country);
  if (market === undefined || claim.method !== 'app-json' || amount < 10 || amount >= market.least) return undefined;
  return claim.currency === undefined || claim.currency === market.currency ? Math.round(amount * 10_000) : undefined;
}

/** `500만원 이하`, `10 000 € and less`: an entry of a filter. */
const BOUND_AFTER =
  /^\s*(?:이하|이상|미만|초과|以下|以上|以内|以內|未満|未满|(?:and|or|&)\s(?:less|more|under|over|below|above|up)\b|ou (?:moins|plus)\b|o (?:menos|más)\b|oder (?:weniger|mehr)\b|и (?:менее|более|ниже|выше))/iu;

/** What follows the last figure, its count, unit or currency. */
const afterFigures = (text: string): string =>
  text
    .replace(/^.*\p{Nd}/su, '')
    .replace(/^\s?(?:[만万萬억億亿]|천만|백만)?\s?(?:원|円|元|km|公里|キロ|킬로|\p{Sc}|[A-Z]{3}\b)?/iu, '');

/** `from €12,500`: the cheapest of several. */
const FROM =
  // bounded: MAX_CLAIM.
  /^\s*(?:from|ab|od|от|від|desde|vanaf|à partir de|a partire da|a partir de|fra|från|nuo|από|starting (?:at|from))\s+[^\d]{0,5}\d|\d\s*\p{L}{0,3}\s*(?:起|から|부터)/iu;

function price(text: string, claim: Claim, page: PageDocument, anchor: Anchor): CandidatesOrRefusal {
  // `US$4,520 Save 23%`: the saving stands after the price.
  // bounded: MAX_CLAIM.
  const stated = text.replace(/\s+\(?(?:you )?save\b.*$/i, '');
  if (noPrice(stated) || FROM.test(stated)) return { refused: 'a rate, deposit or list price' };
  const amounts = amountsIn(stated, homeCountry(page.country, page.lang));
  const signed = amounts.filter((amount) => amount.currency !== undefined);
  const money = signed[0] ?? amounts[0];
  if (money === undefined) return { refused: 'no amount' };
  if (BOUND_AFTER.test(afterFigures(stated))) return { refused: 'a bound, not a price' };
  if (isRange(stated, amounts)) return { refused: 'a range, not a price' };
  const amount =
    (money.currency === undefined ? tenThousands(money.amount, claim, page) : undefined) ??
    wholeUnits(money.amount, claim, page);
  if (claim.topic === 'sold' && money.currency === undefined && claim.method === 'label')
    return { refused: 'an amount without a currency' };
  const sign = money.currency;
  const named = isCurrency(sign) ? sign : undefined;
  const inTomans = shownOn(page).tomans.has(amount);
  const currency = inTomans
    ? undefined
    : (named ?? claim.currency ?? (sign === undefined ? undefined : currencyOf(sign, page.country, page.lang)));
  if (amount < 100 || isPlaceholder(amount, currency)) return { refused: `${amount} is a placeholder, not a price` };
  if (!plausiblePrice(amount, currency ?? sign)) return { refused: 'no plausible price' };
  // A table read out of order puts the year where the price stands.
  if (money.currency === undefined && claim.method === 'label' && text === String(anchor.name.year))
    return { refused: 'the model year, not a price' };
  // A plain number without any currency under a label may be a stock number; structured data names fields, not words.
  if (
    money.currency === undefined &&
    claim.currency === undefined &&
    claim.method === 'label' &&
    bareAmount(stated) === undefined
  )
    return { refused: 'an amount without a currency' };
  return one(amount, String(Math.round(amount)), claim, currency === undefined ? {} : { currency });
}

/** Nothing but a figure, perhaps with words that leave it the price. */
function bareAmount(text: string): string | undefined {
  const plain = plainFigures(text).trim();
  const figure = /^\d[\d.,' ]*(?:[-–]{1,2})?/.exec(plain)?.[0];
  return figure !== undefined && besidePrice(plain.slice(figure.length)) !== undefined ? figure : undefined;
}

/** `€10,000 - €12,000`, `10 000–12 000 zł`: two amounts with nothing but a dash and signs between. */
function isRange(text: string, amounts: ReadonlyArray<{ readonly text: string; readonly at: number }>): boolean {
  const [first, second] = amounts;
  if (first === undefined || second === undefined) return false;
  const between = text.slice(text.indexOf(first.text) + first.text.length, second.at);
  // bounded: MAX_CLAIM.
  return /^\s*[\p{Sc}\p{L}.]{0,4}\s*[-–—~]\s*[\p{Sc}\p{L}.]{0,4}\s*$/u.test(between);
}
