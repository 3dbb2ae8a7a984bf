/** Makes that no table knows, and names in an order or wording of their own. */
import { kind, ld, page, type Row, rows, script } from './kind.ts';

const node = (name: string, brand: string, more: object = {}): string =>
  page(
    name,
    ld({
      '@type': 'Vehicle',
      name,
      brand: { '@type': 'Brand', name: brand },
      vehicleModelDate: '2019',
      offers: { '@type': 'Offer', price: 38900, priceCurrency: 'EUR' },
      ...more,
    }),
  );
const app = (title: string, listing: object, lang = 'en'): string =>
  `<html lang="${lang}"><head><title>${title}</title></head><body><h1>${title}</h1><div id="app"></div>${script(`window.__STATE__ = ${JSON.stringify({ listing })};`)}</body></html>`;
const korean = (title: string, pairs: Record<string, string>): string => page(title, rows(pairs), { lang: 'ko' });

kind('a make that is in no table', {
  read: [
    [
      'www.reisemobil-nord.example/mobil/8812',
      'a motorhome by its typed node',
      node('Nordlicht Brise 680', 'Nordlicht'),
      { kind: 'listing', make: 'Nordlicht', model: 'Brise', year: 2019 },
    ],
    [
      'trucks.hauler.example/lot/77120',
      'a truck by its label',
      page(
        '2011 Grundmann T-480 6x4 dump truck',
        rows({ Make: 'Grundmann', Model: 'T-480', Mileage: '412,000 miles', Price: '$31,500' }),
      ),
      { kind: 'listing', make: 'Grundmann', model: 'T-480', year: 2011 },
    ],
    [
      'motos.litoral.example/anuncio/55018',
      'a motorcycle by its label, in Spanish',
      page(
        'Zarco Relámpago 250',
        rows({ Marca: 'Zarco', Modelo: 'Relámpago 250', Año: '1972', Kilómetros: '18.400 km', Precio: '2.900 €' }),
        { lang: 'es' },
      ),
      { kind: 'listing', make: 'Zarco', year: 1972 },
    ],
    [
      'www.harbourtrade.example/boats/4417',
      'a boat on its trailer by its label',
      page(
        '1998 Pellerin Bay 21 with trailer',
        rows({ Make: 'Pellerin', Model: 'Bay 21', Year: '1998', Engine: '4.3L V6', Price: '$9,800' }),
      ),
      { kind: 'listing', make: 'Pellerin', year: 1998 },
    ],
    [
      'auto.lijiang.example/car/771234567',
      'a new maker by the object of the application at this address',
      app('Lanxing S7 Max', {
        id: 771234567,
        make: 'Lanxing',
        model: 'S7',
        year: 2025,
        mileage: 8100,
        price: 21900,
        currency: 'USD',
      }),
      { kind: 'listing', make: 'Lanxing', year: 2025 },
    ],
    [
      'www.chamaemae.example/car/9981',
      'a known make in Hangul',
      korean('기아 쏘렌토 2.2 디젤', {
        제조사: '기아',
        모델: '쏘렌토',
        연식: '2018',
        주행거리: '80,123km',
        가격: '1,890만원',
      }),
      { kind: 'listing', make: 'Kia', year: 2018 },
    ],
    [
      'www.kuruma-ichi.example/detail/3310',
      'a known make in Katakana',
      page(
        'トヨタ プリウス S',
        rows({ メーカー: 'トヨタ', 年式: '2016年', 走行距離: '5.2万km', 車両本体価格: '118万円' }),
        {
          lang: 'ja',
        },
      ),
      { kind: 'listing', make: 'Toyota', year: 2016 },
    ],
    [
      'www.komis-wilga.example/oferta/417',
      'a known make and model under one label',
      page('FORD MONDEO 2.0 TDCi KOMBI', rows({ 'Marka / model': 'Ford Mondeo', Rok: '2018', Cena: '54 900 zł' }), {
        lang: 'pl',
      }),
      { kind: 'listing', make: 'Ford', model: 'Mondeo', year: 2018 },
    ],
    [
      'www.gaadi-ghar.example/hi/used/81c2',
      'a known make and model in Devanagari',
      page(
        'मारुति सुज़ुकी स्विफ्ट VXI',
        rows({ 'निर्माण वर्ष': 'मार्च 2018', 'किलोमीटर चली': '62,300 किमी', कीमत: '₹4.85 लाख', 'इंजन क्षमता': '1197 सीसी' }),
        { lang: 'hi' },
      ),
      {
        kind: 'listing',
        make: 'Maruti Suzuki',
        model: 'स्विफ्ट',
        year: 2018,
        mileage: 62_300,
        asking_price: 485_000,
        engine: '1197 सीसी',
      },
    ],
    [
      'www.mekina-gebeya.example/ad/5512',
      'a known make and model in Amharic, under its labels alone',
      page('መኪና', rows({ ብራንድ: 'ቶዮታ', ሞዴል: 'ቪትዝ', ዓመት: '2004', ዋጋ: '850,000 ብር', ማርሽ: 'ማንዋል' }), { lang: 'am' }),
      { make: 'Toyota', model: 'ቪትዝ', year: 2004, transmission: 'ማንዋል' },
    ],
    [
      'www.autobazar-vltava.example/inzerat/66120',
      'a known make with its hook',
      page('Škoda Superb 2.0 TDI', rows({ Rok: '2017', Najeto: '163 000 km', Cena: '389 000 Kč' }), { lang: 'cs' }),
      { kind: 'listing', make: 'Škoda', model: 'Superb', year: 2017 },
    ],
  ],
  notRead: [
    [
      'www.rv-plaza.example/unit/4410',
      'a model that shares its name with one of another make',
      page(
        '2005 Fleetwood Bounder 36Z',
        rows({ Make: 'Fleetwood', Model: 'Bounder', Mileage: '48,210 miles', Price: '$21,500' }),
      ),
      { make: 'Fleetwood', model: 'Bounder' },
    ],
    [
      'www.haus-und-heim.example/p/8120',
      'a brand behind a heading that does not begin with it',
      page('Gartenbank aus Teak', rows({ Marke: 'Nordlicht', Modell: 'Brise', Preis: '249 €' }), { lang: 'de' }),
      { kind: 'not_a_vehicle', make: null },
    ],
    [
      'www.haath-ka-kaam.example/hi/p/210',
      'a word of Hindi that is spelled as a make',
      page('हमने यह काम 2018 में किया', rows({ कीमत: '₹4.85 लाख', रंग: 'नीला' }), { lang: 'hi' }),
      { kind: 'not_a_vehicle', make: null },
    ],
    [
      'photo.linse.example/kamera/771234567',
      'an object at this address that is no vehicle',
      app('Linse M3', { id: 771234567, brand: 'Linse', model: 'M3', year: 1955, price: 1499 }),
      { kind: 'not_a_vehicle', make: null },
    ],
    [
      'www.moebel-tag.example/p/118',
      'a product of a brand',
      page(
        'Nordlicht Brise 680',
        ld({
          '@type': 'Product',
          name: 'Nordlicht Brise 680',
          brand: 'Nordlicht',
          category: 'Lamps',
          offers: { '@type': 'Offer', price: 89, priceCurrency: 'EUR' },
        }),
      ),
      { kind: 'not_a_vehicle', make: null },
    ],
  ],
});

