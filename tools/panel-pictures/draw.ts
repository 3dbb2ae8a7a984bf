/**
 * `npm run draw -- --dashboard FILE --out FILE`: a picture of a committed dashboard, with the data of a live Prometheus.
 *
 * Grafana's own components draw the panels (titles, units, thresholds, words for empty panels, legends, colours); where a
 * panel stands is read from the JSON. No Grafana server takes part: how it imports the JSON, its variables, links and
 * annotations are not seen here.
 */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { dashboardSchema, type FrameJson, framesOf, type PanelJson, type Range } from './data.ts';

export interface Picture {
  readonly title: string;
  readonly chosen: readonly string[];
  readonly theme: 'dark' | 'light';
  readonly range: Range;
  readonly width: number;
  readonly panels: readonly { readonly panel: PanelJson; readonly frames: readonly FrameJson[] }[];
}

const { values: options } = parseArgs({
  options: {
    dashboard: { type: 'string' },
    out: { type: 'string' },
    prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
    theme: { type: 'string', default: 'dark' },
    minutes: { type: 'string', default: '15' },
    /** Seconds between two scrapes of that Prometheus. */
    scrape: { type: 'string', default: '15' },
    width: { type: 'string', default: '1600' },
    scale: { type: 'string', default: '1' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    /** Ids of the panels to draw; all of them when none is named. */
    panel: { type: 'string', multiple: true, default: [] },
    /** Folded rows are drawn open. */
    unfold: { type: 'boolean', default: false },
    /** A value of a variable: `--set source=cars.example`. */
    set: { type: 'string', multiple: true, default: [] },
  },
});
if (options.dashboard === undefined || options.out === undefined) throw new Error('--dashboard FILE --out FILE');

const dashboard = dashboardSchema.parse(JSON.parse(await readFile(options.dashboard, 'utf8')));
const chosen = Object.fromEntries(options.set.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
const variables = { job: '.+', ...chosen };
const to = Date.now() / 1000;
const from = to - Number(options.minutes) * 60;
const range = { from, to, step: Math.max(1, Math.round((to - from) / 300)), scrape: Number(options.scrape) };

const wanted = new Set(options.panel.map(Number));
const placed = dashboard.panels.flatMap(({ panels = [], ...panel }) => (options.unfold ? [panel, ...panels] : [panel]));
const shown = wanted.size === 0 ? placed : placed.filter(({ id }) => wanted.has(id));
const picture: Picture = {
  title: dashboard.title,
  chosen: Object.entries(chosen).map(([name, value]) => `${labelOf(name)}: ${value}`),
  theme: options.theme === 'light' ? 'light' : 'dark',
  range,
  width: Number(options.width),
  panels: await Promise.all(
    shown.map(async (panel) => ({
      panel,
      frames: await framesOf(options.prometheus, panel.targets, range, variables),
    })),
  ),
};

const { script, style } = await bundle();
const server = createServer((request, response) => {
  if (request.url === '/page.js') {
    response.setHeader('content-type', 'text/javascript').end(script);
  } else if (request.url === '/page.css') {
    response.setHeader('content-type', 'text/css').end(style);
  } else {
    const json = JSON.stringify(picture).replaceAll('<', '\\u003c');
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!doctype html><link rel="stylesheet" href="/page.css"><body style="margin:0"><div id="root"></div><script>window.picture=${json}</script>
<script type="module" src="/page.js"></script>`);
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no port');

const browser = await puppeteer.launch({
  executablePath: options.chromium,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  const failed = new Promise<never>((_, reject) => page.once('pageerror', reject));
  await page.setViewport({ width: picture.width, height: 900, deviceScaleFactor: Number(options.scale) });
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await Promise.race([failed, page.waitForSelector('#drawn', { timeout: 60_000 })]);
  const element = await page.$('#drawn');
  const box = await element?.boundingBox();
  await page.setViewport({
    width: picture.width,
    height: Math.ceil(box?.height ?? 900),
    deviceScaleFactor: Number(options.scale),
  });
  // Charts are drawn on canvases, in frames after the one in which React is done.
  await Promise.race([failed, page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))]);
  const type = options.out.endsWith('.webp') ? 'webp' : 'png';
  await page.screenshot({ path: options.out as `${string}.png`, type, ...(type === 'webp' ? { quality: 80 } : {}) });
} finally {
  await browser.close();
  server.close();
}
process.stdout.write(`${options.out}: ${picture.panels.length} panels\n`);

function labelOf(name: string): string {
  return dashboard.templating.list.find((variable) => variable.name === name)?.label ?? name;
}

/** The page's script and its style sheet. */
async function bundle(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [new URL('page.tsx', import.meta.url).pathname],
    bundle: true,
    write: false,
    outdir: 'drawn',
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    // Some of the packages' main files are for Node.
    mainFields: ['browser', 'module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.ttf': 'empty' },
    // A parser of exports that no panel uses.
    alias: { stream: new URL('no-stream.ts', import.meta.url).pathname },
    logLevel: 'silent',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}
