/**
 * The log: one JSON object a line on stdout for whoever reads it later, or a line for people on a terminal.
 * Invariant: no secret gets in, and no text is longer than it may be told. Errors pass an allow-list (pg errors carry
 * connection settings), texts lose what must not be told, and rows or payloads are never logged whole.
 */
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { cleanTexts, escapeControlsInJson } from '../runtime/text.ts';
import { toldText } from '../runtime/told-text.ts';
import { printLogLine } from './print-log-line.ts';

export type Log = pino.Logger;

/** Where `LOG_FORMAT` has the lines go: to people where they look, to machines elsewhere. */
export function standardOutput(format: Config['logFormat']): pino.DestinationStream {
  return format === 'pretty' || (format === 'auto' && process.stdout.isTTY)
    ? { write: printLogLine }
    : pino.destination({ fd: 1, sync: true });
}

export function createLog(level: Config['logLevel'], destination: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: { service: 'micro-scrape' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: tellTexts },
      serializers: { err: describeError, error: describeError },
      hooks: {
        streamWrite: escapeControlsInJson,
        logMethod(args, method) {
          const told = args.map((each: unknown) => (typeof each === 'string' ? toldText(each) : each));
          method.apply(this, told as typeof args);
        },
      },
    },
    destination,
  );
}

function tellTexts(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value : cleanTexts(value, toldText)]),
  );
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Type, message, code and stack, each as it may be told; nothing else an error may carry. */
export function describeError(value: unknown, depth = 0): DescribedError {
  if (!(value instanceof Error)) {
    return { type: typeof value, message: toldText(String(value)) };
  }
  const message = toldText(value.message);
  const code = 'code' in value && typeof value.code === 'string' ? { code: value.code } : {};
  // It begins with the message, which may be long; the frames are what is wanted of it.
  const trace = value.stack?.replace(value.message, () => message.slice(0, 200));
  const stack = trace === undefined ? {} : { stack: toldText(trace) };
  const cause = value.cause === undefined || depth >= 3 ? {} : { cause: describeError(value.cause, depth + 1) };
  return { type: value.name, message, ...code, ...stack, ...cause };
}
