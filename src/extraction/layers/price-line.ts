/**
 * Amounts that stand alone on a line: the price under the heading, without a label.
 * Invariant: an amount with a neighbour that makes it a rate, a saving or an old price is not claimed.
 */
import { homeCountry, moneyIn } from '../../vehicles/values/money.ts';
import { wordKey } from '../../vehicles/values/name.ts';
import { type Claim, claim } from '../claim.ts';
import { besidePrice } from '../document/beside-price.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { attr, type Element, inOtherRow, isElement, markers, parentOf, textOf } from '../document/dom.ts';
import { labelOf } from '../document/labels.ts';
import { withCurrency } from '../document/money-lines.ts';
import { BEFORE_NO_PRICE, lineAfterNoPrice, noPrice } from '../document/price-words.ts';

/** `Was $13,900 Now $12,500`, `£2,995 NOW £2,695`. */
// bounded: a line of 140 characters at most.
const WAS_NOW =
  /^(?:\W*was:?\s*)?[^a-z]{3,16}\s*(?=(?:now|jetzt|nu|nur|maintenant|ahora|agora|ora|teraz|nyní|сейчас|şimdi)\b)/i;
const UNDER_HEADING = 15;

export function priceLineClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  /** Sums without tax and former prices: left out where another amount is claimed. */
  const lesser = new Set<number>();
  const { lines } = page;
  const home = homeCountry(page.country, page.lang);
  // Where no heading names the car, the first one heads it nonetheless: `FAMILY CAR, NO COSTS`.
  const heading = lines.find(
    ({ zone, text, level }) =>
      zone === 'main' && (page.heading === '' ? level === 1 : text.startsWith(page.heading.slice(0, 40))),
  )?.index;
  const headed = onlyHeaded(lines, home);
  for (const [index, line] of lines.entries()) {
    if (line.zone !== 'main' || line.text.length > (line.parts.length > 1 ? 140 : 64)) continue;
    if (!/\p{Nd}/u.test(line.text) || isHidden(line.element)) continue;
    // `Was $13,900 Now $12,500`: only the new price counts.
    // `EUR 129.000,– (CHF 121.500.–)`: the conversion in brackets is the same price once more.
    const piece = line.parts.length > 1 ? besideOther(line, home) : undefined;
    const whole = piece?.text ?? (line.parts.length > 1 ? soleOffer(line, home) : withCurrency(lines, index));
    const named = piece === undefined ? besideName(line, page.title) : undefined;
    const titled =
      named !== undefined ||
      (page.heading !== '' && whole.startsWith(page.heading) && /\d/.test(whole.slice(page.heading.length)));
    // `Audi A4 2.0 TDI | 7.200 €`: a heading that stays on the screen repeats the page's own, with the price.
    const text = (named ?? (titled ? whole.slice(page.heading.length) : whole))
      .replace(WAS_NOW, '')
      // bounded: a line of 140 characters at most.
      .replace(/(?<=\d.*)\s*\([^)]*\d[^)]*\)\s*$/, '');
    const money = moneyIn(text, home);
    const [only] = money;
    if (only === undefined || money.length > 1) continue;
    // Whole line: an amount, perhaps with a word such as OBO, VB, incl. VAT.
    const before = text.slice(0, Math.max(0, text.indexOf(only.text)));
    const rest = text
      .replace(labelOf(before)?.topic === 'price' ? before : '', '')
      .replace(only.text, '')
      .replace(only.sign ?? '', '')
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\b(?:US|AU|CA?|NZ) ?(?=\$)|\p{Sc}/gu, '');
    // A code beside a sign (`$12,500 USD`) says nothing more.
    const beside = besidePrice(rest) ?? besidePrice(rest.replace(/(?<!\p{L})[A-Z]{3}(?!\p{L})/gu, ''));
    if (beside === undefined) continue;
    // `≈ 12 400 $`: a conversion.
    if (noPrice(text) || /^\s*[≈~∼]/.test(text)) continue;
    const previous = lines[index - 1]?.text ?? '';
    const below = lines[index + 1];
    const next = below === undefined || inOtherRow(line.element, below.element) ? '' : below.text;
    if (BEFORE_NO_PRICE.test(previous.slice(-60)) || lineAfterNoPrice(next)) continue;
    if (ofAnotherLabel(lines[index - 1], line)) continue;
    const called = calledWhat(piece?.element ?? innermost(line));
    if (called === 'rate') continue;
    const marked = called === 'price' || titled || index === headed;
    const under = heading !== undefined && index > heading && index - heading <= UNDER_HEADING;
    if (!marked && !under) continue;
    // The price without tax is the smaller one beside the price a buyer pays.
    const tax = taxWords(previous) ?? taxWords(next);
    const net = beside === 'net' || tax === 'net' ? 0.85 : 1;
    if (net < 1 || called === 'former') lesser.add(claims.length);
    claims.push(
      claim('price', text, 'label', (marked && under ? 0.78 : marked ? 0.66 : 0.6) * net, {
        snippet: `${previous.slice(-60)} ${line.text}`,
      }),
    );
  }
  return lesser.size === claims.length ? claims : claims.filter((_, index) => !lesser.has(index));
}

