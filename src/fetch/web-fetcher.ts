/**
 * Visits the web on behalf of a vehicle: guard, robots.txt, pacing, then one GET.
 * Invariant: no request leaves without all of them, each request's outcome is told exactly once, and what a host
 * answered is known to all daemons before the caller sees the error.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SlotError, WaitError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { parseAllowPrivate } from './address.ts';
import { createDispatcher, resolveBySystem } from './connector.ts';
import { type FailedOutcome, FetchFault, type FetchOutcome, restUntil, toPublicError } from './fault.ts';
import type { FetchEvent, FetchedImage, FetchedPage, Fetcher, FetcherOptions } from './fetcher.ts';
import { ImageGate } from './image-gate.ts';
import { Pacing } from './pacing.ts';
import { decodePage, refuseOtherTypes } from './page-content.ts';
import { type Answer, type Client, get } from './request.ts';
import { Robots } from './robots.ts';
import { admitUrl, describeUrl, hostKey } from './target.ts';

const PAGE = { deadlineMs: 20_000, maxBytes: 5_000_000, accept: 'text/html,application/xhtml+xml;q=0.9' };
const IMAGE = {
  deadlineMs: 30_000,
  maxBytes: 25_000_000,
  accept: 'image/avif,image/webp,image/jpeg,image/png,image/*;q=0.8',
};
const ROBOTS = { deadlineMs: 10_000, maxBytes: 5_000_000, accept: 'text/plain,*/*;q=0.5' };

/** Images are many and cheap for a site: their spacing is this part of the pages'. */
const IMAGES_PER_INTERVAL = 5;
const ROBOT_CHECK_PAUSE_MS = 3_600_000;
/** Failures that speak against the host and not against the address. */
const HOST_FAILURES: ReadonlySet<FailedOutcome> = new Set([
  'blocked',
  'challenge',
  'server_error',
  'timeout',
  'network',
]);

/** One visit while it lasts; redirects move it to other hosts. */
interface Visit {
  readonly kind: FetchEvent['kind'];
  host: string;
  startedAt: number;
}

class WebFetcher implements Fetcher {
  readonly #client: Client;
  readonly #pacing: Pacing;
  readonly #robots: Robots | undefined;
  readonly #gate = new ImageGate();
  readonly #closing = new AbortController();
  readonly #minIntervalMs: number;
  readonly #onFetch: (event: FetchEvent) => void;

