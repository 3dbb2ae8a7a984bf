/** What differs between listings of one site by number, not by shape: its pictures and the end of an auction. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const UPLOADS = 'https://bringatrailer.com/wp-content/uploads/2026/03';
const photo = (n: number) => ({
  large: { url: `${UPLOADS}/lancia_${n}-scaled.jpg?fit=2048%2C1365`, width: 2048 },
  small: { url: `${UPLOADS}/lancia_${n}-scaled.jpg?resize=235%2C159` },
});
const gallery = (count: number): string =>
  `<div data-gallery-items="${JSON.stringify(Array.from({ length: count }, (_, n) => photo(n))).replaceAll('"', '&quot;')}"></div>`;
const listing = (body: string) =>
  readPage({
    url: 'https://bringatrailer.com/listing/1972-lancia-fulvia-12/',
    html: `<html lang="en-US"><title>1972 Lancia Fulvia 1.3S for sale on BaT Auctions - ending January 15 (Lot #252,987) |  Bring a Trailer</title>
<h1 class="post-title listing-post-title">1972 Lancia Fulvia 1.3S</h1><div class="listing-available-info"><span data-listing-currently="1"><span class="info-label">Current Bid:</span> <strong class="info-value">USD $8,000</strong></span></div>
<div class="post-excerpt"><p>This 1972 Lancia Fulvia was bought in Turin in 2004 and repainted in 2011.</p></div>${body}
<div class="essentials"><ul><li>Chassis: 818630123456</li><li>41k Kilometers</li></ul></div></html>`,
  });

describe('the gallery of a listing', () => {
  it.each([0, 1, 2, 59, 300])('of %i photographs is read whole', (count) => {
    const { images } = listing(gallery(count));
    expect(images).toHaveLength(count);
    expect(new Set(images).size).toBe(count);
    expect(images.every((url) => url.startsWith(`${UPLOADS}/lancia_`))).toBe(true);
  });
});

describe('the end of a running auction', () => {
  const END = '2027-01-15T08:00:00.000Z';
  const row = (cell: string) =>
    `<table class="listing-stats" id="listing-bid"><tr><td>Ends On</td>${cell}</tr></table>`;

  it.each([
    ['on the table, as until 2024', '<table class="listing-stats" id="listing-bid" data-ends="1800000000"></table>'],
    ['on the cell', row('<td data-ends="1800000000">Friday</td>')],
    ['within the cell, as now', row('<td><span class="date-localize" data-ends="1800000000">Friday</span></td>')],
  ])('stands %s', (_, bids) => {
    const others = '<div class="auction-item" data-ends="1790000000">1988 BMW M5</div>';
    expect(listing(others + bids).auctionEndsAt).toBe(END);
  });
});
