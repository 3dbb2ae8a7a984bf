/**
 * How an auction ended or stands, in one short line: `Sold for £102,300 inc. premium`, `$9,905,000 USD | Sold`,
 * `High bid $62,000`.
 * Invariant: only lines right under the page's heading speak of the page's own lot; tables of past sales come later.
 */
import { moneyIn } from '../../vehicles/values/money.ts';
import { type Claim, claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';

const UNDER_HEADING = 25;
/** `Lot #1021 - Sold for`: the lot's number may stand before. */
const LOT = /^\W*lot\s*(?:no\.?\s*)?(?:#\s*)?[a-z]{0,2}\d+(?:\.\d+)?\s*[-–—|:,]\s*/i;
const SOLD =
  /^\W*(?:sold|vendu|verkauft|venduto|verkocht|vendido)\b(?:\s+after\b)?(?:\s+(?:for|at|price|für|à|a|voor|por))?\W*$/i;
const BID = /^\W*(?:(?:current|high|highest|last|top|final|winning) bid|bid(?: to)?|gebot)\W*$/i;
const AFTERWARDS =
  /^[\s().,*|–-]*(?:(?:USD|EUR|GBP|CHF)[\s().,*|–-]*)?(?:(?:inc|incl|including|plus|with|w\/)\W[^\d]{0,40}premium.{0,20}|(?:on|in|am|le)\s.{4,30}|[a-z .,&'-]{3,30}(?:19|20)\d{2})?$/i;

export function resultLineClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const at = page.lines.find(
    (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
  )?.index;
  if (at === undefined) return claims;
  for (const line of page.lines.slice(Math.max(0, at - 4), at + UNDER_HEADING)) {
    if (line.zone !== 'main') continue;
    // `[Sold for £27,562][(hammer price £24,500, plus premium)]`: the first piece states the result.
    const [first = ''] = line.parts;
    const text = moneyIn(line.text).length > 1 && moneyIn(first).length === 1 ? first : line.text;
    if (text.length > 80) continue;
    const money = moneyIn(text);
    const [only] = money;
    if (only === undefined || money.length > 1) continue;
    const start = text.indexOf(only.text);
    const before = text.slice(0, start).replace(LOT, '');
    const after = text.slice(start + only.text.length);
    const outcome = after.replace(/^[\s().,*|–-]*(?:USD|EUR|GBP|CHF)?/, '');
    if ((SOLD.test(before) && AFTERWARDS.test(after)) || (/^\W*$/.test(before) && SOLD.test(outcome)))
      claims.push(claim('sold', only.text, 'label', 0.85, { snippet: line.text }));
    else if (BID.test(before)) claims.push(claim('bid', only.text, 'label', 0.85, { snippet: line.text }));
  }
  return claims;
}
