/**
 * Names, and the price, in headings and titles. Invariant: the anchor has judged which titles name the page's car.
 */
import { matchesIn } from '../../runtime/matches.ts';
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { readName } from '../../vehicles/values/name.ts';
import { type Claim, claim } from '../claim.ts';
import { AFTER_NO_PRICE, BEFORE_NO_PRICE } from '../document/price-words.ts';
import type { Anchor } from '../subject/identity.ts';

const SOLD = /\bsold\s+(?:after\s+)?(?:for|at)\s*$/i;
const BID = /\b(?:bid(?:\s+to)?|high bid|current bid|reserve not met)\s*(?::\s*)?$/i;

/** `2,0 TDI`, `1.6 JTDm`, `1.8 16V`: a size with the maker's word for the kind of engine. */
export const SIZED_ENGINE =
  /(?<![\d.,])\d[.,]\d\s?(?:e?TSI|TDI|TFSI|TDCi|CDTI|CRDi|CDI|dCi|(?:Blue)?HDi|BlueDCi|JTDm?|Multi-?jet|M-?jet|D-?4D|DDiS|Ddi|T-?GDi|GDi|TCe|PureTech|EcoBoost|EcoBlue|i-?VTEC|VVT-?i|MPI|16V|HEMI|T-?Jet|MultiAir|THP|VTi|Skyactiv(?:-[GD])?)(?![\p{L}\d])/giu;

export function titleClaims(anchor: Anchor): Claim[] {
  const claims: Claim[] = [];
  for (const { text, from } of anchor.titles) {
    const method = from === 'meta' ? 'meta' : 'title';
    const name = readName(text, anchor.told);
    if (name.make === undefined || name.make !== anchor.name.make) continue;
    claims.push(claim('name', text, method, from === 'heading' ? 0.85 : 0.75));
    for (const money of moneyIn(text)) {
      const before = text.slice(0, text.indexOf(money.text)).trimEnd();
      const after = text.slice(
        text.indexOf(money.text) + money.text.length,
        text.indexOf(money.text) + money.text.length + 20,
      );
      if (AFTER_NO_PRICE.test(after) || (BEFORE_NO_PRICE.test(before) && !BID.test(before))) continue;
      const topic = SOLD.test(before) ? 'sold' : BID.test(before) ? 'bid' : 'price';
      claims.push(
        claim(topic, money.text, method, topic === 'price' ? 0.7 : 0.85, {
          snippet: text,
          ...(money.currency?.length === 3 ? { currency: money.currency } : {}),
        }),
      );
    }
    const mileage = mileagesIn(text);
    if (mileage.length === 1 && mileage[0] !== undefined)
      claims.push(claim('mileage', mileage[0].text, method, 0.7, { snippet: text, unit: mileage[0].unit ?? 'mi' }));
  }
  claims.push(...sizedEngine(anchor));
  return claims;
}

/** The engine of the first title that tells of one alone. */
function sizedEngine({ titles, name }: Anchor): Claim[] {
  if (name.make === undefined) return [];
  for (const { text, from } of titles) {
    const found = new Set(matchesIn(text, SIZED_ENGINE).map(([words]) => words));
    const [engine] = found;
    if (engine !== undefined && found.size === 1)
      return [claim('engine', engine, from === 'meta' ? 'meta' : 'title', 0.6, { snippet: text })];
  }
  return [];
}