/** A line that only says what tax the amount beside it holds: `Exclusief BTW`. */
const taxWords = (line: string): 'own' | 'net' | undefined =>
  line.length <= 24 && /\p{L}/u.test(line) && moneyIn(line).length === 0 ? besidePrice(line) : undefined;

/**
 * `[£6,495][£139.22 per month][£650 deposit]`, `[46.850 €][netto 39.370 €]`: the one piece whose amount is neither a rate
 * nor the sum without tax; any other line as it is.
 */
function soleOffer(line: Line, home: string): string {
  const parts = withCounts(line.parts, home);
  const amounts = [...parts.entries()].filter(([, part]) => moneyIn(part, home).length > 0);
  if (amounts.length < 2) return line.text;
  const offers = amounts
    .filter(
      ([index, part]) =>
        !noPrice(part) &&
        !lineAfterNoPrice(parts[index + 1] ?? '') &&
        !/^\s*\//.test(parts[index + 1] ?? '') &&
        !BEFORE_NO_PRICE.test(parts[index - 1] ?? '') &&
        !isNet(part, parts[index + 1] ?? '', home),
    )
    .map(([, part]) => part);
  const [first] = offers;
  const told = new Set(
    offers.map((offer) =>
      moneyIn(offer, home)
        .map(({ amount }) => amount)
        .join(' '),
    ),
  );
  return first !== undefined && told.size === 1 ? first : line.text;
}

/** `[¥12.38][万]`, `[24,5][сая ₮]`, `[NT$][45.8][萬]`: what counts or names an amount belongs to it. */
function withCounts(parts: readonly string[], home: string): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const signed = last !== undefined && /^\p{L}{0,3}\s?\p{Sc}$/u.test(last) && /^\p{Nd}/u.test(part);
    const counts = signed || (last !== undefined && part.length <= 8 && !/\d/.test(part) && /\p{Nd}\s*$/u.test(last));
    const whole = counts ? `${last} ${part}` : part;
    const [money] = counts ? moneyIn(whole, home) : [];
    const said =
      money !== undefined &&
      whole.slice(whole.indexOf(money.text) + money.text.length).trim() ===
        (last !== undefined && /\p{Sc}|[A-Z]{3}/u.test(last) ? '' : (money.sign ?? ''));
    if (said) joined[joined.length - 1] = whole;
    else joined.push(part);
  }
  return joined;
}

/** `netto 39.370 €`, `39.370 €` before `HT`. */
function isNet(part: string, next: string, home: string): boolean {
  const [money] = moneyIn(part, home);
  if (money === undefined) return false;
  const words = part.replace(money.text, '').replace(money.sign ?? '', '');
  return besidePrice(words) === 'net' || (next.length < 24 && !/\d{3}/.test(next) && besidePrice(next) === 'net');
}

/** `[99 MAZDA MIATA RUNS GREAT!!][$3,900 OBO]`: the amount beside the page's own title. */
function besideName(line: Line, title: string): string | undefined {
  const [name = '', amount = '', ...more] = line.parts;
  return more.length === 0 && name.length > 8 && /\d/.test(amount) && wordKey(title).includes(wordKey(name))
    ? amount
    : undefined;
}

/** The one heading of the page that is nothing but an amount. */
function onlyHeaded(lines: readonly Line[], home: string): number | undefined {
  const found = lines.filter(
    ({ zone, level, text }) =>
      zone === 'main' && level > 0 && text.length <= 24 && /\p{Nd}/u.test(text) && isAmount(text, home),
  );
  return found.length === 1 ? found[0]?.index : undefined;
}

function isAmount(text: string, home: string): boolean {
  const [money] = moneyIn(text, home);
  return money !== undefined && !/[\p{L}\p{Nd}]/u.test(text.replace(money.text, '').replace(money.sign ?? '', ''));
}

/** `Stamp duty` / `$1,806` in one row: the amount is of what its own label names. */
function ofAnotherLabel(previous: Line | undefined, line: Line): boolean {
  if (previous === undefined || labelOf(previous.text)?.topic === 'price') return false;
  const cell = (element: Element): Element | undefined =>
    [element, parentOf(element)].find((at) => at !== undefined && CELL.has(at.name));
  const own = cell(line.element);
  const other = cell(previous.element);
  return (
    own !== undefined &&
    other !== undefined &&
    own !== other &&
    (own.name === 'dd' ? other.name === 'dt' : other.name === 'th' && parentOf(own) === parentOf(other)) &&
    /\p{L}{3}/u.test(previous.text)
  );
}

const CELL = new Set(['dd', 'dt', 'td', 'th']);

/**
 * `[€ 11.950,-][margin car: no]`, `[745.000 TL][Offer of credit]`: an amount in an element of its own before words in
 * others, when it is marked as a price or a link or button follows.
 */
