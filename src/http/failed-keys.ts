/**
 * Whoever sends wrong keys is answered ever more slowly.
 * Invariant: of one address at most one wrong key a second is answered once FREE were, and what is remembered of all
 * addresses is bounded. A right key is never kept waiting: behind a proxy all callers have one address, and a stranger
 * there must not shut the schedule out; keys of 32 characters are not guessed at any speed, what is saved is work.
 */
import ipaddr from 'ipaddr.js';
import { Latest } from '../runtime/latest.ts';

const FREE = 10;
const SPACING_MS = 1_000;
/** Who would wait longer is sent away at once: each who waits holds a connection. */
const LONGEST_MS = 8_000;
const MOST_ADDRESSES = 1_000;

export class FailedKeys {
  /** When the next wrong key of an address would be answered if each of them cost a second; longest unused first. */
  readonly #next = new Latest<number>(MOST_ADDRESSES);
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get size(): number {
    return this.#next.size;
  }

  /** For how many ms the refusal is kept back; undefined: too many wait already. */
  failed(address: string): number | undefined {
    const of = networkOf(address);
    const now = this.#now();
    const next = Math.max(this.#next.get(of) ?? 0, now) + SPACING_MS;
    const waitMs = Math.max(0, next - now - FREE * SPACING_MS);
    if (waitMs > LONGEST_MS) return undefined;
    this.#next.set(of, next);
    return waitMs;
  }
}

/** Of IPv6 the /64: anyone has all addresses of one. */
function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.');
}
