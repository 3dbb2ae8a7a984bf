/** A car that an application keeps in several objects side by side, under keys of its own and in amounts of its market. */
import { kind, type Row, script } from './kind.ts';

interface Market {
  readonly address: string;
  readonly lang: string;
  readonly title: string;
  readonly category: object;
  readonly spec: object;
  readonly advertisement: object;
  readonly vin: string;
  readonly told: Row[3];
}

/** Of a field nobody tells on the page nothing is read. */
const NOTHING = { asking_price: null, mileage: null, color: null, vin: null } as const;

const MARKETS: readonly Market[] = [
  {
    address: 'www.chamaemae.example/cars/41756847',
    lang: 'ko',
    title: '기아 K5 중고차',
    category: { manufacturerName: '기아', modelName: 'K5', formYear: '2018', yearMonth: '201712', originPrice: 2950 },
    spec: { mileage: 80123, colorName: '흰색', transmissionName: '오토', displacement: 1999 },
    advertisement: { price: 1290, status: 'ON' },
    vin: 'KNAGU4173JA123456',
    told: { make: 'Kia', year: 2018, mileage: 80123, unit: 'km', color: '흰색', asking_price: 12_900_000 },
  },
  {
    address: 'www.kuruma-ichi.example/detail/U0077',
    lang: 'ja',
    title: 'ホンダ フィット',
    category: { manufacturerName: 'ホンダ', modelName: 'フィット', formYear: '2017', yearMonth: '201703' },
    spec: { mileage: 42100, colorName: 'グレー', transmissionName: 'AT' },
    advertisement: { price: 98.5, status: 'open' },
    vin: 'JHMGK5830HX212345',
    told: { make: 'Honda', year: 2017, mileage: 42100, unit: 'km', color: 'グレー', asking_price: 985_000 },
  },
  {
    address: 'xe-song-hong.example/tin/5512',
    lang: 'vi',
    title: 'Toyota Vios 2019',
    category: { manufacturerName: 'Toyota', modelName: 'Vios', formYear: '2019' },
    spec: { mileage: 61250, colorName: 'Trắng', transmissionName: 'Số sàn' },
    advertisement: { price: '385 triệu', status: 'on' },
    vin: 'MR2B29F36K1012345',
    told: { make: 'Toyota', year: 2019, mileage: 61250, unit: 'km', color: 'Trắng', asking_price: 385_000_000 },
  },
  {
    address: 'www.gaadi-yamuna.example/used/8812',
    lang: 'en-IN',
    title: 'Maruti Suzuki Swift 2018',
    category: { manufacturerName: 'Maruti Suzuki', modelName: 'Swift', formYear: '2018' },
    spec: { mileage: 54300, colorName: 'Pearl White', transmissionName: 'Manual' },
    advertisement: { price: '₹ 4.85 Lakh', status: 'live' },
    vin: 'MA3EWB22S00A12345',
    told: { year: 2018, mileage: 54300, unit: 'km', color: 'Pearl White', asking_price: 485_000 },
  },
];

const shell = ({ lang, title }: Market, data: unknown): string =>
  `<html lang="${lang}"><head><title>${title}</title></head><body><div id="app"><h1>${title}</h1></div>${script(`__STATE__ = ${JSON.stringify(data)};`)}</body></html>`;
const parts = ({ category, spec, advertisement, vin }: Market) => ({ category, spec, advertisement, vin });
const other = (market: Market) => ({ ...parts(market), vehicleId: 99 });
const markets = (shows: string, data: (market: Market) => unknown, told: (market: Market) => Row[3]): Row[] =>
  MARKETS.map((market) => [market.address, shows, shell(market, data(market)), told(market)]);

/** The same pairs, once for every width of screen. */
interface Shop {
  readonly address: string;
  readonly title: string;
  readonly pairs: ReadonlyArray<{ readonly key: string; readonly value: string }>;
  readonly told: Row[3];
}
const SHOPS: readonly Shop[] = [
  {
    address: 'www.oldport.example/used/1',
    title: '2017 Mini Cooper S for sale - £9,450',
    pairs: [
      { key: 'Mileage', value: '45,210 miles' },
      { key: 'Gearbox', value: 'Manual' },
      { key: 'Exterior colour', value: 'Racing Green' },
    ],
    told: { mileage: 45_210, unit: 'mi', transmission: 'Manual', color: 'Racing Green' },
  },
  {
    address: 'www.motorrevier.example/auto/2',
    title: 'VW Golf VII 2016 - 11.900 €',
    pairs: [
      { key: 'Kilometerstand', value: '98.400 km' },
      { key: 'Getriebe', value: 'Schaltgetriebe' },
      { key: 'Farbe', value: 'Tornadorot' },
    ],
    told: { mileage: 98_400, unit: 'km', transmission: 'Schaltgetriebe', color: 'Tornadorot' },
  },
  {
    address: 'garage-du-lac.example/v/3',
    title: 'Renault Clio 2019 - 9 900 €',
    pairs: [
      { key: 'Kilométrage', value: '61 250 km' },
      { key: 'Boîte de vitesses', value: 'Manuelle' },
      { key: 'Couleur', value: 'Bleu Iron' },
    ],
    told: { mileage: 61_250, unit: 'km', transmission: 'Manuelle', color: 'Bleu Iron' },
  },
];
const shop = ({ title }: Shop, data: unknown): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>${script(`window.x = ${JSON.stringify(data)}`)}</body></html>`;
const thrice = ({ pairs }: Shop) => ({
  small: { keySpecification: pairs },
  medium: { keySpecification: pairs },
  wide: { keySpecification: pairs },
});

kind('a car in objects side by side', {
  read: [
    ...markets(
      'under one id, in keys and amounts of its market',
      (market) => ({ car: { vehicleId: 41756847, ...parts(market) } }),
      ({ told, vin }) => ({ ...told, vin }),
    ),
    ...markets(
      'beside a dealer with an amount and a colour of its own',
      (market) => ({ detail: { ...parts(market), dealer: { name: 'Hong', price: 5, color: 'red' } } }),
      ({ told, vin }) => ({ ...told, vin }),
    ),
    ...markets(
      'beside similar cars in the same objects',
      (market) => ({
        car: parts(market),
        similar: MARKETS.filter((one) => one !== market).map(other),
      }),
      ({ told, vin }) => ({ ...told, vin }),
    ),
    ...SHOPS.map<Row>((one) => [one.address, 'in pairs told three times', shop(one, thrice(one)), one.told]),
  ],
  notRead: [
    ...markets(
      'when the objects are those of similar cars alone',
      (market) => ({ page: { id: 1 }, similar: [other(market)] }),
      () => NOTHING,
    ),
    ...markets(
      'when the objects are those of a car beside others in a list',
      (market) => ({ results: MARKETS.map((one) => (one === market ? parts(one) : other(one))) }),
      () => NOTHING,
    ),
    ...markets(
      'when its amounts are a rate, a deposit and what the factory asked',
      (market) => ({
        car: { ...parts(market), advertisement: { status: 'on' }, monthly: { price: 19 }, deposit: { price: 250 } },
      }),
      () => ({ asking_price: null }),
    ),
    ...SHOPS.map<Row>((one) => [
      one.address.replace(/\d$/, '1$&'),
      'pairs that differ from card to card',
      shop(one, {
        cards: SHOPS.map(({ pairs, title }) => ({ title, keySpecification: pairs })),
      }),
      { mileage: null, color: null },
    ]),
  ],
});
