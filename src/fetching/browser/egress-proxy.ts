/**
 * The browser's one way out, for one page: a proxy of our own on a port that lives as long as the page.
 * Invariant: no byte leaves but through `admitUrl` and the guarded tunnel, so a name is resolved here, all its addresses
 * are judged, and the very address that was judged is connected to; every host that was asked for stands in the log.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { messageOf } from '../../runtime/thrown.ts';
import { type DispatcherOptions, PrivateAddressError } from '../connector.ts';
import { FetchFault } from '../fetch-outcome.ts';
import { admitUrl } from '../target.ts';
import { createTunnels, type OpenTunnel } from './tunnel.ts';

/** A listing of today asks 5 to 15 hosts for 40 to 150 things and 1 to 8 MB, without pictures. */
const MOST = { hosts: 20, connections: 300, bytes: 30_000_000 };
/** What one page may write to the log. */
const MOST_LINES = 500;
/** Of the connection to us, not from hop to hop. */
const OURS = new Set(['connection', 'proxy-connection', 'proxy-authorization', 'keep-alive', 'te', 'upgrade']);

export interface PassedHost {
  /** `host:port` as the browser said it. */
  readonly target: string;
  readonly outcome: 'passed' | 'refused' | 'failed';
  /** Why not. */
  readonly why?: string;
}

export interface ProxyOptions {
  /** What every request of ours goes through. */
  readonly guard: DispatcherOptions;
  /** This machine's address as the browser reaches it. */
  readonly host: string;
  /** Told once, when a limit is reached; nothing passes any more. */
  readonly onLimit: (what: string) => void;
}

export class EgressProxy {
  readonly log: PassedHost[] = [];
  readonly username = 'page';
  /** Whoever else finds the port gets nothing. */
  readonly password = randomBytes(18).toString('base64url');
  readonly #options: ProxyOptions;
  readonly #tunnel: OpenTunnel;
  readonly #server = createServer({ headersTimeout: 10_000, requestTimeout: 0 });
  readonly #ended = new AbortController();
  readonly #open = new Set<Duplex>();
  readonly #hosts = new Set<string>();
  #connections = 0;
  #bytes = 0;
  #limited = false;

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#tunnel = createTunnels(options.guard);
    this.#server.on('connection', (socket) => this.#keep(socket));
    this.#server.on('connect', (incoming: IncomingMessage, socket: Duplex) => void this.#connect(incoming, socket));
    this.#server.on('request', (incoming, response) => void this.#forward(incoming, response));
    this.#server.on('upgrade', (_, socket) => socket.destroy());
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  static async open(options: ProxyOptions): Promise<EgressProxy> {
    const proxy = new EgressProxy(options);
    proxy.#server.listen(0, options.host);
    await once(proxy.#server, 'listening', { signal: AbortSignal.timeout(5_000) });
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#options.host.includes(':') ? `[${this.#options.host}]` : this.#options.host}:${port}`;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get hosts(): number {
    return this.#hosts.size;
  }

  /** Lets nothing pass any more. */
  shut(): void {
    this.#limited = true;
  }

  close(): void {
    this.#ended.abort(new Error('the page was closed'));
    this.#server.close();
    this.#server.closeAllConnections();
    for (const stream of this.#open) stream.destroy();
  }

  async #connect(incoming: IncomingMessage, client: Duplex): Promise<void> {
    this.#keep(client);
    if (!this.#isOurs(incoming.headers)) return refuse(client, 407);
    const upstream = await this.#admit(`http://${incoming.url}/`, incoming.url ?? '');
    if (upstream === undefined) return refuse(client, 403);
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.on('data', (chunk: Buffer) => this.#count(chunk));
    client.on('data', (chunk: Buffer) => this.#count(chunk));
    upstream.pipe(client).pipe(upstream);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  }

  /** `http:` without a tunnel. */
  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = (status: number) => response.writeHead(status, { connection: 'close' }).end();
    if (!this.#isOurs(incoming.headers)) {
      response.setHeader('proxy-authenticate', 'Basic realm="page"');
      return void refused(407);
    }
    const url = URL.parse(incoming.url ?? '');
    if (url === null || url.protocol !== 'http:') return void refused(400);
    const upstream = await this.#admit(url.href, `${url.hostname}:${url.port || 80}`);
    if (upstream === undefined) return void refused(403);
    const { method = 'GET' } = incoming;
    const sent = request({
      createConnection: () => upstream,
      method,
      path: url.pathname + url.search,
      headers: { ...withoutOurs(incoming.headers), host: url.host, connection: 'close' },
      signal: this.#ended.signal,
    });
    sent.on('response', (answer) => {
      answer.on('data', (chunk: Buffer) => this.#count(chunk)).on('error', () => response.destroy());
      response.writeHead(answer.statusCode ?? 502, withoutOurs(answer.headers));
      answer.pipe(response);
    });
    sent.on('error', () => (response.headersSent ? response.destroy() : refused(502)));
    response.once('close', () => upstream.destroy());
    incoming.on('data', (chunk: Buffer) => this.#count(chunk)).pipe(sent);
  }

  /** A way to the host of the address, or a line in the log that says why there is none. */
  async #admit(address: string, target: string): Promise<Socket | undefined> {
    try {
      if (this.#limited) throw new FetchFault('invalid', 'a limit of the page is reached');
      const url = admitUrl(address, this.#options.guard.allow);
      this.#hosts.add(url.hostname);
      this.#connections += 1;
      if (this.#hosts.size > MOST.hosts) this.#reach(`more than ${MOST.hosts} hosts`);
      if (this.#connections > MOST.connections) this.#reach(`more than ${MOST.connections} connections`);
      const port = /:(\d+)$/.exec(target)?.[1] ?? (url.port || '80');
      const socket = await this.#tunnel(url.hostname, port, this.#ended.signal);
      this.#keep(socket);
      this.#write({ target, outcome: 'passed' });
      return socket;
    } catch (error) {
      const guarded = error instanceof FetchFault || error instanceof PrivateAddressError;
      this.#write({ target, outcome: guarded ? 'refused' : 'failed', why: messageOf(error) });
      return undefined;
    }
  }

  #reach(what: string): never {
    if (!this.#limited) this.#options.onLimit(what);
    this.#limited = true;
    throw new FetchFault('too_large', what);
  }

  #count({ length }: Buffer): void {
    this.#bytes += length;
    if (this.#bytes <= MOST.bytes || this.#limited) return;
    this.#limited = true;
    for (const stream of this.#open) stream.destroy();
    this.#options.onLimit(`more than ${MOST.bytes / 1e6} MB`);
  }

  #write(line: PassedHost): void {
    if (this.log.length < MOST_LINES) this.log.push(line);
  }

  #keep(stream: Duplex): void {
    if (this.#open.has(stream)) return;
    this.#open.add(stream);
    stream.once('close', () => this.#open.delete(stream));
    // What breaks is closed, and whoever reads of it hears of that.
    stream.on('error', () => stream.destroy());
    if (this.#ended.signal.aborted) stream.destroy();
  }

  #isOurs(headers: IncomingHttpHeaders): boolean {
    const said = Buffer.from(headers['proxy-authorization'] ?? '');
    const right = Buffer.from(`Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`);
    return said.length === right.length && timingSafeEqual(said, right);
  }
}

function refuse(client: Duplex, status: 403 | 407): void {
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="page"\r\n' : '';
  client.end(`HTTP/1.1 ${status} Refused\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

function withoutOurs(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OURS.has(name)));
}
