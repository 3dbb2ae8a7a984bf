/**
 * Reads a value of one topic from a quotation: never the value that was claimed, but the one our own rules find there.
 * Invariant: a function returns what the page's words say, or in words why they say nothing; it never looks at a claim.
 */
import { squeeze } from '../../runtime/text.ts';
import { engineParts } from '../../vehicles/values/engine.ts';
import {
  isPlaceholderMileage,
  labelledMileage,
  mileagesIn,
  mileageUnknown,
  plausibleMileage,
} from '../../vehicles/values/mileage.ts';
import { currencyOf, isPlaceholder, moneyIn, plausiblePrice } from '../../vehicles/values/money.ts';
import { canonicalMake, readName, wordKey } from '../../vehicles/values/name.ts';
import { colorOf, engineOf, gearboxKind, namesColor, transmissionOf } from '../../vehicles/values/wording.ts';
import { yearOf, yearsInTitle } from '../../vehicles/values/year.ts';
import { judgeVin, normalizeVin, spelledVins, vinCandidates } from '../../vehicles/vin/vin.ts';
import type { PageDocument } from '../document/document.ts';
import { AFTER_NO_PRICE, BEFORE_NO_PRICE, NO_PRICE } from '../document/price-words.ts';
import type { Anchor } from '../subject/identity.ts';
import { strangeWord } from './plain-words.ts';
import { isWhole, type Place } from './quote.ts';
import { hasWordFor, partNamed, type Quotable, wordAgainst } from './quote-words.ts';

export type Said =
  | { readonly value: string | number; readonly unit?: 'mi' | 'km'; readonly currency?: string }
  | { readonly no: string };

const no = (why: string): Said => ({ no: why });

/** The label and the sentence: what a person reads with the value. */
const told = (place: Place): string => squeeze(`${place.label} ${place.sentence}`);

const isLabelled = (place: Place, topic: Quotable): boolean =>
  place.labelled?.topic === topic && place.labelled.weight >= 0.9;

function refusedBy(topic: Quotable, text: string): Said | undefined {
  const word = wordAgainst(topic, text);
  return word === undefined ? undefined : no(`"${word}" stands beside it`);
}

/**
 * What in the sentence, up to the value and on to the next comma, no plain statement of the topic has; a value under its
 * own label needs no sentence.
 */
function strange(topic: Quotable, place: Place, value: string, car: Anchor): Said | undefined {
  const sentence = squeeze(place.sentence);
  const quoted = squeeze(place.text);
  const at = Math.max(0, sentence.indexOf(quoted)) + Math.max(0, quoted.indexOf(value));
  const tail = sentence.slice(at + value.length).split(topic === 'color' ? OF_ONE_THING : NEXT)[0] ?? '';
  const { year, make = '', model = '' } = car.name;
  const name = new Set(`${year ?? ''} ${make} ${model}`.toLowerCase().split(/[^\p{L}\p{M}\d]+/u));
  const label = at === 0 ? place.label : '';
  const word = strangeWord(topic, `${label} ${sentence.slice(0, at)} ${tail}`, name);
  return word === undefined ? undefined : no(`"${word}" may make it another statement`);
}

/** A sentence that says whose miles it tells only together with the one before. */
const PRONOUN =
  /^(?:it|its|this|that|these|those|they|which|he|she|er|sie|es|dieser?|il|elle|ça|esta?|lo|questo|het|dat|ta|ten)\s/i;
/** A sentence of prose gives a reading of this many miles; less is a trip. */
const LEAST_IN_PROSE = 500;

export function mileageSaid(place: Place, page: PageDocument, car: Anchor): Said {
  const text = squeeze(place.text);
  const labelled = isLabelled(place, 'mileage');
  const around = `${told(place)} ${PRONOUN.test(place.sentence) ? squeeze(place.before) : ''}`;
  if (mileageUnknown(around)) return no('the true mileage is unknown');
  const wrong = refusedBy('mileage', around);
  if (wrong !== undefined) return wrong;
  const readings = mileagesIn(text, labelled);
  if (new Set(readings.map(({ value, unit }) => `${value}${unit}`)).size > 1) return no('several distances');
  const reading = labelled ? labelledMileage(squeeze(place.value)) : readings[0];
  if (reading === undefined) return no('no odometer reading');
  const miles = page.country === 'us' || page.country === 'uk' || page.country === 'gb';
  const home = miles || (page.country === '' && (page.lang === '' || page.lang === 'en')) ? 'mi' : 'km';
  const unit = reading.unit ?? place.labelled?.unit ?? home;
  const { value } = reading;
  if (!plausibleMileage(value) || isPlaceholderMileage(value)) return no('no plausible reading');
  if (labelled) return { value, unit };
  // A name of the car may carry it: `45k-mile 1995 Honda Civic`.
  const alone = squeeze(place.sentence).replace(/[.!]$/, '') === reading.text;
  if (value < LEAST_IN_PROSE) return no('too little for a reading');
  const words = strange('mileage', place, reading.text, car);
  if (words !== undefined) return words;
  return hasWordFor('mileage', around) || alone ? { value, unit } : no('nothing says that it is the odometer');
}

