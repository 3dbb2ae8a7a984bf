/**
 * Text in the columns of a terminal, without I/O.
 * Invariant: no line is wider than asked for, and only a word that is wider than a whole line is cut: an id never.
 */

/** A column of words is not made narrower than this; what then does not fit stands below its row, or in blocks. */
const NARROW = 24;
const GAP = 2;
const INDENT = 2;

/** Where a style begins and ends (src/terminal/output.ts). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL stands in no text of a row.
const STYLE = /\u0000./g;
/** East Asian characters and pictures take two columns, marks on a letter none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;
const NONE = /[\p{Mn}\p{Me}\u200b-\u200d]/gu;

/** Columns of a terminal that a text takes. */
export function widthOf(text: string): number {
  const plain = text.replace(STYLE, '').replace(NONE, '');
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Broken at blanks; `first` columns of the first line are taken already. */
export function wrapped(text: string, width: number, first = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width - first;
  const end = () => {
    lines.push(line);
    line = '';
    room = width;
  };
  for (const [, gap = '', word = ''] of text.matchAll(/(?<!\s)(\s*)(\S+)/g)) {
    if (line !== '' && widthOf(line) + gap.length + widthOf(word) > room) {
      end();
    }
    if (line === '' && widthOf(word) > room && room < width) {
      end();
    }
    let rest = line === '' ? word : line + gap.replace(/[^ ]/g, ' ') + word;
    while (widthOf(rest) > room) {
      line = head(rest, room);
      rest = rest.slice(line.length);
      end();
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) {
    end();
  }
  return lines;
}

/** What of a word fits, at least one character. */
function head(word: string, width: number): string {
  let taken = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
  for (const [character] of word.matchAll(/\u0000?./gsu)) {
    if (taken !== '' && widthOf(taken + character) > width) {
      break;
    }
    taken += character;
  }
  return taken;
}

/** A label, and beside it its text in as many lines as it takes. */
export function hanging(label: string, text: string, width: number): string {
  const taken = widthOf(label);
  // Where little is left beside the label, the text goes on below it.
  const indent = width - taken >= NARROW ? taken : INDENT * 2;
  const lines = wrapped(text, width - indent, taken - indent);
  return lines
    .map((line, i) => (i === 0 ? label + line : ' '.repeat(indent) + line))
    .join('\n')
    .trimEnd();
}

/** Each label with its text, the texts under each other. */
export function fields(rows: readonly (readonly [string, string])[], width: number): string[] {
  const widest = Math.max(...rows.map(([label]) => widthOf(label)));
  return rows.flatMap(([label, text]) =>
    hanging(`${' '.repeat(INDENT)}${padded(label, widest)}${' '.repeat(GAP)}`, text, width).split('\n'),
  );
}

/**
 * A table where it fits, with narrower columns of words or with the last of them below its row where it does not, and
 * one block for each row where nothing else is left.
 */
export function tableOf(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  styleOf = (title: string) => title,
): string[] {
  const cells = rows.map((row) => titles.map((_, i) => (row[i] ?? '').replace(/\s+/g, ' ').trim()));
  const columns = titles.map((title, i) => {
    const all = [title, ...cells.map((row) => row[i] ?? '')];
    const natural = Math.max(...all.map(widthOf));
    const word = Math.max(...all.flatMap((cell) => cell.split(' ').map(widthOf)));
    return { natural, word, least: Math.max(word, Math.min(natural, NARROW)) };
  });
  const tight = columns.map(({ natural, word, least }) => ({ natural, least: natural <= NARROW ? word : least }));
  const whole = fitted(columns, width) ?? fitted(tight, width);
  const all = [titles, ...cells];
  if (whole !== undefined) {
    return all.flatMap((row, i) => lined(row, whole).map((line) => (i === 0 ? styleOf(line) : line)));
  }
  const beside = titles.length > 2 ? fitted(columns.slice(0, -1), width) : undefined;
  if (beside !== undefined) {
    const below = (row: readonly string[]) => hanging(' '.repeat(INDENT * 3), row.at(-1) ?? '', width).split('\n');
    return all.flatMap((row, i) =>
      [...lined(row.slice(0, -1), beside), ...(row.at(-1) === '' ? [] : below(row))].map((line) =>
        i === 0 ? styleOf(line) : line,
      ),
    );
  }
  return cells.flatMap((row, i) => [
    ...(i === 0 ? [] : ['']),
    ...fields(
      titles.map((title, j): [string, string] => [title, row[j] ?? '']).filter(([, text]) => text !== ''),
      width,
    ),
  ]);
}

/** The widths at which all columns stand beside each other, taken from the widest first; undefined where they cannot. */
function fitted(columns: readonly { natural: number; least: number }[], width: number): number[] | undefined {
  const widths = columns.map(({ natural }) => natural);
  const room = width - INDENT - GAP * (columns.length - 1);
  for (let excess = widths.reduce((sum, each) => sum + each, 0) - room; excess > 0; excess -= 1) {
    const spare = widths.map((each, i) => (each > (columns[i]?.least ?? each) ? each : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) {
      return undefined;
    }
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The lines of one row. */
function lined(row: readonly string[], widths: readonly number[]): string[] {
  const parts = row.map((cell, i) => wrapped(cell, widths[i] ?? Number.POSITIVE_INFINITY));
  const height = Math.max(...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, n) =>
    `${' '.repeat(INDENT)}${parts.map((lines, i) => padded(lines[n] ?? '', widths[i] ?? 0)).join(' '.repeat(GAP))}`.trimEnd(),
  );
}
