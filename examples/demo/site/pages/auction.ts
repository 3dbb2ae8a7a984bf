/**
 * Auction pages: title with the result in words, essentials as an unlabelled list, the gallery as JSON in an attribute,
 * and a stream of comments in which every lower bid stands again.
 */
import type { Place, Truth } from '../truth.ts';
import { each, escapeHtml, jsonLd, paragraphs, scriptJson, thousands, usDate } from './markup.ts';
import { modernPage, type Site } from './surroundings.ts';

export interface AuctionContent {
  readonly lot: number;
  /** The clean title with its prefix: "61k-Mile 1995 Porsche 911 Carrera Coupe". */
  readonly heading: string;
  readonly result:
    | { readonly kind: 'sold' | 'not sold'; readonly on: string; readonly bidder: string }
    /** Days from the site's start to the end of the auction. */
    | { readonly kind: 'live'; readonly endsInDays: number; readonly bidder: string };
  /** Rising; the last one is the highest. */
  readonly bids: readonly number[];
  /** What stands after "Chassis:"; mostly the VIN. */
  readonly chassis: string;
  /** The list under the chassis number, in the page's order. */
  readonly details: readonly string[];
  readonly prose: readonly string[];
  readonly comments: readonly (readonly [who: string, what: string])[];
  readonly seller: string;
  readonly location: string;
  readonly group: { readonly make: string; readonly model: string; readonly era: string; readonly origin: string };
}

const SITE: Site = {
  name: 'Gavel & Gear',
  lang: 'en-US',
  accent: '#14453d',
  tagline: 'Auctions for cars with a history.',
  bargainLink: 'Ended under $10,000',
};

/** The result as the title, the header and the table word it. */
function resultWords(content: AuctionContent, now: Date) {
  const top = `$${thousands(content.bids.at(-1) ?? 0)}`;
  const { result } = content;
  if (result.kind === 'live') {
    const ends = Math.floor(now.getTime() / 3_600_000) * 3600 + result.endsInDays * 86_400;
    return {
      title: `(Lot #${thousands(content.lot)})`,
      header: `Current Bid <strong>USD ${top}</strong>`,
      label: 'Current Bid',
      ends,
      ended: 'Ends On',
      last: `USD ${top} bid placed by ${result.bidder}`,
    };
  }
  const day = usDate(result.on);
  const ends = Date.parse(`${result.on}T17:14:00Z`) / 1000;
  return result.kind === 'sold'
    ? {
        title: `- sold for ${top} on ${day.long} (Lot #${thousands(content.lot)})`,
        header: `Sold for <strong>USD ${top}</strong> <span class="date">on ${day.short}</span>`,
        label: 'Winning Bid',
        ends,
        ended: 'Auction Ended',
        last: `Sold on ${day.short} for USD ${top} to ${result.bidder}`,
      }
    : {
        title: `- closed on ${day.long} (Lot #${thousands(content.lot)})`,
        header: `Bid to <strong>USD ${top}</strong> <span class="date">on ${day.short}</span>`,
        label: 'High Bid',
        ends,
        ended: 'Auction Ended',
        last: `Reserve not met. Bid to USD ${top} by ${result.bidder} on ${day.short}`,
      };
}

function gallery(car: Truth, content: AuctionContent, origin: string): string {
  const items = car.pictures.map((name, i) => ({
    context: 0,
    dimensions: '640x480',
    id: content.lot * 10 + i,
    large: { height: 480, width: 640, url: `${origin}/pictures/${name}?fit=640%2C480` },
    small: { height: 105, width: 155, url: `${origin}/pictures/${name}?resize=155%2C105` },
    voted: false,
    votes: (i * 7) % 5,
    title: content.heading,
  }));
  return `<div data-gallery-items="${escapeHtml(scriptJson(items))}" class="listing-gallery">${each(car.pictures, (p) => `<img src="${origin}/pictures/${p}?fit=640%2C480" alt="" loading="lazy">`)}</div>`;
}

function structuredData(content: AuctionContent, place: Place, hero: string | undefined): string {
  const text = content.prose[0] ?? '';
  const sold = content.result.kind === 'sold';
  return [
    jsonLd({
      '@context': 'http://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: ['Home', 'Auctions', content.heading].map((name, i) => ({
        '@type': 'ListItem',
        position: i + 1,
        name,
      })),
    }),
    jsonLd({
      '@context': 'http://schema.org',
      '@type': 'Product',
      name: content.heading,
      ...(hero === undefined ? {} : { image: `${place.origin}/pictures/${hero}?fit=620%2C465` }),
      description: `${text.slice(0, 180)}\u2026`,
      ...(sold ? { offers: { '@type': 'Offer', priceCurrency: 'USD', price: content.bids.at(-1) } } : {}),
    }),
    jsonLd(
      ['Autumn Mountain Rally', 'Riverside Morning Meet 2026'].map((name, i) => ({
        '@context': 'http://schema.org',
        '@type': 'Event',
        name,
        startDate: `2026-0${i + 4}-18T09:00:00+00:00`,
        offers: { '@type': 'Offer', price: 45 + i * 30, priceCurrency: 'USD' },
        location: { '@type': 'Place', name: 'Old Mill Square, Fernhollow' },
      })),
    ),
  ].join('\n');
}

