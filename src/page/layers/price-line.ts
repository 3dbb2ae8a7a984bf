/**
 * Amounts that stand alone on a line: the price under the heading, without a label.
 * Invariant: an amount with a neighbour that makes it a rate, a saving or an old price is not claimed.
 */
import { moneyIn } from '../../vehicle/money.ts';
import { type Claim, claim } from '../claim.ts';
import type { PageDocument } from '../document.ts';
import { type Element, markers, parentOf } from '../dom.ts';

/** Words on the line before, or glued to the amount, that make it something else than the price. */
const BEFORE =
  /(?:\bab|from|was|msrp|rrp|save|savings|off|down|deposit|anzahlung|leasing|lease|finanz\w*|finance|per month|monthly|monat\w*|rate|retail|new price|neupreis|shipping|delivery|fee|bid|estimate|estimated|starting at|à partir de|desde|a partire da|vanaf|od|instead of|statt|reduced by|price drop|under|below|above|tax|payment|reserve|trade|worth|value|cash back|rebate)\s*:?\s*$/i;
const AFTER =
  /^\s*(?:\/|per\b|pro\b|p\.?\s?m\b|mtl|mo\b|monat|month|week|below|above|off\b|less|under market|deposit|down\b|\/mo|par mois|al mes|al mese|per maand|shipping|fee|cash ?back|rebate)/i;
const UNDER_HEADING = 15;

export function priceLineClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const lines = page.lines;
  const heading = lines.find(
    (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
  )?.index;
  for (const [index, line] of lines.entries()) {
    if (line.zone !== 'main' || line.text.length > 48) continue;
    const money = moneyIn(line.text);
    const [only] = money;
    if (only === undefined || money.length > 1) continue;
    // Whole line: an amount, perhaps with a word such as OBO, VB, incl. VAT.
    const rest = line.text
      .replace(only.text, '')
      .replace(/\bUS (?=\$)|\b(?:AU|CA?) (?=\$)|[A-Z]{3}|[$€£¥₹₽]|zł|kr\.?|Kč|원/g, '');
    if (
      !/^[\s().,*:\-–]*(?:(?:obo|o\.b\.o\.?|ono|vb|fp|fest\w*|verhandlungsbasis|firm|negotiable|incl\.? ?vat|inkl\.? ?mwst\.?|ttc|or best offer|no reserve|asking|price|buy it now|plus vat|\+ ?vat|cash)[\s().,*:-]*){0,2}$/i.test(
        rest,
      )
    )
      continue;
    const previous = lines[index - 1]?.text ?? '';
    const next = lines[index + 1]?.text ?? '';
    if (BEFORE.test(previous.slice(-60)) || AFTER.test(next)) continue;
    const marked = priced(line.element);
    const under = heading !== undefined && index > heading && index - heading <= UNDER_HEADING;
    if (!marked && !under) continue;
    claims.push(
      claim('price', line.text, 'label', marked && under ? 0.78 : marked ? 0.66 : 0.6, {
        snippet: `${previous.slice(-60)} ${line.text}`,
      }),
    );
  }
  return claims;
}

/** The element or one of the two around it calls itself a price, and not an old, monthly or list price. */
function priced(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = parentOf(at), up++) {
    const marks = markers(at);
    if (
      [
        'old',
        'was',
        'msrp',
        'monthly',
        'finance',
        'strike',
        'retail',
        'original',
        'bid',
        'list',
        'savings',
        'discount',
        'payment',
      ].some((mark) => marks.has(mark))
    )
      return false;
    if (marks.has('price') || marks.has('pricing') || marks.has('asking') || marks.has('preis') || marks.has('prix'))
      return true;
  }
  return false;
}