  constructor(options: FetcherOptions) {
    const allow = parseAllowPrivate(options.allowPrivate);
    const resolve = options.resolve ?? resolveBySystem;
    this.#client = {
      dispatcher: createDispatcher({ allow, resolve, egressProxyUrl: options.egressProxyUrl }),
      allow,
      userAgent: options.userAgent,
      ...(options.egressProxyUrl !== undefined && { resolveBeforeProxy: resolve }),
    };
    this.#pacing = new Pacing(options.pool);
    this.#minIntervalMs = options.minIntervalMs;
    this.#onFetch = options.onFetch ?? (() => {});
    if (options.robots === 'obey') {
      const load = (url: URL) => this.#loadRobots(url);
      this.#robots = new Robots({ database: options.pool, userAgent: options.userAgent, load });
    }
  }

  fetchPage(
    url: string,
    options: Parameters<Fetcher['fetchPage']>[1],
  ): Promise<FetchedPage | { readonly status: 'not_modified' }> {
    const { signal, reservedAt } = options;
    return this.#visit<FetchedPage | { readonly status: 'not_modified' }>(
      'page',
      url,
      signal,
      async (target, visit) => {
        const crawlDelayMs = await this.#checkRobots(target, signal);
        await this.#takeTurn(target, crawlDelayMs, reservedAt, signal);
        visit.startedAt = performance.now();
        const answer = await get(this.#client, target, {
          ...PAGE,
          signal,
          etag: options.etag,
          lastModified: options.lastModified,
          onHeaders: refuseOtherTypes,
          onRedirect: async (to, withinDeadline) => {
            const delayMs = await this.#checkRobots(to, withinDeadline);
            if (hostKey(to) === visit.host) return;
            visit.host = hostKey(to);
            // A vehicle that has waited for its slot is not sent to the end of a second line: two hosts that redirect
            // to each other's could pass it on for ever.
            if (reservedAt === undefined) await this.#takeTurn(to, delayMs, undefined, withinDeadline);
            else await this.#refuseWhilePaused(visit.host);
          },
        });
        if (answer.status === 304) return { result: { status: 'not_modified' }, outcome: 'not_modified', bytes: 0 };
        const page: FetchedPage = {
          status: 'ok',
          url: answer.url.href,
          html: await decodePage(answer.body, answer.contentType),
          bytes: answer.body,
          contentType: answer.contentType ?? '',
          ...(answer.etag !== undefined && { etag: answer.etag }),
          ...(answer.lastModified !== undefined && { lastModified: answer.lastModified }),
        };
        return { result: page, outcome: 'ok', bytes: answer.body.length };
      },
    );
  }

  fetchImage(url: string, { signal }: { readonly signal: AbortSignal }): Promise<FetchedImage> {
    return this.#visit('image', url, signal, async (target, visit) => {
      const crawlDelayMs = await this.#checkRobots(target, signal);
      const spacingMs = Math.max(this.#minIntervalMs / IMAGES_PER_INTERVAL, crawlDelayMs);
      return this.#gate.run(visit.host, spacingMs, signal, async () => {
        await this.#refuseWhilePaused(visit.host);
        visit.startedAt = performance.now();
        const answer = await get(this.#client, target, {
          ...IMAGE,
          signal,
          onRedirect: async (to, withinDeadline) => {
            await this.#checkRobots(to, withinDeadline);
            visit.host = hostKey(to);
            await this.#refuseWhilePaused(visit.host);
          },
        });
        if (answer.body.length === 0) throw new FetchFault('server_error', `${describeUrl(answer.url)} is empty`);
        const image = { url: answer.url.href, bytes: answer.body, contentType: answer.contentType ?? '' };
        return { result: image, outcome: 'ok', bytes: answer.body.length };
      });
    });
  }

  async pauseHost(url: string, reason: string): Promise<Date> {
    return this.#pacing.pause(hostKey(new URL(url)), ROBOT_CHECK_PAUSE_MS, reason);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the fetcher was closed'));
    await this.#client.dispatcher.destroy();
  }

  /** Runs one visit, tells its outcome, lets the host's record follow from it and turns a fault into a public error. */
  async #visit<T>(
    kind: FetchEvent['kind'],
    url: string,
    signal: AbortSignal,
    work: (target: URL, visit: Visit) => Promise<{ result: T; outcome: FetchOutcome; bytes: number }>,
  ): Promise<T> {
    const visit: Visit = { kind, host: '', startedAt: performance.now() };
    try {
      signal.throwIfAborted();
      const target = admitUrl(url, this.#client.allow);
      visit.host = hostKey(target);
      const { result, outcome, bytes } = await work(target, visit);
      this.#tell(visit, outcome, bytes);
      await this.#pacing.recordSuccess(visit.host);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FetchFault)) throw error;
      this.#tell(visit, error.outcome, 0);
      throw toPublicError(await this.#record(visit.host, error));
    }
  }

  #tell(visit: Visit, outcome: FetchOutcome, bytes: number): void {
    this.#onFetch({ host: visit.host, kind: visit.kind, outcome, ms: performance.now() - visit.startedAt, bytes });
  }

  /** What a fault says about the host; gives back the fault, with the database's own time for a pause. */
  async #record(host: string, fault: FetchFault): Promise<FetchFault> {
    if (fault.outcome === 'gone') await this.#pacing.recordSuccess(host);
    if (HOST_FAILURES.has(fault.outcome)) await this.#pacing.recordFailure(host, fault.message);
    if (fault.outcome !== 'rate_limited') return fault;
    const forMs = restUntil(fault, fault.outcome).getTime() - Date.now();
    const until = await this.#pacing.pause(host, forMs, fault.message);
    return new FetchFault(fault.outcome, fault.message, { until, cause: fault });
  }

  /** Returns the interval the host asks for, ms. */
  #checkRobots(url: URL, signal: AbortSignal): Promise<number> {
    return this.#robots === undefined ? Promise.resolve(0) : abortable(this.#robots.check(url), signal);
  }

  async #takeTurn(url: URL, crawlDelayMs: number, reservedAt: Date | undefined, signal: AbortSignal): Promise<void> {
    const host = hostKey(url);
    const entry = await this.#pacing.enter(host, Math.max(this.#minIntervalMs, crawlDelayMs), reservedAt);
    if (!entry.go) throw new SlotError(`${host}: ${entry.reason}`, entry.at);
    if (entry.waitMs > 0) await sleep(entry.waitMs, undefined, { signal });
  }

  async #refuseWhilePaused(host: string): Promise<void> {
    const pause = await this.#pacing.findPause(host);
    if (pause !== undefined) throw new WaitError(`${host}: ${pause.reason}`, pause.until, 'waiting');
  }

  /** Shared by all vehicles that wait for it, so it listens to the fetcher's own end and not to one vehicle's. */
  async #loadRobots(url: URL): Promise<Pick<Answer, 'body' | 'contentType'>> {
    const host = hostKey(url);
    await this.#refuseWhilePaused(host);
    const visit: Visit = { kind: 'robots', host, startedAt: performance.now() };
    try {
      const answer = await get(this.#client, url, { ...ROBOTS, signal: this.#closing.signal });
      this.#tell(visit, 'ok', answer.body.length);
      return answer;
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      this.#tell(visit, error.outcome, 0);
      throw await this.#record(host, error);
    }
  }
}

/** @throws FatalError 78 when `allowPrivate` or `egressProxyUrl` is unusable */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new WebFetcher(options);
}