function besideOther(line: Line, home: string): { readonly text: string; readonly element: Element } | undefined {
  const [first = '', second = ''] = withCounts(line.parts, home);
  if (moneyIn(first, home).length === 0 && !/\d/.test(first)) return undefined;
  if (noPrice(first) || (lineAfterNoPrice(second) && !/\d/.test(second))) return undefined;
  const inner = line.element.children.filter(isElement).slice(0, 12);
  const tight = first.replace(/\s/g, '');
  const own = inner.find((child) => textOf(child, 60).replace(/\s/g, '') === tight);
  const after = inner.find((child) => textOf(child, 120) === second);
  const apart = after !== undefined && (after.name === 'a' || after.name === 'button');
  if (
    own !== undefined &&
    (apart ||
      ((isPrice(own) || (isPrice(line.element) && !OTHER_SUM.test(second))) &&
        (!/\d/.test(second) || besideNoRate(second) || isConversion(first, second, home))))
  )
    return { text: first, element: own };
  // `<b>15,500 ₪</b> reduced!!!`: large or bold, before a few words.
  const loud = own !== undefined && /^(?:b|strong|big|font)$/.test(own.name) && !/\d/.test(second);
  if (loud && line.parts.length === 2 && second.split(' ').length <= 4 && !noPrice(second) && !OTHER_SUM.test(second))
    return { text: first, element: own };
  return own === undefined && apart ? { text: first, element: line.element } : undefined;
}

/** A discount, a first payment or a rate, in words that stand beside an amount of their own. */
const OTHER_SUM =
  /korting|rabatt?|nachlass|bonus|prämie|remise|réduction|acompte|apport|descuento|rebaja|enganche|anticipo|entrega|cuota|desconto|entrada|parcela|sconto|acconto|rata|rate\b|aanbetaling|inruil|zniżk|zaliczk|sleva|zľava|záloh|splát|kedvezmény|önerő|reducere|avans|скидк|взнос|платёж|знижк|внесок|отстъпк|popust|učešće|indirim|peşinat|taksit|alennus|käsiraha|diskon|cicilan|angsuran|\bdp\b|giảm|trả (?:góp|trước)|خصم|مقدم|قسط|تخفیف|הנחה|מקדמה|छूट|किस्त|डाउन|ছাড়|ส่วนลด|ดาวน์|할인|보증금|値引|頭金|优惠|優惠|首付|定金|discount|deposit|reward|voucher|cash ?back/iu;

/** `[11 900 $][500 990 грн]`: nothing but an amount in another currency. */
function isConversion(first: string, second: string, home: string): boolean {
  const [one] = moneyIn(first, home);
  const [other] = moneyIn(second, home);
  return (
    one?.currency !== undefined &&
    other?.currency !== undefined &&
    one.currency !== other.currency &&
    isAmount(second, home)
  );
}

/** `新车含税价26.61万`: words of their own with another amount, none of a rate. */
const besideNoRate = (second: string): boolean => /^\p{L}{3}/u.test(second) && !noPrice(second);

/** The one child that holds all of a line's text, or the line's own element. */
function innermost({ element, text }: Line): Element {
  return element.children.filter(isElement).find((child) => textOf(child, 60) === text) ?? element;
}

/** Amounts of other states or terms wait in a box that is not shown. */
function isHidden(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = parentOf(at), up++)
    if (at.attribs.hidden !== undefined) return true;
  return false;
}

const TABLE_PARTS = new Set(['td', 'tr', 'tbody', 'table']);

/** What the element or one of the two around it, tables apart, calls itself. */
function calledWhat(element: Element): 'price' | 'rate' | 'former' | 'other' {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = parentOf(at)) {
    const marks = markers(at);
    if (RATE_MARKS.some((mark) => marks.has(mark))) return 'rate';
    if (FORMER_MARKS.some((mark) => marks.has(mark))) return 'former';
    if (OTHER_MARKS.some((mark) => marks.has(mark))) return 'other';
    if (isPrice(at)) return 'price';
    if (!TABLE_PARTS.has(at.name)) up += 1;
  }
  return 'other';
}

/** Old and list prices, as often what the one price of a page is called. */
const OTHER_MARKS = 'msrp rrp finance retail bid list savings saving discount payment'.split(' ');
const FORMER_MARKS = 'old oldprice was strike striked strikethrough crossed previous former original'.split(' ');
const RATE_MARKS =
  'monthly month financing leasing emi loan kredit installment instalment deposit fees barre neupreis'.split(' ');
const PRICE_MARKS =
  'price prices pricing asking preis prix prijs precio prezzo preco valor pris hinta hind kaina cena cenas cene cijena fiyat harga pret narx narxi qiymet gia tsena zena stoimost pricebox priceblock pricetag mainprice carprice vehicleprice itemprice sellprice finalprice'.split(
    ' ',
  );
/** Attributes in which a page names a piece for those who do not see it, or for its own program. */
const NAMING = ['aria-label', 'itemprop', 'data-role', 'data-name', 'data-field', 'data-type', 'data-label', 'title'];

const isPrice = (element: Element): boolean => {
  const marks = markers(element);
  return (
    PRICE_MARKS.some((mark) => marks.has(mark)) ||
    NAMING.some((name) => {
      const value = attr(element, name);
      return value !== '' && value.length <= 40 && (/^price$/i.test(value) || labelOf(value)?.topic === 'price');
    })
  );
};
