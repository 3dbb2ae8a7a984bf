/**
 * What an object's own keys tell of a car, and those of the objects right below it: each value with the topic its key means.
 * Invariant: a value is a scalar, or stands where an object of its topic is known to keep it; a topic told apart twice
 * is none.
 */
import type { Topic } from '../claim.ts';
import { get, isObject, type Json, scalar } from '../document/json.ts';
import { labelOf } from '../document/labels.ts';
import { plainText } from '../document/text-of-markup.ts';
import { isElsewhere, isOfOthers, type Key, plainKey, topicOfKey, WITHIN } from './app-keys.ts';

/** Objects with more keys are tables of something else. */
export const MAX_KEYS = 400;

/** One scalar of an object that its key tells the meaning of. */
export interface Value {
  readonly key: Key;
  readonly name: string;
  readonly text: string;
  readonly currency?: string;
  readonly unit?: 'mi' | 'km';
}

const YEAR_AND_MONTH = /^((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:[0-3]\d)?$/;

/** What an object's own keys tell. */
export type ValuesOf = (object: Json) => readonly Value[];

/** Of the objects of one page: each is asked for itself, and again as a part of what is around it. */
export function valuesReader(): ValuesOf {
  const known = new Map<Json, readonly Value[]>();
  return (object) => {
    const before = known.get(object);
    if (before !== undefined) return before;
    const values = readValues(object);
    known.set(object, values);
    return values;
  };
}

function readValues(object: Json): Value[] {
  const keys = Object.keys(object);
  const values: Value[] = [];
  if (keys.length > MAX_KEYS) return values;
  for (const name of keys) {
    const value = get(object, name);
    // As most are: no text tells them.
    if (value === null || typeof value === 'boolean') continue;
    const key = topicOfKey(name);
    const told = key === undefined ? undefined : readValue(object, name, value, key);
    if (told !== undefined) values.push(told);
  }
  return values;
}

function readValue(object: Json, name: string, value: unknown, key: Key): Value | undefined {
  const raw = plainText(textWithin(Array.isArray(value) && value.length === 1 ? value[0] : value, key.topic), 500);
  if (raw === '' || raw.length > 160) return undefined;
  const said = (...names: string[]): string =>
    [value, object].flatMap((holder) => names.map((each) => scalar(get(holder, each)))).find((it) => it !== '') ?? '';
  // `{mileage: "5.37", mileageUnit: "万公里"}`, `{salePrice: "11.28", unit: "万"}`: the number counts in so many.
  const counted = countedIn(object, name, value, key.topic);
  const text =
    key.topic === 'year'
      ? (YEAR_AND_MONTH.exec(raw)?.[1] ?? raw)
      : /^[\d.,]+$/.test(raw) && counted !== ''
        ? `${raw}${counted}`
        : raw;
  const currency = key.topic === 'price' ? said('currency', 'priceCurrency', 'currencyCode', 'currencyIso') : '';
  const unit =
    key.unit ??
    (key.topic === 'mileage'
      ? unitOf(said('unit', 'unitCode', 'mileageUnit', 'odometerUnit', 'mileageType'))
      : undefined);
  return {
    key,
    name,
    text,
    ...(/^[A-Z]{3}$/.test(currency) ? { currency } : {}),
    ...(unit === undefined ? {} : { unit }),
  };
}

const MANY_UNIT = String.raw`(?:[万萬만]|lakhs?|crores?|triệu|tỷ|juta|млн|тыс|тис|tis|mln|tsd)\.?`;
/** What a number may be told in so many of, and what of: `万公里`, `万元`. */
const IN_MANY: Readonly<Partial<Record<Topic, RegExp>>> = {
  mileage: new RegExp(`^${MANY_UNIT}\\s?(?:km|公里|千米|キロ|км|킬로)?$`, 'iu'),
  price: new RegExp(`^${MANY_UNIT}\\s?(?:[A-Z]{3}|[元円원đ₹₽]|руб\\.?|грн\\.?)?$`, 'iu'),
};

/** A unit that says how many a number counts, of the value's own object or under a key made of its name; else empty. */
function countedIn(object: Json, name: string, value: unknown, topic: Topic): string {
  const known = IN_MANY[topic];
  if (known === undefined) return '';
  const units = [
    ...['unit', 'unitName', 'unitText'].map((key) => scalar(get(value, key))),
    ...[`${name}Unit`, `${name}_unit`, `${topic}Unit`].map((key) => scalar(get(object, key))),
  ];
  return units.find((unit) => known.test(unit)) ?? '';
}

/** Where a value of a topic without places of its own may stand in a small object, beside what names the field. */
const NAMED: readonly string[] = 'label value nombre nome nom naam navn namn nimi nazwa nazev nazov naziv nume'.split(
  ' ',
);

function arrayAt(value: Json, key: string): readonly unknown[] {
  const list = get(value, key);
  return Array.isArray(list) ? list : [];
}

/** The text of a value: itself, or where an object of its topic keeps it. */
function textWithin(value: unknown, topic: Topic, depth = 0): string {
  const places = WITHIN[topic] ?? NAMED;
  if (!isObject(value)) return scalar(value);
  const [only, ...more] = arrayAt(value, 'values');
  // `vin: {label: "VIN", values: [{label: "WDB...", value: "..."}]}`
  if (isObject(only) && more.length === 0 && depth < 2) return textWithin(only, topic, depth + 1);
  const keys = new Map(
    Object.keys(value)
      .slice(0, MAX_KEYS)
      .map((key) => [plainKey(key), key] as const),
  );
  for (const place of places) {
    const key = keys.get(plainKey(place));
    if (key === undefined) continue;
    const inner = get(value, key);
    const text = isObject(inner) && depth < 2 ? textWithin(inner, topic, depth + 1) : scalar(inner);
    // `{label: "Exterior color", value: "White"}`: what names the field is not its value.
    if (text !== '' && labelOf(text) === undefined) return text;
  }
  if (places === NAMED) return scalar(value);
  return topic === 'price' && scalar(get(value, 'msrp')) !== '' ? scalar(get(value, 'list')) : '';
}

function unitOf(text: string): 'mi' | 'km' | undefined {
  if (/^(?:km|kmt|kms|kilomet|公里|[万萬]公里|千米|キロ)/i.test(text)) return 'km';
  return /^(?:mi|smi|miles?)$/i.test(text) ? 'mi' : undefined;
}

/** What the objects right below an object tell: `{category: {...}, spec: {...}}`. A topic told apart twice is none. */
export function partsOf(object: Json, valuesOf: ValuesOf, except?: Json): Value[] {
  const keys = Object.keys(object);
  if (keys.length > MAX_KEYS) return [];
  const values = keys.flatMap((key) => {
    const child = get(object, key);
    return isObject(child) && child !== except && !isElsewhere(key) && !isOfOthers(key) && topicOfKey(key) === undefined
      ? valuesOf(child)
      : [];
  });
  if (values.length < 2) return values;
  const byTopic = Map.groupBy(values, (value) => value.key.topic);
  return values.filter(
    (value) => new Set((byTopic.get(value.key.topic) ?? []).map((other) => `${other.name} ${other.text}`)).size === 1,
  );
}
