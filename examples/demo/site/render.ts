/**
 * From a row of the table to the bytes of its page.
 */
import type { OtherPage, SampleListing, VehicleListing } from './listing.ts';
import { type Answer, textAnswer } from './local-server.ts';
import { appJsonPage } from './pages/app-json.ts';
import { auctionPage } from './pages/auction.ts';
import { classifiedPage } from './pages/classified.ts';
import { dealerListPage } from './pages/dealer-list.ts';
import { dealerTablePage } from './pages/dealer-table.ts';
import { germanMarketPage } from './pages/german-market.ts';
import { expiredPage, missingPage, resultsPage, robotCheckPage } from './pages/no-listing.ts';
import { post2009Page } from './pages/post-2009.ts';
import { post2012Page } from './pages/post-2012.ts';
import type { Place } from './truth.ts';

/** The answer at a listing's address; `null` for a row that has none. */
export function renderListing(listing: SampleListing, place: Place): Answer | null {
  if (listing.truth !== null) return vehicleAnswer(listing, place);
  return listing.page === null ? null : otherAnswer(listing.page.shape, place);
}

function vehicleAnswer({ page, truth }: VehicleListing, place: Place): Answer {
  const html = (text: string): Answer => textAnswer(200, 'text/html', text, place.now);
  switch (page.shape) {
    case 'auction':
      return html(auctionPage(truth, page.content, place));
    case 'german-market':
      return html(germanMarketPage(truth, page.content, place));
    case 'classified':
      return html(classifiedPage(truth, page.content, place));
    case 'dealer-table':
      return html(dealerTablePage(truth, page.content, place));
    case 'dealer-list':
      return html(dealerListPage(truth, page.content));
    case 'post-2012':
      return html(post2012Page(truth, page.content, place));
    case 'post-2009':
      // No charset in the header either: the reader has only the bytes.
      return {
        status: 200,
        type: 'text/html',
        body: post2009Page(truth, page.content, place),
        lastModified: place.now,
      };
    case 'app-json':
      return html(appJsonPage(truth, page.content, place));
  }
}

function otherAnswer(shape: OtherPage['shape'], place: Place): Answer {
  switch (shape) {
    case 'expired':
      return textAnswer(200, 'text/html', expiredPage(), place.now);
    case 'missing':
      return textAnswer(404, 'text/html', missingPage(), place.now);
    case 'robot-check':
      return textAnswer(403, 'text/html', robotCheckPage(place), place.now);
    case 'results':
      return textAnswer(200, 'text/html', resultsPage(place), place.now);
  }
}
