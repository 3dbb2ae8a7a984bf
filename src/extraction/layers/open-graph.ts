/**
 * What a page's meta tags tell those who share it: a price, and pairs of label and value.
 * Invariant: the weakest layer: shops fill these from templates, so alone they are believed least.
 */
import { type Claim, claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import { labelOf } from '../document/labels.ts';

const PRICES = ['product:sale_price', 'product:price', 'og:price', 'product:price:sale'];
const WEIGHT = 0.62;

export function openGraphClaims({ meta }: PageDocument): Claim[] {
  const claims: Claim[] = [];
  for (const name of PRICES) {
    const amount = meta.get(`${name}:amount`);
    const currency = meta.get(`${name}:currency`)?.toUpperCase() ?? '';
    if (amount === undefined) continue;
    claims.push(
      claim('price', amount, 'meta', WEIGHT, {
        snippet: `${name}:amount: ${amount} ${currency}`,
        ...(/^[A-Z]{3}$/.test(currency) ? { currency } : {}),
      }),
    );
    break;
  }
  for (const number of ['1', '2', '3', '4']) {
    const [name, text] = [meta.get(`twitter:label${number}`) ?? '', meta.get(`twitter:data${number}`) ?? ''];
    const label = labelOf(name);
    if (label === undefined || text === '' || label.topic === 'description') continue;
    claims.push(
      claim(label.topic, text, 'meta', WEIGHT * label.weight, {
        snippet: `${name}: ${text}`,
        label: name,
        ...(label.unit === undefined ? {} : { unit: label.unit }),
      }),
    );
  }
  return claims;
}
