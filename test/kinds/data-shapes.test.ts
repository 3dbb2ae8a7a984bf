/** Shapes in which a page's data tell of a car: ids beside a template, attributes by id, values in lists, sums by name. */
import { kind, page, script } from './kind.ts';

const IDS = ['9a1ec1', '9b2fc1', '9c30c1', '9d41c1', '9e52c1'];
const at = (id: string): string => `https://i.bazar.example/allion/${id}/620/466/fitted.webp`;
const shown = IDS.slice(0, 3)
  .map((id) => `<li><img src="${at(id)}"></li>`)
  .join('');
const ad = (images: object, first = shown): string =>
  page(
    'Toyota Allion 2012',
    `<ul class="gallery">${first}</ul><p>Tk 2,250,000</p><p>87,200 km</p>${script(`window.initialData = ${JSON.stringify({ ad: { id: '6a1f', images } })};`)}`,
  );

kind('photographs told by what differs in their addresses', {
  read: [
    [
      'www.garibazar.example/1',
      'ids alone',
      ad({ baseUri: 'https://i.bazar.example', ids: IDS }),
      { images: IDS.map(at) },
    ],
    ['trato.example/2', 'objects with an id', ad(IDS.map((id) => ({ id, width: 1200 }))), { images: IDS.map(at) }],
  ],
  notRead: [
    [
      'www.garibazar.example/11',
      'ids of which the page shows none',
      ad({ ids: IDS.map((id) => `x${id}`) }),
      { images: IDS.slice(0, 3).map(at) },
    ],
    [
      'clasificados.example/12',
      'ids of which it shows one',
      ad({ ids: [IDS[0], 'ab12cd', 'cd34ef'] }),
      { images: IDS.slice(0, 3).map(at) },
    ],
  ],
});

const PARTS = [1, 2, 3, 4].map((n) => ({ id: n, url: `https://img.wangpu.example/pc/a5${n}.jpg` }));
const grouped = (images: object): string =>
  page(
    'Volkswagen Passat 2019',
    `<p>¥62,800</p>${script(`window.__STATE__ = ${JSON.stringify({ detail: { base: { brandName: 'Volkswagen', modelName: 'Passat', modelYear: 2019, roadHaul: 46300, colorName: 'White' }, images } })};`)}`,
  );

kind('photographs in named groups', {
  read: [
    [
      'www.haolun.example/1',
      'of whole addresses',
      grouped({
        groups: [
          { type: 'out', list: PARTS.slice(0, 2) },
          { type: 'in', list: PARTS.slice(2) },
        ],
      }),
      { images: PARTS.map(({ url }) => url), mileage: 46_300 },
    ],
    [
      'haoche-wangpu.example/2',
      'below the server that stands beside them',
      grouped({
        cdn: 'https://img.wangpu.example/',
        groups: [
          { type: 'out', list: [{ k: 'pc/a51.jpg' }, { k: 'pc/a52.jpg' }] },
          { type: 'in', list: [{ k: 'pc/a53.jpg' }, { k: 'pc/a54.jpg' }] },
        ],
      }),
      { images: PARTS.map(({ url }) => url) },
    ],
  ],
  notRead: [
    [
      'che-hao.example/11',
      'cards of cars, each with its own',
      grouped({
        groups: [
          { name: 'a', price: 1, list: PARTS.slice(0, 2) },
          { name: 'b', price: 2, list: PARTS.slice(2) },
        ],
      }),
      { images: [] },
    ],
  ],
});

const state = (data: object): string =>
  page('Toyota Hilux 2016', `<p>US$ 24.500</p>${script(`window.__STATE__ = ${JSON.stringify(data)};`)}`, {
    lang: 'es',
  });
const specs = (color: string): object[] => [
  { id: 'Marca', text: 'Toyota' },
  { id: 'Modelo', text: 'Hilux' },
  { id: 'Color', text: color },
  { id: 'Kilómetros', text: '138.000 km' },
];
const listed = (label: string, value: string): object => ({
  label,
  values: [{ label: value, value: value.toLowerCase() }],
});

kind('facts in data of other shapes', {
  read: [
    [
      'auto.trato.example/1',
      'attributes by id',
      state({ ad: { specs: specs('Gris plata') } }),
      { color: 'Gris plata', mileage: 138_000 },
    ],
    [
      'ogloszenia-moto.example/2',
      'values in lists',
      state({
        ad: {
          make: listed('Marka pojazdu', 'Toyota'),
          model: listed('Model', 'Hilux'),
          year: listed('Rok produkcji', '2016'),
          vin: listed('VIN', 'XLRTEH4300G217705'),
        },
      }),
      { vin: 'XLRTEH4300G217705' },
    ],
    [
      'birch-motors.example/3',
      'sums by name, with lines below',
      page(
        '2019 Toyota Tacoma',
        script(
          `window.__STATE__ = ${JSON.stringify({ vehicle: { year: 2019, make: 'Toyota', model: 'Tacoma', odometer: 61_284, pricing: { msrp_when_new: 38_190, retail_price: 35_499, selling_price: 33_899 } } })};`,
        ),
      ),
      { asking_price: 33_899 },
    ],
  ],
  notRead: [
    [
      'auto.trato.example/11',
      'attributes of several cars',
      state({ ad: { specs: [...specs('Gris plata'), ...specs('Rojo')] } }),
      { color: null },
    ],
    [
      'birch-motors.example/12',
      'sums that nobody asks',
      page(
        '2019 Toyota Tacoma',
        script(
          `window.__STATE__ = ${JSON.stringify({ vehicle: { year: 2019, make: 'Toyota', model: 'Tacoma', odometer: 61_284, pricing: { msrp_when_new: 38_190, market_average: 35_720 } } })};`,
        ),
      ),
      { asking_price: null },
    ],
  ],
});

const strip = (script1: string): string =>
  page(
    'Toyota Sienta 2019',
    `<p>HK$118,000</p><p>58,000 km</p><a href="/sell/44/x1.jpg"><img name="big" src="/sell/44/x1.jpg"></a><p>${[1, 2, 3, 4, 5].map((n) => `<a href="javascript:show(${n})"><img src="/sell/44/t${n}.jpg"></a>`).join('')}</p>`,
    { head: script(script1) },
  );
const large = (host: string): string[] => [1, 2, 3, 4, 5].map((n) => `https://${host}/sell/44/x${n}.jpg`);

kind('photographs that a script opens by their number', {
  read: [
    [
      'www.che28.example/1',
      'in a function that the page calls',
      strip("function show(n){ document.images['big'].src = '/sell/44/x' + n + '.jpg'; }"),
      { images: large('www.che28.example') },
    ],
    [
      'auto-kiev.example/2',
      'with other quotes',
      strip('function show( k ) { var big = "/sell/44/x" + k + ".jpg"; open(big); }'),
      { images: large('auto-kiev.example') },
    ],
  ],
  notRead: [
    [
      'parts-net.example/11',
      'in a function that nobody calls',
      strip("function other(n){ big.src = '/sell/44/x' + n + '.jpg'; }"),
      { images: [1, 2, 3, 4, 5].map((n) => `https://parts-net.example/sell/44/t${n}.jpg`) },
    ],
  ],
});
