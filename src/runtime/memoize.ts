/**
 * What a function says of a short text, kept for the texts that pages repeat from line to line and from card to card.
 * Invariant: bounded, and no page is kept alive: the engine holds a piece of a text as a view into the whole of it.
 */

const MAX_TEXTS = 4_000;

/** Said of most texts; kept as a value of its own, a second look for it is saved. */
const NOTHING = Symbol('nothing');

export function memoize<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T | typeof NOTHING>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return (before === NOTHING ? undefined : before) as T;
    // Cut from a text put together just now, a copy is a view into no more than that.
    const copy = ` ${text}`.slice(1);
    const said = read(copy);
    if (known.size >= MAX_TEXTS) known.clear();
    known.set(copy, said === undefined ? NOTHING : said);
    return said;
  };
}
