/**
 * Which network addresses a listing may live at.
 * Invariant: an address is public only if it belongs to a class that is known to be public; whatever is unknown,
 * reserved or able to carry another address inside it is refused.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Ports a listing may be served at without being named in FETCH_ALLOW_PRIVATE. */
const WEB_PORTS: ReadonlySet<string> = new Set(['80', '443', '8080', '8443']);

/** True for an IPv4 or IPv6 literal (no brackets) that is routed on the open internet; false for anything else. */
export function isPublicAddress(ip: string): boolean {
  const address = parseAddress(ip);
  if (address === undefined) return false;
  if (address.kind() === 'ipv4') return address.range() === 'unicast';
  // ipaddr.js calls everything it has no name for unicast, `::127.0.0.1` (IPv4-compatible, ::/96) among it.
  // Only 2000::/3 is assigned to the internet, so nothing outside of it is believed.
  const [first = 0] = address.toByteArray();
  return address.range() === 'unicast' && first >> 5 === 0b001;
}

function parseAddress(ip: string) {
  // ipaddr.js alone would read `8.8` as 8.0.0.8, and a zone (`fe80::1%eth0`) only means something on the local link.
  if (isIP(ip) === 0 || ip.includes('%')) return undefined;
  if (isIP(ip) === 4) return ipaddr.parse(ip);
  // It also takes `::8.8.8.8` for `::ffff:8.8.8.8`; the URL parser writes both in hex, where they differ.
  const address = ipaddr.parse(new URL(`http://[${ip}]`).hostname.slice(1, -1));
  return 'isIPv4MappedAddress' in address && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** `host:port` with the scheme's own port filled in, IPv6 in brackets: the spelling of FETCH_ALLOW_PRIVATE. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

export function hasWebPort(url: URL): boolean {
  return WEB_PORTS.has(portOf(url));
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/**
 * Reads the entries of FETCH_ALLOW_PRIVATE, each `host:port` or `[::1]:port`. Exactly these pairs may be
 * private and may use any port; a name or a port alone allows nothing, so one open test server opens no other.
 *
 * @throws Error when an entry is not `host:port`; what it is instead may be a secret and is not said
 */
export function parseAllowPrivate(entries: readonly string[]): ReadonlySet<string> {
  const allowed = new Set<string>();
  for (const entry of entries) {
    const url = URL.parse(`http://${entry}`);
    if (url === null || !/^(\[[\da-f:.]+\]|[\w.-]+):\d{1,5}$/i.test(entry)) {
      throw new Error('must be host:port, such as 127.0.0.1:8080 or [::1]:8080, or several separated by commas');
    }
    allowed.add(hostAndPort(url));
  }
  return allowed;
}
