/**
 * Classified pages with the vehicle as its own JSON-LD node, either alone or inside an `@graph` among other things,
 * and with complete related cars (own price, picture and mileage) around it.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, jsonLd, paragraphs, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface ClassifiedContent {
  /** `alone`: one Car node. `graph`: the Car is a member of an `@graph`. */
  readonly node: 'alone' | 'graph';
  readonly trim: string;
  readonly prose: readonly string[];
  readonly town: string;
  /** Cars of other sellers shown beside it. */
  readonly related: readonly {
    readonly name: string;
    readonly price: number;
    readonly mileage: number;
    readonly picture: string;
  }[];
}

const SITES: Readonly<Record<ClassifiedContent['node'], Site>> = {
  alone: {
    name: 'Roadside Classifieds',
    lang: 'en-US',
    accent: '#20416b',
    tagline: 'Private cars, plain words.',
    bargainLink: 'Trucks under $15,000',
  },
  graph: {
    name: 'Northlot',
    lang: 'en-CA',
    accent: '#2d5a3d',
    tagline: 'Used cars from coast to coast.',
    bargainLink: 'Vehicles under $20,000',
  },
};

/** The vehicle as schema.org words it; figures are strings here and there, as they are in the wild. */
function carNode(car: Truth, content: ClassifiedContent, place: Place) {
  return {
    '@type': content.node === 'graph' ? ['Product', 'Car'] : 'Car',
    '@id': `${place.origin}${place.path}#vehicle`,
    name: `${car.year} ${car.make} ${car.model} ${content.trim}`,
    url: place.path,
    brand: { '@type': 'Brand', name: car.make },
    model: car.model,
    vehicleModelDate: String(car.year),
    vehicleIdentificationNumber: car.vin,
    color: car.color,
    vehicleTransmission: car.transmission,
    vehicleEngine: { '@type': 'EngineSpecification', name: car.engine },
    mileageFromOdometer: {
      '@type': 'QuantitativeValue',
      value: String(car.mileage?.value),
      unitCode: car.mileage?.unit === 'km' ? 'KMT' : 'SMI',
    },
    description: content.prose.join('\n\n'),
    ...(car.pictures.length > 0 ? { image: car.pictures.map((p) => `${place.origin}/pictures/${p}`) } : {}),
    offers: {
      '@type': 'Offer',
      price: `${car.price?.amount}.00`,
      priceCurrency: car.price?.currency,
      availability: 'https://schema.org/InStock',
      seller: {
        '@type': 'Person',
        name: 'Private seller',
        address: { '@type': 'PostalAddress', addressLocality: content.town },
      },
    },
  };
}

export function classifiedPage(car: Truth, content: ClassifiedContent, place: Place): string {
  const site = SITES[content.node];
  const name = `${car.year} ${car.make} ${car.model} ${content.trim}`;
  const price = `$${thousands(car.price?.amount ?? 0)}`;
  const node = carNode(car, content, place);
  const crumbs = {
    '@type': 'BreadcrumbList',
    itemListElement: ['Home', car.make, car.model].map((n, i) => ({ '@type': 'ListItem', position: i + 1, name: n })),
  };
  const data =
    content.node === 'graph'
      ? jsonLd({
          '@context': 'https://schema.org',
          '@graph': [
            { '@type': 'WebSite', name: site.name, url: place.origin },
            { '@type': 'WebPage', name: `${name} in ${content.town}`, mainEntity: { '@id': node['@id'] } },
            crumbs,
            node,
          ],
        })
      : `${jsonLd({ '@context': 'https://schema.org', ...crumbs })}\n${jsonLd({ '@context': 'https://schema.org', ...node })}`;
  const head = `<title>${escapeHtml(`${name} for sale in ${content.town} - ${price} | ${site.name}`)}</title>
<link rel="canonical" href="${place.origin}${place.path}">
<meta name="description" content="${escapeHtml(`See this ${name} and 4,200 others near ${content.town}.`)}">
${data}`;
  const specs: readonly (readonly [string, string | null])[] = [
    ['VIN', car.vin],
    [
      car.mileage?.unit === 'km' ? 'Kilometres' : 'Mileage',
      `${thousands(car.mileage?.value ?? 0)} ${car.mileage?.unit}`,
    ],
    ['Engine', car.engine],
    ['Transmission', car.transmission],
    ['Exterior colour', car.color],
    ['Interior colour', 'N/A'],
    ['Listing ID', String(40_000_000 + (car.mileage?.value ?? 0) * 3)],
  ];
  const body = `<main class="wrap"><h1>${escapeHtml(name)}</h1><p class="price">${price} <span class="muted">${car.price?.currency}</span></p>
<p class="muted">Estimated payment $${Math.round((car.price?.amount ?? 0) / 58)}/mo for 72 months with $2,000 down.</p>
<div class="gallery">${each(car.pictures, (p) => `<a href="${place.origin}/pictures/${p}"><img src="${place.origin}/thumbs/${p}" alt="${escapeHtml(name)}" loading="lazy"></a>`)}</div>
<table class="specs"><tbody>${each(specs, ([k, v]) => (v === null ? '' : `<tr><th scope="row">${k}</th><td>${escapeHtml(v)}</td></tr>`))}</tbody></table>
<h2>Seller's description</h2><div class="seller-comments">${paragraphs(content.prose)}</div></main>
<aside class="wrap"><h3>More like this</h3><div class="cards">${each(content.related, (r) => `<a class="card" href="/#other"><img src="${place.origin}/thumbs/${r.picture}" alt="${escapeHtml(r.name)}"><h4>${escapeHtml(r.name)}</h4><p class="price">$${thousands(r.price)}</p><p>${thousands(r.mileage)} ${car.mileage?.unit}</p></a>`)}</div></aside>`;
  return modernPage({ site, head, body });
}
