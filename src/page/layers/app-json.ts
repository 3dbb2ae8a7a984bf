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

const KEYS: ReadonlyArray<readonly [topic: Topic, keys: string, unit?: 'mi' | 'km']> = [
  ['make', 'make makename manufacturer brand brandname vehiclemake'],
  ['model', 'model modelname vehiclemodel'],
  ['year', 'year modelyear vehicleyear productionyear vehiclemodeldate'],
  ['vin', 'vin vinnumber vehicleidentificationnumber vincode'],
  ['mileage', 'mileage odometer odometerreading mileagevalue vehiclemileage odometervalue'],
  ['mileage', 'miles mileageinmiles', 'mi'],
  ['mileage', 'mileageinkmraw mileageinkm kilometers kilometres mileagekm kilometerstand', 'km'],
  ['color', 'exteriorcolor exteriorcolour extcolor bodycolor bodycolour colour color paintcolor'],
  ['transmission', 'transmission transmissiontype gearbox transmissiondescription'],
  ['engine', 'engine enginedescription enginename'],
  ['price', 'price askingprice priceraw internetprice sellingprice advertisedprice listingprice'],
];
const TOPIC_OF: ReadonlyMap<string, { topic: Topic; unit?: 'mi' | 'km' }> = new Map(
  KEYS.flatMap(([topic, keys, unit]) =>
    keys.split(' ').map((key) => [key, { topic, ...(unit === undefined ? {} : { unit }) }] as const),
  ),
);
const DESCRIPTIONS = [
  'description',
  'sellerDescription',
  'vehicleDescription',
  'dealerComments',
  'sellerNotes',
  'sellerComments',
  'comments',
  'descriptionHtml',
  'body',
];
const PICTURES = [
  'images',
  'photos',
  'gallery',
  'galleryImages',
  'imageUrls',
  'pictures',
  'imageList',
  'media',
  'vehicleImages',
];
/** Keys under which other cars, forms and texts of the program live. */
const ELSEWHERE =
  /similar|related|recommend|connected|suggest|compar|carousel|result|search|filter|facet|aggregat|translation|featureflag|history|finance|insurance|tradein|menu|navigation|breadcrumb|footer|seo|experiment|recentlyviewed|otherl|moref|alternativ|inventory|upsell|dealerlisting|valuation|recall/i;
const MAX_NODES = 60_000;
/** Copies of the page's own car that are read. */
const MAX_OBJECTS = 20;
const MAX_DEPTH = 30;

interface Found {
  readonly object: Json;
  readonly parents: readonly Json[];
  readonly name: VehicleName;
  readonly inArray: boolean;
}

export interface AppData {
  readonly claims: readonly Claim[];
  readonly images: readonly string[];
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

const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

export function appData(roots: readonly unknown[], anchor: Anchor): AppData {
  const found: Found[] = [];
  let nodes = 0;
  const visit = (value: unknown, parents: readonly Json[], depth: number, inArray: boolean): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (Array.isArray(value)) {
      const many = value.length > 1;
      for (const entry of value.slice(0, 2_000)) visit(entry, parents, depth + 1, inArray || many);
      return;
    }
    if (!isObject(value)) return;
    const name = nameOf(value);
    if (name !== undefined) found.push({ object: value, parents, name, inArray });
    const path = [...parents.slice(-3), value];
    for (const key of Object.keys(value)) {
      if (ELSEWHERE.test(key)) continue;
      const child = get(value, key);
      if (typeof child === 'object' && child !== null) visit(child, path, depth + 1, inArray);
    }
  };
  for (const root of roots) visit(root, [], 0, false);

  const distinct = new Set(
    found.map(({ object, name }) => scalar(get(object, 'vin')) || JSON.stringify([name.year, name.make, name.model])),
  ).size;
  const titled = anchor.name.make !== undefined && anchor.name.model !== undefined;
  const fitting = found.filter(({ name }) => !contradicts(anchor, name)).length;
  const ours = found.filter(({ object, name, inArray }) => {
    if (anchor.vins.has(scalar(get(object, 'vin')).toUpperCase())) return true;
    if (titled)
      return (
        agrees(anchor, name) &&
        (!inArray || distinct === 1 || (fitting === 1 && name.year !== undefined && name.year === anchor.name.year))
      );
    return distinct === 1 && !inArray;
  });
  const claims: Claim[] = [];
  const images: string[] = [];
  for (const { object, parents } of ours.slice(0, MAX_OBJECTS)) {
    claims.push(...claimsOf(object));
    // The price, the photographs and the text often stand one level above the object that names the car.
    const around = [object, ...parents.slice(-1)];
    for (const holder of around) {
      for (const key of DESCRIPTIONS) {
        const text = get(holder, key);
        if (typeof text === 'string' && text.length >= 40)
          claims.push(claim('description', plainText(text), 'app-json', 0.75, { label: key }));
      }
      for (const key of PICTURES) images.push(...urlsIn(get(holder, key)));
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

function claimsOf(object: Json): Claim[] {
  const claims: Claim[] = [];
  for (const key of Object.keys(object)) {
    const known = TOPIC_OF.get(plainKey(key));
    if (known === undefined) continue;
    const text = plainText(scalar(get(object, key)), 500);
    if (text === '' || text.length > 160) continue;
    const currency =
      scalar(get(object, 'currency')) || scalar(get(object, 'priceCurrency')) || scalar(get(object, 'currencyCode'));
    claims.push(
      claim(known.topic, text, 'app-json', 0.85, {
        snippet: `${key}: ${text}`,
        label: key,
        ...(known.unit === undefined ? {} : { unit: known.unit }),
        ...(known.topic === 'price' && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
      }),
    );
  }
  return claims;
}

/** Addresses of pictures in an array of strings or of objects with `url`, `src`, `large.url` and the like. */
export function urlsIn(value: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string') return /^(?:https?:)?\/\/|^\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.slice(0, 1_000).flatMap((entry) => urlsIn(entry, depth + 1));
  if (!isObject(value)) return [];
  for (const key of [
    'full',
    'original',
    'xlarge',
    'large',
    'url',
    'src',
    'href',
    'contentUrl',
    'imageUrl',
    'image',
    'uri',
    'big',
    'medium',
    'images',
    'photos',
    'items',
  ]) {
    const urls = urlsIn(get(value, key), depth + 1);
    if (urls.length > 0) return urls;
  }
  // Photos grouped by kind: `{exterior: [...], interior: [...]}`.
  const groups = Object.values(value);
  return groups.length > 0 && groups.length <= 12 && groups.every(Array.isArray)
    ? groups.flatMap((group) => urlsIn(group, depth + 1))
    : [];
}
