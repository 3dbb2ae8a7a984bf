/**
 * Data that a page's scripts assign or pass on: `window.x = {...}`, `push({...})`, `list = [...]`, strings of JSON in
 * `JSON.parse("...")`, `__NUXT__ = (function(a, b) {return {...}})(...)`.
 * Invariant: nothing is run, and the work is linear in the script's length.
 */
import { literalAt, literalsIn } from './js-literal.ts';
import { parseStrict } from './json.ts';

const MAX_VALUES = 120;
/** Shorter values tell nothing of a car. */
const MIN_CHARS = 30;
const OPENER = /[=:(,]\s*(?=[[{]|["'`]\s?(?:[[{]|\\x7b|\\u007b|%7b|%5b)|decodeURIComponent\()/gi;

/** The end of the JSON value that opens at `from` (`{`, `[`), or -1; strings are skipped, escapes honoured. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      i = endOfString(text, i);
      if (i < 0) return -1;
    } else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) {
      depth -= 1;
      if (depth === 0) return i + 1;
      if (depth < 0) return -1;
    }
  }
  return -1;
}

/** The quote that ends the string which opens at `from`, or -1; a quote behind an odd number of backslashes ends none. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === 92) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return -1;
}

/** The value at `from`, or how far the attempt went: strict JSON in one native call, other literals sign by sign. */
function valueAt(
  text: string,
  from: number,
): { readonly value?: unknown; readonly end: number; readonly cost: number } {
  let cost = 0;
  if (/^[{[]\s?["{[]/.test(text.slice(from, from + 3))) {
    const end = endOfValue(text, from);
    cost = (end < 0 ? text.length : end) - from;
    const value = end < 0 ? undefined : parseStrict(text.slice(from, end));
    if (value !== undefined) return { value, end, cost };
  }
  const { value, end } = literalAt(text, from);
  cost += end - from;
  if (typeof value !== 'string') return { value, end, cost };
  const inner = /^\s*%(?:7b|5b)/i.test(value) ? unescaped(value) : value;
  return { value: /^\s*[[{]/.test(inner) ? parseStrict(inner) : undefined, end, cost };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function valuesInScript(text: string): unknown[] {
  const found: unknown[] = [];
  const wrapped = returnedValue(text);
  if (wrapped !== undefined) found.push(wrapped);
  const opener = new RegExp(OPENER);
  // Each failed start may scan to the end of the script; the allowance keeps the whole linear.
  let allowance = text.length * 4;
  for (
    let match = opener.exec(text);
    match !== null && allowance > 0 && found.length < MAX_VALUES;
    match = opener.exec(text)
  ) {
    const from = match.index + match[0].length;
    const { value, end, cost } = valueAt(text, from);
    allowance -= cost;
    if (typeof value !== 'object' || value === null) continue;
    if (end - from >= MIN_CHARS) found.push(value);
    opener.lastIndex = end;
  }
  return found;
}

const WRAPPER = /\(?function\s?\(([\w$,\s]{0,50000})\)\s?\{\s?return\s?(?=\{)/;

/** What a function returns that is called where it is written, with its arguments in place of its parameters. */
function returnedValue(text: string): unknown {
  const match = WRAPPER.exec(text.slice(0, 60_000));
  if (match === null) return undefined;
  const from = match.index + match[0].length;
  const { value, end } = literalAt(text, from);
  const call = /^[;\s]{0,5}\}\)?\(/.exec(text.slice(end, end + 12));
  if (value === undefined || call === null) return value;
  const args = literalsIn(text, end + call[0].length);
  const names = (match[1] ?? '').split(',').map((name, index) => [name.trim(), args[index]] as const);
  return literalAt(text, from, new Map(names)).value;
}
