/**
 * British dealer pages: facts in a definition list, pounds, a deposit and a monthly amount; where the car is too dear
 * to name a price the page says so, and where it was never photographed it shows a placeholder.
 */
import type { Truth } from '../truth.ts';
import { each, escapeHtml, jsonLd, paragraphs, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface DealerListContent {
  readonly trim: string;
  readonly registration: string;
  readonly monthly: number;
  readonly deposit: number;
  readonly prose: readonly string[];
  readonly services: readonly string[];
}

const SITE: Site = {
  name: 'Ashdown & Pryce',
  lang: 'en-GB',
  accent: '#2b2b4f',
  tagline: 'Prestige and performance cars in Lower Marden.',
  bargainLink: 'Cars under £12,000',
};

export function dealerListPage(car: Truth, content: DealerListContent): string {
  const name = `${car.make} ${car.model} ${content.trim}`;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Make', car.make],
    ['Model', car.model],
    ['Year of manufacture', String(car.year)],
    ['Registration', content.registration],
    ['Mileage', car.mileage === null ? null : `${thousands(car.mileage.value)} miles`],
    ['Colour', car.color],
    ['Engine', car.engine],
    ['Gearbox', car.transmission],
    ['Chassis number', car.vin],
    ['Road tax', '£190 a year'],
    ['Doors', 'N/A'],
  ];
  const head = `<title>${escapeHtml(`${car.year} ${name} | ${SITE.name}`)}</title>
<meta name="description" content="${escapeHtml(`${SITE.tagline} Part exchange welcome, finance from £${content.monthly} a month.`)}">
${jsonLd({ '@context': 'https://schema.org', '@type': 'LocalBusiness', name: SITE.name, telephone: '01632 960 114' })}`;
  const photos =
    car.pictures.length === 0
      ? '<p><img src="/assets/no-photo.svg" alt="Photographs to follow" width="640" height="480"></p>'
      : each(car.pictures, (p) => `<img src="/pictures/${p}" srcset="/thumbs/${p} 320w, /pictures/${p} 640w" alt="">`);
  const price =
    car.price === null
      ? `<p class="price">Price on request</p><p class="muted">Finance example: £${thousands(content.monthly)} a month after a deposit of £${thousands(content.deposit)}. Reserve this car for £99.</p>`
      : `<p class="price">£${thousands(car.price.amount)}</p><p class="muted">or £${thousands(content.monthly)} a month after a deposit of £${thousands(content.deposit)}. Reserve this car for £99.</p>`;
  const body = `<main class="wrap"><h1>${car.year} ${escapeHtml(name)}</h1>${price}
<div class="gallery">${photos}</div>
<h2>At a glance</h2><dl class="facts" id="at-a-glance">${each(facts, ([k, v]) => (v === null ? '' : `<dt>${k}</dt><dd>${escapeHtml(v)}</dd>`))}</dl>
<h2>About this car</h2><div class="about description">${paragraphs(content.prose)}</div>
<h2>With every car</h2><ul>${each(content.services, (s) => `<li>${escapeHtml(s)}</li>`)}</ul></main>
<aside class="wrap"><h2>Recently arrived</h2><div class="cards">${each(
    [
      ['2019 Jaguar XE R-Dynamic', '£16,450', '38,900 miles'],
      ['2013 Bentley Continental GT V8', '£42,995', '51,200 miles'],
      ['2017 Volvo XC90 Inscription', '£19,750', '74,600 miles'],
    ],
    ([n = '', p = '', m = '']) =>
      `<div class="card"><img src="/assets/no-photo.svg" alt=""><h4>${n}</h4><p class="price">${p}</p><p>${m}</p></div>`,
  )}</div></aside>`;
  return modernPage({ site: SITE, head, body });
}
