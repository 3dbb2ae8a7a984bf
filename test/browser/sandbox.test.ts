import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { follow } from '../support/program.ts';
import { CHROMIUM, hasChromium } from './chromium.ts';
import { startShellSite } from './shell-site.ts';

const READ_AS_NOBODY = fileURLToPath(new URL('read-as-nobody.ts', import.meta.url));

// Whoever is not root has the sandbox on in all other tests.
const isRoot = process.getuid?.() === 0;
/** Makes a namespace, of which Chromium makes its sandbox; some kernels and containers let nobody but root make any. */
const PROGRAM = 'unshare';
const hasNamespaces = isRoot && spawnSync(PROGRAM, ['--user', 'true'], { uid: 65_534, gid: 65_534 }).status === 0;

describe.runIf(hasChromium && hasNamespaces)('the sandbox of Chromium', () => {
  test('is on where another user than root reads a page, and the page is read', async () => {
    const site = await startShellSite();
    try {
      const program = follow(
        spawn(process.execPath, [READ_AS_NOBODY, CHROMIUM ?? '', `${site.origin}/fetch/3`], {
          env: { PATH: process.env.PATH ?? '' },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
      expect(await program.ended, program.output()).toBe(0);
      const { ended, tabs } = JSON.parse(program.output().trim().split('\n').at(-1) ?? '');
      expect(ended).toBe('complete');
      expect(tabs.length).toBeGreaterThan(0);
      for (const tab of tabs) {
        expect(tab).toMatchObject({ user: '65534', filters: '2' });
        expect(tab.namespaces).toBeGreaterThan(1);
      }
    } finally {
      await site.close();
    }
  });
});
