/**
 * Opens connections to the open internet only.
 * Invariant: no socket carries a byte to a private address unless its exact host:port is allowed, whatever the URL,
 * the DNS answer or a redirect says.
 */

import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import type { buildConnector as Connectors, Dispatcher } from 'undici';
import { FatalError } from '../runtime/errors.ts';
import { asError } from '../runtime/thrown.ts';
import { isPublicAddress } from './address.ts';
import { bareHostname } from './target.ts';
import { Agent, buildConnector, createProxyAgent } from './undici.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The address belongs to a private network, whoever named it. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';

  constructor(address: string, hostname: string) {
    super(address === hostname ? `address ${address} is private` : `address ${address} of ${hostname} is private`);
  }
}

export const resolveBySystem: Resolve = (hostname) =>
  promisify(systemLookup)(hostname, { all: true, order: 'verbatim' });

const CONNECT_TIMEOUT_MS = 10_000;
/** Servers send 1 to 4 kB of headers; more than this is an attack or a fault. Answered with UND_ERR_HEADERS_OVERFLOW. */
const MAX_HEADER_BYTES = 16_384;

export interface DispatcherOptions {
  /** `host:port` pairs that may be private. */
  readonly allow: ReadonlySet<string>;
  readonly resolve: Resolve;
  readonly egressProxyUrl?: string | undefined;
}

/**
 * The client every request goes through.
 *
 * With a proxy, the proxy resolves names and opens the connections: `assertPublicName` is then the whole guard, and a
 * name that answers differently to us and to the proxy is the proxy's to refuse.
 *
 * @throws FatalError 78 when the proxy's URL is unusable
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  // HTTP/2 is left out: one request per host and second gains nothing from it, and its frame handling is a wide door.
  const shared = { maxHeaderSize: MAX_HEADER_BYTES, allowH2: false, keepAliveTimeout: 4_000 };
  if (options.egressProxyUrl === undefined) {
    return new Agent({ ...shared, connect: guardedConnector(options.allow, options.resolve) });
  }
  const proxy = URL.parse(options.egressProxyUrl);
  if (proxy === null || (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')) {
    throw new FatalError('EGRESS_PROXY_URL is not the http: or https: URL of a proxy', 78);
  }
  return createProxyAgent({ ...shared, uri: proxy.href });
}

/**
 * Three checks, because each alone leaks: Node never asks `lookup` about an IP literal; a name may have a public and a
 * private answer or a new one a second later, so all answers are judged and the very answers judged are connected to;
 * and the peer of the open socket is compared last, in case a layer below did something else.
 */
export function guardedConnector(allow: ReadonlySet<string>, resolve: Resolve): Connectors.connector {
  const tls = { timeout: CONNECT_TIMEOUT_MS, allowH2: false };
  const open = buildConnector({ ...tls, lookup: lookupFunction(resolve, () => undefined) });
  const guarded = buildConnector({
    ...tls,
    lookup: lookupFunction(resolve, (address, hostname) => {
      if (!isPublicAddress(address)) throw new PrivateAddressError(address, hostname);
    }),
  });
  return (options, callback) => {
    const hostname = bareHostname(options.hostname);
    const port = options.port || (options.protocol === 'https:' ? '443' : '80');
    if (allow.has(`${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`)) return open(options, callback);
    if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      return callback(new PrivateAddressError(hostname, hostname), null);
    }
    guarded(options, (error, socket) => {
      if (error !== null) return callback(error, null);
      const peer = socket.remoteAddress ?? 'unknown';
      if (isPublicAddress(peer)) return callback(null, socket);
      socket.destroy();
      callback(new PrivateAddressError(peer, hostname), null);
    });
  };
}

function lookupFunction(resolve: Resolve, judge: (address: string, hostname: string) => void): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (answers) => {
        try {
          for (const { address } of answers) judge(address, hostname);
        } catch (error) {
          return callback(asError(error), []);
        }
        const [first] = answers;
        if (first === undefined) return callback(new Error(`${hostname} has no address`), []);
        if (options.all === true) return callback(null, [...answers]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/** Names that only a local network or this machine answers; a proxy might resolve them where we cannot. */
const LOCAL_NAME = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * The guard in front of a proxy: refuses a name that is local by itself or resolves to a private address here. A name
 * that does not resolve here is let through, as behind a proxy a machine often has no DNS of its own.
 *
 * @throws PrivateAddressError
 */
export async function assertPublicName(url: URL, resolve: Resolve): Promise<void> {
  const hostname = bareHostname(url.hostname).replace(/\.$/, '');
  if (isIP(hostname) !== 0) {
    if (!isPublicAddress(hostname)) throw new PrivateAddressError(hostname, hostname);
    return;
  }
  if (!hostname.includes('.') || LOCAL_NAME.test(hostname)) throw new PrivateAddressError(hostname, hostname);
  let answers: readonly LookupAddress[];
  try {
    answers = await resolve(hostname);
  } catch {
    return;
  }
  for (const { address } of answers) {
    if (!isPublicAddress(address)) throw new PrivateAddressError(address, hostname);
  }
}
