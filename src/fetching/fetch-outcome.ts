/**
 * What came of one request, in one word.
 * Invariant: the word decides the error the rest of the program sees; there is no second table.
 */
import { DeferError, PermanentError, RetryError } from '../runtime/errors.ts';
import { ToldError } from '../runtime/told-text.ts';

/** How a request ended, as the metrics count it. `invalid`: what stands there can never be a listing or a photo;
 * `put_off`: it took long and was broken off, as no seat for slow hosts was free. */
export const FETCH_OUTCOMES = [
  ...(['ok', 'not_modified', 'gone', 'blocked', 'rate_limited', 'challenge', 'robots_denied'] as const),
  ...(['server_error', 'timeout', 'network', 'too_large', 'invalid', 'put_off'] as const),
] as const;
export type FetchOutcome = (typeof FETCH_OUTCOMES)[number];

/** `rendered`: a page in the browser, with all that it asked for. */
export const FETCH_KINDS = ['page', 'rendered', 'image', 'robots'] as const;
export type FetchKind = (typeof FETCH_KINDS)[number];

export type FailedOutcome = Exclude<FetchOutcome, 'ok' | 'not_modified' | 'put_off'>;

const HOUR_MS = 3_600_000;

/** The rest when the host did not say: a refusal is seldom lifted within hours, robots.txt within a day. */
const REST_MS = { blocked: 6 * HOUR_MS, challenge: 6 * HOUR_MS, robots_denied: 24 * HOUR_MS, rate_limited: 60_000 };

/** A request that gave nothing. Stays inside this folder; the callers see what `toPublicError` makes of it. */
export class FetchFault extends ToldError {
  override name = 'FetchFault';
  readonly outcome: FailedOutcome;
  /** The host's own wish (Retry-After) or ours; absent: the usual rest. */
  readonly until: Date | undefined;
  /** Of the response; absent when there was none worth the name. */
  readonly status: number | undefined;

  constructor(
    outcome: FailedOutcome,
    message: string,
    options: { until?: Date | undefined; status?: number; cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.outcome = outcome;
    this.until = options.until;
    this.status = options.status;
  }
}

/** A robot check that came with status 200 may be gone sooner than a plain refusal. */
export const ROBOT_CHECK_REST_MS = HOUR_MS;

/** Failures that are the host's until proved otherwise: name, connection, TLS, 5xx, no answer in time, refusals, 429. */
export const HOST_FAILURES: ReadonlySet<FailedOutcome> = new Set([
  'blocked',
  'challenge',
  'rate_limited',
  'server_error',
  'timeout',
  'network',
]);

/** The host did answer, about this address. */
export const ANSWERS: ReadonlySet<FailedOutcome> = new Set(['gone', 'invalid', 'too_large']);

export function refuses(outcome: FailedOutcome): outcome is 'blocked' | 'challenge' {
  return outcome === 'blocked' || outcome === 'challenge';
}

/** What the host asks for, or the usual rest after a refusal; absent: as the pause of a host grows. */
export function restMs(fault: FetchFault): number | undefined {
  const { outcome } = fault;
  if (!refuses(outcome) && outcome !== 'rate_limited') return undefined;
  return restUntil(fault, outcome).getTime() - Date.now();
}

export function toPublicError(fault: FetchFault): RetryError | DeferError | PermanentError {
  switch (fault.outcome) {
    case 'gone':
      return new PermanentError(fault.message, 'gone');
    case 'invalid':
    case 'too_large':
      return new PermanentError(fault.message, 'invalid');
    case 'blocked':
    case 'challenge':
    case 'robots_denied':
      return new DeferError(fault.message, restUntil(fault, fault.outcome), 'blocked');
    case 'rate_limited':
      return new DeferError(fault.message, restUntil(fault, fault.outcome), 'waiting');
    case 'server_error':
    case 'timeout':
    case 'network':
      return new RetryError(fault.message, { cause: fault.cause });
  }
}

/** When to come back: the host's own wish, or the usual rest from now. */
function restUntil(fault: FetchFault, outcome: keyof typeof REST_MS): Date {
  return fault.until ?? new Date(Date.now() + REST_MS[outcome]);
}
