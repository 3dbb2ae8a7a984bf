/**
 * Obeys robots.txt (RFC 9309).
 * Invariant: nothing is fetched that the host's robots.txt forbids us, and while it cannot be read nothing is fetched
 * at all: 4xx means the host has none, anything else is the host's trouble and means not now.
 */
import { z } from 'zod';
import { Latest } from '../runtime/latest.ts';
import { cleanText, cut } from '../runtime/text.ts';
import { decodeHtml } from './charset.ts';
import { type FailedOutcome, FetchFault } from './fetch-outcome.ts';
import type { Database } from './pacing.ts';
import { RobotsRules, readPart } from './robots-rules.ts';
import { FIND_ROBOTS, STORE_ROBOTS } from './statements.ts';
import { hostKey } from './target.ts';

/** RFC 9309: a copy is used for at most 24 hours. */
const KEEP_MS = 24 * 3_600_000;
/** Parsed rules stay in memory this long, so that what another daemon read anew arrives within minutes. */
const MEMORY_MS = 10 * 60_000;
const MEMORY_HOSTS = 500;
/** A host that asks for more than a minute between requests gets a minute. */
const MAX_CRAWL_DELAY_MS = 60_000;

/** Fetches a robots.txt or throws a FetchFault. */
export type LoadRobots = (url: URL) => Promise<{ body: Buffer; contentType: string | undefined }>;

interface Rules {
  /** null: the host has no robots.txt. */
  readonly parsed: RobotsRules | null;
  readonly expiresAt: number;
}

const storedRow = z.object({ text: z.string().nullable(), status: z.number(), age_ms: z.number() });

/** These outcomes of reading robots.txt mean that there is none to obey; a private address is refused later anyway. */
const HAS_NONE: ReadonlySet<FailedOutcome> = new Set(['gone', 'blocked', 'challenge', 'invalid']);

export class Robots {
  readonly #database: Database;
  readonly #load: LoadRobots;
  readonly #agent: string;
  readonly #memory = new Latest<Rules>(MEMORY_HOSTS);
  readonly #loading = new Map<string, Promise<Rules>>();

  constructor(options: { database: Database; userAgent: string; load: LoadRobots }) {
    this.#database = options.database;
    this.#load = options.load;
    this.#agent = productToken(options.userAgent);
  }

  /**
   * Returns how many milliseconds the host wants between requests, 0 if it does not say.
   *
   * @throws FetchFault `robots_denied` when the address is forbidden; what reading robots.txt failed with, while it does
   */
  async check(url: URL): Promise<number> {
    return this.#judge(url, await this.#rulesFor(url));
  }

  /** As `check`, without asking the host: undefined when its rules are not known. @throws FetchFault `robots_denied` */
  async checkKnown(url: URL): Promise<number | undefined> {
    const host = hostKey(url);
    const rules = this.#remembered(host) ?? (await this.#findStored(host));
    return rules === undefined ? undefined : this.#judge(url, rules);
  }

  #judge(url: URL, rules: Rules): number {
    if (rules.parsed === null) return 0;
    if (!rules.parsed.allows(url)) {
      throw new FetchFault('robots_denied', `robots.txt of ${url.host} forbids ${cut(url.pathname, 200)}`);
    }
    return Math.min(rules.parsed.crawlDelayMs(), MAX_CRAWL_DELAY_MS);
  }

  async #rulesFor(url: URL): Promise<Rules> {
    const host = hostKey(url);
    const known = this.#remembered(host);
    if (known !== undefined) return known;
    // Vehicles of one host come together: the first one reads, the others wait for it.
    let loading = this.#loading.get(host);
    if (loading === undefined) {
      loading = this.#read(host, url.origin).finally(() => this.#loading.delete(host));
      this.#loading.set(host, loading);
    }
    return loading;
  }

  #remembered(host: string): Rules | undefined {
    const known = this.#memory.get(host);
    return known !== undefined && known.expiresAt > Date.now() ? known : undefined;
  }

  async #findStored(host: string): Promise<Rules | undefined> {
    const { rows } = await this.#database.query(FIND_ROBOTS, [host]);
    const stored = z.array(storedRow).parse(rows)[0];
    if (stored === undefined || stored.age_ms >= KEEP_MS || !canServe(stored.status)) return undefined;
    return this.#remember(host, stored.text, KEEP_MS - stored.age_ms);
  }

  async #read(host: string, origin: string): Promise<Rules> {
    const stored = await this.#findStored(host);
    if (stored !== undefined) return stored;
    let text: string | null = null;
    let status = 200;
    try {
      const answer = await this.#load(new URL('/robots.txt', origin));
      text = cleanText(decodeHtml(readPart(answer.body), answer.contentType));
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      // Nothing is kept of it: whoever is let in next asks again.
      status = error.status ?? 404;
      if (!HAS_NONE.has(error.outcome) || !canServe(status)) throw unreadable(host, error);
    }
    await this.#database.query(STORE_ROBOTS, [host, text, status]);
    return this.#remember(host, text, KEEP_MS);
  }

  #remember(host: string, text: string | null, forMs: number): Rules {
    const rules: Rules = {
      parsed: text === null ? null : new RobotsRules(text, this.#agent),
      expiresAt: Date.now() + Math.min(forMs, MEMORY_MS),
    };
    this.#memory.set(host, rules);
    return rules;
  }
}

/** 429 is the one 4xx that says "not now", and a robot check may come with 503; rows of earlier versions keep such answers. */
function canServe(status: number): boolean {
  return status >= 200 && status < 500 && status !== 429;
}

/** As the failure itself is: the trouble of the host. */
function unreadable(host: string, fault: FetchFault): FetchFault {
  return new FetchFault(fault.outcome, `robots.txt of ${host} cannot be read now (${fault.message})`, {
    until: fault.until,
    cause: fault,
  });
}

/** The name robots.txt files call us by: `micro-scrape` of `micro-scrape/0.1 (+https://...)`. */
export function productToken(userAgent: string): string {
  const token = /\bcompatible;\s*([\w.-]+)/i.exec(userAgent)?.[1] ?? /^[\w.-]+/.exec(userAgent)?.[0];
  return token ?? userAgent;
}
