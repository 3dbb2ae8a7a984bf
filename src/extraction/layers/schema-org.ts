/**
 * Cars in schema.org data, from whichever syntax they came.
 * Invariant: a node of a review, a related product or a model line-up is no car of this page; a car found two levels
 * down (`Product.offers.itemOffered`) is told with the offer above it.
 */
import { canonicalMake, readName, type VehicleName } from '../../vehicles/values/name.ts';
import { get, isObject, type Json, scalar } from '../document/json.ts';
import { plainText } from '../document/text-of-markup.ts';
import { plainNode } from './schema-nodes.ts';

export interface SchemaCar {
  readonly node: Json;
  /** Offers of the node itself and of the node that offers it. */
  readonly offers: readonly Json[];
  /** The type says vehicle; otherwise it is a Product whose name or fields say so. */
  readonly typed: boolean;
  /** Found inside an ItemList, a search page or beside many others in one array. */
  readonly listed: boolean;
  /** An entry of a list of results, even of one. */
  readonly inResults: boolean;
  readonly name: VehicleName;
  /** What a typed node names as its make, as it writes it; empty otherwise. */
  readonly make: string;
  readonly vin: string;
  readonly url: string;
}

const VEHICLE = /(?:^|[/:])(?:Car|Vehicle|Motorcycle|MotorizedBicycle|BusOrCoach|UsedCar|NewCar)$/i;
const PRODUCT = /(?:^|[/:])(?:Product|IndividualProduct|ProductGroup|SomeProducts)$/i;
/** Properties whose nodes speak of another thing than the page's car. */
const ELSEWHERE = new Set(
  'itemReviewed review reviews isRelatedTo isSimilarTo isVariantOf hasVariant aggregateRating subjectOf video seller offeredBy publisher author brand manufacturer model makesOffer hasOfferCatalog owns isAccessoryOrSparePartFor about mentions'.split(
    ' ',
  ),
);
const LISTING = new Set(['itemListElement', 'makesOffer', 'hasOfferCatalog', 'hasPart']);
/** How long the name of a make can be. */
const MAKE = /^[\p{L}\d][\p{L}\p{M}\d .&'’+-]{1,29}$/u;
const MAX_DEPTH = 24;
const MAX_NODES = 5_000;

export function typesOf(node: Json): string[] {
  const type = get(node, '@type');
  return (Array.isArray(type) ? type : [type]).filter((entry): entry is string => typeof entry === 'string');
}

export const arrayOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
export const objectsOf = (value: unknown): Json[] => arrayOf(value).filter(isObject);

/** Every car in the data, and whether the data calls itself a list of results. */
export function carsIn(written: readonly unknown[]): { cars: SchemaCar[]; isList: boolean } {
  const roots = written.map((root) => plainNode(root));
  const cars: SchemaCar[] = [];
  /** Offers that only refer to what they offer, by its id. */
  const offersOf = new Map<string, Json[]>();
  const byId = new Map<string, Json>();
  let isList = false;
  let nodes = 0;

  const index = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (Array.isArray(value)) for (const entry of value) index(entry, depth + 1);
    else if (isObject(value)) {
      const id = get(value, '@id');
      if (typeof id === 'string' && Object.keys(value).length > 2 && !byId.has(id)) byId.set(id, value);
      const offered = get(get(value, 'itemOffered'), '@id');
      if (typeof offered === 'string') offersOf.set(offered, [...(offersOf.get(offered) ?? []), value]);
      for (const key of Object.keys(value)) index(get(value, key), depth + 1);
    }
  };
  const resolve = (value: unknown): unknown => {
    const id = get(value, '@id');
    return isObject(value) && typeof id === 'string' && Object.keys(value).length <= 2
      ? (byId.get(id) ?? value)
      : value;
  };
  for (const root of roots) index(root, 0);
  nodes = 0;

  const visit = (value: unknown, depth: number, offers: readonly Json[], list: '' | 'offers' | 'results'): void => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, depth + 1, offers, list);
      return;
    }
    if (!isObject(value)) return;
    const types = typesOf(value);
    if (types.some((type) => /(?:SearchResultsPage|OfferCatalog)$/i.test(type))) isList = true;
    if (
      types.some((type) =>
        /^(?:https?:\/\/schema\.org\/)?(?:Review|AggregateRating|Article|NewsArticle|BlogPosting|FAQPage)$/i.test(type),
      )
    )
      return;
    const id = get(value, '@id');
    const own = [
      ...objectsOf(arrayOf(get(value, 'offers')).map(resolve)),
      ...offers,
      ...((typeof id === 'string' && !offers.some((offer) => get(offer, 'itemOffered') === value)
        ? offersOf.get(id)
        : undefined) ?? []),
    ];
    // An offer that stands by itself is told with what it offers.
    const offer = types.some((type) => /^Offer$/.test(type)) ? [value] : [];
    const typed = types.some((type) => VEHICLE.test(type));
    const isProduct = types.some((type) => PRODUCT.test(type));
    const below = own.flatMap((offer) => objectsOf(get(offer, 'itemOffered')));
    if (typed || (isProduct && below.length === 0)) {
      const vin = scalar(get(value, 'vehicleIdentificationNumber'));
      const says = vin !== '' || get(value, 'mileageFromOdometer') !== undefined;
      const make = typed || says ? makeOf(value, resolve) : '';
      const name = nameOf(value, make, resolve);
      const named = name.make !== undefined || scalar(resolve(get(value, 'model'))) !== '';
      // Prices from low to high under a name without a year are those of many; a node that names no car tells of none.
      if (!says && name.year === undefined && own.some(isRange)) isList = true;
      else if (says || (typed ? named || hasFigure(value) : name.make !== undefined)) {
        cars.push({
          node: inline(value, resolve),
          offers: own,
          typed: typed || says,
          listed: list !== '',
          inResults: list === 'results',
          name,
          make,
          vin: vin.trim().toUpperCase(),
          url: urlOf(value, own),
        });
      }
    }
    for (const offer of objectsOf(get(value, 'offers'))) visit(get(offer, 'itemOffered'), depth + 1, [offer], list);
    for (const key of Object.keys(value)) {
      if (key === 'offers' || (ELSEWHERE.has(key) && !LISTING.has(key))) continue;
      const inside = key === 'itemListElement' ? 'results' : list === '' && LISTING.has(key) ? 'offers' : list;
      visit(get(value, key), depth + 1, key === 'itemOffered' ? offer : [], inside);
    }
  };
  for (const root of roots) visit(root, 0, [], '');
  return { cars, isList };
}

