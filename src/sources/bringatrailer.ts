import type { Adapter } from './adapter.ts';

/** Bring a Trailer: details are an unlabelled list, the result stands in the title and in the info bar. */
export const bringatrailer: Adapter = {
  name: 'bringatrailer',
  hosts: ['bringatrailer.com'],
  listing: /^\/listing\/[^/]+\/?$/,
  list: /^\/(?:$|auctions|search|[a-z0-9-]+\/[a-z0-9-]+\/?$)/,
  landmarks: ['.listing-available-info', '.listing-stats', '.essentials'],
  title: ['h1.listing-post-title', 'h1.post-title'],
  fields: {
    sold: ['.listing-available-info .info-value:contains("Sold for") strong'],
    bid: [
      '.listing-available-info .info-value:contains("Bid to") strong',
      '.listing-available-info .info-value:contains("Current Bid") strong',
    ],
  },
  description: ['.post-excerpt'],
  photos: [{ selector: '[data-gallery-items]', attribute: 'data-gallery-items' }],
  auction: true,
  endsAt: { selector: '#listing-bid:not(.ended)', attribute: 'data-ends' },
};
