/**
 * What stands around every modern listing page: navigation, search, consent banner, footer, styles and scripts.
 * Invariant: nothing in here belongs to the vehicle, and much of it looks as if it did (makes, years, amounts).
 */
import { each, escapeHtml, scriptJson } from './markup.ts';

export interface Site {
  readonly name: string;
  readonly lang: string;
  readonly accent: string;
  readonly tagline: string;
  /** One amount in the navigation that is no price: "Cars under $10,000". */
  readonly bargainLink: string;
}

export interface PageParts {
  readonly site: Site;
  /** Already escaped head elements: title, meta, JSON-LD. */
  readonly head: string;
  /** Already escaped content. */
  readonly body: string;
}

const MAKES =
  'Acura,Alfa Romeo,Aston Martin,Audi,Bentley,BMW,Buick,Cadillac,Chevrolet,Chrysler,Citroën,Dodge,Ferrari,Fiat,Ford,GMC,Honda,Hyundai,Infiniti,Jaguar,Jeep,Kia,Lancia,Land Rover,Lexus,Lotus,Maserati,Mazda,Mercedes-Benz,MG,Mini,Mitsubishi,Nissan,Peugeot,Porsche,Renault,Rover,Saab,Škoda,Subaru,Suzuki,Tesla,Toyota,Triumph,Volkswagen,Volvo'.split(
    ',',
  );
const VENDORS =
  'Adlark,Beaconly,Bidwell Media,Brightfold,Candour Ads,Cartwheel Data,Clickfern,Copperleaf,Datagrove,Driftmetric,Echofield,Fernwick,Finchpoint,Glasswing,Harborline Analytics,Inkwell Reach,Juniper Signals,Kestrel Tag,Lanternview,Maplecount,Nimbus Audience,Oakmark,Pixelmoor,Quillboard,Ripplecast,Saltmarsh,Tallybird,Umbra Insights,Vantagrid,Willowtag,Xylo Media,Yarrow,Zephyr Pixel'.split(
    ',',
  );
const PURPOSES = [
  'Store and read information on a device',
  'Measure how pages are used',
  'Choose advertisements without a profile',
  'Remember your saved searches',
  'Keep the site safe from abuse',
];

const slug = (text: string): string => encodeURIComponent(text.toLowerCase().replaceAll(' ', '-'));

/** Utility classes as build tools emit them; they make up much of a real page's bytes. */
function styles(accent: string): string {
  const rules = [
    `:root{--accent:${accent};--ink:#1d2530;--muted:#667085;--line:#e4e7ec}`,
    '*{box-sizing:border-box}body{margin:0;font:16px/1.55 "Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#f6f7f9}',
    'a{color:inherit}.wrap{max-width:1080px;margin:0 auto;padding:0 20px}header.site{background:var(--accent);color:#fff}',
    'header.site .wrap{display:flex;gap:24px;align-items:center;min-height:64px;flex-wrap:wrap}header.site .brand{font-size:22px;font-weight:700;text-decoration:none}',
    'nav.main ul{display:flex;gap:18px;list-style:none;margin:0;padding:0}details.makes ul{columns:4;font-size:14px;list-style:none;padding:0}',
    'main{background:#fff;margin:24px auto;padding:24px 28px!important;border:1px solid var(--line);border-radius:10px}h1{font-size:28px;line-height:1.2;margin:0 0 12px}',
    '.gallery{display:flex;flex-wrap:wrap;gap:8px}.gallery img{max-width:100%;border-radius:8px}table.specs td,table.specs th{padding:7px 12px;border-bottom:1px solid var(--line);text-align:left}',
    '.price{font-size:26px;font-weight:700}.muted{color:var(--muted)}.cards{display:flex;flex-wrap:wrap;gap:16px}.card{width:220px;border:1px solid var(--line);border-radius:8px;padding:12px;font-size:14px}',
    '.card img{width:100%;border-radius:6px}dl.facts{display:grid;grid-template-columns:180px 1fr;gap:6px}dl.facts dt{color:var(--muted)}dl.facts dd{margin:0}',
    'footer.site{background:#1d2530;color:#d0d5dd;padding:32px 0;font-size:14px}footer.site .cols{display:flex;gap:48px;flex-wrap:wrap}footer.site ul{list-style:none;padding:0}',
    '.consent{display:none;position:fixed;inset:auto 0 0 0;background:#fff;border-top:1px solid var(--line);padding:20px;max-height:60vh;overflow:auto;font-size:13px}',
  ];
  for (const [name, property] of [
    ['m', 'margin'],
    ['p', 'padding'],
    ['g', 'gap'],
  ] as const)
    for (let i = 0; i <= 16; i++) rules.push(`.u-${name}-${i}{${property}:${i * 4}px}`);
  return `<style>${rules.join('')}</style>`;
}

