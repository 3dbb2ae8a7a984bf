/** Structured data as sites write it, read as a whole page: what is told, and what rightly is not. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const read = (html: string, url = 'https://www.wagenpark.example/inserat/8812345') => {
  const reading = readPage({ url, html });
  const facts: Record<string, string | number> = Object.fromEntries(
    reading.facts.map((fact) => [fact.field, fact.value]),
  );
  return { kind: reading.kind, facts, all: reading.facts };
};
const page = (body: string, head = ''): string =>
  `<html lang="en"><head><title>Opel Astra Sports Tourer 1.5 D</title>${head}</head><body><h1>Opel Astra Sports Tourer 1.5 D</h1>${body}</body></html>`;
const ld = (text: string): string => page(`<script type="application/ld+json">${text}</script>`);

const CAR = {
  '@context': 'https://schema.org',
  '@type': 'Car',
  name: 'Opel Astra Sports Tourer 1.5 D',
  brand: { '@type': 'Brand', name: 'Opel' },
  model: 'Astra',
  vehicleModelDate: '2020',
  color: 'Quartz Grey',
  mileageFromOdometer: { '@type': 'QuantitativeValue', value: 84300, unitCode: 'KMT' },
  vehicleIdentificationNumber: 'W0VBD8EH5L8012345',
  offers: { '@type': 'Offer', price: 12450, priceCurrency: 'EUR' },
};
const TOLD = {
  make: 'Opel',
  model: 'Astra',
  year: 2020,
  color: 'Quartz Grey',
  mileage: 84300,
  vin: 'W0VBD8EH5L8012345',
  asking_price: 12450,
  currency: 'EUR',
};

const renamed = (value: unknown, rename: (key: string) => string): unknown =>
  Array.isArray(value)
    ? value.map((entry) => renamed(entry, rename))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, entry]) => [
            key.startsWith('@') ? key : rename(key),
            key === '@type' ? rename(String(entry)) : renamed(entry, rename),
          ]),
        )
      : value;
const expanded = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? [
        Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => key !== '@context')
            .map(([key, entry]) =>
              key === '@type' ? [key, [`http://schema.org/${entry}`]] : [`http://schema.org/${key}`, expanded(entry)],
            ),
        ),
      ]
    : [{ '@value': value }];
const { vehicleIdentificationNumber: vin, offers, ...rest } = CAR;
const json = JSON.stringify(CAR);

describe('linked data is read', () => {
  it.each([
    ['with a bell and a vertical tab in a string', json.replace('Tourer', '\u0007Tourer\u000b')],
    ['with line breaks in a string', json.replace('Sports Tourer', 'Sports\nTourer')],
    ['with prefixed keys and types', JSON.stringify(renamed(CAR, (key) => `schema:${key}`))],
    ['with full addresses as keys and types', JSON.stringify(renamed(CAR, (key) => `https://schema.org/${key}`))],
    ['expanded', JSON.stringify(expanded(CAR))],
    ['encoded twice', JSON.stringify(json)],
    ['with its quotes as entities', json.replaceAll('"', '&quot;')],
    ['with plain names of type and id', json.replaceAll('"@type"', '"type"')],
    [
      'with the VIN as an identifier',
      JSON.stringify({ ...rest, offers, identifier: { '@type': 'PropertyValue', name: 'VIN', value: vin } }),
    ],
    [
      'with the VIN among identifiers',
      JSON.stringify({
        ...rest,
        offers,
        identifier: ['8812345', { '@type': 'PropertyValue', propertyID: 'vin', value: vin }],
      }),
    ],
    ['with the VIN as the number of the product', JSON.stringify({ ...rest, offers, sku: vin })],
    [
      'under the offer that stands by itself',
      JSON.stringify({
        ...offers,
        '@context': 'https://schema.org',
        itemOffered: { ...rest, vehicleIdentificationNumber: vin },
      }),
    ],
    [
      'with an offer that refers to it',
      JSON.stringify({
        '@graph': [
          { ...rest, '@id': '#car', vehicleIdentificationNumber: vin },
          { ...offers, itemOffered: { '@id': '#car' } },
        ],
      }),
    ],
    [
      'that refers to its offer',
      JSON.stringify({
        '@graph': [
          { ...rest, '@id': '#car', vehicleIdentificationNumber: vin, offers: { '@id': '#offer' } },
          { ...offers, '@id': '#offer' },
        ],
      }),
    ],
  ])('%s', (_, text) => {
    const { kind, facts } = read(ld(text));
    expect(kind).toBe('listing');
    expect(facts).toMatchObject(TOLD);
  });

  it('with pairs of name and value', () => {
    const { facts } = read(
      ld(
        JSON.stringify({
          '@type': 'Product',
          name: '2020 Opel Astra Sports Tourer',
          offers,
          additionalProperty: [
            { '@type': 'PropertyValue', name: 'Mileage', value: 84300, unitCode: 'KMT' },
            { '@type': 'PropertyValue', name: 'Exterior color', value: 'Quartz Grey' },
            { '@type': 'PropertyValue', name: 'Interior color', value: 'Black' },
          ],
        }),
      ),
    );
    expect(facts).toMatchObject({ mileage: 84300, color: 'Quartz Grey', asking_price: 12450 });
  });
});

describe('properties in markup are read', () => {
  const details =
    '<span itemprop="brand">Opel</span> <span itemprop="model">Astra</span> <meta itemprop="vehicleModelDate" content="2020"> <span itemprop="color">Quartz Grey</span> <div itemprop="mileageFromOdometer" itemscope itemtype="https://schema.org/QuantitativeValue"><span itemprop="value">84300</span><meta itemprop="unitCode" content="KMT"></div><span itemprop="vehicleIdentificationNumber">W0VBD8EH5L8012345</span>';
  const offer =
    '<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="12450"><meta itemprop="priceCurrency" content="EUR"></div>';
  it.each([
    [
      'that the item refers to',
      `<div itemscope itemtype="https://schema.org/Car" itemref="facts deal"></div><div id="facts">${details}</div><div id="deal">${offer}</div>`,
    ],
    [
      'of an item that is itself a property of nothing',
      `<section itemprop="mainEntity" itemscope itemtype="https://schema.org/Car">${details}${offer}</section>`,
    ],
    [
      'with full addresses as names',
      `<div itemscope itemtype="https://schema.org/Car">${details}${offer}</div>`.replaceAll(
        'itemprop="',
        'itemprop="https://schema.org/',
      ),
    ],
    [
      'of RDFa Lite',
      `<div vocab="https://schema.org/" typeof="Car">${details}${offer}</div>`
        .replaceAll('itemprop=', 'property=')
        .replaceAll(/ itemscope itemtype="https:\/\/schema.org\/(\w+)"/g, ' typeof="$1"'),
    ],
    [
      'of RDFa with prefixes',
      `<div prefix="schema: https://schema.org/" typeof="schema:Car">${details}${offer}</div>`
        .replaceAll('itemprop="', 'property="schema:')
        .replaceAll(/ itemscope itemtype="https:\/\/schema.org\/(\w+)"/g, ' typeof="schema:$1"'),
    ],
  ])('%s', (_, body) => {
    const { kind, facts } = read(page(body));
    expect(kind).toBe('listing');
    expect(facts).toMatchObject(TOLD);
  });

  it('that stand in no item, when each is told once', () => {
    const body = (times: number): string =>
      `<h2 itemprop="name">2020 Opel Astra</h2><p>Mileage: 84,300 km</p>${offer.repeat(times)}`;
    expect(read(page(body(1))).facts.asking_price).toBe(12450);
    expect(read(page(body(1) + body(1).replace('12450', '9990'))).facts.asking_price).toBeUndefined();
  });

  it('unless an item refers to its own holder', () => {
    const { facts } = read(
      page(
        `<div id="all"><div itemscope itemtype="https://schema.org/Car" itemref="all all">${details}${offer}</div></div>`,
      ),
    );
    expect(facts).toMatchObject(TOLD);
  });
});

describe('what is told to those who share a page is believed least', () => {
  const head = (amount: string): string =>
    `<meta property="product:price:amount" content="${amount}"><meta property="product:price:currency" content="EUR">`;

  it('and alone with little confidence', () => {
    const { all } = read(page('<p>Year: 2020</p><p>Mileage: 84,300 km</p>', head('12450.00')));
    expect(all.find((fact) => fact.field === 'asking_price')).toMatchObject({ value: 12450, method: 'meta' });
    expect(all.find((fact) => fact.field === 'asking_price')?.confidence).toBeLessThan(0.8);
  });

  it('and gives way to every other price', () => {
    const { facts } = read(page('<p>Price: €12,450</p><p>Mileage: 84,300 km</p>', head('99000')));
    expect(facts.asking_price).toBe(12450);
  });

  it('and is no price of a running auction, no placeholder and no list', () => {
    const live = read(
      page(
        '<div>Current bid</div><div>€5,200</div><div>Time left</div><div>2 days</div><p>Mileage: 84,300 km</p>',
        head('5200'),
      ),
    );
    expect(live.facts.asking_price).toBeUndefined();
    expect(read(page('<p>Year: 2020</p><p>Mileage: 84,300 km</p>', head('1'))).facts.asking_price).toBeUndefined();
    expect(read(`<title>Used cars for sale</title><h1>Used cars for sale</h1>${head('12450')}`).kind).not.toBe(
      'listing',
    );
  });

  it('of a page that its application fills: a title and its data are enough', () => {
    const { kind, facts } = read(
      `<html lang="en"><head><title>Opel Astra 2020, 84 300 km</title>${head('12450')}</head><body><div id="root"></div><script>window.__DATA__={"ad":{"marke":"Opel","modell":"Astra","baujahr":2020,"laufleistung":"84300 km","farbe":"Grau"}}</script></body></html>`,
    );
    expect(kind).toBe('listing');
    expect(facts).toMatchObject({
      make: 'Opel',
      model: 'Astra',
      year: 2020,
      mileage: 84300,
      color: 'Grau',
      asking_price: 12450,
    });
  });
});

describe('structured data is rightly not read', () => {
  it.each([
    ['of a review', { '@type': 'schema:Review', 'schema:itemReviewed': renamed(CAR, (key) => `schema:${key}`) }],
    [
      'of several cars',
      {
        '@graph': [
          CAR,
          {
            ...CAR,
            name: '2017 Opel Astra',
            vehicleModelDate: '2017',
            vehicleIdentificationNumber: 'W0VBD8EH5L8054321',
          },
          {
            ...CAR,
            name: '2011 Opel Astra',
            vehicleModelDate: '2011',
            vehicleIdentificationNumber: 'KNADN512AE6123456',
          },
        ],
      },
    ],
    ['of another car', renamed({ ...CAR, name: '2011 Kia Rio', brand: 'Kia', model: 'Rio' }, (key) => `schema:${key}`)],
  ])('%s', (_, value) => {
    const { facts } = read(ld(JSON.stringify(value)));
    expect([facts.vin, facts.asking_price, facts.mileage]).toEqual([undefined, undefined, undefined]);
  });

  it('when a number is of another kind', () => {
    const { facts } = read(
      ld(
        JSON.stringify({
          ...rest,
          offers,
          sku: '8812345',
          identifier: [{ name: 'Stock number', value: 'WAG-8812345-00X7' }],
        }),
      ),
    );
    expect(facts.vin).toBeUndefined();
    expect(facts.asking_price).toBe(12450);
  });
});
