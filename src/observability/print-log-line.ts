/**
 * A line of the log as a person reads it on a terminal. Forty lines of our own: pino-pretty brings 13 packages, and would print
 * what a page says as it is, orders to the terminal included.
 */
import { z } from 'zod';
import { shortened } from '../terminal/format.ts';
import { print, styled } from '../terminal/output.ts';
import { IDS } from './log-lines.ts';

/** Of one value: a first start names sixty migrations. */
const MOST_CHARACTERS = 400;

const error = z.object({
  type: z.string(),
  message: z.string(),
  code: z.string().optional(),
  stack: z.string().optional(),
  get cause() {
    return error.optional();
  },
});
const line = z.looseObject({ level: z.string(), time: z.iso.datetime(), msg: z.string(), err: error.optional() });

const STYLES = { warn: 'yellow', error: 'red', fatal: 'red' } as const;

/** Of the document that pino makes of a line. */
export function printLogLine(document: string): void {
  // The service is the same in every line, and whoever looks at a terminal knows it.
  const { level, time, msg, err, service: _, ...fields } = line.parse(JSON.parse(document));
  const style = level in STYLES ? STYLES[level as keyof typeof STYLES] : 'dim';
  const byName = Object.entries(fields).toSorted(([a], [b]) => Number(a in IDS) - Number(b in IDS));
  const shown = byName.map(([name, value]) => `${styled('dim', `${name}=`)}${textOf(value)}`);
  const clock = new Date(time).toTimeString().slice(0, 8);
  print([styled('dim', clock), styled(style, level.padEnd(5)), styled('bold', msg), ...shown].join(' '));
  printError(err);
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  return shortened(text, MOST_CHARACTERS);
}

function printError(err: z.infer<typeof error> | undefined, label = ''): void {
  if (err !== undefined) {
    print(`         ${label}${err.type}: ${err.message}${err.code === undefined ? '' : ` (${err.code})`}`);
    const frames = err.stack?.split('\n').filter((each) => /^\s+at /.test(each)) ?? [];
    if (frames.length > 0) {
      print(styled('dim', frames.map((frame) => `           ${frame.trim()}`).join('\n')));
    }
    printError(err.cause, 'because of ');
  }
}
