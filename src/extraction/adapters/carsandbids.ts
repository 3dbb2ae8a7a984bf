import type { Adapter } from './adapter.ts';

/** Cars & Bids: a labelled list of quick facts, prose in sections; the photographs are signed by size. */
export const carsandbids: Adapter = {
  name: 'carsandbids',
  hosts: ['carsandbids.com'],
  listing: /^\/auctions\/[^/]+/,
  list: /^\/(?:$|search|past-auctions)/,
  landmarks: ['.quick-facts'],
  title: ['.auction-title h1'],
  fields: {
    sold: ['.current-bid.ended .bid-value:not(.reserve-not-met)', '.auction-title .sold-for .bid-value'],
    bid: ['.current-bid .bid-value', '.bid-bar .bid-value', '.bid-value'],
  },
  description: ['.detail-section.detail-highlights .detail-body', '.detail-section.dougs-take .detail-body'],
  photos: [{ selector: '.gallery-preview img' }],
  // The site's own interface gives the listing as JSON.
  json: [
    {
      path: 'listing',
      fields: {
        name: { path: 'title' },
        year: { path: 'year' },
        make: { path: 'make' },
        model: { path: 'model' },
        vin: { path: 'vin' },
        mileage: { path: 'mileage' },
        engine: { path: 'engine' },
        color: { path: 'exterior_color' },
        transmission: { path: 'transmission_details' },
      },
      images: 'photos',
    },
    { path: 'stats', fields: { sold: { path: 'sale_amount' }, bid: { path: 'current_bid' } } },
  ],
  auction: true,
  byScripts: true,
  dated: true,
};