export function priceSaid(place: Place, page: PageDocument, car: Anchor): Said {
  const text = squeeze(place.text);
  const around = told(place);
  const wrong = refusedBy('price', around);
  if (wrong !== undefined) return wrong;
  if (NO_PRICE.test(around)) return no('a rate, deposit or list price');
  const amounts = moneyIn(squeeze(place.sentence), page.country);
  const [money] = moneyIn(text, page.country);
  if (money?.currency === undefined) return no('no amount of money');
  if (new Set(amounts.map(({ amount }) => amount)).size !== 1) return no('several amounts');
  const sentence = squeeze(place.sentence);
  const at = sentence.indexOf(money.text);
  if (BEFORE_NO_PRICE.test(sentence.slice(0, at)) || AFTER_NO_PRICE.test(sentence.slice(at + money.text.length)))
    return no('a rate, deposit or list price');
  const currency = currencyOf(money.currency, page.country, page.lang);
  const { amount } = money;
  if (isPlaceholder(amount, currency) || !plausiblePrice(amount, currency ?? money.currency))
    return no('no plausible price');
  if (!isLabelled(place, 'price')) {
    if (!hasWordFor('price', around)) return no('nothing says that it is asked');
    const words = strange('price', place, money.text, car);
    if (words !== undefined) return words;
  }
  return { value: amount, ...(currency === undefined ? {} : { currency }) };
}

export function vinSaid(place: Place, car: Anchor): Said {
  const text = squeeze(place.text);
  const wrong = refusedBy('vin', told(place));
  if (wrong !== undefined) return wrong;
  const numbers = new Set([...vinCandidates(text), ...spelledVins(text)]);
  const [vin] = numbers;
  if (numbers.size > 1) return no('several numbers');
  const labelled = isLabelled(place, 'vin');
  if (vin === undefined) {
    const chassis = normalizeVin(squeeze(place.value));
    const { year } = car.name;
    const old = labelled && judgeVin(chassis) === 'chassis' && year !== undefined && year <= 1981;
    return old ? { value: chassis } : no('no VIN');
  }
  const verdict = judgeVin(vin);
  const words = labelled
    ? undefined
    : strange('vin', place, text.slice(text.toUpperCase().indexOf(vin)).slice(0, vin.length), car);
  if (words !== undefined) return words;
  if (verdict === 'valid') return { value: vin };
  const called = labelled || hasWordFor('vin', told(place));
  return verdict === 'valid_no_check' && called ? { value: vin } : no('a number that does not prove itself');
}

export function yearSaid(place: Place, car: Anchor): Said {
  const text = squeeze(place.text);
  const wrong = refusedBy('year', told(place));
  if (wrong !== undefined) return wrong;
  const labelled = isLabelled(place, 'year');
  const years = new Set(yearsInTitle(text).map(({ year }) => year));
  const year = labelled ? yearOf(squeeze(place.value)) : [...years][0];
  if (year === undefined || years.size > 1) return no('no single year');
  if (labelled) return { value: year };
  const words = strange('year', place, String(year), car);
  if (words !== undefined) return words;
  const name = readName(text, car.told);
  const named = name.make !== undefined && name.make === car.name.make && name.year === year;
  return named ? { value: year } : no('nothing says that it is the model year');
}

export function makeSaid(place: Place, car: Anchor): Said {
  const text = squeeze(place.text);
  const wrong = refusedBy('make', told(place));
  if (wrong !== undefined) return wrong;
  const labelled = isLabelled(place, 'make');
  const name = readName(labelled ? squeeze(place.value) : text, car.told);
  const make = (labelled ? canonicalMake(squeeze(place.value)) : undefined) ?? name.make;
  if (make === undefined || canonicalMake(make) === undefined || name.makeFromModel) return no('no make');
  const headed = place.lines.some(({ level }) => level > 0) || name.year !== undefined;
  return labelled || headed ? { value: make } : no('nothing says that it is this car');
}

export function modelSaid(place: Place, car: Anchor): Said {
  const text = squeeze(place.text);
  const wrong = refusedBy('model', told(place));
  if (wrong !== undefined) return wrong;
  const { make } = car.name;
  if (make === undefined) return no('the make is not known');
  const labelled = isLabelled(place, 'model');
  const value = squeeze(place.value);
  const own = readName(text, car.told);
  const name = labelled && own.make !== make ? readName(`${make} ${value}`, [make]) : own;
  if (name.make !== make || name.model === undefined || !name.knownModel) return no('no model of that make');
  const headed = place.lines.some(({ level }) => level > 0) || name.year !== undefined;
  return labelled || headed ? { value: name.model } : no('nothing says that it is this car');
}

