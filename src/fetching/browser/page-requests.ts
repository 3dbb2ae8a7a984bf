/**
 * The requests of one page: what becomes of each, how many there were, and the data that came with them.
 * Invariant: nothing is sent past a limit, against a robots.txt, or away from the page's own host as a page; what is under
 * way is known at any time.
 */
import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import { hostKey } from '../target.ts';
import { fateOf, isOfSite } from './request-rules.ts';

/** A listing that scripts fill sends 15 to 120 that are let pass; the rest is a feed, or a trap. */
const MOST_REQUESTS = 250;
/** Beside the first, and its redirects: an application may send its reader to the page's proper address once or twice. */
const MOST_MOVES = 2;
const MOST_REDIRECTS = 5;
/** A request that takes longer is one that waits for news (a long poll): nothing is to be expected of it. */
const BUSY_MS = 6_000;
const MOST_ANSWER_BYTES = 1_500_000;
const MOST_DATA_BYTES = 2_500_000;
/** A transparent picture of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export interface DataAnswer {
  readonly url: string;
  readonly json: string;
}

export class PageRequests {
  /** Those that were let pass. */
  sent = 0;
  readonly #page: Page;
  readonly #rules: Rules;
  readonly #underWay = new Map<HTTPRequest, number>();
  readonly #reading = new Set<Promise<void>>();
  readonly #data: DataAnswer[] = [];
  #dataBytes = 0;
  #moves = -1;

  constructor(page: Page, rules: Rules) {
    this.#page = page;
    this.#rules = rules;
    page.on('request', (request) => void this.#decide(request).catch(() => undefined));
    page.on('requestfinished', (request) => this.#underWay.delete(request));
    page.on('requestfailed', (request) => this.#underWay.delete(request));
    page.on('response', (response) => {
      const reading: Promise<void> = this.#keep(response).finally(() => this.#reading.delete(reading));
      this.#reading.add(reading);
    });
  }

  /** The page waits for something that may still bring words. */
  get busy(): boolean {
    const now = performance.now();
    return this.#reading.size > 0 || [...this.#underWay.values()].some((since) => now - since < BUSY_MS);
  }

  /** What the page's own site answered in JSON, in order. */
  get data(): readonly DataAnswer[] {
    return this.#data;
  }

  async #decide(request: HTTPRequest): Promise<void> {
    const url = new URL(request.url());
    const fate = fateOf({ type: request.resourceType(), url, method: request.method() });
    if (fate === 'picture') return request.respond({ status: 200, contentType: 'image/gif', body: PIXEL });
    if (fate === 'style') return request.respond({ status: 200, contentType: 'text/css', body: '' });
    if (fate === 'drop' || this.#rules.isShut()) return request.abort('blockedbyclient');
    if (!/^https?:$/.test(url.protocol)) return request.continue();
    // As if it had been stopped by hand: with any other reason the browser shows its own page of the error in its place.
    if (this.#isPage(request) && !this.#mayMove(request, url)) return request.abort('aborted');
    if (this.sent === 0) await this.#rules.begin();
    this.#underWay.set(request, performance.now());
    if (!(await this.#rules.mayAsk(url))) {
      this.#underWay.delete(request);
      return request.abort('blockedbyclient');
    }
    this.sent += 1;
    if (this.sent > MOST_REQUESTS) {
      this.#rules.onLimit(`more than ${MOST_REQUESTS} requests`);
      return request.abort('blockedbyclient');
    }
    await request.continue();
  }

  #isPage(request: HTTPRequest): boolean {
    return request.isNavigationRequest() && request.frame() === this.#page.mainFrame();
  }

  /** The page itself stays at its host, and does not load itself once more: that is how checks for robots are passed. */
  #mayMove(request: HTTPRequest, url: URL): boolean {
    if (hostKey(url) !== hostKey(this.#rules.target)) return false;
    const redirects = request.redirectChain().length;
    if (redirects > 0) return redirects <= MOST_REDIRECTS;
    this.#moves += 1;
    return this.#moves === 0 || (this.#moves <= MOST_MOVES && url.href !== this.#page.url());
  }

  async #keep(response: HTTPResponse): Promise<void> {
    const type = response.request().resourceType();
    const url = URL.parse(response.url());
    if ((type !== 'xhr' && type !== 'fetch') || url === null || !response.ok()) return;
    const headers = response.headers();
    if (!/\bjson\b/i.test(headers['content-type'] ?? '')) return;
    if (Number(headers['content-length'] ?? 0) > MOST_ANSWER_BYTES) return;
    if (!isOfSite(url.hostname, this.#rules.target.hostname)) return;
    try {
      const json = (await response.text()).trim();
      if (json.length > MOST_ANSWER_BYTES || this.#dataBytes + json.length > MOST_DATA_BYTES) return;
      this.#dataBytes += json.length;
      this.#data.push({ url: url.href, json });
    } catch {
      // It went with its page, or is larger than the browser keeps.
    }
  }
}

export interface Rules {
  readonly target: URL;
  readonly mayAsk: (url: URL) => Promise<boolean>;
  /** Resolves when the first request may leave; what it throws has ended the page. */
  readonly begin: () => Promise<void>;
  readonly onLimit: (what: string) => void;
  /** Nothing is sent any more. */
  readonly isShut: () => boolean;
}
