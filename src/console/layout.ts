/** What stands around every page. */
import { VERSION } from '../runtime/version.ts';
import type { Assets } from './assets.ts';
import { type Html, html, mark } from './html.ts';

export const PLACES = [
  ['/console', 'Overview'],
  ['/console/vehicles', 'Vehicles'],
  ['/console/sites', 'Sites'],
  ['/console/runs', 'Runs'],
  ['/console/jobs', 'Jobs'],
  ['/console/precision', 'Precision'],
  ['/console/trail', 'Trail'],
] as const;

/** No eval, no style element, no request to another host: as the policy wants it. */
const HTMX_CONFIG = JSON.stringify({
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  timeout: 15_000,
});

export interface Frame {
  readonly assets: Assets;
  readonly title: string;
  readonly body: Html;
  /** Absent: nobody has signed in. */
  readonly visitor?: { readonly who: string; readonly csrf: string; readonly readOnly: boolean; readonly path: string };
  /** What the last change has done. */
  readonly said?: string | undefined;
}

export function layout({ assets, title, body, visitor, said }: Frame): Html {
  const headers = visitor && JSON.stringify({ 'x-csrf-token': visitor.csrf });
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="htmx-config" content="${HTMX_CONFIG}">
  <title>${title} · micro-scrape</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${assets.href('uplot.css')}">
  <link rel="stylesheet" href="${assets.href('console.css')}">
  <script src="${assets.href('htmx.js')}" defer></script>
  <script src="${assets.href('uplot.js')}" defer></script>
  <script src="${assets.href('console.js')}" defer></script>
</head>
<body ${headers && html`hx-headers="${headers}"`}>
  <a class="skip" href="#content">To the content</a>
  <header class="top">
    <a class="name" href="/console">micro-scrape</a>
    ${visitor && navigation(visitor.path)}
    ${visitor && signOut(visitor)}
  </header>
  <main id="content" tabindex="-1">
    <h1>${title}</h1>
    ${said && html`<p class="said" role="status">${said}</p>`}
    ${body}
  </main>
  <footer>micro-scrape ${VERSION}${visitor && html` · <span data-zone>times in UTC</span> · <kbd>/</kbd> goes to the search`}</footer>
</body>
</html>`;
}

function navigation(path: string): Html {
  return html`<nav aria-label="Pages">${PLACES.map(
    ([href, name]) =>
      html`<a href="${href}" ${
        (href === '/console' ? path === href : path.startsWith(href)) && html`aria-current="page"`
      }>${name}</a>`,
  )}</nav>`;
}

function signOut({ who, csrf, readOnly }: NonNullable<Frame['visitor']>): Html {
  return html`<form class="who" method="post" action="/console/sign-out">
    <input type="hidden" name="csrf" value="${csrf}">
    <span title="the name in the trail">${who}</span>${readOnly && mark('quiet', 'read only')}
    <button class="plain">Sign out</button>
  </form>`;
}