function navigation(site: Site): string {
  return `<header class="site"><div class="wrap"><a class="brand" href="/">${escapeHtml(site.name)}</a>
<nav class="main" aria-label="Main"><ul><li><a href="/#search">Search</a></li><li><a href="/#sell">Sell</a></li><li><a href="/#bargains">${escapeHtml(site.bargainLink)}</a></li><li><a href="/#new">New in 2025</a></li></ul></nav>
<form role="search" action="/"><label class="sr-only" for="q">Search</label><input id="q" name="q" type="search" placeholder="Make, model or year"></form></div></header>
<details class="makes wrap"><summary>All makes</summary><ul>${each(MAKES, (m) => `<li><a href="/#make-${slug(m)}">${escapeHtml(m)}</a></li>`)}</ul></details>`;
}

function consent(): string {
  const vendors = each(
    VENDORS,
    (v, i) =>
      `<li class="consent-vendor" data-vendor-id="${100 + i * 7}"><label><input type="checkbox" name="vendor-${100 + i * 7}"> ${escapeHtml(v)}</label> <a href="/#privacy-${slug(v)}">Privacy notice</a> <span>Kept for ${30 + ((i * 61) % 365)} days</span></li>`,
  );
  const purposes = each(
    PURPOSES,
    (p, i) =>
      `<div class="consent-purpose"><h4 class="group-title">${escapeHtml(p)}</h4><label>Allow <input type="checkbox" name="purpose-${i}"></label></div>`,
  );
  return `<div class="consent" id="consent" role="dialog" aria-label="Cookies" hidden><h2>Before you look around</h2>
<p>We and ${VENDORS.length} partners keep small files on your device. You choose which.</p>${purposes}<ul>${vendors}</ul>
<button type="button">Accept all</button><button type="button">Only what is needed</button></div>`;
}

function footer(site: Site): string {
  const columns: readonly (readonly [string, readonly string[]])[] = [
    ['Buy', ['How buying works', 'Delivery from $399', 'Inspections', 'Saved searches', 'Price alerts']],
    ['Sell', ['How selling works', 'Fees', 'Photograph your car', 'Dealer accounts', 'What is my car worth?']],
    ['Help', ['Contact', 'Report a listing', 'Safety', 'Accessibility', 'Cookie settings']],
    ['Company', ['About', 'Careers', 'Press', 'Terms', 'Privacy']],
  ];
  return `<footer class="site"><div class="wrap"><div class="cols">${each(
    columns,
    ([heading, links]) =>
      `<div><h5>${heading}</h5><ul>${each(links, (l) => `<li><a href="/#${slug(l)}">${escapeHtml(l)}</a></li>`)}</ul></div>`,
  )}</div><p>© 2009–2025 ${escapeHtml(site.name)}. ${escapeHtml(site.tagline)} More than 4,100,000 visits a month; cars worth $18,200,000 sold in 2024.</p></div></footer>`;
}

function scripts(site: Site): string {
  const config = {
    site: site.name,
    release: '2025.11.3',
    features: Object.fromEntries(
      VENDORS.map((v, i) => [`exp_${slug(v).replaceAll('-', '_')}`, { on: i % 3 === 0, bucket: i * 17 }]),
    ),
    makes: MAKES.map((name, id) => ({ id, name, count: 40 + ((id * 131) % 900) })),
    financing: { currency: 'USD', minAmount: 2500, maxAmount: 100000, apr: 6.9, terms: [36, 48, 60, 72] },
  };
  return `<script>window.__site=${scriptJson(config)};window.dataLayer=window.dataLayer||[];(function(w){function push(){w.dataLayer.push(Array.prototype.slice.call(arguments))}push('js',new Date());push('config','site',{anonymize:true});w.addEventListener('load',function(){var c=document.getElementById('consent');if(c&&!document.cookie.match(/consent=/)){c.hidden=true}})})(window);</script>
<noscript><div class="muted">Some things on this page need scripts. The listing itself does not.</div></noscript>`;
}

/** A whole modern page. */
export function modernPage({ site, head, body }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="${site.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<link rel="icon" href="/assets/logo.svg" type="image/svg+xml">
${styles(site.accent)}
${jsonLd(site)}
</head>
<body>
<svg style="display:none" aria-hidden="true"><symbol id="i-bell" viewBox="0 0 24 24"><title>Notifications</title><path d="M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6z"/></symbol><symbol id="i-heart" viewBox="0 0 24 24"><title>Save</title><path d="M12 21 4 13a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"/></symbol></svg>
${navigation(site)}
${body}
${footer(site)}
${consent()}
${scripts(site)}
</body>
</html>
`;
}

/** Every such site says first who it is; it is never the vehicle. */
function jsonLd(site: Site): string {
  return `<script type="application/ld+json">${scriptJson({ '@context': 'https://schema.org', '@type': 'Organization', name: site.name, slogan: site.tagline, logo: '/assets/logo.svg' })}</script>`;
}
