/**
 * Label and value pairs in any markup: `dl`, table rows, heading and value, spans side by side, `Label: value` in text.
 * Invariant: a value belongs to the label directly before it in reading order; a label followed by a label has no value.
 */
import { type Claim, claim } from '../claim.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { type Element, inOtherRow, isElement, type Node, parentOf, tagged, textOf } from '../document/dom.ts';
import { type Label, labelOf } from '../document/labels.ts';
import { withCurrency } from '../document/money-lines.ts';
import { lineAfterNoPrice } from '../document/price-words.ts';

/** A label's value stands close by: their common ancestor is at most this many levels above the label. */
const REACH = 4;
const MAX_VALUE = 160;

export function labelClaims(page: PageDocument): Claim[] {
  const claims: Claim[] = [];
  const lines = page.lines.filter((line) => line.zone === 'main');
  const headers = headerTables(page);
  const say = (label: Label, name: string, told: string, snippet: string, factor = 1): void => {
    const value = valueIn(told, label, name, page.lang);
    if (label.topic === 'description' || value === '' || value.length > MAX_VALUE) return;
    claims.push(
      claim(label.topic, value, 'label', label.weight * factor, {
        snippet,
        label: name,
        ...(label.unit === undefined ? {} : { unit: label.unit }),
      }),
    );
  };
  const labels = lines.map(({ text }) => labelOf(text, page.lang));
  const below = valuesAbove(lines, labels);
  for (const [index, line] of lines.entries()) {
    if (headers.skip.has(line.element)) continue;
    const whole = labels[index] ?? twice(line, page.lang);
    const above = below.get(index);
    if (whole !== undefined && above !== undefined) {
      say(whole, line.text, above.text, `${above.text}: ${line.text}`, 0.95);
      continue;
    }
    // `年式` / `(初度登録)` / `2016年`: words in brackets belong to the label.
    const aside = whole !== undefined && IN_BRACKETS.test(lines[index + 1]?.text ?? '') ? 1 : 0;
    const next = lines[index + 1 + aside];
    if (whole !== undefined) {
      if (
        next !== undefined &&
        labels[index + 1 + aside] === undefined &&
        near(line.element, next.element) &&
        !/^[^:]{1,40}:$/.test(next.text) &&
        // `Cash price` / `17,400` / `Financed price`: the words below the amount say what it is.
        !(whole.topic === 'price' && saysWhatItIs(next, lines[index + 2 + aside]))
      ) {
        const at = whole.topic === 'price' ? afterSaving(lines, index + 1 + aside) : index + 1 + aside;
        const value = whole.topic === 'price' ? ownAmount(lines, at) : next.text;
        say(whole, line.text, value, `${line.text}: ${value}`);
      }
      continue;
    }
    const [first, second] = line.parts;
    const joint =
      line.parts.length === 2 && first !== undefined && second !== undefined
        ? jointPairs(first, second, page.lang)
        : next !== undefined && near(line.element, next.element)
          ? jointPairs(line.text, next.text, page.lang)
          : [];
    for (const pair of joint) say(pair.label, pair.name, pair.value, `${pair.name}: ${pair.value}`, pair.factor);
    if (joint.length > 0) continue;
    for (const pair of pairsIn(line, page.lang)) say(pair.label, pair.name, pair.value, line.text, pair.factor);
  }
  for (const cell of headers.cells) say(cell.label, cell.name, cell.value, `${cell.name}: ${cell.value}`, 0.95);
  return claims;
}

/** `Vehicle price` / `Save 10% (US$ 730)` / `US$ 6,450`: the line of the amount itself. */
function afterSaving(lines: readonly Line[], at: number): number {
  const [saving, amount] = [lines[at], lines[at + 1]];
  return saving !== undefined &&
    amount !== undefined &&
    SAVING.test(saving.text) &&
    near(saving.element, amount.element)
    ? at + 1
    : at;
}

/** `[4 350 €][pôžička od 79 € mesačne]`: what is said of another sum is no part of the value. */
function ownAmount(lines: readonly Line[], at: number): string {
  const [first = '', second = '', ...more] = lines[at]?.parts ?? [];
  const other = more.length === 0 && /\d{3}/.test(first) && opensSum(second) && /\d/.test(second);
  return other ? first : withCurrency(lines, at);
}

const IN_BRACKETS = /^[（(][^\d()（）]{1,24}[)）]$/u;

/** `Année-Modèle سنة الموديل`: a label in two scripts is one. */
function twice(line: Line, lang: string): Label | undefined {
  const [first = '', second = '', ...more] = line.parts;
  if (more.length > 0 || second === '' || line.text.length > 60) return undefined;
  const label = labelOf(first, lang);
  const apart = scriptOf(first) !== scriptOf(second);
  return label !== undefined && apart && labelOf(second, lang)?.topic === label.topic ? label : undefined;
}

