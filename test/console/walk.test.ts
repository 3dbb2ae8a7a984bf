/** A person walks through the console of a whole daemon. */
import { describe, expect } from 'vitest';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { hasChromium, openBrowser, problemsOf } from './browser.ts';

describe.runIf(hasChromium)('in a real browser', () => {
  test('the link of the terminal signs in, and the way out leads back to the door', async ({ database }) => {
    const daemon = await startTestDaemon(database);
    const { page, complaints, requests, close } = await openBrowser();
    try {
      await page.goto(`${daemon.origin}/console`);
      await page.waitForURL('**/console/sign-in?to=*');
      expect(await problemsOf(page, 'sign-in')).toEqual([]);
      await page.goto(daemon.consoleLink() ?? '');
      await page.waitForURL('**/console');
      await page.goto(`${daemon.origin}/console/trail`);
      expect(await page.textContent('.who span')).toBe('link of the terminal');
      expect(await problemsOf(page, 'trail')).toEqual([]);
      await page.click('text=Sign out');
      await page.waitForURL('**/console/sign-in');
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(daemon.origin) && !url.startsWith('data:'))).toEqual([]);
    } finally {
      await close();
      await daemon.stop();
    }
  });
});
