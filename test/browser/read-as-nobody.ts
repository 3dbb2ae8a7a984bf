/**
 * node test/browser/read-as-nobody.ts CHROMIUM ADDRESS, as root: has the page at ADDRESS read by a browser whose sandbox is
 * on, which no browser of root has, and says how, in one line of JSON.
 */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PageBrowser } from '../../src/fetching/browser/page-browser.ts';
import { processesOf } from '../../src/fetching/browser/watch.ts';
import { createResolve } from '../../src/fetching/dns.ts';
import { browserFolders } from './chromium.ts';

/** By Debian and most others. */
const NOBODY = 65_534;

const [, , chromium, address = ''] = process.argv;
const target = new URL(address);
const settings = { path: chromium, url: undefined, proxyHost: '127.0.0.1' };

// Whatever is loaded when a browser starts is loaded before root is given up: nobody may not be allowed to read our folder.
const first = await PageBrowser.find({ ...settings, sandbox: false });
await first.prove();
await first.close();

process.chdir(tmpdir());
process.setgroups?.([]);
process.setgid?.(NOBODY);
process.setuid?.(NOBODY);

const browser = await PageBrowser.find({ ...settings, sandbox: true });
const tabs: { user: string; filters: string; namespaces: number }[] = [];
try {
  const page = await browser.render({
    target,
    userAgent: 'micro-scrape/0.1',
    guard: { allow: new Set([target.host]), resolve: createResolve({ local: new Set() }) },
    begin: async () => undefined,
    mayAsk: async () => true,
    judge: async ({ html }) => {
      if (!html.includes('Transmission')) return 'nothing';
      for (const folder of browserFolders()) {
        const group = Number(await readFile(path.join(tmpdir(), folder, 'process'), 'utf8'));
        for (const { pid, isTab } of await processesOf(group)) if (isTab) tabs.push(await cageOf(pid));
      }
      return 'complete';
    },
    signal: AbortSignal.timeout(60_000),
  });
  process.stdout.write(`${JSON.stringify({ ended: page.ended, tabs })}\n`);
} finally {
  await browser.close();
}

/** As the kernel tells it: whose process it is, whether its system calls are filtered (2), how deep its namespace of ids is. */
async function cageOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const line = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  return {
    user: line('Uid').split('\t')[0] ?? '',
    filters: line('Seccomp'),
    namespaces: line('NSpid').split('\t').length,
  };
}
