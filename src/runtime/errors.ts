/**
 * An error's class says what happens next; nobody looks at status codes or messages to decide.
 */
import { ToldError } from './told-text.ts';

/** Something passing went wrong (network, 5xx, a lost connection): try again later, counting the attempt. */
export class RetryError extends ToldError {
  override name = 'RetryError';
}

/**
 * Nothing is wrong with the vehicle, the host asks for patience (pacing, Retry-After, a robot check):
 * come back at `until` without counting an attempt.
 */
export class DeferError extends ToldError {
  override name = 'DeferError';
  /** When to come back. */
  readonly until: Date;
  /** `waiting`: our own politeness or the host's wish. `blocked`: the host refuses robots for now. */
  readonly outcome: 'waiting' | 'blocked';

  constructor(message: string, until: Date, outcome: 'waiting' | 'blocked' = 'waiting') {
    super(message);
    this.until = until;
    this.outcome = outcome;
  }
}

/** Our turn comes at `until`: give the vehicle back and come back then. */
export class RateLimitedError extends DeferError {
  override name = 'RateLimitedError';
}

/** No seat for its host is free, and nothing is reserved: the vehicle comes back soon. */
export class NoSeatError extends RateLimitedError {
  override name = 'NoSeatError';
}

/**
 * The host's trouble, or its pace: the vehicle waits in line there and is let in when the host opens. Only the host is the
 * worse for it, no attempt is counted.
 */
export class HostError extends DeferError {
  override name = 'HostError';
  readonly host: string;
  /** This vehicle's own request has failed. */
  readonly failed: boolean;
  /** False: it comes back by itself at `until`, as nobody else waits who could be asked for instead. */
  readonly inLine: boolean;
  /** From now to `until` by the database's clock. */
  readonly waitMs: number;

  constructor(
    message: string,
    until: Date,
    at: { host: string; refuses: boolean; failed: boolean; inLine: boolean; waitMs: number },
  ) {
    super(message, until, at.refuses ? 'blocked' : 'waiting');
    this.host = at.host;
    this.failed = at.failed;
    this.inLine = at.inLine;
    this.waitMs = at.waitMs;
  }
}

/** This source will never give more: store the reason and rest until a new event. */
export class PermanentError extends ToldError {
  override name = 'PermanentError';
  /**
   * `gone`: the listing is no longer there. `invalid`: the address or what stands there can never be a listing.
   * `exhausted`: nothing is wrong with either, and there is nothing that we can read.
   */
  readonly outcome: 'gone' | 'invalid' | 'exhausted';

  constructor(message: string, outcome: 'gone' | 'invalid' | 'exhausted') {
    super(message);
    this.outcome = outcome;
  }
}

/** The daemon cannot work at all; the message tells the operator what to do. Ends the process with `exitCode`. */
export class FatalError extends Error {
  override name = 'FatalError';
  /** 78 (EX_CONFIG) for configuration, 69 (EX_UNAVAILABLE) for a service that is away, 70 for a fault of ours. */
  readonly exitCode: 69 | 70 | 78;

  constructor(message: string, exitCode: 69 | 70 | 78, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
