/**
 * Reasons for which a page rightly gives no value: nothing is wrong with the page or with how it is read.
 * Invariant: these never count as `invalid`, so that drift of a site is not drowned by its live auctions.
 */
export const NO_VALUE = {
  unknown: 'the page says that it is not known',
  bid: 'a bid is no sale',
  live: 'a running auction has no price',
  unsold: 'the auction ended without a sale',
} as const;
