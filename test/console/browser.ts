/** A real Chromium (Debian's, or the one CHROMIUM names), and what every page of the console must be in it. */
import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { isHere } from '../support/skipped.ts';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = isHere('chromium', isExecutable(PROGRAM), 'the console in a real browser');

function isExecutable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Looked {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address that was asked for, by any frame. */
  readonly requests: readonly string[];
  /** What the page's scripts and its policy complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A window of its own, without cookies. The test closes it. */
export async function openBrowser(): Promise<Looked> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser: Browser = await chromium.launch({ executablePath: PROGRAM, args, timeout: 120_000 });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (fault) => complaints.push(String(fault.error())));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, requests, complaints, close: () => browser.close() };
}

const SIGHTS = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const;

/**
 * What is wrong with the page as it is, light and dark, wide and on a phone: what axe-core finds, and what is wider than the
 * window. With PICTURES=FOLDER a picture of each is put there.
 */
export async function problemsOf(page: Page, name: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [colorScheme, width] of SIGHTS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const sight = `${name}, ${colorScheme}, ${width} wide`;
    // Not as a script element: the policy of the page would refuse it, as it must.
    await page.evaluate(axe.source);
    const found = await page.evaluate('axe.run(document)');
    problems.push(...(found as axe.AxeResults).violations.flatMap((each) => described(sight, each)));
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (Number(over) > 0) problems.push(`${sight}: ${over} px wider than the window`);
    if (process.env.PICTURES !== undefined) {
      await mkdir(process.env.PICTURES, { recursive: true });
      const file = path.join(process.env.PICTURES, `${name}-${colorScheme}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return problems;
}

function described(sight: string, { id, help, nodes }: axe.Result): string[] {
  return nodes.map(({ html, failureSummary }) => `${sight}: ${id}: ${help}: ${html}: ${failureSummary}`);
}
