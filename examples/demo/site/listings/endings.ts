/** Five rows that cannot be filled, each for its own reason. */
import type { OtherListing } from '../listing.ts';

export const ENDINGS: readonly OtherListing[] = [
  {
    slug: 'expired-4runner-1998',
    path: '/cto/3411906620.html',
    truth: null,
    page: { shape: 'expired' },
    row: {
      path: '/cto/3411906620.html',
      values: {
        year: 1998,
        make: 'Toyota',
        model: '4Runner',
        description: 'Green 4Runner with a roof rack, sold by its first owner.',
      },
    },
    end: {
      outcome: 'gone',
      score: 45,
      lacks: ['vin', 'price', 'mileage', 'color', 'engine', 'transmission', 'images_extracted'],
      why: 'the page says that the posting has expired',
    },
  },
  {
    slug: 'missing-mini-2010',
    path: '/classifieds/2010-mini-cooper-s-2209416',
    truth: null,
    page: { shape: 'missing' },
    row: {
      path: '/classifieds/2010-mini-cooper-s-2209416',
      values: {
        year: 2010,
        make: 'MINI',
        model: 'Cooper S',
        mileage: 71_800,
        description: 'Cooper S with both seasons of tires, sold by a florist.',
      },
    },
    end: {
      outcome: 'gone',
      score: 48,
      lacks: ['vin', 'price', 'color', 'engine', 'transmission', 'images_extracted'],
      why: 'the site answers 404',
    },
  },
  {
    slug: 'blocked-f-type-2018',
    path: '/inventory/2018-jaguar-f-type-r-dynamic',
    truth: null,
    page: { shape: 'robot-check' },
    row: {
      path: '/inventory/2018-jaguar-f-type-r-dynamic',
      values: {
        year: 2018,
        make: 'Jaguar',
        model: 'F-Type',
        color: 'Caldera Red',
        description: 'F-Type with the quiet exhaust, from a collection of three.',
      },
    },
    end: {
      outcome: 'blocked',
      score: 47,
      lacks: ['vin', 'price', 'mileage', 'engine', 'transmission', 'images_extracted'],
      why: 'the site answers a robot check; it is left in peace',
    },
  },
  {
    slug: 'no-url-corvette-2003',
    path: null,
    truth: null,
    page: null,
    row: {
      path: null,
      values: {
        year: 2003,
        make: 'Chevrolet',
        model: 'Corvette',
        description: 'Corvette from the estate of a watchmaker, seen at the spring show.',
      },
    },
    end: {
      outcome: 'exhausted',
      score: 45,
      lacks: ['vin', 'price', 'mileage', 'color', 'engine', 'transmission', 'images_extracted'],
      why: 'the row has no discovery_url, so there is nothing to read',
    },
  },
  {
    slug: 'results-page',
    path: '/vehicles/used-compact-suvs-fernhollow',
    truth: null,
    page: { shape: 'results' },
    row: { path: '/vehicles/used-compact-suvs-fernhollow', values: {} },
    end: {
      outcome: 'invalid',
      score: 0,
      lacks: [
        'year',
        'make',
        'model',
        'vin',
        'price',
        'description',
        'mileage',
        'color',
        'engine',
        'transmission',
        'images_extracted',
      ],
      why: 'the address leads to a page of results with twenty vehicles, not to one',
    },
  },
];
