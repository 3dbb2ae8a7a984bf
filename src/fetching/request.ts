/**
 * One GET, followed through its redirects, under one deadline.
 * Invariant: every hop passes `admitUrl` and the caller's own check before a byte is sent to it; no cookie, credential
 * or referrer is ever sent; whatever is not an answer worth reading is thrown as a FetchFault.
 */

import type { Dispatcher } from 'undici';
import { codeOf, messageOf } from '../runtime/thrown.ts';
import { hostAndPort } from './address.ts';
import { ACCEPTED_ENCODINGS, type BodyLimit, decodeBody, readBody, tooLarge } from './body.ts';
import { assertPublicName, PrivateAddressError, type Resolve } from './connector.ts';
import { type FailedOutcome, FetchFault } from './fetch-outcome.ts';
import { parseRetryAfter } from './retry-after.ts';
import { admitUrl, describeUrl } from './target.ts';

/** What all requests of a process share. */
export interface Client {
  readonly dispatcher: Dispatcher;
  /** `host:port` pairs that may be private. */
  readonly allow: ReadonlySet<string>;
  readonly userAgent: string;
  /** Set when a proxy opens the connections, so that names must be judged before it is asked. */
  readonly resolveBeforeProxy?: Resolve;
}

export interface GetOptions extends BodyLimit {
  readonly signal: AbortSignal;
  /** For all hops together, from the first byte sent to the last byte read. */
  readonly deadlineMs: number;
  readonly accept: string;
  /** Its validators are shown to the address that gave them and to no other: they may tell who asks. */
  readonly kept?: KeptAnswer | undefined;
  /** Called before each redirect is followed; may wait, may throw. */
  readonly onRedirect?: (to: URL, signal: AbortSignal) => Promise<void>;
  /** Called with the headers of a 200 before its body is read; throws a FetchFault to refuse it. */
  readonly onHeaders?: (contentType: string | undefined) => void;
}

/** What an address gave before. */
export interface KeptAnswer {
  /** After redirects. */
  readonly url: string;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export interface Answer {
  /** After redirects. */
  readonly url: URL;
  /** 304 only of what is kept. */
  readonly status: 200 | 304;
  /** Decoded; empty for 304, and when the server sent nothing. */
  readonly body: Buffer;
  readonly contentType: string | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * @throws FetchFault for everything but a 200 or an expected 304, and whatever `onRedirect` throws
 * @throws the signal's own reason when the caller aborts
 */
export async function get(client: Client, target: URL, options: GetOptions): Promise<Answer> {
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  let url = target;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    try {
      if (hop > 0) await options.onRedirect?.(url, signal);
      const answer = await send(client, url, options, signal);
      if (!(answer instanceof URL)) return answer;
      url = answer;
    } catch (error) {
      options.signal.throwIfAborted();
      if (!deadline.aborted) throw error;
      throw new FetchFault('timeout', `${describeUrl(url)} was not read within ${options.deadlineMs / 1_000} s`);
    }
  }
  throw new FetchFault('invalid', `more than ${MAX_REDIRECTS} redirects from ${describeUrl(target)}`);
}

/** One exchange: the answer, or the URL it redirects to. @throws FetchFault */
async function send(client: Client, url: URL, options: GetOptions, signal: AbortSignal): Promise<Answer | URL> {
  try {
    return await exchange(client, url, options, signal);
  } catch (error) {
    throw toFault(error, url);
  }
}

async function exchange(client: Client, url: URL, options: GetOptions, signal: AbortSignal): Promise<Answer | URL> {
  if (client.resolveBeforeProxy !== undefined && !client.allow.has(hostAndPort(url))) {
    await assertPublicName(url, client.resolveBeforeProxy);
  }
  const headers: Record<string, string> = {
    'user-agent': client.userAgent,
    accept: options.accept,
    'accept-language': 'en;q=0.9, *;q=0.5',
    'accept-encoding': ACCEPTED_ENCODINGS,
  };
  const kept = options.kept?.url === url.href ? options.kept : undefined;
  if (kept?.etag !== undefined) headers['if-none-match'] = kept.etag;
  if (kept?.lastModified !== undefined) headers['if-modified-since'] = kept.lastModified;
  const response = await client.dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'GET',
    headers,
    signal,
    // The deadline of the whole request is shorter; these only keep undici's own 300 s from mattering.
    headersTimeout: options.deadlineMs,
    bodyTimeout: options.deadlineMs,
  });
  const header = (name: string): string | undefined => {
    const value = response.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  // A stream nobody reads to its end must be destroyed, or its connection is held for ever; destroying it raises
  // 'error', which without a listener would end the process.
  response.body.on('error', () => undefined);
  try {
    if (REDIRECTS.has(response.statusCode)) return redirectTarget(header('location'), url, client.allow);
    const conditional = kept?.etag !== undefined || kept?.lastModified !== undefined;
    const notModified = response.statusCode === 304 && conditional;
    if (!notModified) judgeStatus(response.statusCode, header, url);
    const contentType = header('content-type');
    let body: Buffer = Buffer.alloc(0);
    if (!notModified) {
      options.onHeaders?.(contentType);
      if (options.cut !== true && Number(header('content-length')) > options.maxBytes) throw tooLarge(options.maxBytes);
      const wire = await readBody(response.body, options);
      body = await decodeBody(wire, header('content-encoding'), options);
    }
    return {
      url,
      status: notModified ? 304 : 200,
      body,
      contentType,
      etag: header('etag'),
      lastModified: header('last-modified'),
    };
  } finally {
    response.body.destroy();
  }
}

