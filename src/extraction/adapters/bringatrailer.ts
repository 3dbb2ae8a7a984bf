import type { Adapter } from './adapter.ts';

/**
 * Bring a Trailer: details are an unlabelled list, the result stands in the title and in the info bar. Words and amount
 * stand in one element once it is over, side by side while it runs, and did so throughout until about 2022; before
 * about 2018 the bar held `.listing-bid`. Until 2014 the site was a blog, whose own offers have an asking price.
 */
export const bringatrailer: Adapter = {
  name: 'bringatrailer',
  hosts: ['bringatrailer.com'],
  readAs: 'comprehensive-bat-extraction',
  listing: /^\/listing\/[^/]+\/?$/,
  list: /^\/(?:$|auctions|search|[a-z0-9-]+\/[a-z0-9-]+\/?$)/,
  landmarks: ['.listing-available-info', '.listing-stats', '.essentials', '.listing-essentials'],
  title: ['h1.listing-post-title', 'h1.post-title'],
  fields: {
    sold: ['.listing-available-info .info-value:contains("Sold") strong'],
    bid: [
      '.listing-available-info .info-value:contains("Bid to") strong',
      '[data-listing-currently] .info-value',
      '.listing-available-info .info-value:contains("Current Bid") strong',
    ],
  },
  description: ['.post-excerpt'],
  photos: [{ selector: '[data-gallery-items]', attribute: 'data-gallery-items' }],
  auction: /^\/listing\//,
  dated: true,
  endsAt: { selector: '#listing-bid [data-ends], #listing-bid[data-ends]', attribute: 'data-ends' },
};
