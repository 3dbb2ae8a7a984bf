/**
 * Host names to addresses.
 * Invariant: no name keeps another from being looked up. The system's look-up has four threads, which files and
 * compression share: it is asked for names of this machine alone, two at a time, and everything else goes straight to
 * the name servers, each name with a deadline of its own.
 */

import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { Share } from '../runtime/share.ts';
import { codeOf } from '../runtime/thrown.ts';
import { type Resolve, resolveBySystem } from './connector.ts';

const DEADLINE_MS = 5_000;
/** A packet may be lost; each further try waits longer. */
const FIRST_TRY_MS = 1_000;
/** Of the four threads. */
const BY_SYSTEM_AT_ONCE = 2;
const HOSTS_FILE = '/etc/hosts';
const HOSTS_KEEP_MS = 10_000;

/** There is nobody to ask, or nobody who answers: the system may know another way. */
const NO_SERVER: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTINITIALIZED', 'ELOADIPHLPAPI', 'EBADRESP']);
/** The answer is that there is none. */
const NONE: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * @param options.local names to be looked up as this machine's own programs do
 * @param options.servers instead of those of the system, as `host` or `host:port`
 */
export function createResolve(options: {
  readonly local: ReadonlySet<string>;
  readonly servers?: readonly string[];
}): Resolve {
  const bySystem = atMost(BY_SYSTEM_AT_ONCE, resolveBySystem);
  const known = namesOfThisMachine();
  return async (hostname) => {
    const name = hostname.replace(/\.$/, '').toLowerCase();
    // A name without a dot is completed by the system's search list.
    if (!name.includes('.') || options.local.has(name) || known().has(name)) return bySystem(name);
    try {
      return await ask(name, options.servers);
    } catch (error) {
      if (!NO_SERVER.has(codeOf(error) ?? '')) throw error;
      return bySystem(name);
    }
  };
}

async function ask(name: string, servers: readonly string[] | undefined): Promise<LookupAddress[]> {
  const resolver = new Resolver({ timeout: FIRST_TRY_MS, tries: 3 });
  if (servers !== undefined && servers.length > 0) resolver.setServers(servers);
  const timer = setTimeout(() => resolver.cancel(), DEADLINE_MS);
  try {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const addresses = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (addresses.length > 0) return addresses;
    const reasons = [v4, v6].flatMap((asked) => (asked.status === 'rejected' ? [asked.reason] : []));
    // That one of the two has no answer says nothing while the other got none.
    throw reasons.find((reason) => !NONE.has(codeOf(reason) ?? '')) ?? reasons[0];
  } catch (error) {
    throw codeOf(error) === 'ECANCELLED' ? noAnswer(name) : error;
  } finally {
    clearTimeout(timer);
  }
}

function noAnswer(name: string): Error {
  return Object.assign(new Error(`no name server answered for ${name} within ${DEADLINE_MS / 1_000} s`), {
    code: 'ETIMEOUT',
  });
}

/** Runs `work` for at most `limit` names at once; whoever has waited for the deadline is not served any more. */
function atMost(limit: number, work: Resolve): Resolve {
  const threads = new Share(limit);
  return async (name) => {
    const patience = AbortSignal.timeout(DEADLINE_MS);
    const giveBack = await threads.take(1, patience).catch(() => {
      throw noAnswer(name);
    });
    return work(name).finally(giveBack);
  };
}

/** Those of the hosts file, which name servers are not asked about. Read anew now and then: it is small. */
function namesOfThisMachine(): () => ReadonlySet<string> {
  let names: ReadonlySet<string> = new Set();
  let until = 0;
  return () => {
    if (performance.now() < until) return names;
    until = performance.now() + HOSTS_KEEP_MS;
    try {
      const lines = readFileSync(HOSTS_FILE, 'utf8').split('\n');
      names = new Set(
        lines.flatMap((line) => (line.split('#', 1)[0] ?? '').trim().toLowerCase().split(/\s+/).slice(1)),
      );
    } catch {
      names = new Set();
    }
    return names;
  };
}
