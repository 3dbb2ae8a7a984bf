/**
 * German marketplace pages: the car lies two levels down in the JSON-LD (Product, offers, itemOffered), thousands are
 * written with dots, and the product's own name and description are a slogan.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, jsonLd, paragraphs, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface GermanMarketContent {
  readonly variant: string;
  /** German words for the label list: "Grau", "Schaltgetriebe". */
  readonly fuel: string;
  readonly bodyType: string;
  readonly firstRegistration: string;
  readonly power: string;
  readonly consumption: string;
  readonly prose: readonly string[];
  readonly dealer: string;
  readonly town: string;
}

const SITE: Site = {
  name: 'Wagenhof',
  lang: 'de',
  accent: '#7a1f2b',
  tagline: 'Gebrauchtwagen aus der Nachbarschaft.',
  bargainLink: 'Autos unter 10.000 €',
};

export function germanMarketPage(car: Truth, content: GermanMarketContent, place: Place): string {
  const amount = car.price?.amount ?? 0;
  const price = `€ ${thousands(amount, '.')}`;
  const photos = car.pictures.map((p) => `${place.origin}/pictures/${p}`);
  const name = `${car.make} ${car.model}`;
  const offered = {
    '@type': 'Car',
    name,
    ...(photos.length > 0 ? { image: photos } : {}),
    manufacturer: car.make,
    model: car.model,
    color: car.color,
    bodyType: content.bodyType,
    productionDate: `${car.year}-05-01`,
    mileageFromOdometer: { '@type': 'QuantitativeValue', value: car.mileage?.value, unitText: 'KMT' },
    vehicleEngine: [{ '@type': 'EngineSpecification', name: car.engine, fuelType: content.fuel }],
    vehicleTransmission: car.transmission,
  };
  const head = `<title>${escapeHtml(`${name} ${content.variant} in ${content.fuel} gebraucht in ${content.town} für ${price},-`)}</title>
<meta property="og:title" content="${escapeHtml(`${name} für ${price}`)}">
${jsonLd({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: ['Startseite', 'Suche', car.make, car.model].map((n, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name: n,
  })),
})}
${jsonLd({
  '@context': 'https://schema.org',
  '@type': 'Product',
  brand: { '@type': 'Brand', name: car.make },
  name: `${car.make} für ${price}`,
  description: `Jetzt ${car.make} für ${price} finden – bei ${SITE.name}, dem Markt um die Ecke.`,
  ...(photos[0] === undefined ? {} : { image: photos[0] }),
  offers: {
    '@type': 'Offer',
    price: amount,
    priceCurrency: 'EUR',
    itemCondition: 'UsedCondition',
    offeredBy: {
      '@type': 'AutoDealer',
      name: content.dealer,
      image: '/assets/logo.svg',
      address: { '@type': 'PostalAddress', addressLocality: content.town, addressCountry: 'DE' },
    },
    itemOffered: offered,
  },
})}`;
  const labels: readonly (readonly [string, string])[] = [
    ['Kilometerstand', `${thousands(car.mileage?.value ?? 0, '.')} km`],
    ['Erstzulassung', content.firstRegistration],
    ['Leistung', content.power],
    ['Motor', car.engine ?? ''],
    ['Getriebe', car.transmission ?? ''],
    ['Außenfarbe', car.color ?? ''],
    ['Kraftstoff', content.fuel],
    ['Kraftstoffverbrauch', content.consumption],
    ['Karosserieform', content.bodyType],
    ['Baujahr', String(car.year)],
    ...(car.vinOn === 'page' && car.vin !== null ? [['FIN', car.vin] as const] : []),
  ];
  const body = `<main class="wrap"><h1>${escapeHtml(name)} <span class="muted">${escapeHtml(content.variant)}</span></h1>
<p class="price">${price},- <sup>1</sup></p><p class="muted">Finanzierung ab € 219 mtl. bei 60 Monaten, Anzahlung € 3.000. Neupreis war € ${thousands(Math.round(amount * 1.9), '.')},-.</p>
<div class="gallery">${each(car.pictures, (p) => `<picture><source srcset="${place.origin}/pictures/${p}" media="(min-width:700px)"><img src="${place.origin}/thumbs/${p}" alt=""></picture>`)}</div>
<h2>Fahrzeugdaten</h2><dl class="facts">${each(labels, ([k, v]) => `<dt>${escapeHtml(k)}</dt><dd>${escapeHtml(v)}</dd>`)}</dl>
<h2>Fahrzeugbeschreibung</h2><div class="description" itemprop="description">${paragraphs(content.prose)}</div>
<h2>Anbieter</h2><p>${escapeHtml(content.dealer)}, ${escapeHtml(content.town)}. Garantie bis 100.000 km möglich.</p></main>
<aside class="wrap"><h3>Das könnte Sie auch interessieren</h3><div class="cards">${each(
    [
      ['Opel Astra Sports Tourer', '€ 9.480,-', '112.300 km'],
      ['Škoda Octavia Combi', '€ 14.990,-', '88.150 km'],
      ['Ford Focus Turnier', '€ 11.750,-', '64.900 km'],
    ],
    ([n = '', p = '', k = '']) =>
      `<a class="card" href="/#angebot"><img src="/assets/no-photo.svg" alt=""><h4>${n}</h4><p>${p} · ${k}</p></a>`,
  )}</div></aside>`;
  return modernPage({ site: SITE, head, body });
}
