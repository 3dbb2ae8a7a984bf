/** Application data in the forms frameworks write it, read as a whole page: what is told, and what rightly is not. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const read = (html: string, url = 'https://www.autoplaza.example/car/41756847') => {
  const reading = readPage({ url, html });
  const facts: Record<string, string | number> = Object.fromEntries(
    reading.facts.map((fact) => [fact.field, fact.value]),
  );
  const unit = reading.facts.find((fact) => fact.field === 'mileage')?.unit;
  return { kind: reading.kind, facts, unit, images: reading.images };
};
const shell = (script: string, title = 'Kia Ceed 1.4 T-GDi 2019 | Autoplaza', lang = 'en'): string =>
  `<html lang="${lang}"><head><title>${title}</title></head><body><div id="app"></div>${script}</body></html>`;
const script = (text: string): string => `<script>${text}</script>`;

const CAR = {
  make: 'Kia',
  model: 'Ceed',
  year: 2019,
  vin: 'U5YH5814AKL012345',
  mileage: { value: 61250, unit: 'km' },
  exteriorColor: 'Deep Blue',
  transmission: '6-speed manual',
  price: 13990,
  currency: 'EUR',
};
const TOLD = {
  make: 'Kia',
  model: 'Ceed',
  year: 2019,
  mileage: 61250,
  color: 'Deep Blue',
  transmission: '6-speed manual',
  asking_price: 13990,
  currency: 'EUR',
};
const json = JSON.stringify(CAR);
const literal =
  "{make:'Kia',model:'Ceed',year:2019,vin:'U5YH5814AKL012345',mileage:{value:61250,unit:'km'},exteriorColor:\"Deep Blue\",transmission:'6-speed manual',price:13990,currency:'EUR',sold:!1,at:new Date(1),seller:void 0,}";
const devalue = JSON.stringify([
  ['ShallowReactive', 1],
  { data: 2, state: 3 },
  ['Reactive', 4],
  {},
  { 'listing-41756847': 5 },
  { make: 6, model: 7, year: 8, mileage: 9, exteriorColor: 12, transmission: 13, price: 14, currency: 15 },
  'Kia',
  'Ceed',
  2019,
  { value: 10, unit: 11 },
  61250,
  'km',
  'Deep Blue',
  '6-speed manual',
  13990,
  'EUR',
]);
const flight = `4:["$","div",null,{"listing":"$7","note":"$6"}]\n6:T1c,Bié, 28 bytes of plain text7:${json}\n`;

describe('application data is read', () => {
  it.each([
    ['Next', `<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"ad":${json}}}}</script>`],
    [
      'server components, pushed in pieces',
      script(`self.__next_f=self.__next_f||[];self.__next_f.push([1,${JSON.stringify(flight.slice(0, 60))}])`) +
        script(`self.__next_f.push([1,${JSON.stringify(flight.slice(60))}])`),
    ],
    [
      'Angular, its quotes in signs of its own',
      `<script id="app-state" type="application/json">{&q;ad&q;:${json.replaceAll('"', '&q;')},&q;note&q;:&q;it&s;s &a; &l;b&g;&q;}</script>`,
    ],
    ['Nuxt 3', `<script type="application/json" id="__NUXT_DATA__" data-ssr="true">${devalue}</script>`],
    [
      'Nuxt 2',
      script(
        `window.__NUXT__=(function(a,b,c,d){return {layout:"default",data:[{car:${literal.replace("'Kia'", 'a').replace('2019', 'b').replace('13990', 'd')}}],error:c}}("Kia",2019,null,13990));`,
      ),
    ],
    [
      'Inertia',
      `<div id="app" data-page="${JSON.stringify({ component: 'Show', props: { car: CAR } }).replaceAll('"', '&quot;')}"></div>`,
    ],
    ['a component', `<car-view :vehicle='${json}'></car-view>`],
    ['a component with a literal', `<div x-data="{ open: false, car: ${literal.replaceAll('"', '&quot;')} }"></div>`],
    ['an initial state', script(`window.__INITIAL_STATE__=${JSON.stringify({ ad: CAR })};(function(){var s;}())`)],
    [
      'a state in a string',
      script(`window.__PRELOADED_STATE__ = JSON.parse(${JSON.stringify(JSON.stringify({ ad: CAR }))});`),
    ],
    ['a state in a quoted string', script(`var state = '${JSON.stringify({ ad: CAR })}'; boot(JSON.parse(state));`)],
    [
      'an encoded state',
      script(`window.STATE = decodeURIComponent("${encodeURIComponent(JSON.stringify({ ad: CAR }))}");`),
    ],
    ['a data layer', script(`window.dataLayer = window.dataLayer || []; dataLayer.push(${literal});`)],
    ['the argument of a call', script(`App.render("detail", document.body, ${literal});`)],
    ['JSON inside JSON', script(`window.S = {"payload": ${JSON.stringify(JSON.stringify({ detail: CAR }))}};`)],
    [
      'a normalised cache',
      script(
        `window.__APOLLO_STATE__ = {"ROOT_QUERY":{"listing":{"__ref":"Listing:41756847"}},"Listing:41756847":${json}};`,
      ),
    ],
  ])('from %s', (_, data) => {
    const { kind, facts, unit } = read(shell(data));
    expect(kind).toBe('listing');
    expect(facts).toMatchObject(TOLD);
    expect(unit).toBe('km');
  });

  it('split over siblings under one id', () => {
    const state = {
      vehicleId: 41756847,
      category: { manufacturerName: '기아', modelName: 'K5', formYear: '2018', yearMonth: '201712', originPrice: 2950 },
      spec: { mileage: 80123, colorName: '흰색', transmissionName: '오토', displacement: 1999 },
      advertisement: { price: 1290, status: 'ON' },
      dealer: { name: 'Hong', price: 5 },
      vin: 'KNAGU4173JA123456',
    };
    const { facts, unit } = read(
      shell(script(`__STATE__ = ${JSON.stringify({ car: state })}`), '기아 K5 중고차', 'ko'),
    );
    expect(facts).toMatchObject({
      make: 'Kia',
      year: 2018,
      vin: 'KNAGU4173JA123456',
      mileage: 80123,
      color: '흰색',
      transmission: '오토',
      asking_price: 12_900_000,
    });
    expect(unit).toBe('km');
  });

  it('where no single part names the car', () => {
    const { facts } = read(
      shell(
        script(
          'window.ad = {"basic":{"marka":"Škoda","model":"Octavia"},"technical":{"rok_produkcji":"2016","przebieg":"187000","kolor":"Szary"},"priceInfo":{"formattedPrice":"38 900 PLN"}}',
        ),
        'Skoda Octavia II, 2016',
        'pl',
      ),
    );
    expect(facts).toMatchObject({
      make: 'Škoda',
      model: 'Octavia',
      year: 2016,
      mileage: 187_000,
      asking_price: 38_900,
    });
  });

  it('from the same pairs told once for every width of screen', () => {
    const pairs = [
      { key: 'Mileage', value: '45,210 miles' },
      { key: 'Gearbox', value: 'Manual' },
      { key: 'Exterior colour', value: 'Racing Green' },
    ];
    const { facts } = read(
      shell(
        script(
          `window.x = ${JSON.stringify({ a: { keySpecification: pairs }, b: { keySpecification: pairs }, c: { keySpecification: pairs } })}`,
        ),
        '2017 Mini Cooper S for sale - £9,450',
      ),
    );
    expect(facts).toMatchObject({ mileage: 45_210, transmission: 'Manual', color: 'Racing Green' });
  });
});

describe('application data is rightly not read', () => {
  const similar = JSON.stringify({ ...CAR, price: 9990, mileage: 99, vin: undefined, id: 5 });
  it.each([
    ['of cars beside it', script(`window.S = {"similar":[${similar}],"tradeIn":${similar}}`)],
    ['of several equal cars in a list', script(`window.S = {"rows":[${json},${similar}]}`)],
    ['of another car', script(`window.S = {"ad":${json.replace('Ceed', 'Sportage')}}`)],
  ])('%s', (_, data) => {
    const { facts } = read(shell(data));
    expect(facts).toEqual({});
  });

  it('when a sum is of another party or another kind', () => {
    const { facts } = read(
      shell(
        script(
          `window.S = {"car":{"spec":${JSON.stringify({ ...CAR, price: undefined, exteriorColor: undefined })},"dealer":{"price":4990,"color":"red"},"monthly":{"price":199},"deposit":{"price":2500},"msrp":{"price":22990},"interior":{"color":"Black"}}}`,
        ),
      ),
    );
    expect(facts).toMatchObject({ make: 'Kia', mileage: 61250 });
    expect([facts.asking_price, facts.color]).toEqual([undefined, undefined]);
  });

  it('when one parent holds two cars', () => {
    const { facts } = read(
      shell(
        script(
          'window.S = {"left":{"make":"Kia","model":"Ceed","year":2019},"right":{"make":"Kia","model":"Rio","year":2020},"price":9990,"mileage":5000}',
        ),
      ),
    );
    expect([facts.asking_price, facts.mileage]).toEqual([undefined, undefined]);
  });

  it('as ten thousands where the sum is whole', () => {
    const page = (price: number, lang: string): string =>
      shell(
        script(`window.S = {"make":"Kia","model":"Ceed","year":2019,"mileage":61250,"price":${price}}`),
        undefined,
        lang,
      );
    expect(read(page(12_900_000, 'ko')).facts.asking_price).toBe(12_900_000);
    expect(read(page(129.8, 'ja')).facts.asking_price).toBe(1_298_000);
    expect(read(page(659, 'en')).facts.asking_price).toBe(659);
    expect(read(page(1, 'ko')).facts.asking_price).toBeUndefined();
  });

  it.each([
    'window.x = {make:(',
    'window.x = {a:{b:{c:',
    `x = ${'[{a:'.repeat(5_000)}`,
    `f(${'{a:['.repeat(5_000)})`,
    'x = {"a":"\\u{',
    '__NUXT__=(function(a){return {a:a',
  ])('from the broken script %#', (text) => {
    expect(read(shell(script(`${text} make model vin ${' '.repeat(60)}`))).facts).toEqual({});
  });
});
