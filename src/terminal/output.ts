/**
 * What a command prints, and where.
 * Invariant: standard output carries the answer and nothing else; nothing that a row, a page or an argument holds reaches
 * the terminal as an order to it; colours, rewritten lines and lines that are broken to fit appear only on a terminal (and
 * no colours where NO_COLOR is set), so that a pipe or a file gets plain text.
 */
import { styleText } from 'node:util';
import { escapeControls, escapeControlsInJson } from '../runtime/text.ts';
import { fields, hanging, tableOf, widthOf, wrapped } from './layout.ts';

/** Without a terminal a long wait says a line this often, for whoever reads the log. */
const PLAIN_PROGRESS_EVERY_MS = 10_000;
const WIDTH_UNKNOWN = 80;
const NARROWEST = 40;

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Marked with a NUL and a letter until it is printed: PostgreSQL stores no NUL and an argument holds none. */
const STYLES: Readonly<Record<string, Style>> = { b: 'bold', d: 'dim', r: 'red', g: 'green', y: 'yellow', c: 'cyan' };

export function styled(style: Style, text: string): string {
  return `\0${style[0]}${escapeControls(text)}\0.`;
}

/** Before it is laid out, as what is made visible is wider. */
function seen(text: string): string {
  return text
    .split(/(\0[bdrgyc.])/)
    .map((part, i) => (i % 2 === 1 ? part : escapeControls(part)))
    .join('');
}

/** styleText itself asks whether the stream is a terminal that wants colours. */
function send(text: string, stream: NodeJS.WriteStream): void {
  const coloured = text.replace(/\0([bdrgyc])([^\0]*)\0\./g, (_, letter: string, inner: string) =>
    styleText(STYLES[letter] ?? 'bold', inner, { stream }),
  );
  stream.write(`${coloured}\n`);
}

/** Without a terminal a line is as long as it is. */
function widthOfStream(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? Math.max(stream.columns || WIDTH_UNKNOWN, NARROWEST) : Number.POSITIVE_INFINITY;
}

function write(text: string, stream: NodeJS.WriteStream): void {
  const width = widthOfStream(stream);
  const lines = seen(text)
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return widthOf(line) <= width ? line : hanging(`${indent}  `, line.slice(indent.length), width).slice(2);
    });
  send(lines.join('\n'), stream);
}

export function print(text = '', stream: NodeJS.WriteStream = process.stdout): void {
  write(text, stream);
}

/** What is typed or fed to a program is not broken: a terminal that breaks it by itself still copies it whole. */
export function printTyped(text: string): void {
  send(seen(text), process.stdout);
}

/** One document, readable for people too. */
export function printJson(value: unknown): void {
  process.stdout.write(`${escapeControlsInJson(JSON.stringify(value, null, 2))}\n`);
}

/** Said beside the answer: on standard error. */
export function note(text: string): void {
  write(text, process.stderr);
}

export function heading(text: string): void {
  print(`\n${styled('bold', text)}`);
}

/** Columns where they fit the terminal, else blocks. */
export function printTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  stream: NodeJS.WriteStream = process.stdout,
): void {
  const cells = rows.map((row) => row.map(seen));
  send(tableOf(titles, cells, widthOfStream(stream), (line) => styled('cyan', line)).join('\n'), stream);
}

/** A table under its heading; neither where there are no rows. */
export function printSection(title: string, titles: readonly string[], rows: readonly (readonly string[])[]): void {
  if (rows.length > 0) {
    heading(title);
    printTable(titles, rows);
  }
}

/** Labels with their texts beside them. */
export function printFields(rows: readonly (readonly [string, string])[]): void {
  const shown = rows.map(([label, text]): [string, string] => [label, seen(text)]);
  send(fields(shown, widthOfStream(process.stdout)).join('\n'), process.stdout);
}

/** A text that goes on beside its label. */
export function printHanging(label: string, text: string): void {
  send(hanging(seen(label), seen(text), widthOfStream(process.stdout)), process.stdout);
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
      const [line = ''] = wrapped(escapeControls(text), widthOfStream(process.stderr) - 1);
      process.stderr.write(`\r\u001b[K${line}`);
    } else if (performance.now() - this.#toldAt > PLAIN_PROGRESS_EVERY_MS) {
      this.#toldAt = performance.now();
      process.stderr.write(`${escapeControls(text)}\n`);
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
