import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const URLS = [
  'https://www.lakeside-cars.example/used/771204',
  'https://oto.pazar.example/ilan/771204',
  'https://garage-du-lac.example/v/771204',
];

/** What is read of a page that holds no more than a car in an application's data, on each of three made-up sites. */
function read(car: Record<string, unknown>, field: string): (string | number | undefined)[] {
  const data = JSON.stringify({
    props: { vehicle: { id: 771204, make: 'Ford', model: 'Escape', year: 2021, mileage: 41_882, ...car } },
  });
  return URLS.map((url) => {
    const html = `<title>2021 Ford Escape</title><script id="__NEXT_DATA__" type="application/json">${data}</script><div id="__next"><h1>2021 Ford Escape</h1></div>`;
    return readPage({ url, html }).facts.find((fact) => fact.field === field)?.value;
  });
}

const three = <T>(value: T): T[] => [value, value, value];

describe('an object under a field of application data', () => {
  it.each([
    ['color', { color: { generic: 'Blue', oem: 'Velocity Blue Metallic' } }, 'color', 'Velocity Blue Metallic'],
    ['color', { exteriorColor: { name: 'Agate Black', hex: '#111' } }, 'color', 'Agate Black'],
    ['color', { color: { label: 'Exterior Color', value: 'Alpine White' } }, 'color', 'Alpine White'],
    ['price', { price: { amount: 18_495, currency: 'USD' } }, 'asking_price', 18_495],
    ['price', { pricing: { salePrice: { value: 18_495, currency: 'USD' }, msrp: 29_900 } }, 'asking_price', 18_495],
    ['price', { pricing: { list: 18_495, msrp: 29_900 } }, 'asking_price', 18_495],
    [
      'transmission',
      { transmission: { description: '8-Speed Automatic', code: 'A8' } },
      'transmission',
      '8-Speed Automatic',
    ],
    ['engine', { engine: { description: '1.5L I3 Turbocharged', cylinders: 3 } }, 'engine', '1.5L I3 Turbocharged'],
  ] as const)('of %s is read where it keeps the value: %j', (_, car, field, value) => {
    expect(read(car, field)).toEqual(three(value));
  });

  it.each([
    ['what the factory asks', { pricing: { msrp: 29_900 } }, 'asking_price'],
    ["a list price that may be the factory's", { pricing: { list: 29_900 } }, 'asking_price'],
    ['a fee and a rate', { pricing: { docFee: 799, monthly: 349 } }, 'asking_price'],
    ['a color of the seats', { interior: { color: { name: 'Ebony' } } }, 'color'],
    ["a color's code", { color: { hex: '#0f0f0f', code: 'UH' } }, 'color'],
  ] as const)('says nothing by %s', (_, car, field) => {
    expect(read(car, field)).toEqual(three(undefined));
  });
});

describe('a key that is cut short', () => {
  it.each(['vinNo', 'carVin', 'frameNo', 'chassisNo', 'vinNum'])('names a VIN: %s', (key) => {
    expect(read({ [key]: '1FMCU9H66MUA11223' }, 'vin')).toEqual(three('1FMCU9H66MUA11223'));
  });

  it.each(['vinNo', 'chassisNo', 'frameNo'])('names none where the value has not its form: %s', (key) => {
    expect(read({ [key]: 'on request' }, 'vin')).toEqual(three(undefined));
  });
});
