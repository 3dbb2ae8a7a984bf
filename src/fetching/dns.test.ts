import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { createResolve } from './dns.ts';

/** A name server that knows `good.example` (192.0.2.7) and leaves every other name without an answer. */
async function startNameServer() {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.subarray(at + 1, at + 1 + length).toString());
      at += length + 1;
    }
    const name = labels.join('.').toLowerCase();
    asked.push(name);
    if (name !== 'good.example') return;
    const isV4 = query.readUInt16BE(at + 1) === 1;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(isV4 ? 1 : 0, 6);
    header.fill(0, 8, 12);
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
    socket.send(
      Buffer.concat([header, query.subarray(12, at + 5), ...(isV4 ? [answer] : [])]),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { asked, address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

test('two hundred names without an answer do not keep a good one waiting, and end within their deadline', async () => {
  const server = await startNameServer();
  try {
    const resolve = createResolve({ local: new Set(), servers: [server.address] });
    const began = performance.now();
    const dead = Array.from({ length: 200 }, (_, i) => resolve(`dead-${i}.example`).then(() => 'found', String));
    // A busy machine loses packets: all of them need not come.
    await eventually('the server was asked for many of them', () => new Set(server.asked).size >= 100);
    expect(await resolve('good.example')).toEqual([{ address: '192.0.2.7', family: 4 }]);
    const ends = await Promise.all(dead);
    expect(ends.every((end) => end.includes('dead-'))).toBe(true);
    // Each has 5 s; one after the other they would have 1,000.
    expect(performance.now() - began).toBeLessThan(60_000);
  } finally {
    server.close();
  }
});

test('a name of this machine is looked up by the system, and so is any name where no server can be reached', async () => {
  const server = await startNameServer();
  try {
    const resolve = createResolve({ local: new Set(['localhost.localdomain']), servers: [server.address] });
    const addresses = (await resolve('localhost')).map(({ address }) => address);
    expect(['127.0.0.1', '::1']).toEqual(expect.arrayContaining(addresses));
    await resolve('localhost.localdomain').catch(() => undefined);
    expect(server.asked).toEqual([]);
  } finally {
    server.close();
  }
  const nobody = createResolve({ local: new Set(), servers: [server.address] });
  await expect(nobody('name.invalid')).rejects.toMatchObject({ syscall: 'getaddrinfo' });
});
