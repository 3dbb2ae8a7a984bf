/**
 * All that an expression finds in a text. `matchAll` makes a copy of the expression for each text, which costs ten times
 * the search where nothing is found: in most texts of a page, and a reader asks of each line some twenty times.
 * Invariant: the expression is global and finds no empty text; nobody else is in the middle of it, since its place is its own.
 */
export function matchesIn(text: string, expression: RegExp): readonly RegExpExecArray[] {
  expression.lastIndex = 0;
  const first = expression.exec(text);
  if (first === null) return NONE;
  const found = [first];
  for (let next = expression.exec(text); next !== null; next = expression.exec(text)) found.push(next);
  return found;
}

const NONE: readonly RegExpExecArray[] = [];
