/**
 * What a schema.org car claims, property by property, and its photographs.
 * Invariant: only the price of this one car counts; ranges over many, rates and list prices are left out.
 */
import { readName, wordKey } from '../../vehicles/values/name.ts';
import { type Claim, claim } from '../claim.ts';
import { addressesIn } from '../document/image-url.ts';
import { get, isObject, type Json, scalar } from '../document/json.ts';
import { labelOf } from '../document/labels.ts';
import { plainText } from '../document/text-of-markup.ts';
import type { Method } from '../reading.ts';
import type { Picture } from './picture-urls.ts';
import { arrayOf, objectsOf, type SchemaCar, typesOf } from './schema-org.ts';

const UNITS: Readonly<Record<string, 'mi' | 'km'>> = {
  SMI: 'mi',
  MI: 'mi',
  MILE: 'mi',
  MILES: 'mi',
  KMT: 'km',
  KM: 'km',
  KMS: 'km',
  KILOMETERS: 'km',
  KILOMETRES: 'km',
};

function unit(text: string): { unit?: 'mi' | 'km' } {
  const known = UNITS[text.trim().toUpperCase()];
  return known === undefined ? {} : { unit: known };
}

/** Topics that a pair of name and value may tell beside the properties made for them. */
const TOLD_BY_PROPERTY: ReadonlySet<string> = new Set(['year', 'mileage', 'color', 'transmission', 'engine']);

/** What a car's node claims. */
export function claimsOf(car: SchemaCar, method: Method): Claim[] {
  const claims: Claim[] = [];
  const base = method === 'json-ld' ? 0.92 : 0.9;
  const { node } = car;
  const say = (topic: Claim['topic'], value: unknown, key: string, weight = base, more: Partial<Claim> = {}): void => {
    const text = plainText(scalar(value), 60_000);
    if (text !== '')
      claims.push(claim(topic, text, method, weight, { snippet: `${key}: ${text}`, label: key, ...more }));
  };
  const first = (...keys: string[]): [unknown, string] => {
    const key = keys.find((name) => scalar(arrayOf(get(node, name))[0]) !== '') ?? '';
    return [arrayOf(get(node, key))[0], key];
  };
  const [year, yearKey] = first('vehicleModelDate', 'modelDate');
  if (yearKey !== '') say('year', year, yearKey);
  else {
    const [made, madeKey] = first('productionDate', 'dateVehicleFirstRegistered', 'releaseDate');
    if (madeKey !== '') say('year', made, madeKey, base * 0.85);
  }
  const [make, makeKey] = first('brand', 'manufacturer', 'make');
  say('make', make, makeKey);
  const [model, modelKey] = first('model');
  if (!isPlatform(car, scalar(model))) say('model', model, modelKey);
  say('name', get(node, 'name'), 'name', base * 0.9);
  say('vin', get(node, 'vehicleIdentificationNumber'), 'vehicleIdentificationNumber', 0.95);
  const [color] = first('color', 'colour');
  say('color', color, 'color');
  const [gearbox] = first('vehicleTransmission', 'transmission');
  say('transmission', gearbox, 'vehicleTransmission');
  say('description', get(node, 'description'), 'description', car.typed ? 0.6 : 0.5);

  const mileage = arrayOf(get(node, 'mileageFromOdometer'))[0];
  if (isObject(mileage)) {
    const code = scalar(get(mileage, 'unitCode')) || scalar(get(mileage, 'unitText'));
    const value = get(mileage, 'value');
    say('mileage', typeof value === 'object' ? undefined : value, 'mileageFromOdometer', 0.93, unit(code));
  } else say('mileage', mileage, 'mileageFromOdometer', 0.93);

  for (const engine of arrayOf(get(node, 'vehicleEngine')).slice(0, 3)) {
    const name = typeof engine === 'string' ? engine : scalar(get(engine, 'name')) || scalar(get(engine, 'engineType'));
    if (name !== '') say('engine', name, 'vehicleEngine', base * 0.95);
    const size = get(engine, 'engineDisplacement');
    const amount = scalar(get(size, 'value')) || scalar(size);
    const code = scalar(get(size, 'unitCode')) || scalar(get(size, 'unitText'));
    const written = /^(?:LTR|L)$/i.test(code)
      ? `${amount} L`
      : /^(?:CMQ|CCM|CC)$/i.test(code)
        ? `${amount} cc`
        : amount;
    if (amount !== '')
      say('engine', written, 'engineDisplacement', 0.6, { snippet: `engineDisplacement: ${amount} ${code}` });
  }
  for (const property of objectsOf(get(node, 'additionalProperty')).slice(0, 60)) {
    const label = labelOf(scalar(get(property, 'name')));
    const code = scalar(get(property, 'unitCode')) || scalar(get(property, 'unitText'));
    if (label === undefined || !TOLD_BY_PROPERTY.has(label.topic)) continue;
    say(label.topic, get(property, 'value'), scalar(get(property, 'name')), base * 0.9 * label.weight, {
      ...(label.unit === undefined ? {} : { unit: label.unit }),
      ...unit(code),
    });
  }
  for (const price of pricesOf(car.offers))
    claims.push(
      claim('price', price.text, method, base, {
        snippet: `price: ${price.text} ${price.currency}`,
        ...(price.currency === '' ? {} : { currency: price.currency }),
      }),
    );
  return claims;
}

