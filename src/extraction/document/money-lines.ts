/**
 * Amounts whose currency stands in a line of its own: `38 900` above `PLN`, `€` above `12 590`.
 * Invariant: only a line that is nothing but a figure is joined with one that is nothing but a currency, within one box.
 */
import { moneyIn } from '../../vehicles/values/money.ts';
import type { Line } from './document.ts';
import { type Element, parentOf } from './dom.ts';

const ONLY_FIGURE = /^[\d\s.,'’]{1,20}(?:[-–]{1,2})?$/;
const NEAR = 3;

/** The text of a line, with the currency beside it where the line itself names none. */
export function withCurrency(lines: readonly Line[], index: number): string {
  const line = lines[index];
  if (line === undefined) return '';
  if (!ONLY_FIGURE.test(line.text) || !/\d/.test(line.text)) return line.text;
  for (const [beside, joined] of [
    [lines[index + 1], (sign: string) => `${line.text} ${sign}`],
    [lines[index - 1], (sign: string) => `${sign} ${line.text}`],
  ] as const) {
    if (
      beside === undefined ||
      beside.text.length > 5 ||
      /\d/.test(beside.text) ||
      !oneBox(line.element, beside.element)
    )
      continue;
    const text = joined(beside.text);
    if (moneyIn(text).length === 1) return text;
  }
  return line.text;
}

function oneBox(a: Element, b: Element): boolean {
  const around = new Set<Element>();
  const whole = (at: Element): boolean => at.name === 'body' || at.name === 'html' || parentOf(at) === undefined;
  for (let at: Element | undefined = a, up = 0; at !== undefined && up <= NEAR; at = parentOf(at), up++) {
    if (whole(at)) break;
    around.add(at);
  }
  for (let at: Element | undefined = b, up = 0; at !== undefined && up <= NEAR; at = parentOf(at), up++)
    if (around.has(at)) return true;
  return false;
}
