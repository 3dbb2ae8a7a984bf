import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { PageBrowser } from '../../src/fetching/browser/page-browser.ts';
import { createResolve } from '../../src/fetching/dns.ts';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { follow } from '../support/program.ts';
import { BROWSER, CHROMIUM, hasChromium } from './chromium.ts';
import { startShellSite } from './shell-site.ts';

describe.runIf(hasChromium)('a browser that runs elsewhere', () => {
  test('reads pages through our proxy, and is left running', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'browser-elsewhere-'));
    const flags = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--no-startup-window'];
    const sandbox = BROWSER.BROWSER_SANDBOX === 'on' ? [] : ['--no-sandbox'];
    const chromium = follow(spawn(CHROMIUM ?? '', [...flags, ...sandbox], { stdio: ['ignore', 'pipe', 'pipe'] }));
    const site = await startShellSite();
    try {
      const [, url] = await chromium.says(/DevTools listening on (ws:\S+)/);
      const browser = await PageBrowser.find({ path: undefined, url, sandbox: true, proxyHost: '127.0.0.1' });
      const page = await browser.render({
        target: new URL('/fetch/3', site.origin),
        userAgent: 'micro-scrape/0.1',
        guard: { allow: new Set([site.host]), resolve: createResolve({ local: new Set() }) },
        begin: async () => undefined,
        mayAsk: async () => true,
        judge: async ({ html }) => (html.includes('Transmission') ? 'complete' : 'nothing'),
        signal: AbortSignal.timeout(60_000),
      });
      expect(page).toMatchObject({ ended: 'complete', html: expect.stringContaining('data-source=') });
      expect(page.log.length).toBeGreaterThan(2);
      expect(page.log.filter(({ target, outcome }) => target !== site.host || outcome !== 'passed')).toEqual([]);
      await browser.close();
      expect(chromium.child.exitCode).toBeNull();
    } finally {
      await site.close();
      chromium.child.kill();
      await chromium.ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  });
});

test('of a host the latest twenty looks of each kind are remembered, in their order', async ({ database }) => {
  const client = await connect(database);
  try {
    await client.query(`insert into micro_scrape.hosts (host) values ('cars.example')`);
    for (const look of ['s', 'p', ...Array(25).fill('R'), ...Array(19).fill('s'), 'r']) {
      await client.query('select micro_scrape.note_look($1, $2)', ['cars.example', look]);
    }
    const { looks } = await one(client, `select looks from micro_scrape.hosts where host = 'cars.example'`);
    expect(looks).toBe(`p${'R'.repeat(19)}${'s'.repeat(19)}r`);
  } finally {
    await client.end();
  }
});
