/**
 * Two servers that must never be connected to: one port, on 127.0.0.1 and on ::1.
 * Invariant: a connection counts from the moment it is open, also when it is closed without a byte.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

export interface Canary {
  readonly port: number;
  /** Connections that nobody should have made, so far. */
  visits(): Promise<number>;
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  let visits = 0;
  let ours = 0;
  const listen = async (host: string, port: number): Promise<Server> => {
    const server = createServer((socket) => {
      visits += 1;
      socket.on('error', () => undefined).resume();
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\ncanary');
    });
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  };
  const four = await listen('127.0.0.1', 0);
  const { port } = four.address() as AddressInfo;
  const servers = [four, await listen('::1', port)];
  return {
    port,
    async visits() {
      // Connections are accepted in the order in which they came: once ours is answered, all before it are counted.
      for (const host of ['127.0.0.1', '::1']) {
        const socket = connect(port, host);
        ours += 1;
        await once(socket.resume(), 'close');
      }
      return visits - ours;
    },
    async close() {
      for (const server of servers) await server[Symbol.asyncDispose]();
    },
  };
}
