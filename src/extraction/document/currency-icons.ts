/**
 * Signs of currencies that a page draws with a font of icons: `<i class="fa fa-inr"></i> 3.95 लाख`.
 * Invariant: an icon is a sign only where it stands empty beside a figure; any other is decoration.
 */

import { matchesIn } from '../../runtime/matches.ts';
import { squeeze } from '../../runtime/text.ts';
import { attr, type Element, isElement, parentOf } from './dom.ts';

const SIGNS: ReadonlyArray<readonly [sign: string, names: string]> = [
  ['₹', 'inr rupee rupee-sign indian-rupee indian-rupee-sign currency-inr currency-rupee'],
  ['€', 'eur euro euro-sign currency-eur currency-euro'],
  ['$', 'usd dollar dollar-sign currency-usd currency-dollar attach-money'],
  ['£', 'gbp pound pound-sign sterling sterling-sign currency-gbp currency-pound'],
  ['¥', 'jpy yen yen-sign cny rmb currency-jpy currency-yen currency-cny'],
  ['₺', 'try turkish-lira turkish-lira-sign lira-sign currency-try currency-lira'],
  ['₽', 'rub rouble ruble ruble-sign currency-rub currency-ruble'],
  ['₩', 'krw won won-sign currency-krw'],
  ['₪', 'ils shekel shekel-sign sheqel sheqel-sign currency-ils'],
  ['₦', 'naira naira-sign currency-ngn'],
  ['₱', 'peso-sign philippine-peso currency-php'],
  ['৳', 'bdt bangladeshi-taka bangladeshi-taka-sign currency-bdt currency-taka'],
  ['₫', 'dong-sign currency-vnd'],
];
const BY_NAME = new Map(SIGNS.flatMap(([sign, names]) => names.split(' ').map((name) => [name, sign] as const)));
const ICON =
  /(?:^|\s)(?:fa|glyphicon|icon|bi|mdi|ri|la|ti|bx|fi)-([a-z-]{3,24}?)(?:-(?:line|fill|solid|alt|outline))?(?=\s|$)/g;

/** The sign that an empty element of icons draws beside a figure. */
export function drawnSign(element: Element, before: string | undefined): string | undefined {
  if (element.name !== 'i' && element.name !== 'span' && element.name !== 'em') return undefined;
  if (element.children.some((child) => isElement(child) || (child.type === 'text' && squeeze(child.data) !== '')))
    return undefined;
  for (const [, name = ''] of matchesIn(attr(element, 'class').toLowerCase(), ICON)) {
    const sign = BY_NAME.get(name);
    if (sign !== undefined && (/\d/.test(before ?? '') || /^\s*\p{Nd}/u.test(textBehind(element)))) return sign;
  }
  return undefined;
}

/** The text right behind an element, within what holds it. */
function textBehind(element: Element): string {
  const around = parentOf(element)?.children ?? [];
  for (const next of around.slice(around.indexOf(element) + 1, around.indexOf(element) + 4)) {
    const text = next.type === 'text' ? next.data : isElement(next) ? firstText(next, 0) : '';
    if (text.trim() !== '') return text.slice(0, 20);
  }
  return '';
}

function firstText(element: Element, depth: number): string {
  if (depth > 3) return '';
  for (const child of element.children.slice(0, 4)) {
    const text = child.type === 'text' ? child.data : isElement(child) ? firstText(child, depth + 1) : '';
    if (text.trim() !== '') return text;
  }
  return '';
}
