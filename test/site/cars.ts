/**
 * Any number of invented, complete cars for load tests: car `n` is always the same car, and no two share a VIN.
 */
import { jsonLd, thousands } from '../../examples/demo/site/pages/markup.ts';
import { judgeVin } from '../../src/vehicles/vin/vin.ts';

export interface NumberedCar {
  readonly year: number;
  readonly make: string;
  readonly model: string;
  readonly vin: string;
  /** Asking price in US dollars. */
  readonly price: number;
  /** Miles. */
  readonly mileage: number;
  readonly color: string;
  readonly engine: string;
  readonly transmission: string;
  readonly description: string;
}

/** Make, model, and the first eight places of such a car's VIN. */
const MODELS = [
  ['Honda', 'Civic', '1HGFC2F5'],
  ['Ford', 'Mustang', '1FA6P8CF'],
  ['Toyota', 'Camry', '4T1BF1FK'],
  ['Chevrolet', 'Malibu', '1G1ZD5ST'],
  ['Subaru', 'Outback', '4S4BSANC'],
  ['Mazda', 'MX-5', 'JM1NDAB7'],
  ['BMW', '328i', 'WBA3A5C5'],
  ['Nissan', 'Altima', '1N4AL3AP'],
] as const;
const YEARS = [
  [2012, 'C'],
  [2013, 'D'],
  [2014, 'E'],
  [2015, 'F'],
  [2016, 'G'],
  [2017, 'H'],
  [2018, 'J'],
] as const;
const COLORS = ['Silver', 'Blue', 'Red', 'White', 'Black', 'Green'] as const;

function pick<T>(from: readonly T[], n: number): T {
  const found = from[n % from.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}

/** `n` from 0 to 999,999: the serial number has six places. */
export function numberedCar(n: number): NumberedCar {
  if (!Number.isInteger(n) || n < 0 || n > 999_999) throw new RangeError(`there is no car ${n}`);
  const [make, model, start] = pick(MODELS, n);
  const [year, code] = pick(YEARS, n);
  const end = `${code}A${String(n).padStart(6, '0')}`;
  const vin = [...'0123456789X'].map((check) => start + check + end).find((v) => judgeVin(v) === 'valid');
  if (vin === undefined) throw new Error(`no check digit fits car ${n}`);
  const mileage = 20_000 + ((n * 7_919) % 140_000);
  return {
    year,
    make,
    model,
    vin,
    price: 6_000 + ((n * 613) % 24_000),
    mileage,
    color: pick(COLORS, n),
    engine: '2.5L 4-Cylinder',
    transmission: '6-Speed Automatic',
    description: `Car number ${n} of the long row: a ${year} ${make} ${model} that was driven ${thousands(mileage)} miles by one careful owner and kept in a dry garage.`,
  };
}

/** A small listing page, about 2 kB: facts in JSON-LD and again in a table. */
export function numberedCarPage(n: number, pictureUrls: readonly string[]): string {
  const car = numberedCar(n);
  const name = `${car.year} ${car.make} ${car.model}`;
  const node = {
    '@context': 'https://schema.org',
    '@type': 'Car',
    name,
    brand: { '@type': 'Brand', name: car.make },
    model: car.model,
    vehicleModelDate: String(car.year),
    vehicleIdentificationNumber: car.vin,
    color: car.color,
    vehicleEngine: { '@type': 'EngineSpecification', name: car.engine },
    vehicleTransmission: car.transmission,
    mileageFromOdometer: { '@type': 'QuantitativeValue', value: car.mileage, unitCode: 'SMI' },
    description: car.description,
    ...(pictureUrls.length > 0 ? { image: pictureUrls } : {}),
    offers: { '@type': 'Offer', price: car.price, priceCurrency: 'USD' },
  };
  const rows = {
    VIN: car.vin,
    Mileage: `${thousands(car.mileage)} miles`,
    Engine: car.engine,
    Transmission: car.transmission,
    'Exterior Color': car.color,
  };
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${name} for sale - $${thousands(car.price)}</title>${jsonLd(node)}</head>
<body><main><h1>${name}</h1><p class="price">$${thousands(car.price)}</p>
<div class="gallery">${pictureUrls.map((u) => `<img src="${u}" alt="">`).join('')}</div>
<table>${Object.entries(rows)
    .map(([k, v]) => `<tr><th>${k}</th><td>${v}</td></tr>`)
    .join('')}</table>
<h2>Description</h2><div class="description"><p>${car.description}</p></div></main></body></html>
`;
}
