/**
 * The data an application ships with its page, in whichever form its framework writes it.
 * Invariant: values come out as plain JSON, references between their parts resolved; a form that cannot be read costs
 * only itself.
 */
import type { PageDocument } from '../document/document.ts';
import { literalAt } from '../document/js-literal.ts';
import { isObject, parseStrict, valueBudget } from '../document/json.ts';
import { valuesInScript } from '../document/script-values.ts';

const MAX_SCRIPT = 4_000_000;
const MAX_ATTRIBUTE = 2_000_000;
const MAX_ROWS = 5_000;
const MAX_DEPTH = 60;
/** A script without any of these words tells of no car; pairs of a label and its value hold words of any language. */
const TELLS =
  /(?:label|caption|attributeName|"key)["']?\s{0,5}:\s{0,5}["']|mileage|odometer|kilomet|\bvin\b|"vin|make|brand|manufact|model|marca|marke|marque|merk|imgList|images|photos|gallery|__next_f/i;

/** The JSON values of a page that may tell of cars. */
export function embeddedJson(page: PageDocument, source = ''): unknown[] {
  const fits = valueBudget();
  // A site's interface answers with JSON alone.
  const values: unknown[] = /^\s{0,100}[[{]/.test(source) && fits(source) ? [parseStrict(source)] : [];
  const pushed: string[] = [];
  for (const script of page.scripts) {
    if (script.type.includes('ld+json') || script.text.length < 60 || script.text.length > MAX_SCRIPT) continue;
    if (!fits(script.text)) continue;
    if (script.type.includes('json')) values.push(unflattened(parseStrict(unquoted(script.text))));
    else if ((script.type === '' || /javascript|module/.test(script.type)) && TELLS.test(script.text)) {
      for (const value of valuesInScript(script.text)) {
        if (Array.isArray(value) && value.length === 2 && value[0] === 1 && typeof value[1] === 'string')
          pushed.push(value[1]);
        else values.push(value);
      }
    }
  }
  if (pushed.length > 0) values.push(...rowsOf(pushed.join('')));
  for (const { text, zone } of page.dataJson)
    if (zone === 'main' && text.length < MAX_ATTRIBUTE && fits(text))
      values.push(parseStrict(text) ?? literalAt(text, 0).value);
  return values.filter((value) => typeof value === 'object' && value !== null);
}

/** Signs that a server's state for the browser writes for those with a meaning in HTML: `{&q;color&q;:&q;blue&q;}`. */
const SIGNS: Readonly<Record<string, string>> = { '&q;': '"', '&s;': "'", '&l;': '<', '&g;': '>', '&a;': '&' };

function unquoted(text: string): string {
  return /^\s{0,100}[[{]\s{0,10}&q;/.test(text) ? text.replace(/&[qslga];/g, (sign) => SIGNS[sign] ?? sign) : text;
}

/**
 * The rows of a stream of server components: `1a:{"vehicle":"$1b"}`, one a line, and texts `1b:T2f,...` of so many
 * bytes. A string `$1b` stands for row 1b.
 */
function rowsOf(stream: string): unknown[] {
  const rows = new Map<string, unknown>();
  const head = /([\da-f]{1,6}):(?:T([\da-f]{1,6}),|[A-Z]{0,2})/y;
  for (let at = 0; at < stream.length && rows.size < MAX_ROWS; ) {
    head.lastIndex = at;
    const [whole = '', id = '', size] = head.exec(stream) ?? [];
    const from = at + whole.length;
    if (size !== undefined) {
      const bytes = Number.parseInt(size, 16);
      const text = Buffer.from(stream.slice(from, from + bytes))
        .subarray(0, bytes)
        .toString();
      rows.set(id, text);
      // The next row begins right behind the text, on the same line.
      at = from + text.length;
      continue;
    }
    const line = stream.indexOf('\n', from);
    const end = line < 0 ? stream.length : line;
    const value = whole === '' ? undefined : parseStrict(stream.slice(from, end));
    if (value !== undefined) rows.set(id, value);
    at = end + 1;
  }
  let steps = 0;
  const resolve = (value: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH || ++steps > 100_000) return value;
    if (typeof value === 'string') {
      const id = /^\$([\da-f]{1,6})$/.exec(value)?.[1];
      return id === undefined ? value : (rows.get(id) ?? value);
    }
    if (Array.isArray(value)) return value.map((entry) => resolve(entry, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolve(entry, depth + 1)]));
  };
  return [...rows.values()].filter((row) => typeof row === 'object').map((row) => resolve(row, 0));
}

const WRAPPERS = new Set(['Reactive', 'ShallowReactive', 'Ref', 'ShallowRef', 'EmptyRef', 'EmptyShallowRef', 'Date']);

/**
 * A value flattened into one array, whose objects hold the places of their parts: `[{"car":1},{"make":2},"Kia"]`. Any
 * other value comes back as it is.
 */
function unflattened(value: unknown): unknown {
  if (!Array.isArray(value) || value.length < 3) return value;
  const places = (entry: unknown): boolean => Number.isInteger(entry) && Number(entry) < value.length;
  const [root] = value;
  const parts = Array.isArray(root)
    ? root.filter((part) => typeof part !== 'string')
    : isObject(root)
      ? Object.values(root)
      : [];
  if (parts.length === 0 || !parts.every(places)) return value;
  const done = new Map<number, unknown>();
  const build = (index: unknown, depth = 0): unknown => {
    if (typeof index !== 'number' || index < 0 || depth > MAX_DEPTH) return undefined;
    if (done.has(index)) return done.get(index);
    const entry: unknown = value[index];
    if (Array.isArray(entry)) {
      if (typeof entry[0] === 'string') {
        done.set(index, undefined);
        const inner = !WRAPPERS.has(entry[0])
          ? undefined
          : typeof entry[1] === 'string'
            ? entry[1]
            : build(entry[1], depth + 1);
        done.set(index, inner);
        return inner;
      }
      const list: unknown[] = [];
      done.set(index, list);
      for (const part of entry) list.push(build(part, depth + 1));
      return list;
    }
    if (!isObject(entry)) return entry;
    const object: Record<string, unknown> = {};
    done.set(index, object);
    for (const [key, part] of Object.entries(entry)) if (key !== '__proto__') object[key] = build(part, depth + 1);
    return object;
  };
  return build(0);
}
