/**
 * What was paid or is asked, and in which currency.
 * Invariant: a sale price only where the page says sold, never from a bid; a currency only together with a price.
 */

import type { Field } from '../../vehicles/fields.ts';
import { perDollar } from '../../vehicles/values/currencies.ts';
import { moneyIn } from '../../vehicles/values/money.ts';
import { besidePrice } from '../document/beside-price.ts';
import { labelOf } from '../document/labels.ts';
import type { SaleState } from '../reading.ts';
import { sameKey } from './agreement.ts';
import type { Candidates } from './candidates.ts';
import type { FieldResolver } from './field-resolver.ts';
import type { Candidate } from './judge-candidate.ts';
import { NO_VALUE } from './refusals.ts';

export function priceFacts(
  candidates: Candidates,
  state: SaleState,
  resolver: FieldResolver & {
    settle: (
      field: Field,
      candidates: readonly Candidate[],
      same: (a: Candidate, b: Candidate) => boolean,
      margin?: number,
    ) => Candidate | undefined;
  },
): void {
  const prices = asAsked(candidates.by.get('price') ?? []);
  const bids = candidates.by.get('bid') ?? [];
  for (const bid of bids) resolver.refuse('sale_price', bid, NO_VALUE.bid);
  let paid: Candidate | undefined;
  if (state === 'sold') {
    const stated = candidates.by.get('sold') ?? [];
    const sold = stated.length > 0 ? stated : prices.filter((candidate) => candidate.claim.method === 'label');
    const amounts = new Set(sold.map((candidate) => candidate.key));
    // Structured prices of an auction page support the result the page states; they never state one.
    paid = resolver.settle(
      'sale_price',
      [...sold, ...prices.filter((candidate) => amounts.has(candidate.key))],
      sameKey,
      0.03,
    );
  } else if (state === 'classified') paid = resolver.settle('asking_price', prices, sameKey, 0.04);
  else {
    // A sentence beside an auction tells what the car cost when it was new, or what was once asked for it.
    const fixed = prices.filter(
      ({ claim }) => claim.method !== 'prose' && /buy (?:it )?now|asking/i.test(claim.label ?? ''),
    );
    for (const candidate of prices)
      if (!fixed.includes(candidate))
        resolver.refuse('asking_price', candidate, state === 'live' ? NO_VALUE.live : NO_VALUE.unsold);
    paid = resolver.settle('asking_price', fixed, sameKey);
  }
  if (paid === undefined) return;
  const amount = paid.key;
  const named = [...prices, ...(candidates.by.get('sold') ?? [])].filter(
    (candidate) => candidate.key === amount && candidate.currency !== undefined,
  );
  const explicit = named.toSorted(
    (a, b) => Number(b.claim.currency !== undefined) - Number(a.claim.currency !== undefined),
  )[0];
  if (explicit?.currency === undefined) return;
  if (new Set(named.map((candidate) => candidate.currency)).size > 1 && explicit.claim.currency === undefined) {
    resolver.refuse(
      'currency',
      { ...explicit, value: explicit.currency },
      'the page names several currencies for the price',
    );
    return;
  }
  resolver.keep('currency', { ...explicit, value: explicit.currency }, 0.9);
}

/**
 * The prices without what the page itself calls another sum (the total with all costs, the list price) where it tells
 * the car's own, and without the same price once more in another currency: the first shown is the main one.
 */
function asAsked(all: readonly Candidate[]): readonly Candidate[] {
  const prices = withoutConverted(all);
  const labelled = prices.filter(({ claim }) => claim.method === 'label');
  const kindOf = (candidate: Candidate): string | undefined => {
    const label = labelOf(candidate.claim.label ?? '');
    if (label?.topic !== 'price') return undefined;
    // `Preis (netto)` beside `Preis (brutto)`: a buyer pays the tax.
    return label.weight < 0.8 || besidePrice(candidate.claim.label ?? '') === 'net' ? 'other' : 'own';
  };
  const own = labelled.filter((candidate) => kindOf(candidate) === 'own');
  const others = new Set(labelled.filter((candidate) => kindOf(candidate) === 'other').map(({ key }) => key));
  for (const { key } of own) others.delete(key);
  const left = own.length === 0 ? prices : prices.filter(({ key }) => !others.has(key));

  const [main, ...rest] = labelled.filter(({ key, claim }) => !others.has(key) && claim.label === undefined);
  if (main === undefined) return left;
  const again = new Set(rest.filter((candidate) => converts(main, candidate)).map(({ key }) => key));
  again.delete(main.key);
  // Structured data that name the currency tell which of the two is the price.
  const stated = left.some(({ key, claim }) => claim.currency !== undefined && again.has(key));
  return stated ? left : left.filter(({ key }) => !again.has(key));
}

const DATA: ReadonlySet<string> = new Set(['json-ld', 'microdata', 'app-json']);

/**
 * `Yaris 2018 - US$ 12,700` in a title, 43053 PEN in the data and nowhere in sight: the data hold the same price at some
 * day's rate, and what buyers are shown is what is asked.
 */
function withoutConverted(prices: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set(prices.filter(({ claim }) => !DATA.has(claim.method)).map(({ key }) => key));
  const shown = prices.filter(({ claim }) => claim.method === 'title' || claim.method === 'meta');
  return prices.filter(
    ({ key, claim, value }) =>
      !DATA.has(claim.method) ||
      claim.currency === undefined ||
      seen.has(key) ||
      !shown.some((other) => {
        const { amount, currency } = moneyIn(other.claim.text)[0] ?? {};
        if (amount === undefined || currency === undefined) return false;
        return sameSum({ amount: Number(value), currency: claim.currency ?? '' }, { amount, currency });
      }),
  );
}

/** Rates move within this of the powers of ten that `perDollar` knows. */
const RATE = 12;

/** Whether two amounts are in different currencies and about the same sum. */
function converts(a: Candidate, b: Candidate): boolean {
  const [one, other] = [moneyIn(a.claim.text)[0], moneyIn(b.claim.text)[0]];
  if (one?.currency === undefined || other?.currency === undefined) return false;
  return sameSum({ amount: one.amount, currency: one.currency }, { amount: other.amount, currency: other.currency });
}

interface Sum {
  readonly amount: number;
  readonly currency: string;
}

function sameSum(one: Sum, other: Sum): boolean {
  if (one.currency === other.currency || (SAME_SIGN.has(one.currency) && SAME_SIGN.has(other.currency))) return false;
  const rate = one.amount / perDollar(one.currency) / (other.amount / perDollar(other.currency));
  return rate < RATE && rate > 1 / RATE;
}

/** A dollar sign and the code of a dollar may be one currency. */
const SAME_SIGN = new Set(['$', 'USD', 'CAD', 'AUD', 'NZD', 'MXN', 'ARS', 'CLP', 'COP', 'UYU', 'SGD', 'HKD', 'TWD']);
