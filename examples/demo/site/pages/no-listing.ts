/**
 * Pages a listing's address may lead to that are no listing: expired, missing, a robot check, a page of results.
 */
import type { Place } from '../truth.ts';
import { each, escapeHtml, jsonLd, thousands } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

/** Answered with 200, as old notice boards do: one sentence and an empty title. */
export const expiredPage =
  (): string => `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
	<title></title>
	<meta name="robots" content="NOARCHIVE,NOFOLLOW">
</head>
<body class="posting">
<div class="bchead"><a href="/">Fernhollow Notice Board</a> &gt; <a href="/#sale">for sale / wanted</a> &gt; <a href="/#cars">cars &amp; trucks - by owner</a></div>
<hr>
<br>
<h2>This posting has expired.</h2>
<h5>(The list of postings forgets it within the hour.)</h5>
<hr>
<ul class="clfooter"><li>Copyright &copy; 2012 Fernhollow Notice Board</li><li><a href="/#terms">terms of use</a></li><li><a href="/#privacy">privacy</a></li></ul>
</body>
</html>
`;

const ROADSIDE: Site = {
  name: 'Roadside Classifieds',
  lang: 'en-US',
  accent: '#20416b',
  tagline: 'Private cars, plain words.',
  bargainLink: 'Trucks under $15,000',
};

/** Answered with 404. */
export const missingPage = (): string =>
  modernPage({
    site: ROADSIDE,
    head: '<title>Page not found | Roadside Classifieds</title>',
    body: '<main class="wrap"><h1>There is nothing here any more</h1><p>The address may be old. Try a search.</p></main>',
  });

/** Answered with 403: the device check of a bot defence, which names no car and no site but the bare host. */
export const robotCheckPage = ({ origin }: Place): string => {
  const host = escapeHtml(new URL(origin).host);
  return `<html lang="en"><head><title>${host}</title><style>#notice{opacity:.6}</style><meta name="viewport" content="width=device-width, initial-scale=1.0"></head><body style="margin:0"><p id="notice">One moment, this device is being looked at.</p><script data-cfasync="false">var dd={'rt':'i','cid':'sample0000000000','hsh':'00000000000000000000000000SAMPLE','b':100001,'s':10001,'e':'00','qp':'','host':'geo.captcha-delivery.com','cookie':'sample'}</script><iframe src="about:blank#geo.captcha-delivery.com/interstitial/" title="DataDome Device Check" width="100%" height="100%" style="height:100vh;" frameborder="0" scrolling="yes"></iframe></body></html>
`;
};

/** Twenty complete one-car JSON-LD nodes: a page of results must never become one vehicle. */
export function resultsPage({ origin }: Place): string {
  const names = [
    'Toyota RAV4',
    'Honda CR-V',
    'Mazda CX-5',
    'Ford Escape',
    'Nissan Rogue',
    'Subaru Forester',
    'Kia Sportage',
    'Hyundai Tucson',
    'Jeep Cherokee',
    'Volkswagen Tiguan',
  ];
  const cars = Array.from({ length: 20 }, (_, i) => {
    const [make = '', model = ''] = (names[i % names.length] ?? '').split(' ');
    return {
      year: 2012 + (i % 9),
      make,
      model,
      price: 9_990 + i * 715,
      miles: 118_000 - i * 3_140,
      stock: `R${5200 + i * 13}`,
    };
  });
  const nodes = cars.map((c) => ({
    '@context': 'https://schema.org',
    '@type': 'Car',
    name: `${c.year} ${c.make} ${c.model}`,
    brand: { '@type': 'Brand', name: c.make },
    model: c.model,
    vehicleModelDate: String(c.year),
    sku: c.stock,
    url: `${origin}/vehicles/${c.stock}`,
    mileageFromOdometer: { '@type': 'QuantitativeValue', value: c.miles, unitCode: 'SMI' },
    offers: { '@type': 'Offer', price: c.price, priceCurrency: 'USD' },
  }));
  const body = `<main class="wrap"><h1>Used compact SUVs near Fernhollow</h1><p>1 to 20 of 412 results</p><div class="cards results">${each(cars, (c) => `<a class="card vehicle-card" href="/vehicles/${c.stock}"><img src="/assets/no-photo.svg" alt=""><h2>${c.year} ${c.make} ${c.model}</h2><p class="price">$${thousands(c.price)}</p><p>${thousands(c.miles)} mi</p></a>`)}</div>
<nav aria-label="Pages"><a href="/#page-2" rel="next">Next page</a></nav></main>`;
  return modernPage({
    site: ROADSIDE,
    head: `<title>Used compact SUVs for sale near Fernhollow | Roadside Classifieds</title>\n${each(nodes, jsonLd)}`,
    body,
  });
}
