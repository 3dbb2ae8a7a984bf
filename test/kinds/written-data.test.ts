/** Structured data in every spelling that readers of it accept, and the same spellings telling of something else. */
import { kind, page, type Row } from './kind.ts';

interface Car {
  readonly address: string;
  readonly name: string;
  readonly brand: string;
  readonly model: string;
  readonly year: string;
  readonly color: string;
  readonly mileage: number;
  readonly unit: 'KMT' | 'SMI';
  readonly vin: string;
  readonly price: number;
  readonly currency: string;
}

const CARS: readonly Car[] = [
  {
    ...{ address: 'www.wagenpark.example/inserat/8812345', name: '2020 Opel Astra Sports Tourer', brand: 'Opel' },
    ...{ model: 'Astra', year: '2020', color: 'Quartz Grey', mileage: 84300, unit: 'KMT', vin: 'W0VBD8EH5L8012345' },
    ...{ price: 12450, currency: 'EUR' },
  },
  {
    ...{ address: 'www.brightway.example/used/41', name: '2014 Honda Civic EX', brand: 'Honda', model: 'Civic' },
    ...{ year: '2014', color: 'Crimson Pearl', mileage: 71250, unit: 'SMI', vin: '2HGFB2F57EH512345' },
    ...{ price: 8950, currency: 'USD' },
  },
  {
    ...{ address: 'kola.example/oferta/77', name: '2016 Skoda Octavia Combi', brand: 'Skoda', model: 'Octavia' },
    ...{ year: '2016', color: 'Szary', mileage: 187000, unit: 'KMT', vin: 'TMBJJ7NE9G0123456' },
    ...{ price: 38900, currency: 'PLN' },
  },
];
const OTHERS = new Map(CARS.map((car, at) => [car, CARS[(at + 1) % CARS.length] ?? car]));

const told = (car: Car): Row[3] => ({
  kind: 'listing',
  year: Number(car.year),
  mileage: car.mileage,
  unit: car.unit === 'SMI' ? 'mi' : 'km',
  color: car.color,
  vin: car.vin,
  asking_price: car.price,
  currency: car.currency,
});
const NOTHING = { mileage: null, color: null, vin: null, asking_price: null } as const;

const node = ({ name, brand, model, year, color, mileage, unit, vin, price, currency }: Car) => ({
  '@context': 'https://schema.org',
  '@type': 'Car',
  name,
  brand: { '@type': 'Brand', name: brand },
  model,
  vehicleModelDate: year,
  color,
  mileageFromOdometer: { '@type': 'QuantitativeValue', value: mileage, unitCode: unit },
  vehicleIdentificationNumber: vin,
  offers: { '@type': 'Offer', price, priceCurrency: currency },
});
const renamed = (value: unknown, prefix: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [
          key.startsWith('@') ? key : prefix + key,
          key === '@type' ? prefix + String(entry) : renamed(entry, prefix),
        ]),
      )
    : value;
const ld = (text: string): string => `<script type="application/ld+json">${text}</script>`;
const identified = (car: Car): unknown => {
  const { vehicleIdentificationNumber: value, ...rest } = node(car);
  return { ...rest, identifier: { '@type': 'PropertyValue', name: 'VIN', value } };
};

const offer = ({ price, currency }: Car): string =>
  `<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="${price}"><meta itemprop="priceCurrency" content="${currency}"></div>`;
const details = ({ name, brand, model, year, color, mileage, unit, vin }: Car): string =>
  `<b itemprop="name">${name}</b> <i itemprop="brand">${brand}</i> <i itemprop="model">${model}</i> <meta itemprop="vehicleModelDate" content="${year}"> <i itemprop="color">${color}</i> <div itemprop="mileageFromOdometer" itemscope itemtype="https://schema.org/QuantitativeValue"><meta itemprop="value" content="${mileage}"><meta itemprop="unitCode" content="${unit}"></div><i itemprop="vehicleIdentificationNumber">${vin}</i>`;
const asRdfa = (markup: string): string =>
  markup
    .replaceAll('itemprop=', 'property=')
    .replaceAll(/ itemscope itemtype="https:\/\/schema.org\/(\w+)"/g, ' typeof="$1"');

const SPELLINGS: ReadonlyArray<readonly [spelling: string, write: (car: Car) => string]> = [
  ['a bell in a string', (car) => ld(JSON.stringify(node(car)).replace(car.model, `\u0007${car.model}`))],
  ['a vertical tab in a string', (car) => ld(JSON.stringify(node(car)).replace(car.color, `${car.color}\u000b`))],
  ['prefixed keys and types', (car) => ld(JSON.stringify(renamed(node(car), 'schema:')))],
  ['whole addresses as keys and types', (car) => ld(JSON.stringify(renamed(node(car), 'http://schema.org/')))],
  ['data encoded twice', (car) => ld(JSON.stringify(JSON.stringify(node(car))))],
  ['an identifier named VIN', (car) => ld(JSON.stringify(identified(car)))],
  [
    'properties that the item refers to',
    (car) =>
      `<div itemscope itemtype="https://schema.org/Car" itemref="facts deal"></div><div id="facts">${details(car)}</div><div id="deal">${offer(car)}</div>`,
  ],
  [
    'an item that is itself a property of nothing',
    (car) =>
      `<section itemprop="itemOffered" itemscope itemtype="https://schema.org/Car">${details(car)}${offer(car)}</section>`,
  ],
  ['RDFa Lite', (car) => `<div vocab="https://schema.org/" typeof="Car">${asRdfa(details(car) + offer(car))}</div>`],
];

const listing = (car: Car, data: string): string => page(car.name, data);
const shared = ({ price, currency }: Pick<Car, 'price' | 'currency'>): string =>
  `<meta property="product:price:amount" content="${price}"><meta property="product:price:currency" content="${currency}">`;
const facts = ({ mileage, unit }: Car): string => `<p>Mileage: ${mileage} ${unit === 'SMI' ? 'miles' : 'km'}</p>`;

kind('structured data', {
  read: [
    ...SPELLINGS.flatMap(([spelling, write]) =>
      CARS.map<Row>((car) => [car.address, spelling, listing(car, write(car)), told(car)]),
    ),
    ...CARS.map<Row>((car) => [
      car.address,
      'a price for those who share the page, alone',
      page(car.name, facts(car), { head: shared(car) }),
      { kind: 'listing', asking_price: car.price, currency: car.currency },
    ]),
    ...CARS.map<Row>((car) => [
      car.address,
      'another price than the one for sharing',
      page(car.name, `${facts(car)}${ld(JSON.stringify(node(car)))}`, { head: shared({ ...car, price: 99_000 }) }),
      { asking_price: car.price, currency: car.currency },
    ]),
  ],
  notRead: [
    ...SPELLINGS.flatMap(([spelling, write]) =>
      CARS.map<Row>((car) => [
        car.address,
        `another car in ${spelling}`,
        listing(car, write(OTHERS.get(car) ?? car)),
        NOTHING,
      ]),
    ),
    ...CARS.map<Row>((car) => [
      car.address,
      'an identifier of another name',
      listing(
        car,
        ld(JSON.stringify(identified(car)).replace('"VIN"', '"Stock number"').replace(car.vin, 'WAG-8812345-00X7')),
      ),
      { vin: null, asking_price: car.price },
    ]),
    ...CARS.map<Row>((car) => [
      car.address,
      'a placeholder for those who share the page',
      page(car.name, facts(car), { head: shared({ ...car, price: 1 }) }),
      { asking_price: null },
    ]),
  ],
});
