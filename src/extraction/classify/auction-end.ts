/**
 * When a running auction ends.
 * Invariant: read from a machine-readable place first, then from a line that names date, time and zone, last from a
 * countdown together with the time the page was read; an auction that is over has no end to wait for.
 */
import type { Adapter } from '../adapters/adapter.ts';
import type { PageDocument } from '../document/document.ts';
import { attr } from '../document/dom.ts';
import { datetimeOf, durationOf } from '../layers/datetime.ts';
import type { SaleState } from '../reading.ts';

const ATTRIBUTES = [
  'data-ends',
  'data-ends-at',
  'data-end',
  'data-end-at',
  'data-end-time',
  'data-endtime',
  'data-end-date',
  'data-enddate',
  'data-auction-end',
  'data-auction-ends',
  'data-auction-end-time',
  'data-closing-time',
  'data-closes-at',
  'data-countdown',
  'data-countdown-to',
  'data-final-date',
  'data-expires',
  'data-until',
];
const TIMED = '[class*="end" i] time[datetime], [class*="countdown" i] time[datetime], time[datetime][class*="end" i]';
const END_KEY =
  /^(?:auction_?(?:ends?|closes?|closing)(?:_?(?:time|date|at|timestamp))?|ends?_?(?:at|time|date|timestamp)|bidding_?(?:ends?|closes?)(?:_?(?:at|time|date))?|clos(?:es?|ing)_?(?:at|time|date))$/i;
const ENDS =
  /^(?:auction |bidding |lot |sale )?(?:ends?|ending|closes?|closing|endet|ende|se termine|termina)\b|^end (?:time|date)\b|^time (?:left|remaining)\b|^restzeit\b/i;

export interface AuctionPlaces {
  readonly page: PageDocument;
  readonly adapter: Adapter | undefined;
  readonly state: SaleState;
  readonly json: readonly unknown[];
  /** When the page was read, ISO 8601; without it a countdown names no moment. */
  readonly readAt: string | undefined;
}

/** ISO 8601 in UTC. */
export function auctionEnd({ page, adapter, state, json, readAt }: AuctionPlaces): string | undefined {
  if (state !== 'live') return undefined;
  return inAttributes(page, adapter) ?? inJson(json) ?? inLines(page, readAt);
}

function inAttributes(page: PageDocument, adapter: Adapter | undefined): string | undefined {
  const own = adapter?.endsAt;
  const told = own === undefined ? undefined : datetimeOf(attr(page.selected(own.selector)[0], own.attribute));
  if (told !== undefined) return told;
  for (const attribute of ATTRIBUTES) {
    const end = datetimeOf(attr(page.having(attribute)[0], attribute));
    if (end !== undefined) return end;
  }
  return datetimeOf(attr(page.selected(TIMED)[0], 'datetime'));
}

function inJson(json: readonly unknown[]): string | undefined {
  let nodes = 0;
  const visit = (value: unknown, depth: number): string | undefined => {
    if (depth > 8 || ++nodes > 20_000 || typeof value !== 'object' || value === null || Array.isArray(value))
      return undefined;
    for (const [key, inner] of Object.entries(value)) {
      if (END_KEY.test(key) && (typeof inner === 'string' || typeof inner === 'number')) {
        const end = datetimeOf(String(inner));
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

/** `Ends Jan 21, 2027, 3:00 PM EST`, or a line that says ends with the date or the countdown on one of the next lines. */
function inLines(page: PageDocument, readAt: string | undefined): string | undefined {
  const lines = page.lines.filter((line) => line.zone === 'main' && line.text.length <= 120);
  const read = readAt === undefined ? Number.NaN : Date.parse(readAt);
  for (const [index, line] of lines.entries()) {
    if (!ENDS.test(line.text)) continue;
    const near = [line, lines[index + 1], lines[index + 2]].flatMap((entry) =>
      entry === undefined ? [] : [entry.text],
    );
    const moment = near.map(datetimeOf).find((end) => end !== undefined);
    if (moment !== undefined) return moment;
    const left = near
      .map((text) =>
        durationOf(
          text.replace(/^[^\d]*(?:in|left|remaining|restzeit)\W*/i, '').replace(/(?<!\s)\s*(?:left|remaining)$/i, ''),
        ),
      )
      .find((seconds) => seconds !== undefined);
    if (left !== undefined && Number.isFinite(read)) return new Date(read + left * 1_000).toISOString();
  }
  return undefined;
}
