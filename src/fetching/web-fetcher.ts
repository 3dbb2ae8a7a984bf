/**
 * Visits the web on behalf of a vehicle: guard, a seat, robots.txt, pacing, then one GET.
 * Invariant: no request leaves without all of them, each request's outcome is told exactly once, and what a host
 * answered is known to all daemons before the caller sees the error.
 */
import { DeferError } from '../runtime/errors.ts';
import { parseAllowPrivate } from './address.ts';
import type { PageBrowser } from './browser/page-browser.ts';
import type { RenderedPage } from './browser/render.ts';
import { createDispatcher, type DispatcherOptions } from './connector.ts';
import { createResolve } from './dns.ts';
import {
  ANSWERS,
  FetchFault,
  type FetchOutcome,
  HOST_FAILURES,
  ROBOT_CHECK_REST_MS,
  refuses,
  restMs,
  toPublicError,
} from './fetch-outcome.ts';
import type { FetchEvent, FetchedImage, FetchedPage, Fetcher, FetcherOptions } from './fetcher.ts';
import { HostSeats, type Seat } from './host-seats.ts';
import { ImageGate } from './image-gate.ts';
import { Pacing } from './pacing.ts';
import { refuseOtherContent, refuseOtherTypes } from './page-content.ts';
import { type Answer, type Client, get } from './request.ts';
import { Robots } from './robots.ts';
import { MOST_BYTES } from './robots-rules.ts';
import { admitUrl, describeUrl, hostKey } from './target.ts';
import { Turns } from './turns.ts';
import { inTime, notNow, takeSeat } from './waiting-for-a-seat.ts';

const PAGE = { deadlineMs: 20_000, maxBytes: 5_000_000, accept: 'text/html,application/xhtml+xml;q=0.9' };
const IMAGE = {
  deadlineMs: 30_000,
  maxBytes: 25_000_000,
  accept: 'image/avif,image/webp,image/jpeg,image/png,image/*;q=0.8',
};
/** Packed, so much holds more than the rules that are read of it (robots-rules.ts). */
const ROBOTS = { deadlineMs: 10_000, maxBytes: 2 * MOST_BYTES, cut: true, accept: 'text/plain,*/*;q=0.5' };

/** Images are many and cheap for a site: their spacing is this part of the pages'. */
const IMAGES_PER_INTERVAL = 5;
/** As the default of CONCURRENCY. */
const SEATS = 8;
/** How long a photograph waits behind others of its host. */
const GATE_PATIENCE_MS = 2_000;

/** What a visit brought. */
interface Visited<T> {
  readonly result: T;
  readonly outcome: FetchOutcome;
  readonly bytes: number;
}

