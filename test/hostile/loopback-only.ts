/**
 * Loaded into a process, keeps it on this machine.
 * Invariant: no TCP connection leaves for anything but 127.0.0.1 and ::1, whatever any layer above believes; what was
 * tried is refused as by a network that is not there, and remembered.
 */
import { appendFileSync } from 'node:fs';

/** What was tried: addresses with their ports. A process that loads this with `?log=PATH` writes them there as well. */
export const strayConnections: string[] = [];

/** Addresses that stand for a port of 127.0.0.1, as where something below the program leads a connection elsewhere. */
export const detours = new Map<string, number>();

const log = new URL(import.meta.url).searchParams.get('log');
/** libuv's number for "network is unreachable". */
const ENETUNREACH = -101;

type Connect = (this: unknown, request: unknown, address: string, port: number) => number;
interface Sockets {
  connect: Connect;
  connect6: Connect;
}

// The last place in Node through which every connection passes, and the only one that knows the address really used.
const { TCP } = (process as unknown as { binding(name: string): { TCP: { prototype: Sockets } } }).binding('tcp_wrap');
const { connect, connect6 } = TCP.prototype;

TCP.prototype.connect = function (request, address, port) {
  const detour = detours.get(address);
  if (detour !== undefined) return connect.call(this, request, '127.0.0.1', detour);
  return address === '127.0.0.1' ? connect.call(this, request, address, port) : refuse(address, port);
};
TCP.prototype.connect6 = function (request, address, port) {
  return address === '::1' ? connect6.call(this, request, address, port) : refuse(address, port);
};

function refuse(address: string, port: number): number {
  const tried = `${address} port ${port}`;
  strayConnections.push(tried);
  if (log !== null) appendFileSync(log, `${tried}\n`);
  return ENETUNREACH;
}
