/**
 * Facts in the data an application ships with its page: `__NEXT_DATA__`, state assigned in scripts, attributes.
 * Invariant: only an object that names a car by at least three fields, its own or its parts', counts, and only when it
 * does not contradict the page's title; lists of such objects are other cars. What stands beside such an object, under
 * one parent with it alone, tells the same car's other fields.
 */
import { readName, type VehicleName } from '../../vehicles/values/name.ts';
import { judgeVin } from '../../vehicles/vin/vin.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import { get, isObject, type Json, parseStrict, scalar } from '../document/json.ts';
import { hasSentence, hasWords, sizeOf } from '../document/prose-size.ts';
import { plainText } from '../document/text-of-markup.ts';
import { type Anchor, agrees, contradicts } from '../subject/identity.ts';
import { MAX_KEYS, partsOf, type Value, type ValuesOf, valuesReader } from './app-fields.ts';
import { DESCRIPTIONS, isElsewhere, OTHER_PICTURES, PICTURES, plainKey, TEXTS } from './app-keys.ts';
import { type AppPair, pairsOf } from './app-pairs.ts';
import { type Picture, picturesIn } from './picture-urls.ts';
import { isMakeName } from './told-makes.ts';

const MAX_NODES = 60_000;
/** Copies of the page's own car that are read. */
const MAX_OBJECTS = 20;
const MAX_DEPTH = 30;
/** Text below this length holds no car as JSON. */
const MIN_TEXT = 40;

interface Found {
  readonly object: Json;
  /** Set when the car is told by labelled pairs below the object. */
  readonly pairs?: readonly AppPair[];
  readonly parents: readonly Json[];
  readonly name: VehicleName;
  readonly inArray: boolean;
  /** No array stands between the object and its last parent. */
  readonly direct: boolean;
}

export interface AppData {
  readonly claims: readonly Claim[];
  readonly images: readonly Picture[];
  /** Different cars told of outside `similar` and the like; 1 where one alone carries the number of the address. */
  readonly distinct: number;
}

