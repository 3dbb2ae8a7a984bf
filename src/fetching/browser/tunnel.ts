/**
 * A stream of bytes to a host of the open internet, for whoever speaks HTTP himself: the browser's proxy.
 * Invariant: it is opened by the very guard that every other request of ours goes through (connector.ts).
 */
import { once } from 'node:events';
import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { asError } from '../../runtime/thrown.ts';
import { assertPublicName, type DispatcherOptions, guardedConnector } from '../connector.ts';
import { bareHostname } from '../target.ts';

/** `hostname` as in a URL. @throws PrivateAddressError, or what keeps the host from being reached */
export type OpenTunnel = (hostname: string, port: string, signal: AbortSignal) => Promise<Socket>;

const CONNECT_TIMEOUT_MS = 10_000;

export function createTunnels({ allow, resolve, egressProxyUrl }: DispatcherOptions): OpenTunnel {
  if (egressProxyUrl !== undefined) {
    const proxy = new URL(egressProxyUrl);
    return async (hostname, port, signal) => {
      if (!allow.has(`${hostname}:${port}`)) await assertPublicName(new URL(`http://${hostname}:${port}/`), resolve);
      return throughProxy(proxy, `${hostname}:${port}`, signal);
    };
  }
  const connect = guardedConnector(allow, resolve);
  return (hostname, port, signal) =>
    new Promise((done, fail) => {
      signal.throwIfAborted();
      connect({ hostname: bareHostname(hostname), protocol: 'http:', port }, (error, socket) => {
        if (error !== null) return fail(asError(error));
        if (!signal.aborted) return done(socket);
        socket.destroy();
        fail(asError(signal.reason));
      });
    });
}

async function throughProxy(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  const name = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const request: ClientRequest = (proxy.protocol === 'https:' ? tlsRequest : plainRequest)({
    host: bareHostname(proxy.hostname),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: {
      host: target,
      ...(name !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(name).toString('base64')}` }),
    },
    agent: false,
  });
  const patience = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  try {
    request.end();
    const [response, socket] = await once(request, 'connect', { signal: patience });
    if (response.statusCode === 200) return socket;
    socket.destroy();
    throw new Error(`the proxy answered ${response.statusCode}`);
  } catch (error) {
    request.destroy();
    throw error;
  }
}
