import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Site, startCanary, startHostileSite } from '../../test/support/hostile-site.ts';
import { createDispatcher, PrivateAddressError, type Resolve, resolveBySystem } from './connector.ts';
import { get } from './request.ts';
import { admitUrl } from './target.ts';

let canary: Site;
let site: Site;
let port: string;

beforeAll(async () => {
  [canary, site] = await Promise.all([startCanary(), startHostileSite()]);
  port = new URL(canary.origin).port;
});
afterAll(async () => {
  await Promise.all([canary.close(), site.close()]);
});
beforeEach(() => {
  canary.requests.length = 0;
});

/** Hosts that are, or lead to, this machine or a private network; each is tried at the canary's own port. */
const PRIVATE_HOSTS = [
  ...['127.0.0.1', '127.0.0.2', '127.255.255.254', '127.1', '127.0.1', '0x7f.1', '0x7f000001', '0177.0.0.1', '0177.1'],
  ...[
    '2130706433',
    '017700000001',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '１２７.0.0.1',
    '127。0。0。1',
    '0',
    '0.0.0.0',
    '00',
    '0x0',
  ],
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ｌocalhost', 'loc%61lhost', '127.0.0.1%2e'],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::127.0.0.1]', '[::7f00:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[0:0:0:0:0:ffff:7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]'],
  ...[
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[100::1]',
  ],
  ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255', '100.64.0.1'],
  ...['169.254.1.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  '255.255.255.255',
];

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };
const PUBLIC: LookupAddress = { address: '93.184.216.34', family: 4 };

/** DNS answers that hide a private address; every name is asked for again and again. */
const ANSWERS: Readonly<Record<string, (asked: number) => LookupAddress[]>> = {
  'a-private.test': () => [LOOPBACK],
  'aaaa-private.test': () => [{ address: '::1', family: 6 }],
  'mapped.test': () => [{ address: '::ffff:127.0.0.1', family: 6 }],
  'compatible.test': () => [{ address: '::7f00:1', family: 6 }],
  'public-then-private.test': () => [PUBLIC, LOOPBACK],
  'private-then-public.test': () => [LOOPBACK, PUBLIC],
  'link-local.test': () => [{ address: '169.254.1.1', family: 4 }],
  'nothing.test': () => [],
  'a.localhost': () => [LOOPBACK],
  'localhost.': () => [LOOPBACK],
  'garbage.test': () => [{ address: 'not an address', family: 4 }],
};

function resolver(): Resolve {
  const asked = new Map<string, number>();
  return async (hostname) => {
    const times = asked.get(hostname) ?? 0;
    asked.set(hostname, times + 1);
    const answer = ANSWERS[hostname];
    if (answer !== undefined) return answer(times);
    // `localhost` stands in the hosts file; no other name may leave this machine as a question.
    expect(hostname).toBe('localhost');
    return resolveBySystem(hostname);
  };
}

describe('the connector', () => {
  it('would reach the canary if it were allowed to', async () => {
    const dispatcher = createDispatcher({
      allow: new Set([canary.allow, `a-private.test:${port}`]),
      resolve: resolver(),
    });
    for (const origin of [canary.origin, `http://a-private.test:${port}`]) {
      const response = await dispatcher.request({ origin, path: '/', method: 'GET' });
      expect(await response.body.text()).toBe('you should not be here');
    }
    await dispatcher.destroy();
    expect(canary.requests).toHaveLength(2);
  });

  it.each(PRIVATE_HOSTS)('opens no connection to %s', async (host) => {
    const dispatcher = createDispatcher({ allow: new Set(), resolve: resolver() });
    const url = URL.parse(`http://${host}:${port}/`);
    if (url !== null) {
      const answer = dispatcher.request({ origin: url.origin, path: '/', method: 'GET' });
      await expect(answer).rejects.toThrow(PrivateAddressError);
    }
    await dispatcher.destroy();
    expect(canary.requests).toEqual([]);
  });

  it.each(Object.keys(ANSWERS))('opens no connection to %s, whatever DNS answers', async (host) => {
    const dispatcher = createDispatcher({ allow: new Set(), resolve: resolver() });
    for (let time = 0; time < 2; time++) {
      await expect(
        dispatcher.request({ origin: `http://${host}:${port}`, path: '/', method: 'GET' }),
      ).rejects.toThrow();
    }
    await dispatcher.destroy();
    expect(canary.requests).toEqual([]);
  });

  it('connects to the answer it judged: a name that turns private a moment later gains nothing', async () => {
    const asked: string[] = [];
    // The first answer is judged; were the name asked again for the connection, the second would lead to the canary.
    const rebinding: Resolve = async (hostname) => {
      asked.push(hostname);
      return asked.length % 2 === 1 ? [{ address: '192.0.2.1', family: 4 }] : [LOOPBACK];
    };
    const dispatcher = createDispatcher({ allow: new Set(), resolve: rebinding });
    for (let time = 0; time < 4; time++) {
      const answer = dispatcher.request({ origin: `http://rebind.test:${port}`, path: '/', method: 'GET' });
      await expect(answer).rejects.toThrow(PrivateAddressError);
    }
    await dispatcher.destroy();
    expect(asked).toHaveLength(4);
    expect(canary.requests).toEqual([]);
  });

  it('allows exactly the given host and port, not the same host by another name', async () => {
    const dispatcher = createDispatcher({ allow: new Set([site.allow]), resolve: resolver() });
    const sitePort = new URL(site.origin).port;
    await (await dispatcher.request({ origin: site.origin, path: '/page', method: 'GET' })).body.dump();
    for (const host of ['localhost', '127.0.0.2', '[::ffff:127.0.0.1]', 'a-private.test']) {
      const answer = dispatcher.request({ origin: `http://${host}:${sitePort}`, path: '/', method: 'GET' });
      await expect(answer, host).rejects.toThrow(PrivateAddressError);
    }
    await expect(dispatcher.request({ origin: canary.origin, path: '/', method: 'GET' })).rejects.toThrow('is private');
    await dispatcher.destroy();
    expect(canary.requests).toEqual([]);
  });
});