/** A second statement of the same sentence. */
const NEXT = /[,;()|\n]|\.\s|\s(?:and|und|et|y|e|en|i)\s/iu;
/** Between commas and the like; a color also ends where another thing begins. */
const CLAUSE = /[,;()|\n]|\.\s|\s[-–—/]\s/;
const OF_ONE_THING = /[,;()|/\n]|\.\s|\s[-–—]\s|\s(?:with|over|and|w\/|mit|und|avec|et|con|y|e|met|en|z|i|с|и)\s/iu;
const MAX_WORDS = 6;

/** Words after a color that leave it the car's. */
const AFTER_COLOR =
  /^(?:metallic|pearl|gehalten|in|is|it|on|that|car|truck|vehicle|coup[eé]|sedan|saloon|convertible|cabriolet|wagon|estate|hatchback|roadster|van|pickup|suv|ist|est|es|è)(?!\p{L})/iu;

interface Wording {
  readonly topic: 'color' | 'engine' | 'transmission';
  readonly read: (text: string) => string | undefined;
  readonly ends: RegExp;
  /** Whether the rest of the clause, beside the value, names another one. */
  readonly rival: (value: string, rest: string) => boolean;
  readonly plain: (value: string) => boolean;
}

/** `dunkelblau`, `donkergroen`; a finish alone is no color. */
const isHue = (word: string): boolean =>
  namesColor(word.replace(/^(?:dunkel|hell|donker|licht|mørke?|mörk|lyse?|ljus)(?=\p{L}{3})/iu, '')) &&
  !/^(?:metallic|pearl)$/i.test(word);

const differ = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b;

const WORDINGS: Readonly<Record<Wording['topic'], Wording>> = {
  color: {
    topic: 'color',
    read: colorOf,
    ends: OF_ONE_THING,
    rival: (_, rest) => rest.split(' ').some((word) => isHue(word)),
    plain: (value) => value.split(' ').some(isHue),
  },
  engine: {
    topic: 'engine',
    read: engineOf,
    ends: CLAUSE,
    rival: (value, rest) => {
      const [own, other] = [engineParts(value), engineParts(rest)];
      return differ(own.litres, other.litres) || differ(own.cylinders, other.cylinders);
    },
    plain: (value) => {
      const { litres, cylinders } = engineParts(value);
      return litres !== undefined || cylinders !== undefined;
    },
  },
  transmission: {
    topic: 'transmission',
    read: transmissionOf,
    ends: CLAUSE,
    rival: (value, rest) => differ(gearboxKind(value), gearboxKind(rest)),
    plain: (value) => gearboxKind(value) !== undefined || /\d/.test(value),
  },
};

/**
 * Words of a seller, kept as they are written. Under its own label the whole value is the wording; in a sentence it is
 * `sought`, if it stands there once, in a clause that speaks of nothing else.
 */
export function wordingSaid(topic: Wording['topic'], place: Place, sought: string, car: Anchor): Said {
  const { read, ends, rival, plain } = WORDINGS[topic];
  const around = told(place);
  const wrong = refusedBy(topic, around);
  if (wrong !== undefined) return wrong;
  if (isLabelled(place, topic)) {
    const value = read(squeeze(place.value));
    const part = partNamed(topic, `${place.label} ${value ?? ''}`);
    if (value === undefined || part !== undefined) return no(`no ${topic}`);
    return { value };
  }
  const wanted = squeeze(sought);
  const sentence = squeeze(place.sentence);
  const quoted = squeeze(place.text);
  const within = quoted.toLowerCase().indexOf(wanted.toLowerCase());
  const at = sentence.indexOf(quoted) + within;
  if (within < 0 || wanted.split(' ').length > MAX_WORDS || !isWhole(sentence, at, at + wanted.length))
    return no('the words do not stand there');
  const value = sentence.slice(at, at + wanted.length);
  if (read(value) !== value || !plain(value)) return no(`no ${topic}`);
  const words = strange(topic, place, value, car);
  if (words !== undefined) return words;
  // The clause: from the last end before the value to the first one after it.
  const lead = sentence.slice(0, at).split(ends).at(-1) ?? '';
  const tail = sentence.slice(at + wanted.length).split(ends)[0] ?? '';
  const first = lead.length === at;
  const clause = `${first ? place.label : ''} ${lead} ${value} ${tail}`;
  const part = partNamed(topic, clause);
  if (part !== undefined) return no(`it is of the ${part}`);
  if (rival(value, `${lead} ${tail}`)) return no('another one stands beside it');
  const elsewhere = partNamed(topic, around) !== undefined;
  if (!hasWordFor(topic, elsewhere ? clause : around)) return no(`nothing says that it is the ${topic}`);
  if (
    topic === 'color' &&
    !/^[\s.!]*$/.test(tail) &&
    !AFTER_COLOR.test(tail.trim()) &&
    !hasWordFor('color', tail.trim().split(' ')[0] ?? '')
  )
    return no('it is of another thing');
  return { value };
}

export const sameWords = (a: string, b: string): boolean => wordKey(a) === wordKey(b);
