/**
 * What is text and what only looks like it, for every string that comes from outside.
 * Invariant: what has passed `cleanText` can be stored (PostgreSQL refuses NUL and lone surrogates), gives no orders to a
 * terminal, turns no line around and hides nothing; what a reader of any script sees is still there. `escapeControls` shows
 * the same characters where a text must stay as it was found.
 */
import { endianness } from 'node:os';

/**
 * Controls (C0, DEL, C1) but tab and line breaks; marks that turn the direction of a line; what has no width; tags; what is
 * no character. Joiners and selectors are judged by what stands around them.
 */
const UNSEEN =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\t\n\u200c\u200d\ufe0e\ufe0f\u{e0100}-\u{e01ef}]]/gv;
const SUSPECT =
  /[[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\t\n\r]]/v;
/** Whole, so that no `[31m` and no title of a window is left of them. An end that is far off is none. */
const TERMINAL_ORDERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,500}(?:\x07|\x1b\\|\x9c)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const BREAKS = /[\x0b\x0c\x85\u2028\u2029]/g;
/** One that tells how the emoji, key (`1️⃣`) or Han character before it is drawn, and no second: runs of them carry messages. */
const SELECTORS =
  /(?<=[0-9#*])(\ufe0f)(?=\u20e3)|(?<=[[\p{Emoji}\p{Script=Han}]--[0-9#*]])([\ufe0e\ufe0f\u{e0100}-\u{e01ef}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gv;
/**
 * Within words of the scripts that join their letters (Persian, Hindi), after the sign that ends a consonant (`നമ്പര്‍` in
 * Malayalam ends with one), and between the parts of one emoji.
 */
const JOINERS =
  /(?<=[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hangul}]])([\u200c\u200d])[\u200c\u200d]*(?=[\p{L}\p{M}])|(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])(\u200d)|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])(\u200d)(?=\p{Extended_Pictographic})|[\u200c\u200d]/gv;

/** Of each unit of UTF-16 whether it is suspect by itself, as each half of a character is. Takes 8 ms to make. */
function suspectUnits(): Uint8Array {
  const suspects = new Uint8Array(0x10000).fill(1, 0xd800, 0xe000);
  for (const [from, to] of [
    [0, 0xd800],
    [0xe000, 0x10000],
  ] as const) {
    const units = String.fromCharCode(...Array.from({ length: to - from }, (_, at) => from + at));
    for (const { index } of units.matchAll(new RegExp(SUSPECT, 'gv'))) suspects[from + index] = 1;
  }
  return suspects;
}

/** A page's. */
const LONG = 2_000;
let units: Uint8Array | undefined;

/** What `SUSPECT.test` says of a text; of a page of 750 kB in 1 ms instead of 9.6. */
function isSuspect(text: string): boolean {
  if (text.length < LONG) return SUSPECT.test(text);
  units ??= suspectUnits();
  for (let from = 0, at = 0; from < text.length; from += at) {
    const end = buffer.write(text.slice(from, from + WINDOW.length), 'utf16le') / 2;
    if (!LITTLE_ENDIAN) buffer.swap16();
    for (at = 0; at < end; at += 1) {
      if (units[WINDOW[at] ?? 0] === 0) continue;
      const character = String.fromCodePoint(text.codePointAt(from + at) ?? 0);
      if (character.length < 2 || SUSPECT.test(character)) return true;
      at += 1;
    }
  }
  return false;
}

/** Units of a text are asked for one by one at half the price from a copy of them. */
const WINDOW = new Uint16Array(0x8000);
const buffer = Buffer.from(WINDOW.buffer);
const LITTLE_ENDIAN = endianness() === 'LE';

/** The text without what is none; most need no copy. */
export function cleanText(text: string): string {
  return isSuspect(text)
    ? text
        .replace(TERMINAL_ORDERS, '')
        .replace(BREAKS, '\n')
        .replace(SELECTORS, '$1$2')
        .replace(UNSEEN, (character) => (character === '\r' ? character : ''))
        .replace(JOINERS, '$1$2$3')
        .toWellFormed()
    : text;
}

/** The same data with every string of it cleaned. */
export function cleanTexts<T>(data: T, clean?: (text: string) => string): T;
export function cleanTexts(data: unknown, clean = cleanText): unknown {
  if (typeof data === 'string') return clean(data);
  if (Array.isArray(data)) return data.map((each) => cleanTexts(each, clean));
  if (typeof data !== 'object' || data === null || data instanceof Date) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleanTexts(value, clean)]));
}

/** At most so many characters of a text, none of them halved; `.length` and `.slice` count those beyond U+FFFF twice. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (let left = most; left > 0 && end < text.length; left -= 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

/** `\x1b` for an escape, `\u202e` for a mark that turns the line around. */
export function escapeControls(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : code <= 0xffff
        ? `\\u${code.toString(16)}`
        : `\\u{${code.toString(16)}}`;
  });
}

/** The same for a JSON document, which stays one with the same meaning; `JSON.stringify` leaves some of them as they are. */
export function escapeControlsInJson(document: string): string {
  return document.replace(UNSEEN, (characters) =>
    Array.from(
      { length: characters.length },
      (_, i) => `\\u${characters.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** Blanks of every kind become one space; the ends are trimmed. */
export function squeeze(text: string): string {
  const trimmed = text.trim();
  return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** A blank that is no space, or two of them: most texts have none, and need no copy. */
const UNEVEN = /[^\S ]| {2}/;