export function appData(roots: readonly unknown[], anchor: Anchor): AppData {
  const found: Found[] = [];
  const valuesOf = valuesReader();
  let nodes = 0;
  const visit = (value: unknown, parents: readonly Json[], depth: number, inArray: boolean, direct: boolean): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (typeof value === 'string') {
      // JSON kept as text inside JSON.
      if (value.length >= MIN_TEXT && /^\s{0,9}(?:\{\s{0,9}"|\[\s{0,9}[{"[])/.test(value))
        visit(parseStrict(value), parents, depth + 1, inArray, direct);
      return;
    }
    if (Array.isArray(value)) {
      const pairs = pairsOf(value);
      const holder = parents.at(-1);
      if (pairs.length > 0 && holder !== undefined)
        found.push({
          object: holder,
          pairs,
          parents: parents.slice(0, -1),
          name: nameOfPairs(pairs),
          inArray,
          direct: false,
        });
      const many = value.length > 1;
      for (const entry of value.slice(0, 2_000)) visit(entry, parents, depth + 1, inArray || many, false);
      return;
    }
    if (!isObject(value)) return;
    const name = nameOf(valuesOf(value)) ?? nameOfParts(value, valuesOf);
    if (name !== undefined) found.push({ object: value, parents, name, inArray, direct });
    const path = [...parents.slice(-3), value];
    for (const key of Object.keys(value)) {
      const child = get(value, key);
      // Nearly all there is in data: what tells nothing below itself.
      if (!(typeof child === 'string' ? child.length >= MIN_TEXT : typeof child === 'object' && child !== null))
        continue;
      const own = entryOf(child, anchor);
      if (own !== undefined) visit(own, path, depth + 1, false, false);
      if (own !== undefined || isElsewhere(key)) continue;
      visit(child, path, depth + 1, inArray, true);
    }
  };
  for (const root of roots) visit(root, [], 0, false, false);

  const different = (cars: readonly Found[]): number => new Set(cars.map(identityOf)).size;
  const distinct = different(found.filter(({ name }) => name.make !== undefined || name.year !== undefined));
  // The same pairs may be told several times, once for every width of screen.
  const nameless = new Set(
    found.filter(({ name }) => name.make === undefined).map(({ pairs }) => JSON.stringify(pairs?.map((p) => p.text))),
  ).size;
  const titled = anchor.name.make !== undefined && anchor.name.model !== undefined;
  const fitting = found.filter(({ name }) => !contradicts(anchor, name)).length;
  const ours = found.filter(({ object, parents, name, inArray, direct }) => {
    if (anchor.vins.has(scalar(get(object, 'vin')).toUpperCase())) return true;
    const holders = [object, ...(direct ? parents.slice(-1) : [])];
    if (holders.some((holder) => isAddressed(holder, anchor)) && !contradicts(anchor, name)) return true;
    // Pairs without a make can only be the page's own when nothing else is told of.
    if (name.make === undefined) return nameless === 1 && !inArray && distinct <= 1 && !contradicts(anchor, name);
    if (titled)
      return (
        agrees(anchor, name) &&
        (!inArray || distinct === 1 || (fitting === 1 && name.year !== undefined && name.year === anchor.name.year))
      );
    return distinct === 1 && !inArray;
  });
  const claims: Claim[] = [];
  const images: Picture[] = [];
  for (const entry of ours.slice(0, MAX_OBJECTS)) {
    const { object, parents, pairs, direct } = entry;
    const own = [...valuesOf(object), ...partsOf(object, valuesOf)];
    const holder = parents.at(-1);
    // Beside two cars nothing tells whose the rest is.
    const alone = found.every((other) => other.parents.at(-1) !== holder || sameName(other.name, entry.name));
    const beside =
      holder !== undefined && direct && alone ? [...valuesOf(holder), ...partsOf(holder, valuesOf, object)] : [];
    const above = holder === undefined || direct ? [] : valuesOf(holder).filter((value) => value.key.topic === 'price');
    const told = new Set<Topic>((pairs ?? []).map((pair) => pair.topic));
    claims.push(...(pairs ?? []).map(claimOfPair));
    for (const [values, weight] of [
      [valuesOf(object), 0.85],
      [own, 0.8],
      [[...beside, ...above], 0.78],
    ] as const) {
      const fresh = values.filter((value) => !told.has(value.key.topic));
      for (const value of fresh) told.add(value.key.topic);
      claims.push(...fresh.map((value) => claimOf(value, weight)));
    }
    // The photographs and the text often stand one level above the object that names the car.
    for (const place of [object, ...parents.slice(-1)]) {
      for (const key of Object.keys(place).slice(0, MAX_KEYS)) {
        const told = writtenAs(plainKey(key), get(place, key), place === object);
        if (told !== undefined) claims.push(claim('description', told, 'app-json', 0.75, { label: key }));
      }
      const before = images.length;
      for (const key of PICTURES) images.push(...picturesIn(get(place, key)));
      if (images.length > before) continue;
      for (const key of Object.keys(place).slice(0, MAX_KEYS))
        if (OTHER_PICTURES.has(plainKey(key))) images.push(...picturesIn(get(place, key)));
    }
  }
  const addressed = different(ours.filter(({ object }) => isAddressed(object, anchor))) === 1;
  return { claims, images, distinct: addressed ? 1 : distinct };
}

/** The seller's text under such a key: a string, its paragraphs, or an object around it. */
function writtenAs(key: string, value: unknown, ofTheCar: boolean): string | undefined {
  const own = DESCRIPTIONS.has(key);
  if (!own && !(ofTheCar && TEXTS.has(key))) return undefined;
  const paragraphs = Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
  const inner = ['text', 'html', 'value', 'content', 'body', 'full', 'original'].map((name) => get(value, name));
  const written =
    typeof value === 'string'
      ? value
      : paragraphs.length > 0
        ? paragraphs.join('\n')
        : inner.find((part) => typeof part === 'string');
  const text = written === undefined ? '' : plainText(written);
  return sizeOf(text) >= (own ? MIN_TEXT : LONG_TEXT) && (own || (hasSentence(text) && hasWords(text)))
    ? text
    : undefined;
}
/** Of a text under a key that says nothing of it. */
const LONG_TEXT = 100;

