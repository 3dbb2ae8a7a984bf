/**
 * Reads JSON that people wrote by hand, and walks what comes out of it safely.
 * Invariant: bounded in size and depth, never throws, and `__proto__` is never followed.
 */
import { jsonrepair } from 'jsonrepair';
import { cleanTexts } from '../../runtime/text.ts';

export type Json = Readonly<Record<string, unknown>>;

const MAX_JSON = 3_000_000;
/**
 * Characters of one page that are repaired. The work may grow with their square: 200,000 of `a"b` take 10 s, these 3. What
 * tells of one car has some 5,000.
 */
const MAX_REPAIR = 110_000;

/** Values of all data that comes with one page; the most seen on a real one are 23,000 in one block. `{},` 700,000 times took 2 s. */
const MAX_VALUES = 200_000;

/**
 * Whether a text of data may still be read, of a page whose texts are asked for in turn: for each value there is one of
 * `{`, `[` and `,`, and those within strings count as well.
 */
export function valueBudget(): (text: string) => boolean {
  let left = MAX_VALUES;
  return (text) => {
    let values = 0;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at];
      if (code === 44 || code === 91 || code === 123) values += 1;
    }
    if (values > left) return false;
    left -= values;
    return true;
  };
}

/** Whether a broken text may still be repaired, of a page whose texts are asked for in turn. */
export function repairBudget(): (text: string) => boolean {
  let left = MAX_REPAIR;
  return (text) => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; never an inherited one. */
export function get(object: unknown, key: string): unknown {
  // Most keys that are asked for are not there, which a look tells sooner than `hasOwn`.
  const value = isObject(object) ? object[key] : undefined;
  return value === undefined || key === '__proto__' || !Object.hasOwn(object as Json, key) ? undefined : value;
}

/** `a.b.0.c` from an object. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const key of path.split('.')) {
    here = Array.isArray(here) ? here[Number(key)] : get(here, key);
    if (here === undefined) return undefined;
  }
  return here;
}

/** What is no text, as JSON may escape it: `\u0000`. Walking all of it costs as much as parsing. */
const ESCAPED = /\\u(?:00(?:[01789]|ad)|034f|061c|11[56]|17b|180|20[026]|3164|d[89a-f]|f[ef])/i;

export function parseStrict(text: string): unknown {
  if (text.length > MAX_JSON) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return ESCAPED.test(text) ? cleanTexts(value) : value;
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ODD = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]/g;

/** Comment and CDATA wrappers and a trailing semicolon gone, then strict, then repaired. */
export function parseLoose(text: string, mayRepair = repairBudget()): unknown {
  const bare = text
    .trim()
    .replace(/^(?:\/\*\s*)?<!\[CDATA\[(?:\s*\*\/)?/, '')
    .replace(/(?:\/\*\s*)?\]\]>(?:\s*\*\/)?$/, '')
    .replace(/^<!--/, '')
    .replace(/(?:\/\/\s*)?-->$/, '')
    .replace(/^\s*\/\/.*\n/, '')
    .trim()
    .replace(/;$/, '');
  if (bare === '') return undefined;
  const strict = parseStrict(bare);
  if (strict !== undefined) return strict;
  // No string may hold a control character, and `&quot;` in place of every quote is markup's way, not JSON's.
  const plain = (/^[[{]\s*&quot;/.test(bare) ? bare.replaceAll('&quot;', '"').replaceAll('&amp;', '&') : bare).replace(
    ODD,
    ' ',
  );
  const cleaned = plain === bare ? undefined : parseStrict(plain);
  if (cleaned !== undefined) return cleaned;
  if (!/^[[{]/.test(bare) || !mayRepair(bare)) return undefined;
  try {
    return JSON.parse(jsonrepair(plain));
  } catch {
    return undefined;
  }
}

/** The text of a JSON scalar or of an object that wraps one (`{name}`, `{value}`, `{formatted}`). */
export function scalar(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (!isObject(value)) return '';
  for (const key of [
    'name',
    'value',
    'formatted',
    'displayValue',
    'displayName',
    'label',
    'text',
    '@value',
    'amount',
    'raw',
  ]) {
    const inner = get(value, key);
    if (typeof inner === 'string' || typeof inner === 'number') return String(inner);
  }
  return '';
}
