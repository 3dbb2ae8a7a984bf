/**
 * Which sites have series of their own.
 * Invariant: never more than twenty at a time, and a site that has them keeps them until another one needs the place, so
 * that its counters do not come and go with its backlog.
 */
import type { SourceName } from './labels.ts';

const MOST = 20;

export class NamedSources {
  /** From the one that was wanted longest ago to the one wanted last. */
  #names: SourceName[] = [];

  get names(): readonly SourceName[] {
    return this.#names;
  }

  /** The site's own name where it has series, else `other`. */
  labelOf(source: SourceName): SourceName {
    return this.#names.includes(source) ? source : 'other';
  }

  /** `wanted`: the most important first. */
  want(wanted: readonly SourceName[]): {
    readonly added: readonly SourceName[];
    readonly removed: readonly SourceName[];
  } {
    const best = wanted.filter((name) => name !== 'other').slice(0, MOST);
    const before = this.#names;
    const others = before.filter((name) => !best.includes(name));
    this.#names = [...others, ...best].slice(-MOST);
    return {
      added: best.filter((name) => !before.includes(name)),
      removed: others.filter((name) => !this.#names.includes(name)),
    };
  }
}
