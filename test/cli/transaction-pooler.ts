/**
 * A transaction pooler between clients and a real PostgreSQL: a client keeps a server connection for one transaction,
 * the next one gets another, and what arrives on a connection that nobody holds is dropped.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import pg from 'pg';

const SSL_REQUEST = 80_877_103;
const SERVERS = 3;

interface Server {
  readonly client: pg.Client;
  readonly socket: Socket;
  user: Socket | undefined;
}

export interface TransactionPooler {
  /** The same database through the pooler. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startTransactionPooler(url: string): Promise<TransactionPooler> {
  const servers: Server[] = [];
  for (let n = 0; n < SERVERS; n += 1) servers.push(await openServer(url));
  const waiting: ((server: Server) => void)[] = [];
  const clients = new Set<Socket>();

  /** Least recently used first, as a fair pooler hands them out. */
  const take = async (user: Socket): Promise<Server> => {
    const free = servers.findIndex((server) => server.user === undefined);
    const server =
      free >= 0 ? servers.splice(free, 1)[0] : await new Promise<Server>((resolve) => waiting.push(resolve));
    if (server === undefined) throw new Error('no server connection');
    if (free >= 0) servers.push(server);
    server.user = user;
    return server;
  };
  const giveBack = (server: Server) => {
    server.user = undefined;
    waiting.shift()?.(server);
  };
  for (const server of servers) {
    onFrames(server.socket, (type, frame) => {
      server.user?.write(frame);
      if (type === 'Z' && frame.at(-1) === 'I'.charCodeAt(0)) giveBack(server);
    });
  }

  const listening = createServer((user) => {
    clients.add(user);
    user.setNoDelay();
    user.on('error', () => user.destroy());
    user.once('close', () => clients.delete(user));
    void serve(user, take);
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const pooled = new URL(url);
  pooled.port = String(port);
  pooled.searchParams.delete('sslmode');
  return {
    url: pooled.href,
    close: async () => {
      for (const user of clients) user.destroy();
      listening.close();
      for (const { socket } of servers) {
        const closed = once(socket, 'close');
        socket.destroy();
        await closed;
      }
    },
  };
}

/** pg logs in; after that the socket is ours. */
async function openServer(url: string): Promise<Server> {
  const client = new pg.Client({ connectionString: url, application_name: 'the pooler of a test' });
  client.on('error', () => {});
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  stream.setNoDelay();
  return { client, socket: stream, user: undefined };
}

async function serve(user: Socket, take: (user: Socket) => Promise<Server>): Promise<void> {
  let server: Promise<Server> | undefined;
  await login(user);
  onFrames(user, (type, frame) => {
    if (type === 'X') {
      user.end();
      return;
    }
    // The first message of a transaction takes a connection; it is given back when the server is idle again.
    const held = server?.then((each) => (each.user === user ? each : take(user))) ?? take(user);
    server = held;
    void held.then((each) => each.socket.write(frame));
  });
}

/** Lets everybody in; the server connections carry the password. */
async function login(user: Socket): Promise<void> {
  for (;;) {
    const [first] = (await once(user, 'data')) as [Buffer];
    if (first.readInt32BE(4) === SSL_REQUEST) {
      user.write('N');
      continue;
    }
    user.write(message('R', Buffer.from([0, 0, 0, 0])));
    user.write(message('Z', Buffer.from('I')));
    return;
  }
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Whole messages of the protocol: a type, a length, the rest. */
function onFrames(socket: Socket, receive: (type: string, frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= rest.readInt32BE(1) + 1) {
      const size = rest.readInt32BE(1) + 1;
      receive(String.fromCharCode(rest[0] ?? 0), rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  });
}
