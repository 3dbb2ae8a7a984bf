/**
 * Whether the page sells at a price, runs an auction, or reports the end of one.
 * Invariant: an amount is a sale only when the page itself says sold; a bid never is.
 */
import type { Adapter } from '../adapters/adapter.ts';
import type { Claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import type { SaleState } from '../reading.ts';

const UNSOLD =
  /\b(?:reserve not met|bid to (?:usd |eur |gbp )?[$€£]|not sold|unsold|did not sell|no sale|closed on \w+ \d|auction cancell?ed|withdrawn)\b/i;
const SOLD = /\bsold (?:after )?(?:for|on \d|at (?:auction )?for)\b/i;

/** A site that runs auctions may also have addresses, of today or of once, where a price is simply asked. */
function runsAuction(page: PageDocument, adapter: Adapter | undefined): boolean {
  const { auction = false } = adapter ?? {};
  return typeof auction === 'boolean' ? auction : auction.test(page.url.pathname);
}

export function saleState(page: PageDocument, adapter: Adapter | undefined, claims: readonly Claim[]): SaleState {
  const short = page.lines.filter((line) => line.zone === 'main' && line.text.length <= 160);
  const sold = claims.some((claim) => claim.topic === 'sold' && /\d/.test(claim.text));
  const bid = claims.some((claim) => claim.topic === 'bid' && /\d/.test(claim.text));
  // Auction houses print lot, price and status as rows: the price of a lot whose status is sold was paid.
  const rows = short.map((line) => line.text.toLowerCase());
  const status = rows.some(
    (text, index) =>
      /^status\W*sold$/.test(text) || (/^status\W*$/.test(text) && /^sold\W*$/.test(rows[index + 1] ?? '')),
  );
  if (status && rows.some((text) => /^lot\b.{0,20}$/.test(text)) && !bid) return 'sold';
  const titles = `${page.title} ${page.meta.get('og:title') ?? ''}`;
  if (sold && (SOLD.test(titles) || !(UNSOLD.test(titles) || onlyBid(rows, claims)))) return 'sold';
  const unsold = UNSOLD.test(titles) || short.some((line) => UNSOLD.test(line.text));
  const auction = bid || runsAuction(page, adapter);
  if (unsold && auction) return 'unsold';
  if (auction) return 'live';
  return 'classified';
}

const digits = (text: string): string => text.replace(/\D/g, '');

/** `Bid to $6,900`: a site marks the end of a sale and of a failure alike, and only its words tell which amount it shows. */
function onlyBid(rows: readonly string[], claims: readonly Claim[]): boolean {
  const bids = new Set(
    rows.flatMap((text, index) => {
      const whole = /^\W*bid to\W*$/.test(text) ? `${text} ${rows[index + 1] ?? ''}` : text;
      return /^\W*bid to\b/.test(whole) ? [digits(whole)] : [];
    }),
  );
  const sales = claims.filter((claim) => claim.topic === 'sold');
  return sales.every((claim) => bids.has(digits(claim.text))) && !rows.some((text) => SOLD.test(text));
}
