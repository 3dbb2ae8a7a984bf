/**
 * All that an expression finds in a text. `matchAll` makes a copy of the expression for each text, which costs ten times
 * the search where nothing is found: in most texts of a page, and a reader asks of each line some twenty times.
 * Invariant: the expression is global, and nobody else is in the middle of it, since its place is its own; it comes to the end
 * of every text, also where it finds what has no length.
 */
export function matchesIn(text: string, expression: RegExp): readonly RegExpExecArray[] {
  expression.lastIndex = 0;
  let found: RegExpExecArray[] | undefined;
  for (let next = expression.exec(text); next !== null; next = expression.exec(text)) {
    if (next[0] === '') expression.lastIndex += 1;
    if (found === undefined) found = [next];
    else found.push(next);
  }
  return found ?? NONE;
}

const NONE: readonly RegExpExecArray[] = [];
