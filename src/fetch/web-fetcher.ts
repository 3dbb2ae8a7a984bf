/**
 * Visits the web on behalf of a vehicle: guard, robots.txt, pacing, then one GET.
 * Invariant: no request leaves without all of them, each request's outcome is told exactly once, and what a host
 * answered is known to all daemons before the caller sees the error.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WaitError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { parseAllowPrivate } from './address.ts';
import { createDispatcher, resolveBySystem } from './connector.ts';
import {
  ANSWERS,
  FetchFault,
  type FetchOutcome,
  HOST_FAILURES,
  ROBOT_CHECK_REST_MS,
  refuses,
  restMs,
  toPublicError,
} from './fault.ts';
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
/** One visit while it lasts; redirects move it to other hosts. */
interface Visit {
  readonly kind: FetchEvent['kind'];
  host: string;
  startedAt: number;
  /** When the same vehicle last failed at a host. */
  readonly failedAt?: Date | undefined;
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
    const { signal, reservedAt, failedAt } = options;
    return this.#visit<FetchedPage | { readonly status: 'not_modified' }>(
      { kind: 'page', host: '', startedAt: performance.now(), failedAt },
      url,
      signal,
      async (target, visit) => {
        await this.#takeTurn(target, reservedAt, signal);
        visit.startedAt = performance.now();
        const answer = await get(this.#client, target, {
          ...PAGE,
          signal,
          etag: options.etag,
          lastModified: options.lastModified,
          onHeaders: refuseOtherTypes,
          onRedirect: async (to, withinDeadline) => {
            const from = visit.host;
            visit.host = hostKey(to);
            if (visit.host === from) {
              await this.#checkRobots(to, withinDeadline);
              return;
            }
            await this.#pacing.recordSuccess(from, false);
            // A vehicle that was let in at one host is not sent to the end of a second line: two hosts that redirect
            // to each other's could pass it on for ever.
            if (reservedAt === undefined) return this.#takeTurn(to, undefined, withinDeadline);
            await this.#pacing.refuseWhilePaused(visit.host);
            await this.#checkRobots(to, withinDeadline);
          },
        });
        if (answer.status === 304) {
          await this.#pacing.recordSuccess(visit.host, false);
          return { result: { status: 'not_modified' }, outcome: 'not_modified', bytes: 0 };
        }
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
    const begun: Visit = { kind: 'image', host: '', startedAt: performance.now() };
    return this.#visit(begun, url, signal, async (target, visit) => {
      const slowMs = await this.#pacing.refuseWhilePaused(visit.host);
      const crawlDelayMs = await this.#checkRobots(target, signal);
      const spacingMs = Math.max(this.#minIntervalMs / IMAGES_PER_INTERVAL, crawlDelayMs, slowMs);
      return this.#gate.run(visit.host, spacingMs, signal, async () => {
        await this.#pacing.refuseWhilePaused(visit.host);
        visit.startedAt = performance.now();
        const answer = await get(this.#client, target, {
          ...IMAGE,
          signal,
          onRedirect: async (to, withinDeadline) => {
            visit.host = hostKey(to);
            await this.#pacing.refuseWhilePaused(visit.host);
            await this.#checkRobots(to, withinDeadline);
          },
        });
        if (answer.body.length === 0) throw new FetchFault('server_error', `${describeUrl(answer.url)} is empty`);
        await this.#pacing.recordSuccess(visit.host, true);
        const image = { url: answer.url.href, bytes: answer.body, contentType: answer.contentType ?? '' };
        return { result: image, outcome: 'ok', bytes: answer.body.length };
      });
    });
  }

  async pageWasGood(url: string): Promise<void> {
    await this.#pacing.recordSuccess(hostKey(new URL(url)), false);
  }

  async showedRobotCheck(url: string, reason: string, failedAt: Date | undefined): Promise<WaitError> {
    const failure = { why: reason, photograph: false, refuses: true, restMs: ROBOT_CHECK_REST_MS, failedAt };
    const trouble = await this.#pacing.recordFailure(hostKey(new URL(url)), failure);
    return trouble ?? new WaitError(reason, new Date(Date.now() + ROBOT_CHECK_REST_MS), 'blocked');
  }

  reserveTurn(host: string): Promise<Date> {
    return this.#pacing.reserve(host);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the fetcher was closed'));
    await this.#client.dispatcher.destroy();
  }

  /** Runs one visit, tells its outcome, lets the host's record follow from a fault and turns that into a public error. */
  async #visit<T>(
    visit: Visit,
    url: string,
    signal: AbortSignal,
    work: (target: URL, visit: Visit) => Promise<{ result: T; outcome: FetchOutcome; bytes: number }>,
  ): Promise<T> {
    try {
      signal.throwIfAborted();
      const target = admitUrl(url, this.#client.allow);
      visit.host = hostKey(target);
      const { result, outcome, bytes } = await work(target, visit);
      this.#tell(visit, outcome, bytes);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FetchFault)) throw error;
      this.#tell(visit, error.outcome, 0);
      throw await this.#record(visit, error);
    }
  }

  #tell(visit: Visit, outcome: FetchOutcome, bytes: number): void {
    this.#onFetch({ host: visit.host, kind: visit.kind, outcome, ms: performance.now() - visit.startedAt, bytes });
  }

  /** What a fault says about the host, and what the vehicle has to do. */
  async #record({ host, kind, failedAt }: Visit, fault: FetchFault): Promise<Error> {
    const photograph = kind === 'image';
    if (ANSWERS.has(fault.outcome) && host !== '') await this.#pacing.recordSuccess(host, photograph);
    if (!HOST_FAILURES.has(fault.outcome)) return toPublicError(fault);
    const trouble = await this.#pacing.recordFailure(host, {
      why: fault.message,
      photograph,
      refuses: refuses(fault.outcome),
      restMs: restMs(fault),
      // Who asks for patience is obeyed, whatever else it has answered.
      failedAt: fault.outcome === 'rate_limited' ? undefined : failedAt,
    });
    return trouble ?? toPublicError(fault);
  }

  /** Returns the interval the host asks for, ms. */
  #checkRobots(url: URL, signal: AbortSignal): Promise<number> {
    return this.#robots === undefined ? Promise.resolve(0) : abortable(this.#robots.check(url), signal);
  }

  /** Rules that must be asked for are asked for within the turn: who stands in line costs the host nothing at all. */
  async #takeTurn(url: URL, reservedAt: Date | undefined, signal: AbortSignal): Promise<void> {
    const host = hostKey(url);
    const known = this.#robots === undefined ? 0 : await this.#robots.checkKnown(url);
    const entry = await this.#pacing.enter(host, Math.max(this.#minIntervalMs, known ?? 0), reservedAt);
    if (entry.waitMs > 0) await sleep(entry.waitMs, undefined, { signal });
    if (known !== undefined) return;
    const asked = await this.#checkRobots(url, signal);
    if (asked > this.#minIntervalMs) await this.#pacing.widen(host, asked);
  }

  /** Shared by all vehicles that wait for it, so it listens to the fetcher's own end and not to one vehicle's. */
  async #loadRobots(url: URL): Promise<Pick<Answer, 'body' | 'contentType'>> {
    const visit: Visit = { kind: 'robots', host: hostKey(url), startedAt: performance.now() };
    try {
      const answer = await get(this.#client, url, { ...ROBOTS, signal: this.#closing.signal });
      this.#tell(visit, 'ok', answer.body.length);
      return answer;
    } catch (error) {
      if (error instanceof FetchFault) this.#tell(visit, error.outcome, 0);
      throw error;
    }
  }
}

/** @throws FatalError 78 when `allowPrivate` or `egressProxyUrl` is unusable */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new WebFetcher(options);
}
