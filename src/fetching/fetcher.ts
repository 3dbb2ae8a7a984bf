/**
 * The web as the rest of the program sees it: pages and images, or an error that says what happens next.
 */
import type { Pool } from 'pg';
import type { DeferError } from '../runtime/errors.ts';
import type { PageBrowser } from './browser/page-browser.ts';
import type { RenderedPage, RenderJob } from './browser/render.ts';
import type { Resolve } from './connector.ts';
import type { FetchKind, FetchOutcome } from './fetch-outcome.ts';
import type { HostState } from './host-state.ts';
import type { KeptAnswer } from './request.ts';

export type { FetchOutcome } from './fetch-outcome.ts';

export interface FetchedPage {
  readonly status: 'ok';
  /** The address after redirects. */
  readonly url: string;
  /** The body with its content-encoding undone, in the page's own charset. */
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface FetchedImage {
  /** The address after redirects. */
  readonly url: string;
  /** At least one; whether they are an image is for `checkImage` to say. */
  readonly bytes: Buffer;
  /** What the server says, '' if nothing. */
  readonly contentType: string;
}

export interface FetchEvent {
  readonly host: string;
  readonly kind: FetchKind;
  readonly outcome: FetchOutcome;
  /** From the first byte sent; without the wait for a turn. */
  readonly ms: number;
  /** Of the decoded body. */
  readonly bytes: number;
}

/**
 * All reads throw NoSeatError (no seat is free for the host), HostError (its turn, or the host's trouble), DeferError (robots.txt, a refusal of this address),
 * RetryError (network, 5xx or timeout of this address alone), PermanentError (gone, or nothing a listing could be) or, once
 * the signal aborts, the signal's reason.
 */
export interface Fetcher {
  /**
   * `reservedAt`: the slot for which the dispatcher has let the vehicle in. `failedAt`: when it last failed at a host.
   * The caller looks at the page and says what it is: `pageWasGood`, or `showedRobotCheck`.
   */
  fetchPage(
    url: string,
    options: {
      readonly signal: AbortSignal;
      /** What was read before, and need not be read again while it is the same. */
      readonly kept?: KeptAnswer | undefined;
      readonly reservedAt?: Date | undefined;
      readonly failedAt?: Date | undefined;
      /** What the caller has just seen of the host, so that it need not be asked for. */
      readonly seen?: HostState | undefined;
      /** Who holds the seat; absent: nobody's is needed. */
      readonly holder?: string;
    },
  ): Promise<FetchedPage | { readonly status: 'not_modified' }>;
  /** There is a browser for pages that scripts fill. */
  readonly renders: boolean;
  /**
   * As `fetchPage`, in the browser: a request for a page more, at the pace of its host, which needs no seat. Also throws
   * RateLimitedError while the browser does not start, and PermanentError (exhausted) for what does not come to rest.
   */
  renderPage(
    url: string,
    options: Omit<Parameters<Fetcher['fetchPage']>[1], 'kept' | 'holder'> & Pick<RenderJob, 'judge'>,
  ): Promise<RenderedPage>;
  fetchImage(
    url: string,
    options: { readonly signal: AbortSignal; readonly reservedAt?: Date | undefined; readonly holder?: string },
  ): Promise<FetchedImage>;
  /** Holders that are being answered now, in time and by hosts that answer slowly. */
  seats(): { readonly inTime: number; readonly slow: number };
  /** The host serves pages: whatever it failed with is over. `url`: after redirects. */
  pageWasGood(url: string): Promise<void>;
  /** A robot check that came with status 200: the host's trouble as any other refusal. Returns what to throw. */
  showedRobotCheck(url: string, reason: string, failedAt: Date | undefined): Promise<DeferError>;
  /** The host's next free slot, past its line, for whoever cannot stand in it. */
  reserveTurn(host: string): Promise<Date>;
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
}

export interface FetcherOptions {
  readonly pool: Pool;
  readonly userAgent: string;
  readonly robots: 'obey' | 'ignore';
  /** Between two pages of one host, over all daemons; robots.txt may ask for more. 0: no pacing. */
  readonly minIntervalMs: number;
  /** `host:port` pairs that may be private. */
  readonly allowPrivate: readonly string[];
  readonly egressProxyUrl?: string | undefined;
  /** Of the daemon; no host holds more than its share of them. */
  readonly seats?: number;
  readonly onFetch?: (event: FetchEvent) => void;
  /** Of whoever made it. */
  readonly browser?: PageBrowser | undefined;
  /** Name servers, instead of the system's. */
  readonly nameServers?: readonly string[];
  /** Instead of asking name servers. */
  readonly resolve?: Resolve;
}
