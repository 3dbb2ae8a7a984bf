/**
 * Connections that run one prepared statement after the other, each in a durable transaction of its own.
 * It speaks the protocol itself: bytes that never change, an answer that is only counted. A client library would take
 * more of the processor than the statement, and hide what a trigger adds.
 */
import type { Socket } from 'node:net';
import type pg from 'pg';
import { connect } from './server.ts';

const NAME = 'w';
/** Of the protocol: B bind, E execute, S sync, X terminate; all without parameters. */
const ONCE = Buffer.concat([
  message('B', Buffer.from(`\0${NAME}\0\0\0\0\0\0\0`, 'latin1')),
  message('E', Buffer.from('\0\0\0\0\0', 'latin1')),
  message('S', Buffer.alloc(0)),
]);
const READY = 'Z'.charCodeAt(0);
const ERROR = 'E'.charCodeAt(0);

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Transactions that `writers` connections commit in `ms`, of a statement without parameters. */
export async function writeSteadily(
  url: string,
  statement: string,
  writers: number,
  ms: number,
): Promise<{ perSecond: number; rows: number }> {
  const clients = await Promise.all(Array.from({ length: writers }, () => connect(url)));
  try {
    // Prepared and planned; what it writes here is no row of the measured ones.
    for (const client of clients) {
      await client.query('begin');
      for (let n = 0; n < 6; n++) await client.query({ name: NAME, text: statement });
      await client.query('rollback');
    }
    const deadline = performance.now() + ms;
    const started = performance.now();
    const counts = await Promise.all(clients.map((client) => writeUntil(streamOf(client), deadline)));
    const rows = counts.reduce((sum, count) => sum + count, 0);
    return { rows, perSecond: (1000 * rows) / (performance.now() - started) };
  } finally {
    for (const client of clients) {
      client.on('error', () => undefined);
      streamOf(client).destroy();
    }
  }
}

/** The types know no connection. */
function streamOf(client: pg.Client): Socket {
  return (client as pg.Client & { connection: { stream: Socket } }).connection.stream;
}

function writeUntil(socket: Socket, deadline: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0);
    let count = 0;
    socket.removeAllListeners('data');
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const type = rest[0];
        const length = 1 + rest.readInt32BE(1);
        if (type === ERROR) reject(new Error(`the statement failed: ${rest.toString('utf8', 5, length)}`));
        rest = rest.subarray(length);
        if (type !== READY) continue;
        count += 1;
        if (performance.now() < deadline) socket.write(ONCE);
        else resolve(count);
      }
    });
    socket.write(ONCE);
  });
}
