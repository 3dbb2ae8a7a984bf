/**
 * What a function says of a short text, kept for the texts that pages repeat from line to line and from card to card.
 * Invariant: bounded, and no page is kept alive: the engine holds a piece of a text as a view into the whole of it.
 */

const MAX_TEXTS = 4_000;
/** Of texts with figures, which the lines of one page share but hardly two pages. */
export const OF_ONE_PAGE = 500;
const MAX_PLACES = 20;

/** Said of most texts; kept as a value of its own, a second look for it is saved. */
const NOTHING = Symbol('nothing');

export function memoize<T>(read: (text: string) => T, most = MAX_TEXTS): (text: string) => T {
  const known = new Map<string, T | typeof NOTHING>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return (before === NOTHING ? undefined : before) as T;
    // Cut from a text put together just now, a copy is a view into no more than that.
    const copy = ` ${text}`.slice(1);
    const said = read(copy);
    if (known.size >= most) known.clear();
    known.set(copy, said === undefined ? NOTHING : said);
    return said;
  };
}

/** The same of a text in a place: a language, a country. */
export function memoizeIn<T>(
  read: (text: string, place: string) => T,
  most = MAX_TEXTS,
): (text: string, place: string) => T {
  const known = new Map<string, (text: string) => T>();
  return (text, place) => {
    let there = known.get(place);
    if (there === undefined) {
      there = memoize((each) => read(each, place), most);
      if (known.size >= MAX_PLACES) known.clear();
      known.set(place, there);
    }
    return there(text);
  };
}
