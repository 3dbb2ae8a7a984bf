/**
 * The web as the rest of the program sees it: pages and images, or an error that says what happens next.
 */
import type { Pool } from 'pg';
import type { Resolve } from './connector.ts';
import type { FetchOutcome } from './fault.ts';

export type { FetchOutcome } from './fault.ts';

export interface FetchedPage {
  readonly status: 'ok';
  /** The address after redirects. */
  readonly url: string;
  readonly html: string;
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
  readonly kind: 'page' | 'image' | 'robots';
  readonly outcome: FetchOutcome;
  /** From the first byte sent; without the wait for a turn. */
  readonly ms: number;
  /** Of the decoded body. */
  readonly bytes: number;
}

/**
 * Both reads throw WaitError (a later slot, Retry-After, a refusal), RetryError (network, 5xx, timeout), GiveUpError
 * (gone, or nothing a listing could be) or, once the signal aborts, the signal's reason.
 */
export interface Fetcher {
  /**
   * A slot more than a moment away is reserved and thrown as a WaitError; the caller comes back at its `until` and
   * passes it as `reservedAt`.
   */
  fetchPage(
    url: string,
    options: {
      readonly signal: AbortSignal;
      readonly etag?: string | undefined;
      readonly lastModified?: string | undefined;
      readonly reservedAt?: Date | undefined;
    },
  ): Promise<FetchedPage | { readonly status: 'not_modified' }>;
  fetchImage(url: string, options: { readonly signal: AbortSignal }): Promise<FetchedImage>;
  /** For a robot check that came with status 200 and was seen by whoever read the page. Returns when the pause ends. */
  pauseHost(url: string, reason: string): Promise<Date>;
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
  readonly onFetch?: (event: FetchEvent) => void;
  /** Instead of the system's resolver. */
  readonly resolve?: Resolve;
}