/** `model: J1` beside `name: Taycan Sport Turismo`: the platform's code, where the name holds a model of the make. */
function isPlatform({ node, name }: SchemaCar, model: string): boolean {
  const text = wordKey(plainText(scalar(get(node, 'name')), 300));
  return (
    name.make !== undefined &&
    name.knownModel &&
    text.includes(wordKey(name.model ?? '')) &&
    !text.includes(wordKey(model)) &&
    !readName(`${name.make} ${model}`).knownModel
  );
}

/** Prices of single offers: no ranges over many cars, no monthly rates, no list prices beside the real one. */
function pricesOf(offers: readonly Json[]): Array<{ text: string; currency: string }> {
  const found: Array<{ text: string; currency: string }> = [];
  for (const offer of offers) {
    const aggregate = typesOf(offer).some((type) => /AggregateOffer$/i.test(type));
    const low = scalar(get(offer, 'lowPrice'));
    if (aggregate && (low === '' || low !== scalar(get(offer, 'highPrice')))) continue;
    if (/Lease|Rent/i.test(scalar(get(offer, 'businessFunction')))) continue;
    const currency = scalar(get(offer, 'priceCurrency')).toUpperCase();
    const direct = aggregate ? low : scalar(get(offer, 'price'));
    if (direct !== '') {
      found.push({ text: direct, currency });
      continue;
    }
    for (const spec of objectsOf(get(offer, 'priceSpecification'))) {
      const monthly = /MON|month|WEE|week/i.test(
        `${scalar(get(spec, 'unitCode'))} ${scalar(get(spec, 'unitText'))} ${scalar(get(spec, 'billingDuration'))}`,
      );
      const other = /ListPrice|MSRP|SRP|Strikethrough/i.test(scalar(get(spec, 'priceType')));
      const price = scalar(get(spec, 'price'));
      if (price !== '' && !monthly && !other)
        found.push({ text: price, currency: scalar(get(spec, 'priceCurrency')).toUpperCase() || currency });
    }
  }
  return found;
}

/** The node's photographs, in order. */
export function imagesOf(car: SchemaCar): Picture[] {
  const pictures: Picture[] = [];
  for (const key of ['image', 'images', 'photo', 'photos']) {
    for (const entry of arrayOf(get(car.node, key)).slice(0, 500)) {
      const url = typeof entry === 'string' ? entry : scalar(get(entry, 'contentUrl')) || scalar(get(entry, 'url'));
      for (const address of addressesIn(plainText(url, 200_000))) pictures.push([address]);
    }
  }
  return pictures;
}
