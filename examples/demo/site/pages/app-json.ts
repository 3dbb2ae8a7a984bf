/**
 * Pages drawn by a script: the visible part is thin, the facts lie in the application's JSON, either the `__NEXT_DATA__`
 * of a framework (Dutch, figures raw) or a state object assigned in a script (Australian, figures as strings).
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, paragraphs, scriptJson, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface AppJsonContent {
  readonly framework: 'next' | 'state';
  readonly variant: string;
  readonly prose: readonly string[];
  readonly seller: string;
  readonly town: string;
}

const NEXT_SITE: Site = {
  name: 'Polderwagen',
  lang: 'nl',
  accent: '#b3500b',
  tagline: "Tweedehands auto's, eerlijk beschreven.",
  bargainLink: "Auto's onder € 10.000",
};
const STATE_SITE: Site = {
  name: 'Outback Wheels',
  lang: 'en-AU',
  accent: '#6b4b1f',
  tagline: 'Cars from every corner of the country.',
  bargainLink: 'Utes under $20,000',
};

function nextPage(car: Truth, content: AppJsonContent, place: Place): string {
  const name = `${car.make} ${car.model}`;
  const price = `€ ${thousands(car.price?.amount ?? 0, '.')}`;
  const data = {
    props: {
      pageProps: {
        marketplace: { domain: 'polderwagen', country: { iso: 'nl' }, language: { iso: 'nl' } },
        pageid: 'detail',
        listingDetails: {
          id: '6f0c2f1e-1d0e-4c55-9a51-8b8a2d1f7c11',
          searchResultType: 'Organic',
          description: content.prose.map((p) => `${escapeHtml(p)}<br />`).join(''),
          vehicle: {
            make: car.make,
            model: car.model,
            modelVersionInput: content.variant,
            modelYear: car.year,
            firstRegistrationDate: `04/${car.year}`,
            vin: car.vin,
            mileageInKm: `${thousands(car.mileage?.value ?? 0, '.')} km`,
            mileageInKmRaw: car.mileage?.value,
            bodyColor: car.color,
            transmissionType: car.transmission,
            engineDescription: car.engine,
            fuelCategory: { raw: 'E', formatted: 'Elektrisch' },
            numberOfDoors: 4,
          },
          prices: {
            public: { price, priceRaw: car.price?.amount, currency: car.price?.currency, negotiable: false },
            monthly: { priceRaw: 412, downPayment: 4200 },
          },
          images: car.pictures.map((p) => `${place.origin}/pictures/${p}`),
          seller: { companyName: content.seller, city: content.town, logo: '/assets/logo.svg' },
          webPage: `${place.origin}${place.path}`,
        },
        recommendations: [
          { make: 'Volkswagen', model: 'ID.3', priceRaw: 21950, mileageInKmRaw: 44100, image: '/assets/no-photo.svg' },
          { make: 'Kia', model: 'e-Niro', priceRaw: 19450, mileageInKmRaw: 71200, image: '/assets/no-photo.svg' },
        ],
      },
    },
    page: '/details',
    query: { slug: place.path },
    buildId: 'polder-7731',
  };
  const head = `<title>${escapeHtml(`${name} ${content.variant} | ${content.town} | ${price}`)}</title>
<meta property="og:title" content="${escapeHtml(`${name} voor ${price}`)}">`;
  const body = `<div id="__next"><main class="wrap"><h1>${escapeHtml(name)}</h1><p class="price">${price}</p><p class="muted">of € 412 per maand, aanbetaling € 4.200</p>
<div class="gallery">${car.pictures[0] === undefined ? '' : `<img src="${place.origin}/pictures/${car.pictures[0]}" alt="">`}</div>
<p>${thousands(car.mileage?.value ?? 0, '.')} km · 04/${car.year} · ${escapeHtml(car.transmission ?? '')}</p>
<button type="button">Lees de hele omschrijving</button></main></div>
<script id="__NEXT_DATA__" type="application/json">${scriptJson(data)}</script>`;
  return modernPage({ site: NEXT_SITE, head, body });
}

function statePage(car: Truth, content: AppJsonContent, place: Place): string {
  const name = `${car.year} ${car.make} ${car.model} ${content.variant}`;
  const state = {
    ad: {
      adId: 'OW-220714',
      title: name,
      year: String(car.year),
      make: car.make,
      model: car.model,
      badge: content.variant,
      price: {
        amount: String(car.price?.amount),
        currency: car.price?.currency,
        label: `$${thousands(car.price?.amount ?? 0)} drive away`,
      },
      odometer: `${thousands(car.mileage?.value ?? 0)} km`,
      colour: car.color,
      engine: car.engine,
      transmission: car.transmission,
      vin: car.vinOn === 'page' ? car.vin : null,
      comments: content.prose.join('\n\n'),
      photos: car.pictures.map((p, i) => ({
        order: i,
        url: `${place.origin}/pictures/${p}`,
        thumb: `${place.origin}/thumbs/${p}`,
      })),
    },
    similar: [
      { title: '2015 Holden Commodore SS', price: { amount: '38990' }, odometer: '88,400 km' },
      { title: '2017 Ford Falcon XR6', price: { amount: '31500' }, odometer: '79,250 km' },
    ],
    user: null,
  };
  const head = `<title>${escapeHtml(`${name} - ${content.town} | ${STATE_SITE.name}`)}</title>
<meta property="og:title" content="${escapeHtml(name)}">`;
  const specs = Object.entries({
    Odometer: state.ad.odometer,
    Engine: car.engine,
    Colour: car.color,
    Transmission: car.transmission,
  });
  const body = `<div id="app"><main class="wrap"><h1>${escapeHtml(name)}</h1><p class="price">$${thousands(car.price?.amount ?? 0)} <span class="muted">drive away, ${car.price?.currency}</span></p><p class="muted">From $171 a week, 10% deposit</p>
<div class="gallery">${each(car.pictures, (p) => `<img src="${place.origin}/pictures/${p}" alt="">`)}</div>
<ul class="key-facts">${each(specs, ([k, v]) => (v === null ? '' : `<li><span>${k}</span> <b>${escapeHtml(v)}</b></li>`))}</ul>
<h2>Seller's comments</h2><div class="comments">${paragraphs(content.prose)}</div><p>${escapeHtml(content.seller)}, ${escapeHtml(content.town)}</p></main>
<aside class="wrap"><h2>Similar ads</h2>${each(state.similar, (s) => `<p>${s.title}: $${thousands(Number(s.price.amount))}, ${s.odometer}</p>`)}</aside></div>
<script>window.__INITIAL_STATE__ = ${scriptJson(state)};</script>`;
  return modernPage({ site: STATE_SITE, head, body });
}

export const appJsonPage = (car: Truth, content: AppJsonContent, place: Place): string =>
  content.framework === 'next' ? nextPage(car, content, place) : statePage(car, content, place);
