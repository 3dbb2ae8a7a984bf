/** Whether a page sells at a price, runs an auction or reports the end of one. */
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../adapters/adapter.ts';
import { type Claim, claim } from '../claim.ts';
import { openDocument } from '../document/document.ts';
import { saleState } from './sale.ts';

const AUCTION: Adapter = { name: 'house', hosts: ['market.example'], auction: true };
const BID = claim('bid', '$5,000', 'label', 0.9);
const SOLD = claim('sold', '$5,000', 'label', 0.9);
const PRICE = claim('price', '$5,000', 'label', 0.9);

const state = (html: string, claims: readonly Claim[] = [], adapter?: Adapter) =>
  saleState(openDocument(html, 'https://www.market.example/1'), adapter, claims);

describe('a classified', () => {
  it('has neither a bid nor a sale, and its site runs no auctions', () => {
    expect(state('<p>Time left: 2 days</p><p>Reserve not met</p>', [PRICE])).toBe('classified');
  });

  it('is one though a place for a bid or a sale is empty', () => {
    expect(state('', [claim('bid', 'none yet', 'label', 0.9)])).toBe('classified');
    expect(state('', [claim('sold', 'not yet', 'label', 0.9)])).toBe('classified');
  });
});

describe('an auction', () => {
  it('is one by a bid or by its site, and runs until the page says otherwise', () => {
    expect(state('', [BID])).toBe('live');
    expect(state('', [], AUCTION)).toBe('live');
  });

  it.each([
    'Reserve not met',
    'Bid to $5,000',
    'Bid to USD $5,000',
    'Not sold',
    'Did not sell',
    'No sale',
    'Closed on January 5',
    'Auction canceled',
    'Withdrawn',
  ])('that says %j ended without a sale', (words) => {
    expect(state(`<p>${words}</p>`, [BID])).toBe('unsold');
    expect(state(`<p>${words}</p>`, [], AUCTION)).toBe('unsold');
    expect(state(`<head><title>2004 Honda Civic: ${words}</title></head>`, [], AUCTION)).toBe('unsold');
    expect(state(`<meta property="og:title" content="2004 Honda Civic: ${words}">`, [BID])).toBe('unsold');
  });

  it('runs at those addresses of its site that are auctions', () => {
    const once: Adapter = { ...AUCTION, auction: /^\/listing\// };
    expect(state('', [PRICE], once)).toBe('classified');
    expect(state('<p>Withdrawn</p>', [PRICE], { ...once, auction: /^\/1$/ })).toBe('unsold');
  });

  it('is judged by its short lines and its own part of the page', () => {
    expect(state(`<p>Not sold ${'as far as I can tell '.repeat(9)}</p>`, [BID])).toBe('live');
    expect(state('<div class="similar"><p>Not sold</p></div>', [BID])).toBe('live');
  });
});

describe('a sale', () => {
  it('after the auction is one', () => {
    expect(state('<title>2004 Honda Civic: reserve not met, sold after for $5,000</title>', [SOLD, BID], AUCTION)).toBe(
      'sold',
    );
  });

  it('is an amount the page calls paid', () => {
    expect(state('', [SOLD])).toBe('sold');
    expect(state('', [SOLD, BID], AUCTION)).toBe('sold');
  });

  it('is none where the titles say unsold, unless they say sold as well', () => {
    expect(state('<head><title>2004 Honda Civic: bid to $5,000</title></head>', [SOLD], AUCTION)).toBe('unsold');
    expect(state('<meta property="og:title" content="2004 Honda Civic: not sold">', [SOLD])).toBe('classified');
    for (const words of ['sold for $5,000', 'sold on 5 May', 'sold at auction for $5,000'])
      expect(state(`<head><title>2004 Honda Civic ${words}, closed on May 5</title></head>`, [SOLD])).toBe('sold');
  });

  it('is none where the page calls the same amount a bid, in one line or in two', () => {
    expect(state('<p>Bid to $5,000</p>', [SOLD, BID], AUCTION)).toBe('unsold');
    expect(state('<p>Bid to</p><p>$5,000</p>', [SOLD, BID], AUCTION)).toBe('live');
    expect(state('<p>Bid to $4,900</p>', [SOLD, BID], AUCTION)).toBe('sold');
    expect(state('<p>The bid to $5,000</p>', [SOLD, BID], AUCTION)).toBe('sold');
    expect(state('<p>Bid to $5,000</p><p>Sold for $5,000</p>', [SOLD, BID], AUCTION)).toBe('sold');
    expect(state('<p>Bid to $5,000</p>', [SOLD, claim('sold', '$6,000', 'label', 0.9)], AUCTION)).toBe('sold');
  });

  it('is a lot whose status is sold, in one line or in two', () => {
    expect(state('<p>Lot 12</p><p>Status: Sold</p>')).toBe('sold');
    expect(state('<p>Lot 12</p><p>Status</p><p>Sold</p>')).toBe('sold');
    expect(state('<p>Lot 12</p><p>Status:</p><p>SOLD!</p>', [PRICE])).toBe('sold');
  });

  it.each<readonly [string, string, readonly Claim[], string]>([
    ['no lot', '<p>Status: Sold</p>', [], 'classified'],
    ['another status', '<p>Lot 12</p><p>Status</p><p>Open</p>', [], 'classified'],
    ['another row that says sold', '<p>Lot 12</p><p>Status</p><p>Open</p><p>Sold</p>', [], 'classified'],
    ['a bid', '<p>Lot 12</p><p>Status: Sold</p>', [BID], 'live'],
    ['a sentence about a lot', `<p>Lot of ${'work '.repeat(9)}</p><p>Status: Sold</p>`, [], 'classified'],
  ])('is none by a status with %s', (_, html, claims, expected) => {
    expect(state(html, claims)).toBe(expected);
  });
});