/** Has the one request of a visit last no longer than its seat allows. */
type Send = <T>(send: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** One visit while it lasts; redirects move it to other hosts. */
interface Visit {
  readonly kind: FetchEvent['kind'];
  host: string;
  startedAt: number;
  /** It was sent, and broken off since it took too long. */
  brokenOff?: boolean;
  /** When the same vehicle last failed at a host. */
  readonly failedAt?: Date | undefined;
}

class WebFetcher implements Fetcher {
  readonly #client: Client;
  readonly #pacing: Pacing;
  readonly #robots: Robots | undefined;
  readonly #turns: Turns;
  readonly #gate = new ImageGate();
  readonly #seats: HostSeats;
  readonly #closing = new AbortController();
  readonly #minIntervalMs: number;
  readonly #onFetch: (event: FetchEvent) => void;
  readonly #browser: PageBrowser | undefined;
  readonly #guard: DispatcherOptions;

  constructor(options: FetcherOptions) {
    const allow = parseAllowPrivate(options.allowPrivate);
    const local = new Set(options.allowPrivate.map((entry) => entry.replace(/:\d+$/, '').toLowerCase()));
    const resolve = options.resolve ?? createResolve({ local, servers: options.nameServers ?? [] });
    this.#guard = { allow, resolve, egressProxyUrl: options.egressProxyUrl };
    this.#browser = options.browser;
    this.#client = {
      dispatcher: createDispatcher(this.#guard),
      allow,
      userAgent: options.userAgent,
      ...(options.egressProxyUrl !== undefined && { resolveBeforeProxy: resolve }),
    };
    this.#pacing = new Pacing(options.pool);
    this.#seats = new HostSeats({ seats: options.seats ?? SEATS });
    this.#minIntervalMs = options.minIntervalMs;
    this.#onFetch = options.onFetch ?? (() => {});
    if (options.robots === 'obey') {
      const load = (url: URL) => this.#loadRobots(url);
      this.#robots = new Robots({ database: options.pool, userAgent: options.userAgent, load });
    }
    this.#turns = new Turns({ pacing: this.#pacing, robots: this.#robots, minIntervalMs: this.#minIntervalMs });
  }

  fetchPage(
    url: string,
    options: Parameters<Fetcher['fetchPage']>[1],
  ): Promise<FetchedPage | { readonly status: 'not_modified' }> {
    const { signal, reservedAt, failedAt, seen } = options;
    if (seen !== undefined) this.#pacing.learn(seen);
    return this.#visit<FetchedPage | { readonly status: 'not_modified' }>(
      { kind: 'page', host: '', startedAt: performance.now(), failedAt },
      url,
      options,
      async (target, visit, send) => {
        await this.#turns.take(target, reservedAt, signal);
        const answer = await send((signalInTime) =>
          get(this.#client, target, {
            ...PAGE,
            signal: signalInTime,
            kept: options.kept,
            onHeaders: refuseOtherTypes,
            onRedirect: async (to, withinDeadline) => {
              const from = visit.host;
              visit.host = hostKey(to);
              if (visit.host === from) {
                await this.#turns.checkRobots(to, withinDeadline);
                return;
              }
              await this.#pacing.recordSuccess(from, false);
              // A vehicle that was let in at one host is not sent to the end of a second line: two hosts that redirect
              // to each other's could pass it on for ever.
              if (reservedAt === undefined) return this.#turns.take(to, undefined, withinDeadline);
              await this.#pacing.refuseWhilePaused(visit.host);
              await this.#turns.checkRobots(to, withinDeadline);
            },
          }),
        );
        if (answer.status === 304) {
          await this.#pacing.recordSuccess(visit.host, false);
          return { result: { status: 'not_modified' }, outcome: 'not_modified', bytes: 0 };
        }
        await refuseOtherContent(answer.body, answer.contentType);
        const page: FetchedPage = {
          status: 'ok',
          url: answer.url.href,
          bytes: answer.body,
          contentType: answer.contentType ?? '',
          ...(answer.etag !== undefined && { etag: answer.etag }),
          ...(answer.lastModified !== undefined && { lastModified: answer.lastModified }),
        };
        return { result: page, outcome: 'ok', bytes: answer.body.length };
      },
    );
  }

  get renders(): boolean {
    return this.#browser !== undefined;
  }

  renderPage(url: string, options: Parameters<Fetcher['renderPage']>[1]): Promise<RenderedPage> {
    const browser = this.#browser;
    if (browser === undefined) throw new Error('there is no browser');
    const { signal, reservedAt, failedAt, seen, judge } = options;
    if (seen !== undefined) this.#pacing.learn(seen);
    const begun: Visit = { kind: 'rendered', host: '', startedAt: performance.now(), failedAt };
    return this.#visit(begun, url, { signal }, async (target, visit) => {
      const result = await browser.render({
        target,
        begin: async () => {
          await this.#turns.take(target, reservedAt, signal);
          visit.startedAt = performance.now();
        },
        userAgent: this.#client.userAgent,
        guard: this.#guard,
        mayAsk: (address) => this.#mayAsk(address),
        judge,
        signal,
      });
      return { result, outcome: 'ok', bytes: result.bytes };
    });
  }

  fetchImage(url: string, options: Parameters<Fetcher['fetchImage']>[1]): Promise<FetchedImage> {
    const begun: Visit = { kind: 'image', host: '', startedAt: performance.now() };
    const { signal } = options;
    return this.#visit(begun, url, options, async (target, visit, send) => {
      const download = () => send((signalInTime) => this.#download(target, visit, signalInTime));
      const slowMs = await this.#pacing.refuseWhilePaused(visit.host);
      const crawlDelayMs = await this.#turns.checkRobots(target, signal);
      const spacingMs = this.#minIntervalMs / IMAGES_PER_INTERVAL;
      // What a host or a person asks for holds over all daemons, at some statements a photograph; our own spacing costs none.
      if (Math.max(crawlDelayMs, slowMs) > spacingMs) {
        await this.#turns.take(target, options.reservedAt, signal);
        return download();
      }
      return this.#gate.run(visit.host, spacingMs, inTurn(visit.host, signal), download);
    });
  }

  seats(): { readonly inTime: number; readonly slow: number } {
    return this.#seats.figures();
  }

  async pageWasGood(url: string): Promise<void> {
    await this.#pacing.recordSuccess(hostKey(new URL(url)), false);
  }

  async showedRobotCheck(url: string, reason: string, failedAt: Date | undefined): Promise<DeferError> {
    const failure = { why: reason, photograph: false, refuses: true, restMs: ROBOT_CHECK_REST_MS, failedAt };
    const trouble = await this.#pacing.recordFailure(hostKey(new URL(url)), failure);
    return trouble ?? new DeferError(reason, new Date(Date.now() + ROBOT_CHECK_REST_MS), 'blocked');
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
    { signal, holder }: { readonly signal: AbortSignal; readonly holder?: string },
    work: (target: URL, visit: Visit, send: Send) => Promise<Visited<T>>,
  ): Promise<T> {
    let seat: Seat | undefined;
    let sentAt: number | undefined;
    const send: Send = (request) => {
      sentAt = performance.now();
      visit.startedAt = sentAt;
      // Too long, unless there is a seat for it among those of slow hosts.
      const mustEnd = () => {
        if (seat === undefined || seat.turnedSlow()) return undefined;
        visit.brokenOff = true;
        return notNow(this.#seats.why(visit.host));
      };
      return inTime(mustEnd, signal, request);
    };
    try {
      signal.throwIfAborted();
      const target = admitUrl(url, this.#client.allow);
      visit.host = hostKey(target);
      if (holder !== undefined) seat = await takeSeat(this.#seats, visit.host, holder, signal);
      const { result, outcome, bytes } = await work(target, visit, send);
      this.#tell(visit, outcome, bytes);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (visit.brokenOff === true) this.#tell(visit, 'put_off', 0);
      if (!(error instanceof FetchFault)) throw error;
      this.#tell(visit, error.outcome, 0);
      throw await this.#record(visit, error);
    } finally {
      seat?.leave(sentAt === undefined ? undefined : performance.now() - sentAt);
    }
  }

  async #download(target: URL, visit: Visit, signal: AbortSignal): Promise<Visited<FetchedImage>> {
    await this.#pacing.refuseWhilePaused(visit.host);
    const answer = await get(this.#client, target, {
      ...IMAGE,
      signal,
      onRedirect: async (to, withinDeadline) => {
        visit.host = hostKey(to);
        await this.#pacing.refuseWhilePaused(visit.host);
        await this.#turns.checkRobots(to, withinDeadline);
      },
    });
    if (answer.body.length === 0) throw new FetchFault('server_error', `${describeUrl(answer.url)} is empty`);
    await this.#pacing.recordSuccess(visit.host, true);
    const image = { url: answer.url.href, bytes: answer.body, contentType: answer.contentType ?? '' };
    return { result: image, outcome: 'ok', bytes: answer.body.length };
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

  /** What a page in the browser asks for: where the rules of its host cannot be had, it is not asked. */
  async #mayAsk(url: URL): Promise<boolean> {
    try {
      admitUrl(url.href, this.#client.allow);
    } catch {
      // The browser's proxy refuses it and says so; such a host has no rules that could be had.
      return true;
    }
    try {
      await this.#robots?.check(url);
      return true;
    } catch (error) {
      if (error instanceof FetchFault) return false;
      throw error;
    }
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

/** Aborts with the signal, or when others of the host have gone first for long enough. */
function inTurn(host: string, signal: AbortSignal): AbortSignal {
  const patience = new AbortController();
  setTimeout(() => patience.abort(notNow(`${host}: others of its photographs come first`)), GATE_PATIENCE_MS).unref();
  return AbortSignal.any([signal, patience.signal]);
}

/** @throws when `allowPrivate` or `egressProxyUrl` is unusable */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new WebFetcher(options);
}