/** References to nodes told elsewhere are put in place; a dangling one is dropped, its id is no name. */
function inline(node: Json, resolve: (value: unknown) => unknown): Json {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(node)) {
    if (key === '__proto__') continue;
    const value = resolve(get(node, key));
    copy[key] = isObject(value) && Object.keys(value).length === 1 && '@id' in value ? undefined : value;
  }
  return copy;
}

function isRange(offer: Json): boolean {
  const [low, high] = [scalar(get(offer, 'lowPrice')), scalar(get(offer, 'highPrice'))];
  return low !== '' && high !== '' && Number(low) !== Number(high);
}

/** A name alone makes a typed node a car of the page; without make and model a plain figure of one car does. */
function hasFigure(node: Json): boolean {
  return ['vehicleModelDate', 'modelDate', 'vehicleTransmission', 'vehicleEngine', 'productionDate'].some(
    (key) => get(node, key) !== undefined,
  );
}

function makeOf(node: Json, resolve: (value: unknown) => unknown): string {
  const make = ['brand', 'manufacturer', 'make'].map((key) => plainText(scalar(resolve(get(node, key))), 100));
  return make.find((text) => MAKE.test(text)) ?? '';
}

/** `told`: the make a typed node gives; then its name may start with a make that no table knows. */
function nameOf(node: Json, told: string, resolve: (value: unknown) => unknown): VehicleName {
  // Of a plain product the whole brand must be a make: `Lincoln Street` and `Ford Family` sell other things.
  const brand = scalar(resolve(get(node, 'brand'))) || scalar(resolve(get(node, 'manufacturer')));
  const make = told || (canonicalMake(brand) === undefined ? '' : brand);
  const makes = told === '' ? [] : [told];
  const model = scalar(resolve(get(node, 'model')));
  const year =
    scalar(get(node, 'vehicleModelDate')) || scalar(get(node, 'modelDate')) || scalar(get(node, 'productionDate'));
  const full = readName(plainText(scalar(get(node, 'name')), 300), makes);
  const built = readName(plainText(`${year.slice(0, 4)} ${make} ${model}`, 300), makes);
  const guessed = full.makeFromModel && built.make !== undefined && built.make !== full.make;
  const best = full.make !== undefined && full.model !== undefined && !guessed ? full : built;
  const bestYear = full.year ?? built.year;
  return { ...best, ...(bestYear === undefined ? {} : { year: bestYear }) };
}

function urlOf(node: Json, offers: readonly Json[]): string {
  const url = scalar(get(node, 'url')) || scalar(get(node, 'mainEntityOfPage'));
  if (url !== '') return url;
  for (const offer of offers) if (typeof get(offer, 'url') === 'string') return String(get(offer, 'url'));
  return '';
}
