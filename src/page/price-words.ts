/**
 * Words beside an amount that make it something else than what the car costs.
 * Invariant: the words decide wherever the amount stands: in a line of its own, under a label or in a title.
 */
import { moneyIn } from '../vehicle/money.ts';

/** Right before the amount: a rate, a saving, an old price, a price "from", a part of the sum. */
export const BEFORE_NO_PRICE =
  /(?<![\p{L}\d])(?:ab|from|was|as low as|msrp|rrp|save|savings|off|down|deposit|anzahlung|leasing|lease|finanz\w*|finance|per month|monthly|monat\w*|rate|retail|new price|neupreis|shipping|delivery|fee|bid|estimate|estimated|starting at|à partir de|desde|a partire da|vanaf|od|instead of|statt|reduced by|price drop|under|below|above|tax|payment|reserve|trade|worth|value|cash back|rebate|discount|up to|over|rent(?:al)?|when new|new|(?:est\.?|estimated) (?:value|payment))\s*:?\s*$/iu;

/** Right after the amount, or on the next line. */
export const AFTER_NO_PRICE =
  /^\s*(?:\/|per\b|pro\b|p\.?\s?[mw]\.?(?!\w)|mtl|mo\b|monat|month|week|day|night|below|above|off\b|less|under market|deposit|down\b|par mois|al mes|al mese|per maand|shipping|fee|cash ?back|rebate|estimate|a\s+(?:month|week|day))/i;

/** Anywhere in a short text that holds the amount. */
export const NO_PRICE =
  /\/\s?(?:mo|month|monat|week|wk|day|night|hour)|per (?:month|week|day|night|hour)|p\.?\s?m\.?\b|mtl|monat|monthly|deposit|down payment|anzahlung|lease|leasing|finance|msrp|rrp|\bsave\b|off\b|shipping|au mois|al mes|al mese|\bestimate/i;

/** On a line of its own under an amount: what the bank wants, not the seller. */
const FINANCED =
  /^\W*(?:(?:precio|prix|prezzo|preis|price)\s(?:financi|bei finanz|with finance)|financed|finanzierungspreis)/i;

/** Whether the line under an amount makes it something else; a line with an amount of its own speaks of that one. */
export function lineAfterNoPrice(next: string): boolean {
  return FINANCED.test(next) || (AFTER_NO_PRICE.test(next) && moneyIn(next).length === 0);
}
