import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../src/enrichment/rendering.ts';
import { readPage } from '../../src/extraction/read-page.ts';
import { PageBrowser } from '../../src/fetching/browser/page-browser.ts';
import { processesOf } from '../../src/fetching/browser/watch.ts';
import { createResolve } from '../../src/fetching/dns.ts';
import { messageOf } from '../../src/runtime/thrown.ts';
import { startHostileSite } from '../support/hostile-site.ts';
import { BROWSER, browserFolders, CHROMIUM, hasChromium } from './chromium.ts';

const CAR =
  '<h1>1967 Porsche 911 S Coupe</h1><p>Price: $45,000</p><p>VIN: 305101S</p><p>Mileage: 12,345 miles</p><p>Exterior Color: Red</p>';
const SHOW = `document.getElementById('root').innerHTML = ${JSON.stringify(CAR)};`;

/** What scripts do that never end, and how that ends. `car`: what was there before is taken all the same. */
const TRAPS: Readonly<Record<string, { readonly js: string; readonly ends: RegExp; readonly car: boolean }>> = {
  'a loop without end': { js: `${SHOW} setTimeout(() => { for (;;); }, 50);`, ends: /^(?:stuck|complete)$/, car: true },
  'a loop from the beginning': { js: 'for (;;);', ends: /^stuck$/, car: false },
  'a storm of alerts': { js: 'for (;;) alert(1);', ends: /\b(?:stuck|deadline)$/, car: false },
  'questions one after the other': {
    js: `${SHOW} setInterval(() => { confirm('?'); prompt('!'); }, 1);`,
    ends: /./,
    car: true,
  },
  'a feed without end': {
    js: `${SHOW} setInterval(() => fetch('/more?' + Math.random()).then((a) => a.text()).then((t) => document.body.append(t)), 20);`,
    ends: /^(?:more than 250 requests|complete)$/,
    car: true,
  },
  'a feed of nothing': {
    js: `setInterval(() => fetch('/more?' + Math.random()).then((a) => a.text()).then((t) => document.body.append(t)), 20);`,
    ends: /^more than 250 requests$/,
    car: false,
  },
  '50 MB of script': {
    js: `const s = document.createElement('script'); s.src = '/large.js'; document.body.append(s);`,
    ends: /^more than 30 MB$/,
    car: false,
  },
  'hosts without end': {
    js: `for (let i = 0; i < 40; i++) fetch('http://h' + i + '.example:8080/', { mode: 'no-cors' });`,
    ends: /^more than 20 hosts$/,
    car: false,
  },
  'memory without end': {
    js: 'const all = []; setInterval(() => all.push(new Uint8Array(40e6).fill(7)), 30);',
    ends: /its tab (?:took more than 600 MB|in the browser crashed)/,
    car: false,
  },
  'elements without end': {
    js: `setInterval(() => { for (let i = 0; i < 3000; i++) document.body.append(document.createElement('p')); }, 1);`,
    ends: /./,
    car: false,
  },
};

describe.runIf(hasChromium)('a page that never ends', () => {
  test('ends at a limit that has a name, gives what it has, and leaves the browser to the next one', async () => {
    const traps = Object.entries(TRAPS);
    const site = await startHostileSite({
      '/trap': (response, _, url) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<title>Cars</title><div id="root"></div><script src="/trap.js${url.search}"></script>`);
      },
      '/trap.js': (response, _, url) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(traps[Number(url.search.slice(1))]?.[1].js ?? '');
      },
      '/more': (response) => response.end('one more of very many lines; '),
      '/large.js': (response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(`/*${'x'.repeat(50e6)}*/`);
      },
    });
    const browser = await PageBrowser.find({
      ...{ path: CHROMIUM, url: undefined, sandbox: BROWSER.BROWSER_SANDBOX === 'on', proxyHost: '127.0.0.1' },
    });
    const read = async (n: number) => {
      const began = performance.now();
      const found = { ends: '', isListing: false, seconds: 0 };
      try {
        const page = await browser.render({
          target: new URL(`/trap?${n}`, site.origin),
          userAgent: 'micro-scrape/0.1',
          guard: {
            allow: new Set([site.allow]),
            resolve: createResolve({ local: new Set(), servers: ['127.0.0.1:9'] }),
          },
          begin: async () => undefined,
          mayAsk: async () => true,
          judge: async (seen) => verdictOf(readPage(seen), new Set(['price', 'mileage'])),
          signal: AbortSignal.timeout(120_000),
        });
        found.ends = page.ended;
        found.isListing = readPage(page).kind === 'listing';
      } catch (error) {
        found.ends = messageOf(error);
      }
      found.seconds = (performance.now() - began) / 1000;
      return found;
    };
    try {
      const ends = await Promise.all(traps.map((_, n) => read(n)));
      for (const [n, [name, { ends: expected, car }]] of traps.entries()) {
        expect(ends[n]?.ends, name).toMatch(expected);
        expect(ends[n]?.isListing, name).toBe(car);
      }
      expect(browser.state().ok).toBe(true);
    } finally {
      await browser.close();
      await site.close();
    }
    expect(browserFolders()).toEqual([]);
    expect(await processesOf(process.pid)).not.toContainEqual(expect.objectContaining({ isTab: true }));
  });
});
