import { createSocket, type Socket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { environmentOf, flagsOf, makeFolder } from '../../src/fetching/browser/cage.ts';
import { EgressProxy } from '../../src/fetching/browser/egress-proxy.ts';
import { PageBrowser } from '../../src/fetching/browser/page-browser.ts';
import { type Canary, startCanary } from '../hostile/canary.ts';
import { eventually } from '../support/eventually.ts';
import { type Site, startHostileSite } from '../support/hostile-site.ts';
import { BROWSER, CHROMIUM, hasChromium } from './chromium.ts';
import { hostilePage, WAYS } from './ways-out.ts';

/** Names as a stranger's server would answer them; a name that is rebound is public for a moment at the most. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'private.example': ['127.0.0.1'],
  'mixed.example': ['198.41.0.4', '127.0.0.1'],
  'rebound.example': ['127.0.0.1'],
  'six.example': ['::1'],
};

const resolve = async (name: string): Promise<LookupAddress[]> => {
  const found = NAMES[name] ?? (/^(?:.*\.)?localhost$/.test(name) ? ['127.0.0.1', '::1'] : undefined);
  if (found === undefined) throw Object.assign(new Error(`${name} is not known here`), { code: 'ENOTFOUND' });
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

interface World {
  readonly site: Site;
  readonly canary: Canary;
  readonly udp: { readonly packets: () => number };
  readonly guard: { readonly allow: ReadonlySet<string>; readonly resolve: typeof resolve };
}

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const canary = await startCanary();
  const sockets: Socket[] = [];
  let packets = 0;
  for (const [type, address] of [
    ['udp4', '127.0.0.1'],
    ['udp6', '::1'],
  ] as const) {
    const socket = createSocket(type);
    socket.on('message', () => (packets += 1));
    socket.bind(canary.port, address);
    await once(socket, 'listening');
    sockets.push(socket);
  }
  const target = `127.0.0.1:${canary.port}`;
  const html = (
    response: { setHeader(name: string, value: string): unknown; end(body: string): unknown },
    body: string,
  ) => {
    response.setHeader('content-type', 'text/html');
    response.end(body);
  };
  const site = await startHostileSite({
    '/hostile': (response, _, url) => html(response, hostilePage(target, url.search === '?stays')),
    '/to': (response, _, url) => response.writeHead(302, { location: decodeURIComponent(url.search.slice(1)) }).end(),
    '/policy': (response) => {
      response.setHeader('reporting-endpoints', `all="http://${target}/report"`);
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; report-uri http://${target}/csp; report-to all`,
      );
      html(response, '<script>1</script><img src="/x.png">');
    },
    '/service.js': (response) => {
      response.setHeader('content-type', 'text/javascript');
      response.end(`fetch('http://${target}/service-worker')`);
    },
  });
  try {
    const { port } = new URL(site.origin);
    await work({
      site,
      canary,
      udp: { packets: () => packets },
      guard: { allow: new Set([`127.0.0.1:${port}`]), resolve },
    });
  } finally {
    await site.close();
    await canary.close();
    for (const socket of sockets) socket.close();
  }
}

describe.runIf(hasChromium)('a hostile page', () => {
  test('reaches no private address in more than 60 ways, and what the proxy refused stands in its log', async () => {
    await inWorld(async ({ site, canary, udp, guard }) => {
      const browser = await PageBrowser.find({
        path: CHROMIUM,
        url: undefined,
        sandbox: BROWSER.BROWSER_SANDBOX === 'on',
        proxyHost: '127.0.0.1',
      });
      try {
        const page = await browser.render({
          target: new URL('/hostile', site.origin),
          userAgent: 'micro-scrape/0.1',
          guard,
          begin: async () => undefined,
          mayAsk: async () => true,
          judge: async ({ html }) => (/<title>tried \d+/.test(html) ? 'complete' : 'nothing'),
          signal: AbortSignal.timeout(60_000),
        });
        expect(Object.keys(WAYS).length).toBeGreaterThan(60);
        expect(page.html).toContain(`<title>tried ${Object.keys(WAYS).length}</title>`);
        expect(page.log.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(20);
        const own = new URL(site.origin).host;
        expect([
          ...new Set(page.log.filter(({ outcome }) => outcome === 'passed').map(({ target }) => target)),
        ]).toEqual([own]);
        expect(await canary.visits()).toBe(0);
        expect(udp.packets()).toBe(0);
        expect(site.requests.filter((each) => /service\.js/.test(each))).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });

  test('reaches none either where nothing stands between it and the proxy but the flags of the browser', async () => {
    await inWorld(async ({ site, canary, udp, guard }) => {
      const puppeteer = await import('puppeteer-core');
      const folder = await makeFolder();
      const proxy = await EgressProxy.open({ guard, host: '127.0.0.1', onLimit: () => undefined });
      const browser = await puppeteer.launch({
        ...{ executablePath: CHROMIUM ?? '', pipe: true, ignoreDefaultArgs: true, waitForInitialPage: false },
        args: flagsOf({ folder, sandbox: BROWSER.BROWSER_SANDBOX === 'on' }),
        env: environmentOf(folder),
      });
      try {
        const context = await browser.createBrowserContext({
          proxyServer: proxy.url,
          proxyBypassList: ['<-loopback>'],
          downloadBehavior: { policy: 'deny' },
        });
        const page = await context.newPage();
        await page.authenticate({ username: proxy.username, password: proxy.password });
        await page.goto(`${site.origin}/hostile?stays`, { waitUntil: 'domcontentloaded' });
        await eventually('all ways are tried', async () => /tried \d+/.test(await page.title()));
        expect(proxy.log.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(30);
        expect(await canary.visits()).toBe(0);
        expect(udp.packets()).toBe(0);
      } finally {
        await browser.close();
        proxy.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      }
    });
  });
});
