/**
 * The parts of undici that one GET needs.
 * Invariant: put together as the package's own index does, which loads 109 modules instead of 24, mocks and caches among
 * them: 70 ms of a start and 13 MB.
 */
import { createRequire } from 'node:module';
import type * as Undici from 'undici';

const require = createRequire(import.meta.url);

export const Agent = require('undici/lib/dispatcher/agent.js') as typeof Undici.Agent;
export const buildConnector = require('undici/lib/core/connect.js') as typeof Undici.buildConnector;

const Dispatcher = require('undici/lib/dispatcher/dispatcher.js') as typeof Undici.Dispatcher;
Object.assign(Dispatcher.prototype, { request: require('undici/lib/api/api-request.js') });

/** Loaded where there is a proxy. */
export function createProxyAgent(options: Undici.ProxyAgent.Options): Undici.ProxyAgent {
  const ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js') as typeof Undici.ProxyAgent;
  return new ProxyAgent(options);
}
