/**
 * A TCP proxy in front of PostgreSQL that can fail in every way a network can, one connection at a time.
 * Invariant: while a connection passes, its bytes arrive unchanged and in order; a connection whose bytes were once
 * swallowed never passes again, as behind a router that has forgotten it: its server's side stays open and silent.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type ClientMessage, ClientStream } from './wire.ts';

/** `refuse`: new connections are reset, old ones cut. `blackhole`: everything is accepted and nothing arrives. */
export type Mode = 'pass' | 'refuse' | 'blackhole' | { readonly delayMs: number };

export interface SeenMessage extends ClientMessage {
  /** application_name of the connection it came over. */
  readonly role: string;
  /** Tells the connections of one application_name apart. */
  readonly connection: number;
}

/** What to do once the server has the matching message: its answer never reaches the client. */
interface AnswerFault {
  readonly pattern: RegExp;
  readonly role: RegExp;
  /** `cut`: the client's connection is reset when the answer comes. `silence`: it just never comes. */
  readonly lost: 'cut' | 'silence';
  left: number;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly stream: ClientStream;
  readonly number: number;
  /** Bytes were swallowed. */
  doomed: boolean;
  /** The client died before it could send more; its end is told as ever. */
  withheld: boolean;
  /** What waits for `release`. */
  held: Buffer[] | undefined;
  answerFault: AnswerFault | undefined;
}

interface Late {
  readonly bytes: Buffer;
  /** performance.now() at which it is sent. */
  readonly at: number;
}

export class PostgresProxy {
  readonly #server: Server;
  readonly #lanes = new WeakMap<Socket, Late[]>();
  readonly #links = new Set<Link>();
  readonly #answerFaults: AnswerFault[] = [];
  #mode: (role: string) => Mode = () => 'pass';
  #targetPort: number;
  #accepted = 0;
  /**
   * Sees each message before it is forwarded; must not throw. `drop`: the network swallows it and forgets the connection.
   * `withhold`: it was never sent, because its sender has just died or is about to. `hold`: it waits for `release`, and
   * so does what its connection says after it.
   */
  onClientMessage: ((message: SeenMessage) => 'drop' | 'withhold' | 'hold' | undefined) | undefined;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    server.on('connection', (client) => this.#accept(client));
  }

  static async start(targetPort: number): Promise<PostgresProxy> {
    const server = createServer({ noDelay: true });
    const proxy = new PostgresProxy(server, targetPort);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The same database and login as `url`, through here. */
  through(url: string): string {
    const changed = new URL(url);
    changed.port = String((this.#server.address() as AddressInfo).port);
    return changed.href;
  }

  /** After a restart the server has another port. */
  retarget(port: number): void {
    this.#targetPort = port;
  }

  /** How connections behave from now on, by application_name. Those that cannot go on so are ended or doomed. */
  behave(mode: Mode | ((role: string) => Mode)): void {
    this.#mode = typeof mode === 'function' ? mode : () => mode;
    for (const link of this.#links) {
      const now = this.#mode(link.stream.role);
      if (now === 'refuse') this.#cut(link);
      else if (now === 'blackhole') link.doomed = true;
      // A client that still waits on a forgotten connection learns of it once the network answers again.
      else if (link.doomed) link.client.resetAndDestroy();
    }
  }

  /** Resets the open connections whose application_name matches; returns how many. */
  cut(role: RegExp): number {
    const hit = [...this.#links].filter((link) => !link.doomed && role.test(link.stream.role));
    for (const link of hit) this.#cut(link);
    return hit.length;
  }

  /** The answers to the next `times` messages whose SQL matches are lost, though the server carries them out. */
  loseAnswers(to: { pattern: RegExp; role: RegExp; lost: 'cut' | 'silence'; times: number }): void {
    this.#answerFaults.push({ ...to, left: to.times });
  }

  /** Lets go what was held. */
  release(): void {
    for (const link of this.#links) {
      const held = link.held ?? [];
      link.held = undefined;
      for (const bytes of held) this.#send(this.#mode(link.stream.role), link.server, bytes);
    }
  }

  /** How many connections of this application_name pass now. */
  count(role: RegExp): number {
    return [...this.#links].filter((link) => !link.doomed && role.test(link.stream.role)).length;
  }

  /** Ends the server's side of forgotten connections, as its own keepalive would after hours. */
  bury(): void {
    for (const link of this.#links) if (link.doomed && link.client.destroyed) this.#cut(link);
  }

  async close(): Promise<void> {
    for (const link of this.#links) this.#cut(link);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #cut(link: Link): void {
    this.#links.delete(link);
    link.client.resetAndDestroy();
    link.server.resetAndDestroy();
  }

  #accept(client: Socket): void {
    if (this.#mode('') === 'refuse') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: this.#targetPort, host: '127.0.0.1', noDelay: true });
    this.#accepted += 1;
    const link: Link = {
      client,
      server,
      stream: new ClientStream(),
      number: this.#accepted,
      doomed: false,
      withheld: false,
      held: undefined,
      answerFault: undefined,
    };
    this.#links.add(link);
    const end = (): void => {
      // Nobody tells the other side of a connection that the network has forgotten.
      if (!link.doomed) this.#cut(link);
    };
    for (const socket of [client, server]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (chunk) => this.#fromClient(link, chunk));
    server.on('data', (chunk) => this.#fromServer(link, chunk));
  }

  #fromClient(link: Link, chunk: Buffer): void {
    for (const message of link.stream.read(chunk)) {
      const { role } = link.stream;
      const mode = this.#mode(role);
      if (mode === 'refuse') {
        this.#cut(link);
        return;
      }
      const fate =
        mode === 'blackhole' ? 'drop' : this.onClientMessage?.({ ...message, role, connection: link.number });
      if (fate === 'drop') link.doomed = true;
      if (fate === 'withhold') link.withheld = true;
      if (link.doomed || link.withheld) continue;
      if (fate === 'hold') link.held ??= [];
      if (link.held !== undefined) {
        link.held.push(message.bytes);
        continue;
      }
      const fault = this.#answerFaults.find((f) => f.left > 0 && f.role.test(role) && f.pattern.test(message.sql));
      if (fault !== undefined) {
        fault.left -= 1;
        link.answerFault = fault;
      }
      this.#send(mode, link.server, message.bytes);
    }
  }

  #fromServer(link: Link, chunk: Buffer): void {
    if (link.doomed) return;
    if (link.answerFault !== undefined) {
      if (link.answerFault.lost === 'cut') this.#cut(link);
      else link.doomed = true;
      return;
    }
    this.#send(this.#mode(link.stream.role), link.client, chunk);
  }

  #send(mode: Mode, to: Socket, bytes: Buffer): void {
    const lane = this.#lanes.get(to) ?? [];
    this.#lanes.set(to, lane);
    const delayMs = typeof mode === 'object' ? mode.delayMs : 0;
    if (delayMs === 0 && lane.length === 0) {
      to.write(bytes);
      return;
    }
    lane.push({ bytes, at: performance.now() + delayMs });
    if (lane.length === 1) this.#drain(to, lane);
  }

  /** One timer a direction: later bytes never overtake earlier ones, also when the delay changes between them. */
  #drain(to: Socket, lane: Late[]): void {
    const [next] = lane;
    if (next === undefined || to.destroyed) return;
    setTimeout(
      () => {
        lane.shift();
        if (!to.destroyed) to.write(next.bytes);
        this.#drain(to, lane);
      },
      Math.max(0, next.at - performance.now()),
    );
  }
}
