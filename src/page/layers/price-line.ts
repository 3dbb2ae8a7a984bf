/**
 * Amounts that stand alone on a line: the price under the heading, without a label.
 * Invariant: an amount with a neighbour that makes it a rate, a saving or an old price is not claimed.
 */
import { moneyIn } from '../../vehicle/money.ts';
import { type Claim, claim } from '../claim.ts';
import type { PageDocument } from '../document.ts';
import { type Element, markers, parentOf } from '../dom.ts';
import { labelOf } from '../labels.ts';
import { AFTER_NO_PRICE, BEFORE_NO_PRICE } from '../price-words.ts';

const WAS_NOW = /^\W*was:?\s*[^a-z]{3,16}\s*(?=now\b)/i;
const UNDER_HEADING = 15;

export function priceLineClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const lines = page.lines;
  const heading = lines.find(
    (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
  )?.index;
  for (const [index, line] of lines.entries()) {
    if (line.zone !== 'main' || line.text.length > 48) continue;
    // `Was $13,900 Now $12,500`: only the new price counts.
    const text = line.text.replace(WAS_NOW, '');
    const money = moneyIn(text);
    const [only] = money;
    if (only === undefined || money.length > 1) continue;
    // Whole line: an amount, perhaps with a word such as OBO, VB, incl. VAT.
    const before = text.slice(0, Math.max(0, text.indexOf(only.text)));
    const rest = text
      .replace(labelOf(before)?.topic === 'price' ? before : '', '')
      .replace(only.text, '')
      .replace(/\bUS (?=\$)|\b(?:AU|CA?) (?=\$)|[A-Z]{3}|[$€£¥₹₽]|zł|kr\.?|Kč|원/g, '');
    if (
      !/^[\s().,*:\-–]*(?:(?:obo|o\.b\.o\.?|ono|vb|fp|fest\w*|verhandlungsbasis|firm|negotiable|incl\.? ?vat|(?:inkl|incl)\.? ?(?:\d+ ?% ?)?(?:mwst|btw|tva|iva)\.?|now|drive ?away|plus tax(?:es)?|ttc|or best offer|no reserve|asking|price|buy it now|plus vat|\+ ?vat|cash|(?:net|gross|netto|brutto)(?: price|preis)?|excl\.? ?vat|ex vat|ttc|ht)[\s().,*:-]*){0,2}$/i.test(
        rest,
      )
    )
      continue;
    const previous = lines[index - 1]?.text ?? '';
    const next = lines[index + 1]?.text ?? '';
    if (BEFORE_NO_PRICE.test(previous.slice(-60)) || AFTER_NO_PRICE.test(next)) continue;
    const marked = priced(line.element);
    const under = heading !== undefined && index > heading && index - heading <= UNDER_HEADING;
    if (!marked && !under) continue;
    // The price without tax is the smaller one beside the price a buyer pays.
    const net = /\b(?:net|netto|excl|ex|plus|ht)\b|\+/i.test(rest) ? 0.75 : 1;
    claims.push(
      claim('price', line.text, 'label', (marked && under ? 0.78 : marked ? 0.66 : 0.6) * net, {
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
