/**
 * When a page that scripts fill is done, without I/O.
 * Invariant: nothing waits for a fixed time: what has been judged once is judged again only when it has changed, a page
 * that says all that is wanted ends at once, one that says nothing new ends after a silence, and all end at the deadline.
 */

/**
 * What a page holds at a moment: all that is wanted of a listing, a listing that lacks something, nothing of a vehicle, or
 * a refusal.
 */
export type Verdict = 'complete' | 'lacking' | 'nothing' | 'refused';

/** Why it was not waited for any longer; `stuck`: its scripts leave no room for a look. */
export type Ending = 'complete' | 'refused' | 'quiet' | 'deadline' | 'stuck';

export interface Look {
  /** ms, of any clock. */
  readonly now: number;
  /** Changes when the page has gained or lost something. */
  readonly signature: string;
  /** Something that it asked for is under way. */
  readonly busy: boolean;
  /** There is more of it below. */
  readonly canScroll: boolean;
}

export type Step = 'wait' | 'judge' | 'scroll' | 'decline' | Ending;

const QUIET_MS = 300;
/** A feed that never rests is judged all the same. */
const RESTLESS_MS = 2_500;
/** After the last news. A site that has shown nothing of a vehicle yet may be waiting for its slowest answer. */
const SILENCE_MS = { lacking: 3_500, nothing: 6_000 };
/** Some pages wait for an answer about cookies before they show anything. */
const DECLINE_AFTER_MS = 1_200;
const MOST_SCROLLS = 12;
const SCROLL_EVERY_MS = 200;

export class Patience {
  readonly #deadline: number;
  #signature = '';
  #changedAt: number;
  #judged: string | undefined;
  #judgedAt: number;
  #verdict: Verdict = 'nothing';
  /** Judgements in a row; after the second, what else comes and goes is no news of the vehicle. */
  #completes = 0;
  #scrolls = 0;
  #scrolledAt = Number.NEGATIVE_INFINITY;
  #declined = false;

  constructor(now: number, deadlineMs: number) {
    this.#deadline = now + deadlineMs;
    this.#changedAt = now;
    this.#judgedAt = now;
  }

  next({ now, signature, busy, canScroll }: Look): Step {
    if (signature !== this.#signature || busy) this.#changedAt = now;
    this.#signature = signature;
    if (this.#verdict === 'refused') return 'refused';
    if (now >= this.#deadline) return 'deadline';
    const silence = now - this.#changedAt;
    const isNews = signature !== this.#judged;
    if (isNews && (silence >= QUIET_MS || now - this.#judgedAt >= RESTLESS_MS)) {
      this.#judgedAt = now;
      return 'judge';
    }
    if (this.#completes > 1) return 'complete';
    if (silence < QUIET_MS) return 'wait';
    if (canScroll && this.#scrolls < MOST_SCROLLS) {
      if (now - this.#scrolledAt < SCROLL_EVERY_MS) return 'wait';
      this.#scrolls += 1;
      this.#scrolledAt = now;
      return 'scroll';
    }
    if (this.#verdict === 'complete') return 'complete';
    if (this.#verdict === 'nothing' && silence >= DECLINE_AFTER_MS && !this.#declined) {
      this.#declined = true;
      return 'decline';
    }
    return silence >= SILENCE_MS[this.#verdict] ? 'quiet' : 'wait';
  }

  /** What the page was found to hold when it looked so. */
  judged(signature: string, verdict: Verdict): void {
    this.#judged = signature;
    this.#verdict = verdict;
    this.#completes = verdict === 'complete' ? this.#completes + 1 : 0;
  }
}
