/**
 * A value written as a JavaScript literal: JSON, and what scripts write beside it (bare keys, single quotes, `!0`,
 * `void 0`, trailing commas, comments, names of parameters).
 * Invariant: nothing is run; what is no literal (a call, a sum) becomes `undefined`; one pass, bounded depth, and the
 * text is never searched beyond the value.
 */

const MAX_DEPTH = 60;
const SPACE = /(?:\s|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|\/\/[^\n]*)*/y;
const NUMBER = /[-+]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const PLAIN = /[^"'`\\\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '' };
const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, NaN: null, Infinity: null };

class NoLiteral extends Error {}

class LiteralReader {
  at: number;
  readonly #text: string;
  readonly #names: ReadonlyMap<string, unknown>;

  constructor(text: string, from: number, names: ReadonlyMap<string, unknown>) {
    this.#text = text;
    this.at = from;
    this.#names = names;
  }

  value(depth = 0): unknown {
    if (depth > MAX_DEPTH) throw new NoLiteral();
    this.#match(SPACE);
    const sign = this.#text[this.at];
    if (sign === '{') return this.#object(depth);
    if (sign === '[') return this.#list(']', depth);
    if (sign === '"' || sign === "'" || sign === '`') return this.#string(sign);
    if (sign === '!') {
      this.at += 1;
      return this.value(depth + 1) !== 1;
    }
    const number = this.#match(NUMBER);
    if (number !== '') return Number(number);
    const name = this.#match(NAME);
    if (name === '') throw new NoLiteral();
    if (name === 'void') {
      this.value(depth + 1);
      return undefined;
    }
    if (Object.hasOwn(WORDS, name)) return WORDS[name];
    return this.#call(name, depth);
  }

  #list(end: string, depth: number): unknown[] {
    this.at += 1;
    return this.rest(end, depth);
  }

  /** The values up to `end`. */
  rest(end: string, depth = 0): unknown[] {
    const values: unknown[] = [];
    for (;;) {
      this.#match(SPACE);
      if (this.#text[this.at] === end) {
        this.at += 1;
        return values;
      }
      if (this.#text[this.at] === ',') {
        this.at += 1;
        values.push(undefined);
        continue;
      }
      values.push(this.value(depth + 1));
      this.#comma(end);
    }
  }

  #object(depth: number): Record<string, unknown> {
    this.at += 1;
    const object: Record<string, unknown> = {};
    for (;;) {
      this.#match(SPACE);
      const sign = this.#text[this.at];
      if (sign === '}') {
        this.at += 1;
        return object;
      }
      const key = sign === '"' || sign === "'" ? this.#string(sign) : this.#match(NAME) || this.#match(NUMBER);
      this.#match(SPACE);
      if (this.#text[this.at] === ':') {
        this.at += 1;
        const value = this.value(depth + 1);
        if (key !== '__proto__') object[key] = value;
      } else if (key !== '' && /[,}]/.test(this.#text[this.at] ?? '')) object[key] = this.#names.get(key);
      else throw new NoLiteral();
      this.#comma('}');
    }
  }

  #comma(end: string): void {
    this.#match(SPACE);
    const sign = this.#text[this.at];
    if (sign === ',') this.at += 1;
    else if (sign !== end) throw new NoLiteral();
  }

  /** `Date(1)`, `Object.freeze({...})`, `JSON.parse("...")`, `new Map([...])`; a single argument stands for the call. */
  #call(first: string, depth: number): unknown {
    let name = first;
    for (;;) {
      if (this.#text[this.at] === '.') {
        this.at += 1;
        name = this.#match(NAME);
        if (name === '') throw new NoLiteral();
      } else if (name === 'new') {
        this.#match(SPACE);
        name = this.#match(NAME);
        if (name === '') throw new NoLiteral();
      } else break;
    }
    if (this.#text[this.at] !== '(') return name === first ? this.#names.get(name) : undefined;
    const values = this.#list(')', depth + 1);
    const [value] = values;
    if (values.length !== 1) return undefined;
    if (name === 'parse' && typeof value === 'string') return parsed(value);
    if (name === 'decodeURIComponent' && typeof value === 'string') return decoded(value);
    return typeof value === 'object' ? value : undefined;
  }

  #string(quote: string): string {
    let text = '';
    for (this.at += 1; ; ) {
      text += this.#match(PLAIN);
      const sign = this.#text[this.at];
      if (sign === undefined || (sign === '\n' && quote !== '`')) throw new NoLiteral();
      this.at += 1;
      if (sign === quote) return text;
      if (sign !== '\\') {
        text += sign;
        continue;
      }
      const escaped = this.#text[this.at] ?? '';
      this.at += 1;
      if (escaped === 'u' || escaped === 'x') {
        const digits = /^(?:\{[\da-fA-F]{1,6}\}|[\da-fA-F]{2,4})/.exec(
          this.#text.slice(this.at, this.at + (escaped === 'x' ? 2 : 8)).slice(0, this.#text[this.at] === '{' ? 8 : 4),
        )?.[0];
        const code = Number.parseInt((digits ?? '').replace(/[{}]/g, ''), 16);
        if (digits === undefined || code > 0x10_ff_ff) throw new NoLiteral();
        text += String.fromCodePoint(code);
        this.at += digits.length;
      } else if (escaped !== '\n') text += ESCAPES[escaped] ?? escaped;
    }
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): unknown {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The literal that begins at `from`, and where it ends; `end` is how far the reading came where it is none. */
export function literalAt(
  text: string,
  from: number,
  names: ReadonlyMap<string, unknown> = new Map(),
): { readonly value?: unknown; readonly end: number } {
  const reader = new LiteralReader(text, from, names);
  try {
    return { value: reader.value(), end: reader.at };
  } catch (error) {
    if (!(error instanceof NoLiteral)) throw error;
    return { end: reader.at };
  }
}

/** The arguments of a call; `from` is right behind its parenthesis. */
export function literalsIn(text: string, from: number): readonly unknown[] {
  try {
    return new LiteralReader(text, from, new Map()).rest(')');
  } catch (error) {
    if (!(error instanceof NoLiteral)) throw error;
    return [];
  }
}