/** Whether a label is in Latin letters or in none. */
function scriptOf(text: string): 'latin' | 'other' | 'mixed' {
  const latin = /\p{sc=Latin}/u.test(text);
  const other = /(?!\p{sc=Latin})\p{L}/u.test(text);
  return latin && other ? 'mixed' : latin ? 'latin' : 'other';
}

const SAVING = /^\W*(?:you )?(?:save|saving|discount)\b|^-?\d{1,2}\s?%(?:\s|$)/i;

/**
 * Tiles that put the value first: `<div><b>Silver</b><br>Colour</div>`. The value above each label, by the label's line.
 * They come in rows: at least three boxes of one parent, each with two lines of which the second is a label.
 */
function valuesAbove(lines: readonly Line[], labels: ReadonlyArray<Label | undefined>): ReadonlyMap<number, Line> {
  const rows = new Map<Element, Map<number, Line>>();
  for (const [index, line] of lines.entries()) {
    const value = lines[index - 1];
    if (value === undefined || labels[index] === undefined || labels[index - 1] !== undefined) continue;
    const box = boxOf(value.element, line.element);
    const parent = box === undefined ? undefined : parentOf(box);
    const outside = [lines[index - 2], lines[index + 1]].every(
      (beside) => beside === undefined || !within(beside.element, box),
    );
    if (parent === undefined || !outside) continue;
    const row = rows.get(parent) ?? new Map<number, Line>();
    rows.set(parent, row.set(index, value));
  }
  return new Map([...rows.values()].filter((row) => row.size >= 3).flatMap((row) => [...row]));
}

/** The smallest element around both, when it is close to them. */
function boxOf(a: Element, b: Element): Element | undefined {
  let at: Element | undefined = a;
  for (let up = 0; at !== undefined && up <= 2; up++, at = parentOf(at)) if (within(b, at)) return at;
  return undefined;
}

function within(element: Element, box: Element | undefined): boolean {
  let at: Element | undefined = element;
  for (let up = 0; at !== undefined && up <= 4; up++, at = parentOf(at)) if (at === box) return true;
  return false;
}

/** Words under a label that only say which aspect of it follows: `Gearbox` / `Type: manual`. */
const ASPECT = /^(?:type|typ|art|tipo|soort|rodzaj|druh|vrsta|tip|típus|tyyppi|тип|вид|τύπος|tür)\s*:\s*/iu;
/** `Engine` / `Power: 159 HP`: a pair of its own. */
const OTHER_PAIR = /^\p{L}[\p{L} ]{1,30}:\s/u;

/** The value without a repeated label (`배기량 3,470cc`) or the name of an aspect; empty when it is another pair. */
function valueIn(told: string, label: Label, name: string, lang: string): string {
  const value = told.replace(ASPECT, '');
  const [whole = '', repeated = '', mark = ''] = /^(\p{L}[\p{L}\p{M} ]{0,24}?)([\s:]+)(?=[\d\p{L}])/u.exec(value) ?? [];
  if (repeated !== '') {
    const rest = value.slice(whole.length);
    const own = repeated.toLowerCase() === name.replace(/(?<![\s:])[\s:]+$/, '').toLowerCase();
    const same = own || labelOf(repeated, lang)?.topic === label.topic;
    // In Latin letters the word may begin a name: `Số sàn` under `Số`.
    if (same && (mark.includes(':') || /^\d/.test(rest) || (own && !/\p{sc=Latin}/u.test(repeated)))) return rest;
  }
  return value === told && label.topic !== 'description' && OTHER_PAIR.test(value) ? '' : value;
}

/** `연료/색상` beside `가솔린/검정색`: labels joined as their values are. */
function jointPairs(name: string, value: string, lang: string): Pair[] {
  if (name.length > 48 || value.length > MAX_VALUE || !/[/·]/.test(name)) return [];
  // bounded: 48 characters of the name, MAX_VALUE of the value.
  const names = name.split(/\s*[/·]\s*/);
  const values = value.split(/\s*[/·]\s*/);
  if (names.length !== values.length || names.length > 4) return [];
  return names.flatMap((part, index) => {
    const label = labelOf(part, lang);
    const own = values[index] ?? '';
    return label === undefined || own === '' ? [] : [{ label, name: part, value: own, factor: 0.95 }];
  });
}

function near(label: Element, value: Element): boolean {
  let above: Element | undefined = label;
  for (let up = 0; up <= REACH && above !== undefined; up++, above = parentOf(above)) {
    for (
      let at: Element | undefined = value, steps = 0;
      at !== undefined && steps <= REACH + 2;
      at = parentOf(at), steps++
    ) {
      if (at === above) return true;
    }
  }
  return false;
}

