/**
 * The front page for a person with a browser: every sample vehicle as a card, with what micro-scrape should make of it.
 */
import type { SampleListing } from '../listing.ts';
import type { Truth } from '../truth.ts';
import { each, escapeHtml, thousands } from './markup.ts';

export const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#14453d"/><path d="M8 40q2-9 12-10l6-8q2-3 6-3h8q5 0 8 4l5 7q4 1 4 5v5z" fill="#f4ede0"/><circle cx="20" cy="42" r="6" fill="#222"/><circle cx="46" cy="42" r="6" fill="#222"/></svg>`;

export const NO_PHOTO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><rect width="640" height="480" fill="#e9ebef"/><path d="M150 290q8-44 66-50l34-46q12-16 36-16h78q30 0 48 22l30 40q46 6 46 36v24H150z" fill="#cfd4dc"/><circle cx="234" cy="306" r="32" fill="#b4bcc8"/><circle cx="420" cy="306" r="32" fill="#b4bcc8"/></svg>`;

const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', CAD: 'CA$', AUD: 'A$' };

const CSS = `:root{color-scheme:light dark;--paper:#faf8f4;--ink:#22252b;--soft:#6b7080;--line:#e2ddd2;--card:#fff;--good:#17694f;--rest:#8a5a12}
@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e9e7e2;--soft:#9aa0ad;--line:#2d3138;--card:#1e2126;--good:#6fd0ad;--rest:#e0b36a}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}.wrap{max-width:1120px;margin:0 auto;padding:40px 24px 64px}
header{display:flex;gap:18px;align-items:center;margin-bottom:28px}header img{width:60px}h1{margin:0;font-size:30px}header p{margin:2px 0 0;color:var(--soft)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:20px}.card{display:flex;flex-direction:column;background:var(--card);border:1px solid var(--line);border-radius:12px;overflow:hidden;text-decoration:none;color:inherit}
.card:hover{border-color:var(--soft)}.card img{width:100%;aspect-ratio:4/3;object-fit:cover;background:#e9ebef}.card div{padding:12px 16px 16px;display:flex;flex-direction:column;gap:4px;flex:1}
h2{font-size:17px;margin:0}.price{font-weight:600}.facts{color:var(--soft);font-size:14px}.end{margin:auto 0 0;padding-top:8px;font-size:14px;color:var(--rest)}.end.complete{color:var(--good)}`;

function facts(truth: Truth): string {
  const { price, mileage, color, transmission } = truth;
  const shown = [mileage === null ? null : `${thousands(mileage.value)} ${mileage.unit}`, color, transmission].filter(
    (f) => f !== null,
  );
  const amount = price === null ? 'No price' : `${SIGNS[price.currency]}${thousands(price.amount)}`;
  return `<span class="price">${amount}</span><span class="facts">${escapeHtml(shown.join(' · '))}</span>`;
}

function card(listing: SampleListing): string {
  const { truth, end, row } = listing;
  const name = truth
    ? `${truth.year} ${truth.make} ${truth.model}`
    : [row.values.year, row.values.make, row.values.model].filter((v) => v !== undefined).join(' ') ||
      'A page of results';
  const picture = truth?.pictures[0] === undefined ? '/assets/no-photo.svg' : `/pictures/${truth.pictures[0]}`;
  const inside = `<img src="${picture}" alt="" loading="lazy"><div><h2>${escapeHtml(name)}</h2>${truth ? facts(truth) : ''}<p class="end ${end.outcome}">${end.outcome}, ${end.score} of 100: ${escapeHtml(end.why)}</p></div>`;
  return listing.path === null
    ? `<div class="card">${inside}</div>`
    : `<a class="card" href="${listing.path}">${inside}</a>`;
}

export function frontPage(listings: readonly SampleListing[]): string {
  const complete = listings.filter((l) => l.end.outcome === 'complete').length;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sample listings</title><link rel="icon" href="/assets/logo.svg" type="image/svg+xml"><style>${CSS}</style></head>
<body><div class="wrap"><header><img src="/assets/logo.svg" alt=""><div><h1>Sample listings</h1><p>${listings.length} vehicles on invented sites. ${complete} can be made complete; each of the others has its reason.</p></div></header>
<div class="cards">${each(listings, card)}</div></div></body></html>
`;
}