const identityOf = ({ object, name }: Found): string =>
  scalar(get(object, 'vin')) || JSON.stringify([name.year, name.make, name.model]);

const sameName = (a: VehicleName, b: VehicleName): boolean =>
  a.year === b.year && a.make === b.make && a.model === b.model;

const NAMING: ReadonlySet<Topic> = new Set(['make', 'model', 'year', 'vin', 'mileage']);

/** The car that values name, or `undefined`. */
function nameOf(values: readonly Value[]): VehicleName | undefined {
  const told = new Map<Topic, string>();
  for (const { key, text } of values) if (text.length <= 120 && !told.has(key.topic)) told.set(key.topic, text);
  const named = [...told.keys()].filter((topic) => NAMING.has(topic)).length;
  if (named < 2) return undefined;
  const vin = judgeVin(told.get('vin') ?? '').startsWith('valid');
  if (named < 3 && !vin) return undefined;
  const make = told.get('make') ?? '';
  const name = readName(
    `${(told.get('year') ?? '').slice(0, 4)} ${make} ${told.get('model') ?? ''}`,
    isMakeName(make) ? [make] : [],
  );
  return name.make === undefined && !vin ? undefined : name;
}

/** The car that an object's parts name together, where none of them does so alone. */
function nameOfParts(object: Json, valuesOf: ValuesOf): VehicleName | undefined {
  const parts = Object.values(object).filter(isObject);
  if (parts.length < 2 || parts.some((part) => nameOf(valuesOf(part)) !== undefined)) return undefined;
  return nameOf([...valuesOf(object), ...partsOf(object, valuesOf)]);
}

/** The entry of a map or list of cars that carries the page's own number: `inventory: {701234567: {...}}`. */
function entryOf(value: unknown, anchor: Anchor): unknown {
  if (anchor.ids.size === 0) return undefined;
  if (Array.isArray(value))
    return value.length < 2
      ? undefined
      : value.slice(0, 500).find((entry) => isObject(entry) && isAddressed(entry, anchor));
  if (!isObject(value)) return undefined;
  const key = Object.keys(value)
    .slice(0, 500)
    .find((name) => anchor.ids.has(name.toLowerCase()));
  const entry = key === undefined ? undefined : get(value, key);
  return isObject(entry) ? entry : undefined;
}

const IDS = ['id', 'listingId', 'listing_id', 'list_id', 'adId', 'vehicleId', 'lotId'];

/** Whether an object carries the number that stands in the page's address. */
function isAddressed(object: Json, anchor: Anchor): boolean {
  return IDS.some((key) => Object.hasOwn(object, key) && anchor.ids.has(scalar(object[key]).toLowerCase()));
}

function nameOfPairs(pairs: readonly AppPair[]): VehicleName {
  const text = (topic: Topic): string => pairs.find((pair) => pair.topic === topic)?.text ?? '';
  const year = /(?<!\d)(?:1[89]|20)\d{2}(?!\d)/.exec(text('year'))?.[0] ?? '';
  return readName(`${year} ${text('make')} ${text('model')}`);
}

function claimOfPair({ topic, label, name, text }: AppPair): Claim {
  return claim(topic, plainText(text, 500), 'app-json', 0.85 * label.weight, {
    snippet: `${name}: ${text}`,
    label: name,
    ...(label.unit === undefined ? {} : { unit: label.unit }),
  });
}

function claimOf({ key, name, text, currency, unit }: Value, weight: number): Claim {
  return claim(key.topic, text, 'app-json', weight * key.weight, {
    snippet: `${name}: ${text}`,
    label: name,
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
  });
}