function redirectTarget(location: string | undefined, from: URL, allow: ReadonlySet<string>): URL {
  if (location === undefined) throw new FetchFault('invalid', `${describeUrl(from)} redirects to nowhere`);
  try {
    // undici gives header bytes as latin1; servers send UTF-8 paths.
    return admitUrl(Buffer.from(location, 'latin1').toString(), allow, from);
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    throw new FetchFault(error.outcome, `${describeUrl(from)} redirects to a refused address: ${error.message}`);
  }
}

/** Passes 200 and its equal 203; every other status is a fault. */
export function judgeStatus(status: number, header: (name: string) => string | undefined, url: URL): void {
  if (status === 200 || status === 203) return;
  const until = parseRetryAfter(header('retry-after'), new Date());
  const outcome = outcomeOfStatus(status, until !== undefined, header('cf-mitigated') === 'challenge');
  const message = `${describeUrl(url)} answered ${status}${outcome === 'challenge' ? ' with a robot check' : ''}`;
  throw new FetchFault(outcome, message, { status, until: outcome === 'rate_limited' ? until : undefined });
}

/** @param challenged the service in front of the site says in a header that this 403, 429 or 503 is a robot check */
function outcomeOfStatus(status: number, retryAfter: boolean, challenged: boolean): FailedOutcome {
  if (status >= 400 && challenged) return 'challenge';
  if (status === 404 || status === 410) return 'gone';
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status === 429 || (status === 503 && retryAfter)) return 'rate_limited';
  // 408 and 425 ask to try again; a success without a body (204, 205) or with a part of it (206) is the server's fault.
  if (status >= 500 || status === 408 || status === 425 || status < 300) return 'server_error';
  return 'invalid';
}

function toFault(error: unknown, url: URL): FetchFault {
  if (error instanceof FetchFault) return error;
  if (error instanceof PrivateAddressError) return new FetchFault('invalid', error.message, { cause: error });
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return new FetchFault('too_large', `the headers of ${describeUrl(url)} are larger than 16 kB`, options);
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'ETIMEDOUT':
      return new FetchFault('timeout', `${describeUrl(url)} did not answer in time`, options);
    default:
      return new FetchFault('network', `${describeUrl(url)} could not be read: ${reasonOf(error)}`, options);
  }
}

function reasonOf(error: unknown): string {
  // OpenSSL's end with a line break, and a reason is one line.
  return messageOf(error).replace(/\s+/g, ' ').trim();
}
