/**
 * Dealer pages with a plain label table: the price stands among a former price, a saving and a monthly instalment,
 * and three other cars of the same yard follow with their own.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, jsonLd, paragraphs, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface DealerTableContent {
  readonly trim: string;
  readonly stock: string;
  readonly wasPrice: number;
  readonly monthly: number;
  readonly interior: string;
  /** Empty when the dealer wrote nothing about the car. */
  readonly prose: readonly string[];
  readonly related: readonly {
    readonly name: string;
    readonly price: number;
    readonly mileage: number;
    readonly picture?: string;
  }[];
}

const SITE: Site = {
  name: 'Hartwell Motors',
  lang: 'en-US',
  accent: '#8a3b12',
  tagline: 'Family-run since 1974 in Fernhollow.',
  bargainLink: 'Cars under $250 a month',
};

export function dealerTablePage(car: Truth, content: DealerTableContent, place: Place): string {
  const amount = car.price?.amount ?? 0;
  const name = `${car.year} ${car.make} ${car.model} ${content.trim}`;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Stock #', content.stock],
    ['Year', String(car.year)],
    ['Make', car.make],
    ['Model', car.model],
    ['Trim', content.trim],
    ['VIN', car.vin],
    [
      'Mileage',
      car.mileage === null ? null : `${thousands(car.mileage.value)} ${car.mileage.unit === 'mi' ? 'miles' : 'km'}`,
    ],
    ['Engine', car.engine],
    ['Transmission', car.transmission],
    ['Exterior Color', car.color],
    ['Interior Color', content.interior],
    ['City / Highway', '22 / 30 mpg'],
  ];
  const head = `<title>${escapeHtml(`Used ${name} for Sale in Fernhollow | ${SITE.name}`)}</title>
<link rel="canonical" href="${place.origin}${place.path}">
<meta name="description" content="${escapeHtml(`Visit ${SITE.name} for a great selection of used cars, trucks and SUVs. Call 555-0142 today.`)}">
<meta property="og:site_name" content="${SITE.name}">
${car.pictures[0] === undefined ? '' : `<meta property="og:image" content="${place.origin}/pictures/${car.pictures[0]}">`}
${jsonLd({ '@context': 'https://schema.org', '@type': 'AutoDealer', name: SITE.name, telephone: '555-0142', priceRange: '$4,000 - $60,000', address: { '@type': 'PostalAddress', streetAddress: '1200 Quarry Road', addressLocality: 'Fernhollow' } })}`;
  const body = `<main class="wrap vehicle-detail"><p class="muted">Home / Used / ${escapeHtml(car.make)} / ${escapeHtml(car.model)}</p>
<h1>Used ${escapeHtml(name)}</h1>
<section class="pricing"><p>Retail Price: <s>$${thousands(content.wasPrice)}</s></p><p>You save: $${thousands(content.wasPrice - amount)}</p>
<p class="price">Our Price: <strong>$${thousands(amount)}</strong></p><p class="finance">As low as <b>$${content.monthly}/mo</b> with $1,995 due at signing. Documentation fee of $299 not included.</p></section>
<section class="gallery" id="vehicle-photos">${each(car.pictures, (p, i) => `<a class="photo" href="/pictures/${p}" data-full="/pictures/${p}"><img src="/thumbs/${p}" alt="${escapeHtml(name)} photo ${i + 1}"></a>`)}</section>
<h2>Vehicle details</h2><table class="specs" id="vehicle-details"><tbody>
${each(rows, ([k, v]) => (v === null ? '' : `<tr><td>${k}:</td><td>${escapeHtml(v)}</td></tr>`))}
</tbody></table>
${content.prose.length === 0 ? '' : `<h2>Comments from the dealer</h2><div class="vehicle-description">${paragraphs(content.prose)}</div>`}
<section class="cta"><h2>Come and drive it</h2><form action="/#contact"><label>Name <input name="name"></label><label>Phone <input name="phone"></label><button>Book a test drive</button></form></section></main>
<aside class="wrap related"><h2>Similar vehicles on our lot</h2><div class="cards">${each(content.related, (r) => `<div class="card vehicle-card"><img src="${r.picture === undefined ? '/assets/no-photo.svg' : `/thumbs/${r.picture}`}" alt=""><h4>${escapeHtml(r.name)}</h4><p>Our Price: <strong>$${thousands(r.price)}</strong></p><p>Mileage: ${thousands(r.mileage)} miles</p></div>`)}</div></aside>`;
  return modernPage({ site: SITE, head, body });
}
