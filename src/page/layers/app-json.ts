/**
 * Facts in the data an application ships with its page: `__NEXT_DATA__`, state assigned in scripts, data attributes.
 * Invariant: only an object that names a car by at least three of its own fields counts, and only when it does not
 * contradict the page's title; lists of such objects are other cars.
 */
import { readName, type VehicleName } from '../../vehicle/name.ts';
import { judgeVin } from '../../vehicle/vin.ts';
import { type Anchor, agrees, contradicts } from '../anchor.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import type { PageDocument } from '../document.ts';
import { plainText } from '../entities.ts';
import { get, isObject, type Json, parseStrict, scalar, valuesInScript } from '../json.ts';
import { DESCRIPTIONS, ELSEWHERE, PICTURES, plainKey, TOPIC_OF } from './app-keys.ts';
import { type AppPair, pairsOf } from './app-pairs.ts';
import { type Picture, picturesIn } from './picture-urls.ts';

const MAX_NODES = 60_000;
/** Copies of the page's own car that are read. */
const MAX_OBJECTS = 20;
const MAX_DEPTH = 30;

interface Found {
  readonly object: Json;
  /** Set when the car is told by labelled pairs below the object. */
  readonly pairs?: readonly AppPair[];
  readonly parents: readonly Json[];
  readonly name: VehicleName;
  readonly inArray: boolean;
}

export interface AppData {
  readonly claims: readonly Claim[];
  readonly images: readonly Picture[];
  /** Different cars told of outside `similar` and the like. */
  readonly distinct: number;
}

/** The JSON values of a page that may tell of cars. */
export function embeddedJson(page: PageDocument, source = ''): unknown[] {
  // A site's interface answers with JSON alone.
  const values: unknown[] = /^\s{0,100}[[{]/.test(source) ? [parseStrict(source)] : [];
  for (const script of page.scripts) {
    if (script.type.includes('ld+json') || script.text.length < 60 || script.text.length > 4_000_000) continue;
    if (script.type.includes('json')) values.push(parseStrict(script.text));
    else if (
      (script.type === '' || /javascript|module/.test(script.type)) &&
      /mileage|odometer|"vin|\bvin\b|"make|imgList|images|photos|gallery/i.test(script.text)
    )
      values.push(...valuesInScript(script.text));
  }
  for (const { text, zone } of page.dataJson)
    if (zone === 'main' && text.length < 2_000_000) values.push(parseStrict(text));
  return values.filter((value) => typeof value === 'object' && value !== null);
}

export function appData(roots: readonly unknown[], anchor: Anchor): AppData {
  const found: Found[] = [];
  let nodes = 0;
  const visit = (value: unknown, parents: readonly Json[], depth: number, inArray: boolean): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (Array.isArray(value)) {
      const pairs = pairsOf(value);
      const holder = parents.at(-1);
      if (pairs.length > 0 && holder !== undefined)
        found.push({ object: holder, pairs, parents: parents.slice(0, -1), name: nameOfPairs(pairs), inArray });
      const many = value.length > 1;
      for (const entry of value.slice(0, 2_000)) visit(entry, parents, depth + 1, inArray || many);
      return;
    }
    if (!isObject(value)) return;
    const name = nameOf(value);
    if (name !== undefined) found.push({ object: value, parents, name, inArray });
    const path = [...parents.slice(-3), value];
    for (const key of Object.keys(value)) {
      const child = get(value, key);
      const own = entryOf(child, anchor);
      if (own !== undefined) visit(own, path, depth + 1, false);
      if (own !== undefined || ELSEWHERE.test(key)) continue;
      if (typeof child === 'object' && child !== null) visit(child, path, depth + 1, inArray);
    }
  };
  for (const root of roots) visit(root, [], 0, false);

  const distinct = new Set(
    found
      .filter(({ name }) => name.make !== undefined || name.year !== undefined)
      .map(({ object, name }) => scalar(get(object, 'vin')) || JSON.stringify([name.year, name.make, name.model])),
  ).size;
  const nameless = found.filter(({ name }) => name.make === undefined).length;
  const titled = anchor.name.make !== undefined && anchor.name.model !== undefined;
  const fitting = found.filter(({ name }) => !contradicts(anchor, name)).length;
  const ours = found.filter(({ object, name, inArray }) => {
    if (anchor.vins.has(scalar(get(object, 'vin')).toUpperCase())) return true;
    if (isAddressed(object, anchor) && !contradicts(anchor, name)) return true;
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
  for (const { object, parents, pairs } of ours.slice(0, MAX_OBJECTS)) {
    const own = [...claimsOf(object), ...(pairs ?? []).map(claimOfPair)];
    const priced = own.some((entry) => entry.topic === 'price');
    claims.push(...own, ...(priced ? [] : parents.slice(-1).flatMap(priceOf)));
    // The price, the photographs and the text often stand one level above the object that names the car.
    const around = [object, ...parents.slice(-1)];
    for (const holder of around) {
      for (const key of DESCRIPTIONS) {
        const text = get(holder, key);
        if (typeof text === 'string' && text.length >= 40)
          claims.push(claim('description', plainText(text), 'app-json', 0.75, { label: key }));
      }
      for (const key of PICTURES) images.push(...picturesIn(get(holder, key)));
    }
  }
  return { claims, images, distinct };
}

/** The car an object names by its own fields, or `undefined`. */
function nameOf(object: Json): VehicleName | undefined {
  const value: Partial<Record<Topic, string>> = {};
  let named = 0;
  const keys = Object.keys(object);
  if (keys.length < 3 || keys.length > 400) return undefined;
  for (const key of keys) {
    const known = TOPIC_OF.get(plainKey(key));
    if (known === undefined || value[known.topic] !== undefined) continue;
    const text = scalar(get(object, key));
    if (text === '' || text.length > 120) continue;
    value[known.topic] = text;
    if (['make', 'model', 'year', 'vin', 'mileage'].includes(known.topic)) named += 1;
  }
  const vin = value.vin !== undefined && judgeVin(value.vin).startsWith('valid');
  if (named < 3 && !(vin && named >= 2)) return undefined;
  const name = readName(`${(value.year ?? '').slice(0, 4)} ${value.make ?? ''} ${value.model ?? ''}`);
  return name.make === undefined && !vin ? undefined : name;
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
  return IDS.some((key) => anchor.ids.has(scalar(get(object, key)).toLowerCase()));
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

/** The price one level above the object that names the car. */
function priceOf(holder: Json): Claim[] {
  return claimsOf(holder).filter((entry) => entry.topic === 'price');
}

function claimsOf(object: Json): Claim[] {
  const claims: Claim[] = [];
  for (const key of Object.keys(object)) {
    const known = TOPIC_OF.get(plainKey(key));
    if (known === undefined) continue;
    const value = get(object, key);
    const text = plainText(scalar(Array.isArray(value) && value.length === 1 ? value[0] : value), 500);
    if (text === '' || text.length > 160) continue;
    const currency = [value, object]
      .flatMap((holder) => ['currency', 'priceCurrency', 'currencyCode'].map((name) => scalar(get(holder, name))))
      .find((code) => code !== '');
    claims.push(
      claim(known.topic, text, 'app-json', 0.85, {
        snippet: `${key}: ${text}`,
        label: key,
        ...(known.unit === undefined ? {} : { unit: known.unit }),
        ...(known.topic === 'price' && currency !== undefined && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
      }),
    );
  }
  return claims;
}
