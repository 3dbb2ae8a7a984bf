/**
 * Judges an address before anything is sent to it.
 * Invariant: a URL that leaves `admitUrl` is http(s), without credentials, at a web port, and not a private literal,
 * unless its exact host:port is allowed.
 */
import { isIP } from 'node:net';
import { cut } from '../runtime/text.ts';
import { hasWebPort, hostAndPort, isPublicAddress } from './address.ts';
import { FetchFault } from './fetch-outcome.ts';

/** Longer addresses are traps: browsers and servers commonly stop at 8 kB, and every log line would carry it. */
const MAX_URL_LENGTH = 4_096;

/**
 * Parses first and judges after: the URL parser folds `0x7f.1`, `2130706433`, full-width digits and tabs in the scheme
 * into the plain form, so only its result may be looked at.
 *
 * @param base the address that redirects here
 * @throws FetchFault `invalid`
 */
export function admitUrl(text: string, allow: ReadonlySet<string>, base?: URL): URL {
  if (text.length > MAX_URL_LENGTH) {
    throw new FetchFault(
      'invalid',
      `the address is ${text.length} characters long, at most ${MAX_URL_LENGTH} are read`,
    );
  }
  const url = URL.parse(text, base?.href);
  if (url === null) throw new FetchFault('invalid', 'the address is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchFault('invalid', `addresses of the scheme ${url.protocol} are not fetched, only http: and https:`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchFault('invalid', `the address at ${url.host} carries a user name or password`);
  }
  if (base?.protocol === 'https:' && url.protocol === 'http:') {
    throw new FetchFault('invalid', `redirected from https: to plain http: at ${url.host}`);
  }
  // `localhost..` is no name to us, and this machine to a resolver that forgives.
  if (hostKey(url).split('.').includes('')) throw new FetchFault('invalid', 'the address has no name of a host');
  if (!allow.has(hostAndPort(url))) {
    if (!hasWebPort(url)) throw new FetchFault('invalid', `port ${url.port} of ${url.hostname} is not a web port`);
    const literal = bareHostname(url.hostname);
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) {
      throw new FetchFault('invalid', `address ${literal} is private`);
    }
  }
  url.hash = '';
  return url;
}

/** The hostname as sockets know it: IPv6 without brackets. */
export function bareHostname(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Names a URL in messages and logs: no query and no `;name=value`, as tokens live there, and short. */
export function describeUrl(url: URL): string {
  const text = `${url.origin}${url.pathname.replace(/;[^/]*/g, '')}`;
  return text.length > 200 ? `${cut(text, 197)}...` : text;
}

/** Under which name a host is paced: `hostname`, or `hostname:port` when the port is not the scheme's own. */
export function hostKey(url: URL): string {
  const hostname = url.hostname.replace(/\.$/, '');
  return url.port === '' ? hostname : `${hostname}:${url.port}`;
}
