/**
 * Counts what is seen of each host, for the pages of the sites.
 * Invariant: one statement a minute at the most, and none while nothing is fetched or read; what is counted is bounded
 * however many hosts there are. A daemon that is killed loses its last minute, and no work waits for any of it.
 */

import type { Queryable } from '../database/pool.ts';
import { addTallies, type Tally } from '../database/statements/site-tallies.ts';
import type { DaemonEvents } from '../events.ts';
import { asError } from '../runtime/thrown.ts';

const EVERY_MS = 60_000;
/** 3 MB; a catalogue of 500 hosts a minute has 10,000 of them. What comes above is counted with `(others)`. */
const MOST = 20_000;

export class Tallies {
  readonly #db: Queryable;
  readonly #events: DaemonEvents;
  #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #ends: (() => void)[];

  constructor(db: Queryable, events: DaemonEvents) {
    this.#db = db;
    this.#events = events;
    this.#ends = [
      events.on('fetch:end', ({ host, kind, outcome }) => this.#add(host, `fetch:${kind}`, outcome)),
      events.on('page:read', ({ host, kind, outcomes }) => {
        this.#add(host, 'page', kind);
        for (const [field, outcome] of kind === 'listing' ? Object.entries(outcomes) : []) {
          this.#add(host, `field:${field}`, outcome);
        }
      }),
    ];
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    for (const end of this.#ends) end();
    clearTimeout(this.#timer);
    await this.flush();
  }

  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  #add(host: string, what: string, outcome: string): void {
    const key = (of: string) => JSON.stringify([new Date().toISOString().slice(0, 10), of, what, outcome]);
    const own = key(host);
    const place = this.#counts.has(own) || this.#counts.size < MOST ? own : key('(others)');
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counted = this.#counts;
    if (counted.size === 0) return;
    this.#counts = new Map();
    const tallies = [...counted].map(([key, count]): Tally => {
      const [day = '', host = '', what = '', outcome = ''] = JSON.parse(key) as string[];
      return { day, host, what, outcome, count };
    });
    try {
      await addTallies(this.#db, tallies);
    } catch (error) {
      // They were counted for people to look at: an outage of the database costs the minute, and says so.
      this.#events.emit('fault', { where: 'tallies', error: asError(error) });
    }
  }
}
