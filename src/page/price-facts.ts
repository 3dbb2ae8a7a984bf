/**
 * What was paid or is asked, and in which currency.
 * Invariant: a sale price only where the page says sold, never from a bid; a currency only together with a price.
 */
import type { Field } from '../vehicle/fields.ts';
import { sameKey } from './agreement.ts';
import type { Beliefs } from './beliefs.ts';
import type { Candidate } from './believe.ts';
import type { Hands } from './hands.ts';
import { NO_VALUE } from './refusals.ts';
import type { SaleState } from './sale.ts';

export function priceFacts(
  beliefs: Beliefs,
  state: SaleState,
  hands: Hands & {
    settle: (
      field: Field,
      candidates: readonly Candidate[],
      same: (a: Candidate, b: Candidate) => boolean,
      margin?: number,
    ) => Candidate | undefined;
  },
): void {
  const prices = beliefs.by.get('price') ?? [];
  const bids = beliefs.by.get('bid') ?? [];
  for (const bid of bids) hands.refuse('sale_price', bid, NO_VALUE.bid);
  let paid: Candidate | undefined;
  if (state === 'sold') {
    const stated = beliefs.by.get('sold') ?? [];
    const sold = stated.length > 0 ? stated : prices.filter((candidate) => candidate.claim.method === 'label');
    const amounts = new Set(sold.map((candidate) => candidate.key));
    // Structured prices of an auction page support the result the page states; they never state one.
    paid = hands.settle(
      'sale_price',
      [...sold, ...prices.filter((candidate) => amounts.has(candidate.key))],
      sameKey,
      0.03,
    );
  } else if (state === 'classified') paid = hands.settle('asking_price', prices, sameKey, 0.04);
  else {
    // A sentence beside an auction tells what the car cost when it was new, or what was once asked for it.
    const fixed = prices.filter(
      ({ claim }) => claim.method !== 'prose' && /buy (?:it )?now|asking/i.test(claim.label ?? ''),
    );
    for (const candidate of prices)
      if (!fixed.includes(candidate))
        hands.refuse('asking_price', candidate, state === 'live' ? NO_VALUE.live : NO_VALUE.unsold);
    paid = hands.settle('asking_price', fixed, sameKey);
  }
  if (paid === undefined) return;
  const amount = paid.key;
  const named = [...prices, ...(beliefs.by.get('sold') ?? [])].filter(
    (candidate) => candidate.key === amount && candidate.currency !== undefined,
  );
  const explicit = named.toSorted(
    (a, b) => Number(b.claim.currency !== undefined) - Number(a.claim.currency !== undefined),
  )[0];
  if (explicit?.currency === undefined) return;
  if (new Set(named.map((candidate) => candidate.currency)).size > 1 && explicit.claim.currency === undefined) {
    hands.refuse(
      'currency',
      { ...explicit, value: explicit.currency },
      'the page names several currencies for the price',
    );
    return;
  }
  hands.keep('currency', { ...explicit, value: explicit.currency }, 0.9);
}
