import type { Adapter } from './adapter.ts';

/** Auto Trader (UK): state in an escaped JSON string; photo addresses are templates with `{resize}`. */
export const autotraderUk: Adapter = {
  name: 'autotrader.co.uk',
  hosts: ['autotrader.co.uk'],
  listing: /^\/(?:[a-z-]+-details|classified\/advert)\/.+/,
  list: /^\/(?:$|car-search|cars\/)/,
  json: [
    {
      path: 'loaderData.car-details.aggregatorAdvert',
      fields: {
        name: { path: 'heading.title' },
        make: { path: 'advertTrackingData.advertContext.make' },
        model: { path: 'advertTrackingData.advertContext.model' },
        year: { path: 'advertTrackingData.advertContext.year' },
        mileage: { path: 'advertTrackingData.advertContext.mileage', unit: 'mi' },
        color: { path: 'advertTrackingData.vehicleContext.colour' },
        transmission: { path: 'advertTrackingData.vehicleContext.transmission' },
        price: { path: 'heading.priceBreakdown.price.priceFormatted' },
        description: { path: 'description.text.0' },
      },
      images: 'gallery.images',
    },
  ],
};