const named = (title: string, lang = 'en'): string =>
  page(title, rows({ Mileage: '98,400 miles', Price: '$8,500' }), { lang });
const car = (name: string, model: string, brand: string): string =>
  page(
    name,
    ld({
      '@type': 'Car',
      name,
      model,
      brand,
      vehicleModelDate: '2021',
      mileageFromOdometer: { '@type': 'QuantitativeValue', value: 21400, unitCode: 'KMT' },
      offers: { '@type': 'Offer', price: 61200, priceCurrency: 'EUR' },
    }),
  );

kind('a name in an order or wording of its own', {
  read: [
    [
      'www.oldport.example/ad/1',
      'a model before its make',
      named('1991 300ZX Nissan Twin Turbo'),
      { make: 'Nissan', model: '300ZX', year: 1991 },
    ],
    ['ponycars.example/2', 'another', named('2006 Mustang Ford GT'), { make: 'Ford', model: 'Mustang', year: 2006 }],
    [
      'www.masini-vest.example/anunt/3',
      'a series in Romanian',
      named('BMW Seria 3 320d 2015', 'ro'),
      { make: 'BMW', model: 'Seria 3', year: 2015 },
    ],
    [
      'www.motorrevier.example/4',
      'a series in German',
      named('BMW 3er Touring 2015', 'de'),
      { make: 'BMW', model: '3er', year: 2015 },
    ],
    [
      'auta-lodz.example/5',
      'a class in Polish',
      named('Mercedes-Benz Klasa C 2014', 'pl'),
      { make: 'Mercedes-Benz', model: 'Klasa C', year: 2014 },
    ],
    [
      'www.sportwagen-see.example/6',
      'a name beside the code of a platform',
      car('Taycan Cross Turismo', 'J1', 'Porsche'),
      { make: 'Porsche', model: 'Taycan' },
    ],
    [
      'www.garage-leman.example/7',
      'a model that swallowed its trim',
      car('Volkswagen Golf 2.0 TDI Highline', 'Golf 2.0 TDI Highline', 'Volkswagen'),
      { make: 'Volkswagen', model: 'Golf' },
    ],
  ],
  notRead: [
    [
      'www.oldport.example/ad/11',
      'a word of trim as a model',
      named('1991 Nissan Twin Turbo'),
      { make: 'Nissan', model: null },
    ],
    ['ponycars.example/12', 'two letters of trim as a model', named('2006 Ford GT-line special'), { make: 'Ford' }],
    [
      'www.masini-vest.example/anunt/13',
      'a series without its number',
      named('BMW Seria 2015', 'ro'),
      { make: 'BMW', model: null },
    ],
    [
      'www.sportwagen-see.example/16',
      'a code beside the name as the model',
      car('Porsche Cayenne S', '9YA', 'Porsche'),
      { model: 'Cayenne' },
    ],
  ],
} satisfies { read: Row[]; notRead: Row[] });