/** Bids and comments, the newest first, as the stream shows them. */
function stream(content: AuctionContent, last: string): string {
  const lower = content.bids.slice(0, -1);
  const entry = (kind: string, text: string): string =>
    `<div class="comment comment-data group ${kind}"><div class="comment-datetime">${escapeHtml(['Mar', 'Apr', 'May'][text.length % 3] ?? 'Mar')} ${1 + (text.length % 27)} at 10:${10 + (text.length % 50)} AM</div><div class="comment-text"><p>${escapeHtml(text)}</p></div></div>`;
  const bids = lower
    .map((b, i) => entry('bat-bid', `USD $${thousands(b)} bid placed by paddle_${210 + i * 37}`))
    .reverse();
  const talk = content.comments.map(([who, what]) => entry('comment-user', `${who}: ${what}`));
  return [
    entry('bat-bid-reserve', last),
    ...bids.flatMap((b, i) => (talk[i] === undefined ? [b] : [b, talk[i]])),
    ...talk.slice(bids.length),
  ].join('\n');
}

export function auctionPage(car: Truth, content: AuctionContent, place: Place): string {
  const words = resultWords(content, place.now);
  const title = `${content.heading} for sale on ${SITE.name} Auctions ${words.title} |  ${SITE.name}`;
  const hero = car.pictures[1] ?? car.pictures[0];
  const chassis =
    car.vin === content.chassis
      ? `<a href="https://www.google.com/search?q=${content.chassis}" rel="nofollow">${content.chassis}</a>`
      : escapeHtml(content.chassis);
  const head = `<title>${escapeHtml(title)}</title>
<meta property="og:title" content="${escapeHtml(content.heading)}">
<meta property="og:type" content="article">
<meta property="og:url" content="${place.origin}${place.path}">
<meta property="og:site_name" content="${escapeHtml(SITE.name)}">
<meta property="og:description" content="One of this week's cars at ${escapeHtml(SITE.name)}, with photographs and questions answered by its owner. Lot #${thousands(content.lot)}.">
${hero === undefined ? '' : `<meta property="og:image" content="${place.origin}/pictures/${hero}?fit=620%2C465">`}
${structuredData(content, place, hero)}`;
  const body = `<main class="wrap listing" role="main">
<div class="listing-intro"><h1 class="post-title listing-post-title">${escapeHtml(content.heading)}</h1>
<div class="item-tags"><div class="item-tag item-tag-currency"><span class="show-country-name">USA</span></div></div>
<div class="listing-available"><div class="listing-available-info"><span data-listing-currently="${content.lot}"></span><span class="info-value noborder-tiny">${words.header}</span> <span class="info-value">${content.comments.length + content.bids.length}</span><span class="info-label">Comments</span></div></div></div>
<div class="column-groups">${each(Object.entries({ Make: content.group.make, Model: content.group.model, Era: content.group.era, Origin: content.group.origin }), ([k, v]) => `<button class="group-title"><strong class="group-title-label">${k}</strong>${escapeHtml(v)}<span class="watch-bell"></span></button>`)}</div>
<h2>Photo Gallery</h2>
${gallery(car, content, place.origin)}
<div class="columns"><div class="column column-left"><div class="post-${content.lot} type-listing"><div class="post-excerpt" tabindex="0">
${paragraphs(content.prose)}
</div></div></div>
<div class="column column-right"><div class="essentials"><h2 class="title">Essentials</h2>
<div class="item item-seller"><strong>Seller</strong>: <a href="/#member-${escapeHtml(content.seller)}">${escapeHtml(content.seller)}</a></div><strong>Location</strong>: <a href="/#map">${escapeHtml(content.location)}</a>
<div class="item"><strong>Listing Details</strong><ul><li>Chassis: ${chassis}</li>${content.details.map((d) => `<li>${escapeHtml(d)}</li>`).join('')}</ul></div>
<div class="item additional"><strong>Private Party or Dealer</strong>: Private Party</div><div class="item"><strong>Lot</strong> #${content.lot}</div></div></div></div>
<h2 id="bid-actions">Auction ${content.result.kind === 'live' ? 'Status' : 'Result'}</h2>
<table class="listing-stats" id="listing-bid"><tbody>
<tr class="listing-stats-stat"><td class="listing-stats-label">${words.label}</td><td class="listing-stats-value"><span>USD <strong>$${thousands(content.bids.at(-1) ?? 0)}</strong></span> by <a href="/#member-${escapeHtml(content.result.bidder)}">${escapeHtml(content.result.bidder)}</a></td></tr>
<tr class="listing-stats-stat"><td class="listing-stats-label">${words.ended}</td><td class="listing-stats-value"><span data-ends="${words.ends}">${new Date(words.ends * 1000).toUTCString()}</span></td></tr>
<tr class="listing-stats-stat"><td class="listing-stats-label">Bids</td><td class="listing-stats-value number-bids-value">${content.bids.length}</td></tr></tbody></table>
<div class="modal" hidden><h1 class="modal-title">Confirm your bid</h1><table class="bid-information"><tr><th>Your Bid:</th><td>USD $0</td></tr><tr><th>Service Fee:</th><td>USD $250</td></tr></table></div>
<div class="modal" hidden><h1>Bid Successful</h1><p>You will hear from us by mail.</p></div><div class="modal" hidden><h5 class="post-title">Confirm Your Comment</h5><div class="post-excerpt"><p>Is that number a bid? Then the box above is the place for it.</p></div></div>
<h2 id="comments">Comments</h2><div class="comments">
${stream(content, words.last)}
</div></main>
<aside class="wrap"><h3>Also ending soon</h3><div class="cards">${each(
    [
      ['1987 Alfa Romeo Spider Quadrifoglio', 'Bid to USD $11,250'],
      ['2009 Lotus Exige S 240', 'Sold for USD $58,000 on 2/3/25'],
      ['17" Wheels for Porsche 944 Turbo', 'Current Bid USD $1,450'],
    ],
    ([t = '', p = '']) =>
      `<a class="card" href="/#auction"><img src="/assets/no-photo.svg" alt=""><h4>${escapeHtml(t)}</h4><p>${p}</p></a>`,
  )}</div></aside>`;
  return modernPage({ site: SITE, head, body });
}