/** `Black over red. VIN 136370K123456. Odometer shows ...`: a sentence that is nothing but the number. */
const VIN_STATED =
  /(?:^|[.;!]\s+)(?:the )?vin(?: number)?(?: is|:|\s?#)?\s+([A-Z0-9][A-Z0-9-]{5,16})(?=[.;,]\s|[.;]?$)/i;

/** `Chassis No. 26512 Registration 884 BXL Engine No. 26513`: the next number's own words. */
// bounded: a piece of a line of 600 characters at most.
const OTHER_STAMP = /\s+(?:engine|body|gearbox|registration|reg|licen[cs]e|plate|commission|key)\b.*$/i;

interface Pair {
  readonly label: Label;
  readonly name: string;
  readonly value: string;
  readonly factor: number;
}

const saysWhatItIs = (amount: Line, below: Line | undefined): boolean =>
  below !== undefined && lineAfterNoPrice(below.text) && !inOtherRow(amount.element, below.element);

const RATE = /^(?:per|pro|par|al|mtl|monatlich|monthly|weekly|a month|a week)\b/i;

/**
 * `[Cash price][$18,995][Down payment from][$2,000]`: after an amount, words of a label nobody knows open another pair;
 * words that belong to the amount (`per month`, `OBO`) do not.
 */
function opensAnother(open: { readonly label: Label; readonly values: readonly string[] }, part: string): boolean {
  return (
    /^(?:price|sold|bid|mileage|year)$/.test(open.label.topic) &&
    open.values.some((value) => /\d/.test(value)) &&
    opensSum(part)
  );
}

/** Words of a label that nobody knows. */
const opensSum = (part: string): boolean => /^\p{L}{3}[\p{L}.]*\s+\p{L}/u.test(part) && !RATE.test(part);

/** `[VIN:][1G1...]`, `[Make][Porsche]`, `Mileage: 63,560 | Transmission: Manual`. */
function pairsIn(line: Line, lang: string): Pair[] {
  const pairs: Pair[] = [];
  const { parts } = line;
  if (parts.length > 1 && parts.length <= 60) {
    let open: { label: Label; name: string; values: string[] } | undefined;
    const close = (): void => {
      if (open !== undefined && open.values.length > 0) {
        const value = open.values
          .join(' ')
          .replace(/^[\s:–-]+/, '')
          .trim();
        pairs.push({ label: open.label, name: open.name, value, factor: 1 });
      }
      open = undefined;
    };
    for (const part of parts) {
      const label = labelOf(part, lang);
      if (label !== undefined) {
        close();
        open = { label, name: part, values: [] };
      } else if (/^[^:]{1,40}:$/.test(part) || (open !== undefined && opensAnother(open, part))) close();
      else if (open !== undefined) open.values.push(part);
    }
    close();
    if (pairs.length > 0) return pairs;
  }
  if (line.text.length > 600) return pairs;
  const stated = VIN_STATED.exec(line.text)?.[1];
  const number = stated === undefined ? undefined : labelOf('vin');
  if (stated !== undefined && number !== undefined)
    return [{ label: number, name: 'VIN', value: stated, factor: 0.85 }];
  // Several pairs in one text: cut at separators, then at the first colon of each piece.
  // bounded: 600 characters.
  for (const piece of line.text.split(/\s*[|•·;]\s*/).slice(0, 30)) {
    const colon = piece.indexOf(':');
    if (colon < 2 || colon > 44) {
      const hash = /^(VIN|Chassis|Serial)\s*(?:#|no\.?|number|nr\.?)\s*([A-Za-z0-9].*)$/i.exec(piece);
      const label = hash === null ? undefined : labelOf(hash[1] ?? '');
      if (label !== undefined)
        pairs.push({ label, name: hash?.[1] ?? '', value: (hash?.[2] ?? '').replace(OTHER_STAMP, ''), factor: 0.85 });
      continue;
    }
    const label = labelOf(piece.slice(0, colon), lang);
    if (label !== undefined)
      pairs.push({ label, name: piece.slice(0, colon), value: piece.slice(colon + 1).trim(), factor: 0.97 });
  }
  return pairs;
}

const isCell = (node: Node): node is Element => isElement(node) && (node.name === 'td' || node.name === 'th');

/** Tables whose first row holds labels and whose second, and last, row holds the values. */
function headerTables(page: PageDocument): { cells: Pair[]; skip: Set<Element> } {
  const cells: Pair[] = [];
  const skip = new Set<Element>();
  for (const table of page.named('table').slice(0, 100)) {
    const rows = tagged('tr', table, 4);
    const grid = rows.map((row) => row.children.filter(isCell));
    const [head = [], body = []] = grid;
    if (head.length < 3) continue;
    const labels = head.map((cell) => labelOf(textOf(cell, 60), page.lang));
    const named = labels.filter((label) => label !== undefined).length;
    // `Year: | 1966 | VIN: | 6A40S...` is two pairs in a row, no header.
    if (named < 2 || named <= head.length / 2) continue;
    for (const cell of head) skip.add(cell);
    if (rows.length !== 2 || body.length !== head.length) continue;
    for (const [index, label] of labels.entries()) {
      const cell = body[index];
      if (label === undefined || cell === undefined) continue;
      cells.push({
        label,
        name: textOf(head[index] ?? cell, 60),
        value: textOf(cell),
        factor: 1,
      });
    }
  }
  return { cells, skip };
}