describe('a redirect', () => {
  const targets = [...PRIVATE_HOSTS, ...Object.keys(ANSWERS)];

  it.each([301, 302, 303, 307, 308])('by %i reaches no private address', async (status) => {
    const allow = new Set([site.allow]);
    const dispatcher = createDispatcher({ allow, resolve: resolver() });
    const client = { dispatcher, allow, userAgent: 'micro-scrape/test' };
    const options = { signal: new AbortController().signal, deadlineMs: 10_000, maxBytes: 1_000, accept: '*/*' };
    for (const host of targets) {
      // At the canary's port, and at a port of the web, where only the address can be the reason.
      for (const target of [`http://${host}:${port}/`, `http://${host}:8080/`, `//${host}:8443/`, `https://${host}/`]) {
        const url = new URL(`/to?status=${status}&url=${encodeURIComponent(target)}`, site.origin);
        await expect(get(client, url, options), target).rejects.toMatchObject({ name: 'FetchFault' });
      }
    }
    await dispatcher.destroy();
    expect(canary.requests).toEqual([]);
  });
});

describe('admitUrl', () => {
  it.each(PRIVATE_HOSTS.filter((host) => /^[[\d]/.test(host)))(
    'refuses the literal %s before anything is sent',
    (host) => {
      expect(() => admitUrl(`http://${host}/`, new Set())).toThrow(/private|not a URL/);
    },
  );

  it.each([
    ['', /not a URL/],
    ['   ', /not a URL/],
    ['cars.example/1', /not a URL/],
    ['//cars.example/1', /not a URL/],
    ['#fragment', /not a URL/],
    ['http://', /not a URL/],
    [`http://${'a'.repeat(64)}.example/%zz:99999999`.replace('.example', '.example:99999'), /not a URL/],
    ['file:///etc/passwd', /scheme file:/],
    ['ftp://cars.example/', /scheme ftp:/],
    ['gopher://cars.example/', /scheme gopher:/],
    ['data:text/html,hi', /scheme data:/],
    ['javascript:alert(1)', /scheme javascript:/],
    ['blob:https://cars.example/1', /scheme blob:/],
    ['http:127.0.0.1', /address 127\.0\.0\.1 is private/],
    ['ht\ntp://127.0.0.1/', /is private/],
    ['http:\\\\127.0.0.1\\', /is private/],
    ['http://cars.example@127.0.0.1/', /user name or password/],
    ['http://user:secret@cars.example/', /user name or password/],
    ['http://cars.example:22/', /port 22/],
    ['http://cars.example:25/', /port 25/],
    ['http://cars.example:5432/', /port 5432/],
    ['http://cars.example:6379/', /port 6379/],
    ['http://cars.example:0/', /port 0/],
    ['http://cars.example:65536/', /not a URL/],
    [`http://cars.example/${'a'.repeat(10_000)}`, /characters long/],
  ])('refuses "%s"', (text, reason) => {
    expect(() => admitUrl(text, new Set())).toThrow(reason);
  });

  it('never repeats a password', () => {
    expect(() => admitUrl('http://user:secret@cars.example/', new Set())).toThrow(/^(?!.*secret)/);
  });

  it.each([
    ['HTTP://Cars.Example/A b?q=1#x', 'http://cars.example/A%20b?q=1'],
    ['https://cars.example:8443/', 'https://cars.example:8443/'],
    ['http://cars.example:443/', 'http://cars.example:443/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['http://1.2.3/', 'http://1.2.0.3/'],
    [' https://cars.example/1 ', 'https://cars.example/1'],
  ])('admits "%s"', (text, href) => {
    expect(admitUrl(text, new Set()).href).toBe(href);
  });

  it('refuses the way from https: back to http:', () => {
    const from = new URL('https://cars.example/');
    expect(() => admitUrl('http://cars.example/', new Set(), from)).toThrow(/plain http/);
    expect(admitUrl('/2', new Set(), from).href).toBe('https://cars.example/2');
  });
});
