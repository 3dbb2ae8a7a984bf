/** The browser of this machine, for the tests that need one. */
import { accessSync, constants, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isHere } from '../support/skipped.ts';

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

export const hasChromium = isHere('chromium', CHROMIUM !== undefined, 'pages that scripts fill');

/** Root has no sandbox to offer. */
export const BROWSER = { BROWSER_PATH: CHROMIUM ?? '', BROWSER_SANDBOX: process.getuid?.() === 0 ? 'off' : 'on' };

/** Folders of browsers that this or another process has started and not taken away: each stands for one that runs. */
export function browserFolders(pid: number = process.pid): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`micro-scrape-browser-${pid}-`));
}
