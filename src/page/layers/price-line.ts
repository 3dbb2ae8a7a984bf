/**
 * Amounts that stand alone on a line: the price under the heading, without a label.
 * Invariant: an amount with a neighbour that makes it a rate, a saving or an old price is not claimed.
 */
import { homeCountry, moneyIn } from '../../vehicle/money.ts';
import { type Claim, claim } from '../claim.ts';
import type { Line, PageDocument } from '../document.ts';
import { type Element, isElement, markers, parentOf, textOf } from '../dom.ts';
import { labelOf } from '../labels.ts';
import { withCurrency } from '../money-lines.ts';
import { BEFORE_NO_PRICE, lineAfterNoPrice, noPrice } from '../price-words.ts';

const WAS_NOW = /^\W*was:?\s*[^a-z]{3,16}\s*(?=now\b)/i;
const UNDER_HEADING = 15;

export function priceLineClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const { lines } = page;
  const heading = lines.find(
    (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
  )?.index;
  for (const [index, line] of lines.entries()) {
    if (line.zone !== 'main' || line.text.length > (line.parts.length > 1 ? 90 : 48)) continue;
    if (!/\p{Nd}/u.test(line.text)) continue;
    // `Was $13,900 Now $12,500`: only the new price counts.
    // `EUR 129.000,– (CHF 121.500.–)`: the conversion in brackets is the same price once more.
    const piece = line.parts.length > 1 ? besideOther(line) : undefined;
    const whole = piece?.text ?? (line.parts.length > 1 ? soleOffer(line) : withCurrency(lines, index));
    const titled = page.heading !== '' && whole.startsWith(page.heading) && /\d/.test(whole.slice(page.heading.length));
    // `Audi A4 2.0 TDI | 7.200 €`: a heading that stays on the screen repeats the page's own, with the price.
    const text = (titled ? whole.slice(page.heading.length) : whole)
      .replace(WAS_NOW, '')
      .replace(/(?<=\d.*)\s*\([^)]*\d[^)]*\)\s*$/, '');
    const money = moneyIn(text, homeCountry(page.country, page.lang));
    const [only] = money;
    if (only === undefined || money.length > 1) continue;
    // Whole line: an amount, perhaps with a word such as OBO, VB, incl. VAT.
    const before = text.slice(0, Math.max(0, text.indexOf(only.text)));
    const rest = text
      .replace(labelOf(before)?.topic === 'price' ? before : '', '')
      .replace(only.text, '')
      .replace(only.sign ?? '', '')
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\bUS (?=\$)|\b(?:AU|CA?) (?=\$)|[A-Z]{3}|\p{Sc}/gu, '');
    if (
      !/^[\s().,*:|\-–]*(?:(?:obo|o\.b\.o\.?|ono|vb|fp|fest\w*|verhandlungsbasis|firm|negotiable|incl\.? ?vat|(?:inkl|incl)\.? ?(?:\d+ ?% ?)?(?:mwst|btw|tva|iva)\.?|now|drive ?away|plus tax(?:es)?|ttc|or best offer|no reserve|asking|price|por|nu|jetzt|ahora|maintenant|сейчас|nego|buy it now|plus vat|\+ ?vat|mwst\.?(?: nicht)? ausweisbar|differenzbesteuert|vat qualifying|cash|(?:net|gross|netto|brutto)(?: price|preis)?|торг|торг уместен|do negocjacji|s dph|vč\.? dph|(?:inkl|incl)\.? moms|alv|kdv dahil|税込|含税|含稅|áfával|ндс|с ндс|trattabile|negociable|fast pris|fixní|fix|dohodou|excl\.? ?vat|ex vat|ttc|ht)[\s().,*:-]*){0,2}$/i.test(
        rest,
      )
    )
      continue;
    if (noPrice(text)) continue;
    const previous = lines[index - 1]?.text ?? '';
    const next = lines[index + 1]?.text ?? '';
    if (BEFORE_NO_PRICE.test(previous.slice(-60)) || lineAfterNoPrice(next)) continue;
    const marked = priced(piece?.element ?? innermost(line)) || titled;
    const under = heading !== undefined && index > heading && index - heading <= UNDER_HEADING;
    if (!marked && !under) continue;
    // The price without tax is the smaller one beside the price a buyer pays.
    const net = /\b(?:net|netto|excl|ex|plus|ht)\b|\+/i.test(rest) ? 0.75 : 1;
    claims.push(
      claim('price', text, 'label', (marked && under ? 0.78 : marked ? 0.66 : 0.6) * net, {
        snippet: `${previous.slice(-60)} ${line.text}`,
      }),
    );
  }
  return claims;
}

/** `[£6,495][£139.22 per month][£650 deposit]`: the one piece whose amount is no rate; any other line as it is. */
function soleOffer(line: Line): string {
  const { parts } = line;
  const amounts = [...parts.entries()].filter(([, part]) => moneyIn(part).length > 0);
  if (amounts.length < 2) return line.text;
  const offers = amounts
    .filter(
      ([index, part]) =>
        !noPrice(part) &&
        !lineAfterNoPrice(parts[index + 1] ?? '') &&
        !/^\s*\//.test(parts[index + 1] ?? '') &&
        !BEFORE_NO_PRICE.test(parts[index - 1] ?? ''),
    )
    .map(([, part]) => part);
  return offers.length === 1 && offers[0] !== undefined ? offers[0] : line.text;
}

/**
 * `[€ 11.950,-][margin car: no]`, `[745.000 TL][Offer of credit]`: an amount in an element of its own before words in
 * others, when it is marked as a price or a link or button follows.
 */
function besideOther(line: Line): { readonly text: string; readonly element: Element } | undefined {
  const [first = '', second = ''] = line.parts;
  if (moneyIn(first).length === 0 && !/\d/.test(first)) return undefined;
  if (noPrice(first) || (lineAfterNoPrice(second) && !/\d/.test(second))) return undefined;
  const inner = line.element.children.filter(isElement).slice(0, 12);
  const own = inner.find((child) => textOf(child, 60) === first);
  const after = inner.find((child) => textOf(child, 120) === second);
  const apart = after !== undefined && (after.name === 'a' || after.name === 'button');
  if (own !== undefined && (apart || (isPrice(own) && !/\d/.test(second)))) return { text: first, element: own };
  return own === undefined && apart ? { text: first, element: line.element } : undefined;
}

/** The one child that holds all of a line's text, or the line's own element. */
function innermost({ element, text }: Line): Element {
  return element.children.filter(isElement).find((child) => textOf(child, 60) === text) ?? element;
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
    if (isPrice(at)) return true;
  }
  return false;
}

const PRICE_MARKS =
  'price pricing asking preis prix prijs precio prezzo preco pris hinta cena cijena fiyat harga pret'.split(' ');

const isPrice = (element: Element): boolean => {
  const marks = markers(element);
  return PRICE_MARKS.some((mark) => marks.has(mark));
};
