import type { Adapter } from './adapter.ts';

/** AutoScout24 in all countries and autotrader.ca (same stack): everything stands in `__NEXT_DATA__`. */
export const autoscout24: Adapter = {
  name: 'autoscout24',
  hosts: [
    'autoscout24.de',
    'autoscout24.nl',
    'autoscout24.com',
    'autoscout24.at',
    'autoscout24.it',
    'autoscout24.fr',
    'autoscout24.es',
    'autoscout24.be',
    'autoscout24.lu',
    'autoscout24.pl',
    'autoscout24.ch',
    'autotrader.ca',
  ],
  listing: /^\/(?:[a-z]{2}\/)?(?:angebote|aanbod|offers|annunci|offres|anuncios|oferta|details?|a)\/.+/,
  list: /^\/(?:[a-z]{2}\/)?(?:$|lst|cars)/,
  json: [
    {
      path: 'props.pageProps.listingDetails',
      fields: {
        make: { path: 'vehicle.make' },
        model: { path: 'vehicle.model' },
        mileage: { path: 'vehicle.mileageInKmRaw', unit: 'km' },
        color: { path: 'vehicle.bodyColor' },
        transmission: { path: 'vehicle.transmissionType' },
        price: { path: 'prices.public.price' },
        year: { path: 'vehicle.productionYear' },
        vin: { path: 'vehicle.vin' },
        description: { path: 'description' },
      },
      images: 'images',
    },
  ],
};
