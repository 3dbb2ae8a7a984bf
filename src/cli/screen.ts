/**
 * What a command prints, and where.
 * Invariant: standard output carries the answer and nothing else; colours, boxes and rewritten lines appear only on a
 * terminal (and no colours where NO_COLOR is set), so that a pipe or a file gets plain text.
 */
import { styleText } from 'node:util';
import Table from 'cli-table3';

/** Without a terminal a long wait says a line this often, for whoever reads the log. */
const PLAIN_PROGRESS_EVERY_MS = 10_000;
const WIDTH_UNKNOWN = 120;
/** A column is not made narrower than this; the terminal then breaks the lines. */
const NARROWEST = 10;

export function print(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** One document, readable for people too. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Said beside the answer: on standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** styleText itself asks whether standard output is a terminal that wants colours. */
export function styled(style: Style, text: string): string {
  return styleText(style, text);
}

export function heading(text: string): void {
  print(`\n${styled('bold', text)}`);
}

/** Boxes that fit the terminal; elsewhere columns with two blanks between them. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => longestLine(row[i] ?? ''))));
  if (!process.stdout.isTTY) {
    for (const row of [head, ...rows]) {
      print(`  ${row.map((cell, i) => oneLine(cell).padEnd(i === head.length - 1 ? 0 : (widths[i] ?? 0))).join('  ')}`);
    }
    return;
  }
  narrow(widths, (process.stdout.columns ?? WIDTH_UNKNOWN) - 1);
  const table = new Table({
    head: [...head],
    colWidths: widths.map((width) => width + 2),
    wordWrap: true,
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: ['cyan'], border: ['gray'] },
  });
  table.push(...rows.map((row) => row.map((cell, i) => breakable(cell, widths[i] ?? cell.length))));
  print(table.toString());
}

/** Takes from the widest column until a line fits; each column costs three characters of border and blanks. */
function narrow(widths: number[], total: number): void {
  const excess = () => widths.reduce((sum, width) => sum + width + 3, 1) - total;
  while (excess() > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) {
      return;
    }
    widths[widest] = (widths[widest] ?? NARROWEST) - 1;
  }
}

/** The table breaks lines at blanks only and cuts what has none, such as an address. */
function breakable(text: string, width: number): string {
  return text.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'g'), '$&\n');
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}

/** One line on standard error that is rewritten on a terminal and told now and then elsewhere. */
export class ProgressLine {
  readonly #silent: boolean;
  #toldAt = performance.now();
  #shown = '';

  constructor(options: { silent: boolean }) {
    this.#silent = options.silent;
  }

  update(text: string): void {
    if (this.#silent || text === this.#shown) {
      return;
    }
    if (process.stderr.isTTY) {
      const line = text.slice(0, (process.stderr.columns ?? WIDTH_UNKNOWN) - 1);
      process.stderr.write(`\r\u001b[K${line}`);
    } else if (performance.now() - this.#toldAt > PLAIN_PROGRESS_EVERY_MS) {
      this.#toldAt = performance.now();
      process.stderr.write(`${text}\n`);
    }
    this.#shown = text;
  }

  /** Takes the line away, so that what is printed next stands alone. */
  clear(): void {
    if (!this.#silent && process.stderr.isTTY && this.#shown !== '') {
      process.stderr.write('\r\u001b[K');
      this.#shown = '';
    }
  }
}
