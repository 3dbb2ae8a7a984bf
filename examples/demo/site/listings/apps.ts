/** Two pages drawn by scripts: a Dutch one with the framework's JSON, an Australian one whose VIN is on a photograph. */
import type { VehicleListing } from '../listing.ts';

export const APP_LISTINGS: readonly VehicleListing[] = [
  {
    slug: 'tesla-model-3-2020',
    path: '/aanbod/tesla-model-3-long-range-6f0c2f1e',
    truth: {
      year: 2020,
      make: 'Tesla',
      model: 'Model 3',
      vin: '5YJ3E1EB8LF618204',
      vinOn: 'page',
      price: { kind: 'asking', amount: 27_950, currency: 'EUR' },
      mileage: { value: 81_500, unit: 'km' },
      color: 'Parelmoer wit',
      engine: 'Dual Motor 324 kW',
      transmission: 'Automaat',
      descriptionStart: 'Keurig onderhouden Model 3 van de eerste eigenaar',
      pictures: ['tesla-model-3-side.jpg', 'tesla-model-3-rear.webp', 'tesla-model-3-wheel.jpg'],
    },
    page: {
      shape: 'app-json',
      content: {
        framework: 'next',
        variant: 'Long Range AWD',
        prose: [
          'Keurig onderhouden Model 3 van de eerste eigenaar, nooit aan een snellader versleten.',
          'De accu heeft nog 91 procent van zijn inhoud. Winterwielen worden meegeleverd, de trekhaak is afneembaar.',
          'Rijklaar met twaalf maanden garantie; inruil is bespreekbaar.',
        ],
        seller: 'Garage De Lindehof',
        town: 'Westerdam',
      },
    },
    row: { path: '/aanbod/tesla-model-3-long-range-6f0c2f1e', values: {} },
    end: { outcome: 'complete', score: 100, lacks: [], why: "everything is in the framework's JSON" },
  },
  {
    slug: 'ford-mustang-2016',
    path: '/cars/details/2016-ford-mustang-gt/OW-220714',
    truth: {
      year: 2016,
      make: 'Ford',
      model: 'Mustang',
      vin: '1FA6P8CF5G5287164',
      vinOn: 'photo',
      price: { kind: 'asking', amount: 44_990, currency: 'AUD' },
      mileage: { value: 61_300, unit: 'km' },
      color: 'Guard Green',
      engine: '5.0L V8',
      transmission: null,
      descriptionStart: 'Weekend car of a careful surveyor',
      pictures: ['ford-mustang-side.jpg', 'ford-mustang-engine.jpg', 'ford-mustang-plate.jpg'],
    },
    page: {
      shape: 'app-json',
      content: {
        framework: 'state',
        variant: 'GT',
        prose: [
          'Weekend car of a careful surveyor, always garaged and always washed by hand.',
          'Logbook complete, next service at 75,000 km. Two keys, no accidents, and the original floor mats still in their bag.',
        ],
        seller: 'Private seller',
        town: 'Wattle Creek',
      },
    },
    row: {
      path: '/cars/details/2016-ford-mustang-gt/OW-220714',
      values: { year: 2016, make: 'Ford', model: 'Mustang' },
    },
    end: {
      outcome: 'complete',
      score: 98,
      lacks: ['transmission'],
      why: 'the VIN is read off the photographed plate; nobody says which gearbox it has',
    },
  },
];
