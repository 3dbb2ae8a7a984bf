/**
 * Whether the page sells at a price, runs an auction, or reports the end of one.
 * Invariant: an amount is a sale only when the page itself says sold; a bid never is.
 */
import type { Adapter } from '../sources/adapter.ts';
import type { Claim } from './claim.ts';
import type { PageDocument } from './document.ts';

export type SaleState = 'classified' | 'live' | 'sold' | 'unsold';

const LIVE =
  /^(?:time left|time remaining|ends in|ending (?:in|soon|on|\w+ \d)|auction ends|place (?:a )?bid|register to bid|current bid|bid now|restzeit|endet in)\b/i;
const UNSOLD =
  /\b(?:reserve not met|bid to (?:usd |eur |gbp )?[$€£]|not sold|unsold|did not sell|no sale|closed on \w+ \d|auction cancell?ed|withdrawn)\b/i;
const SOLD = /\bsold (?:for|on \d|at (?:auction )?for)\b/i;

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
  if (sold && (SOLD.test(titles) || !UNSOLD.test(titles))) return 'sold';
  const unsold = UNSOLD.test(titles) || short.some((line) => UNSOLD.test(line.text));
  if (unsold && (bid || adapter?.auction === true)) return 'unsold';
  if (bid || adapter?.auction === true)
    return short.some((line) => LIVE.test(line.text)) || !unsold ? 'live' : 'unsold';
  return 'classified';
}

/** When a running auction ends: ISO 8601 in UTC, from a machine-readable place only. */
export function auctionEnd(
  page: PageDocument,
  adapter: Adapter | undefined,
  state: SaleState,
  json: readonly unknown[],
): string | undefined {
  if (state !== 'live') return undefined;
  const { $ } = page;
  const places = [
    ...(adapter?.endsAt === undefined ? [] : [adapter.endsAt]),
    ...[
      'data-ends',
      'data-end',
      'data-end-time',
      'data-endtime',
      'data-auction-end',
      'data-countdown',
      'data-until',
    ].map((attribute) => ({ selector: `[${attribute}]`, attribute })),
  ];
  for (const { selector, attribute } of places) {
    const end = moment($(selector).attr(attribute) ?? '');
    if (end !== undefined) return end;
  }
  const timed = $(
    '[class*="end" i] time[datetime], [class*="countdown" i] time[datetime], time[datetime][class*="end" i]',
  ).attr('datetime');
  return moment(timed ?? '') ?? endIn(json);
}

/** Epoch seconds or milliseconds, or ISO 8601 with a zone; a local time without zone names no moment. */
function moment(text: string): string | undefined {
  const value = text.trim();
  const epoch = /^\d{10}(?:\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : /^\d{13}$/.test(value)
      ? Number(value)
      : undefined;
  const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/.test(value);
  const time = epoch ?? (zoned ? Date.parse(value) : Number.NaN);
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : undefined;
}

const END_KEY =
  /^(?:auction_?ends?|auction_?end_?(?:time|date|at)|ends_?at|end_?time|bidding_?ends?(?:_?at)?|closes_?at)$/i;

function endIn(json: readonly unknown[]): string | undefined {
  let nodes = 0;
  const visit = (value: unknown, depth: number): string | undefined => {
    if (depth > 8 || ++nodes > 20_000 || typeof value !== 'object' || value === null || Array.isArray(value))
      return undefined;
    for (const [key, inner] of Object.entries(value)) {
      if (END_KEY.test(key) && (typeof inner === 'string' || typeof inner === 'number')) {
        const end = moment(String(inner));
        if (end !== undefined) return end;
      }
      const below = /similar|related|other|recommend|events?$/i.test(key) ? undefined : visit(inner, depth + 1);
      if (below !== undefined) return below;
    }
    return undefined;
  };
  for (const root of json) {
    const end = visit(root, 0);
    if (end !== undefined) return end;
  }
  return undefined;
}
