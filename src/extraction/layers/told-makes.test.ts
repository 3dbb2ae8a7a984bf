/** Makes that no table knows, told by the page; and things that only bear the name of a make or a model. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const TEXT =
  'This one has been looked after with care for years: it starts at once, drives well and has a full folder of bills. ';
const ld = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...node })}</script>`;
const page = (title: string, body: string): string =>
  `<html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1>${body}<p>${TEXT.repeat(2)}</p></main></body></html>`;
const rows = (pairs: Readonly<Record<string, string>>): string =>
  `<dl>${Object.entries(pairs)
    .map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`)
    .join('')}</dl>`;
const read = (html: string, url = 'https://www.shop.example/item/4471') => {
  const reading = readPage({ url, html });
  const of = (field: string) => reading.facts.find((fact) => fact.field === field)?.value;
  return { kind: reading.kind, reason: reading.reason, make: of('make'), model: of('model'), year: of('year') };
};

describe('a make that no table knows', () => {
  it('is named by a typed node', () => {
    const html = page(
      'Sunward Coaster 640 integrated motorhome',
      ld({
        '@type': ['Product', 'Vehicle'],
        name: 'Sunward Coaster 640 integrated motorhome',
        brand: { '@type': 'Brand', name: 'Sunward' },
        vehicleModelDate: '2019',
        offers: { '@type': 'Offer', price: 58900, priceCurrency: 'EUR' },
      }),
    );
    expect(read(html)).toMatchObject({ kind: 'listing', make: 'Sunward', model: 'Coaster', year: 2019 });
  });

  it('is named by a label, and a model of another make in its name is none', () => {
    const html = page(
      '2005 Fleetwood Bounder 36Z',
      rows({ Make: 'Fleetwood', Model: 'Bounder', Mileage: '48,210 miles', Price: '$21,500' }),
    );
    expect(read(html)).toMatchObject({ kind: 'listing', make: 'Fleetwood', model: 'Bounder', year: 2005 });
  });

  it('is named by a label in another script', () => {
    const html = page(
      'Зубр 4350 самосвал, 2017',
      rows({ Марка: 'Зубр', Модель: '4350', Пробег: '88 000 км', Цена: '2 350 000 ₽' }),
    ).replace('lang="en"', 'lang="ru"');
    expect(read(html)).toMatchObject({ kind: 'listing', make: 'Зубр', model: '4350', year: 2017 });
  });

  it('is named by the object of an application that carries the number of the address', () => {
    const data = (listing: object) =>
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { listing } } })}</script>`;
    const car = { id: 771234567, make: 'Sunward', model: 'Coaster 640', year: 2018, mileage: 45210, price: 31900 };
    const url = 'https://www.shop.example/v/771234567';
    expect(read(page('Sunward Coaster 640', data(car)), url)).toMatchObject({
      kind: 'listing',
      make: 'Sunward',
      year: 2018,
    });
    const camera = { id: 771234567, brand: 'Leika', model: 'M3', year: 1955, price: 1499 };
    expect(read(page('Leika M3', data(camera)), url).kind).toBe('not_a_vehicle');
  });

  it('has a model without the engine and trim behind it', () => {
    const html = page(
      '2019 Merrow Pike S 1.5 Basic',
      rows({ Make: 'Merrow', Model: 'Pike S 1.5 Basic', Mileage: '45,000 km', Price: '$4,900' }),
    );
    expect(read(html).model).toBe('Pike S');
  });

  it('is named where the heading stands in chrome', () => {
    const html = `<html lang="en"><head><title>x</title></head><body><header class="nav"><h1>Merrow Pike 500</h1></header>
      <main>${rows({ Manufacturer: 'Merrow', Model: 'Pike 500', Year: '2014', Mileage: '9,120 miles', Price: '$3,900' })}<p>${TEXT.repeat(3)}</p></main></body></html>`;
    expect(read(html)).toMatchObject({ kind: 'listing', make: 'Merrow', year: 2014 });
  });

  it('may stand before the model under one label', () => {
    const html = page(
      '주간 경매',
      rows({ 차명: 'BMW 6시리즈 (F12) 650i', 연식: '2011', 주행거리: '98,412km', 차대번호: 'WBALZ3106BC912345' }),
    );
    expect(read(html.replace('lang="en"', 'lang="ko"'))).toMatchObject({
      kind: 'listing',
      make: 'BMW',
      model: '6시리즈',
    });
    const plain = page('Weekly lot', rows({ Model: 'Civic', Year: '2011', Mileage: '98,412 miles' }));
    expect(read(plain).make).toBeUndefined();
  });

  it('counts for nothing where no title holds it', () => {
    const html = page('Our offer of the week', rows({ Make: 'Sunward', Model: 'Coaster', Price: '$21,500' }));
    expect(read(html)).toMatchObject({ kind: 'not_a_vehicle', make: undefined });
  });

  it.each([
    ['a code of the platform beside a name', 'J9', 'Taycan'],
    ['the model itself', 'Taycan', 'Taycan'],
  ])('and the model is that of the name with %s', (_, model, want) => {
    const node = {
      '@type': 'Car',
      name: 'Taycan Cross Turismo',
      model,
      brand: { '@type': 'Brand', name: 'Porsche' },
      vehicleIdentificationNumber: 'WP0ZZZY1ZNSA12345',
      offers: { '@type': 'Offer', price: 61200, priceCurrency: 'GBP' },
    };
    expect(read(ld(node)).model).toBe(want);
  });
});

const product = (name: string, brand: string, more: object = {}): string =>
  page(
    name,
    ld({
      '@type': 'Product',
      name,
      brand: { '@type': 'Brand', name: brand },
      color: 'Black',
      sku: 'AB-4471',
      offers: { '@type': 'Offer', price: 249.9, priceCurrency: 'EUR' },
      ...more,
    }) + rows({ Brand: brand, Colour: 'Black', Price: '€249.90' }),
  );

describe('a thing that bears such a name', () => {
  it.each([
    ['a bed', 'Boxspring bed Manhattan 180x200', 'Dormeo Home'],
    ['a bed named by its brand', 'Kaiser Manhattan bed 160 cm', 'Kaiser'],
    ['shoes', 'Puma Suede Classic XXI', 'Puma'],
    ['a tablet', 'Galaxy Tab 11 tablet, all models', 'Samsung'],
    ['a phone', 'Pixel Fold 256 GB', 'Pixel'],
    ['a jacket', 'Wrangler Sherpa Jacket', 'Wrangler'],
    ['a watch', 'Omega Seamaster Automatic', 'Omega'],
    ['a toy', 'Bburago Ferrari F40 1:18', 'Bburago'],
    ['a toy to ride', 'Bentley Bentayga 12V ride-on', 'Bentley'],
    ['a perfume', 'Jaguar Classic Black Eau de Toilette', 'Jaguar'],
    ['a piano', 'Yamaha P-145 digital piano', 'Yamaha'],
    ['a sewing machine', 'Singer Tradition 2250', 'Singer'],
    ['a bicycle', 'Peugeot LC01 city bike', 'Peugeot'],
    ['a book', 'Mini Cooper: the whole story', 'Motorbooks'],
    ['sunglasses', 'Porsche Design P8478', 'Porsche Design'],
    ['a rucksack', 'Ducati Redline rucksack', 'Ducati'],
    ['a guitar', 'Fender Mustang GT 40', 'Fender'],
    ['an oven', 'Smeg Victoria range cooker', 'Smeg'],
    ['a pen', 'Lamborghini Huracan pen', 'Pininfarina'],
  ])('is no vehicle: %s', (_, name, brand) => {
    expect(read(product(name, brand))).toMatchObject({ kind: 'not_a_vehicle', make: undefined });
  });

  it.each([
    ['an engine', 'Honda HRX 217 lawn mower', 'Honda', { Engine: '190 cc' }],
    ['an engine', 'Notstromaggregat Stromerzeuger Hyundai HY3000', 'Hyundai', { Hubraum: '208 ccm' }],
    ['an engine and a gearbox', 'Husqvarna TS 138 mower', 'Husqvarna', { Engine: '452 cc', Transmission: 'Automatic' }],
    ['an engine and a year', 'Yamaha F40 outboard motor', 'Yamaha', { Year: '2019', Engine: '747 cc' }],
    ['a movement', 'TAG Heuer Monaco Porsche 963 watch', 'TAG Heuer', { Engine: 'Calibre TH20, 42 mm', Year: '2023' }],
  ])('is no vehicle for %s: %s', (_, name, brand, more) => {
    const html = page(name, rows({ Brand: brand, Price: '€749', ...more }));
    expect(read(html)).toMatchObject({ kind: 'not_a_vehicle', make: undefined });
  });

  it.each(['1972 Chevrolet C10 Short Bed', '1966 Ford F100 Long Bed', '1978 Toyota Flat-Bed'])(
    'is one though its name speaks of a bed: %s',
    (name) => {
      expect(read(page(name, rows({ Price: '$8,500', Transmission: 'Automatic' }))).kind).toBe('listing');
    },
  );

  it('is none in a section of other goods', () => {
    const breadcrumb = ld({
      '@type': 'BreadcrumbList',
      itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Fahrräder' }],
    });
    const bike = page(
      'Peugeot LC01 2021',
      breadcrumb + rows({ Marke: 'Peugeot', Preis: '899 €', Getriebe: 'Automatik' }),
    );
    expect(read(bike).reason).toBe('the page sells other goods: "Fahrräder"');
  });

  it('does not hide a vehicle that comes with one', () => {
    const van = page(
      '2016 Ford Transit camper with beds and bike rack',
      rows({ Price: '$31,000', Transmission: 'Automatic', Engine: '3.7L V6' }),
    );
    expect(read(van)).toMatchObject({ kind: 'listing', make: 'Ford', model: 'Transit' });
  });

  it('is none with a year in its name either', () => {
    expect(read(product('Puma Future Rider 2024', 'Puma')).kind).toBe('not_a_vehicle');
    expect(read(product('Manhattan sofa, collection 2023', 'Rowico')).kind).toBe('not_a_vehicle');
  });
});
