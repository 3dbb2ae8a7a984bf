import type { Adapter } from './adapter.ts';

/** cars.com: JSON-LD, a data island and a described list agree. No real listing page was at hand: page kinds only. */
export const carsCom: Adapter = {
  name: 'cars.com',
  hosts: ['cars.com'],
  listing: /^\/vehicledetail\/[^/]+/,
  list: /^\/(?:$|shopping|research|articles|dealers)/,
};
