/**
 * Troubles that last, told in few lines: the first time whole, then once a minute how often, and that they are over.
 * Invariant: a spell holds no timer when nothing has happened for a minute, and never more than a hundred are held.
 */

const EVERY_MS = 60_000;
/** What differs more often than this is told each time. */
const MOST = 100;

interface Spell {
  readonly since: number;
  last: number;
  /** In all, and since the last line. */
  all: number;
  untold: number;
  readonly timer: NodeJS.Timeout;
}

export class RepeatedTroubles {
  readonly #troubles = new Map<string, Spell>();
  readonly #again: (what: string, times: number, seconds: number) => void;

  /** @param again `times` more since the last line, `seconds` after the first */
  constructor(again: (what: string, times: number, seconds: number) => void) {
    this.#again = again;
  }

  /** Whether it is the first of its kind for a minute: then it is to be told. */
  begins(what: string): boolean {
    const now = performance.now();
    const spell = this.#troubles.get(what);
    if (spell !== undefined) {
      spell.last = now;
      spell.all += 1;
      spell.untold += 1;
      return false;
    }
    if (this.#troubles.size < MOST) {
      const timer = setInterval(() => this.#look(what), EVERY_MS).unref();
      this.#troubles.set(what, { since: now, last: now, all: 1, untold: 0, timer });
    }
    return true;
  }

  lasts(what: string): boolean {
    return this.#troubles.has(what);
  }

  /** How often and how long it was, where it has not happened for `quietMs`. */
  ends(what: string, quietMs: number): { times: number; seconds: number } | undefined {
    const spell = this.#troubles.get(what);
    if (spell === undefined || performance.now() - spell.last < quietMs) {
      return undefined;
    }
    clearInterval(spell.timer);
    this.#troubles.delete(what);
    return { times: spell.all, seconds: (spell.last - spell.since) / 1000 };
  }

  #look(what: string): void {
    const spell = this.#troubles.get(what);
    if (spell !== undefined && spell.untold > 0) {
      this.#again(what, spell.untold, (performance.now() - spell.since) / 1000);
      spell.untold = 0;
    } else {
      this.ends(what, 0);
    }
  }
}
