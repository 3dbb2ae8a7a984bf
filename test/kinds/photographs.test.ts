/** Galleries wherever sites keep them, and pictures beside them that are none of the car. */
import { kind, page, type Row, rows, script } from './kind.ts';

interface Site {
  readonly address: string;
  readonly title: string;
  readonly facts: string;
  readonly lang: string;
  readonly photo: (n: number) => string;
}

const SITES: readonly Site[] = [
  {
    address: 'www.fjord-bil.example/bruktbil/771204',
    title: '2004 Saab 9-5 Aero',
    facts: rows({ Pris: '49 000 kr', Kilometerstand: '188 000 km', Girkasse: 'Manuell' }),
    lang: 'nb',
    photo: (n) => `https://img.fjord-bil.example/v/9a${n}f.jpg`,
  },
  {
    address: 'kola.example/oferta/skoda-octavia-ID6Gx71',
    title: 'Škoda Octavia 2016',
    facts: rows({ Cena: '38 900 zł', Przebieg: '187 000 km', 'Skrzynia biegów': 'Manualna' }),
    lang: 'pl',
    photo: (n) => `https://kola.example/foto/2024/6Gx71/${n}.jpg`,
  },
  {
    address: 'motor.sur.example/auto/seat-leon-5512008',
    title: 'Seat León 2018',
    facts: rows({ Precio: '11.900 €', Kilómetros: '98.000 km', Cambio: 'Manual' }),
    lang: 'es',
    photo: (n) => `https://d3sur.cdn.example/media/77${n}0c/orig.webp`,
  },
];

const list = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n + 1));
const each = (count: number, make: (n: number) => string): string => list(count, make).join('');
const og = (...addresses: string[]): string =>
  addresses.map((address) => `<meta property="og:image" content="${address}">`).join('');
const json = (value: unknown): string => `<script type="application/json">${JSON.stringify(value)}</script>`;

/** One row a site: the body made of the site's photographs, and the photographs that are read. */
const everywhere = (
  shows: string,
  body: (site: Site) => string,
  read: (site: Site) => readonly string[] = ({ photo }) => list(5, photo),
  head: (site: Site) => string = ({ photo }) => og(photo(1)),
): Row[] =>
  SITES.map((site) => [
    site.address,
    shows,
    page(site.title, `${body(site)}${site.facts}`, { lang: site.lang, head: head(site) }),
    { kind: 'listing', images: read(site) },
  ]);

const shard = (n: number): string => `https://${String(n - 1)}0.img.shards.example/w/1.${n}b7c2d.jpg`;
const full = (photo: string): string => photo.replace(/(\w+\.\w+)$/, 'xl-$1');
const thumb = (photo: string): string => photo.replace(/(\w+\.\w+)$/, 'tn-$1');
const gallery = ({ photo }: Site): string => `<div class="photos">${each(5, (n) => `<img src="${photo(n)}">`)}</div>`;
const beside = (shows: string, foreign: (site: Site) => string): Row[] => [
  ...everywhere(`${shows} behind the gallery`, (site) => gallery(site) + foreign(site)),
  ...everywhere(`${shows} before the gallery`, (site) => foreign(site) + gallery(site)),
];
const host = ({ photo }: Site): string => new URL(photo(1)).origin;

kind('a gallery', {
  read: [
    ...everywhere('in page data that names no car', ({ photo }) =>
      script(
        `window.boot = ${JSON.stringify({ ui: { theme: 'dark' }, assets: list(5, (n) => ({ no: n, file: photo(n) })) })};`,
      ),
    ),
    ...everywhere('in page data, as bare addresses', ({ photo }) => json({ viewer: { slides: list(5, photo) } })),
    ...everywhere('in XML within a string', ({ photo }) =>
      json({ player: { galleryXml: `<set>${each(5, (n) => `<pic url="${photo(n)}" no="${n}"/>`)}</set>` } }),
    ),
    ...everywhere('in XML within a string, as texts of elements', ({ photo }) =>
      script(
        `var state = ${JSON.stringify({ galleryData: `<album>${each(5, (n) => `<image><large>${photo(n)}</large></image>`)}</album>` })};`,
      ),
    ),
    ...everywhere(
      'in <noscript>',
      ({ photo }) => `<div id="stage"></div><noscript>${each(5, (n) => `<img src="${photo(n)}">`)}</noscript>`,
    ),
    ...everywhere(
      'in <noscript> beside every picture to be loaded',
      ({ photo }) =>
        `<ul class="strip">${each(5, (n) => `<li><img src="/s/blank.gif" class="lazy"><noscript><img src="${photo(n)}"></noscript></li>`)}</ul>`,
    ),
    ...everywhere('in the argument of a call', ({ photo }) =>
      script(`startShow("#stage", ['${list(5, photo).join("', '")}'], { loop: true });`),
    ),
    ...everywhere('in objects in the argument of a call', ({ photo }) =>
      script(
        `jQuery(function ($) { $('#g').lightbox([${list(5, (n) => `{ src: '${photo(n)}', w: 1600 }`).join()}]); });`,
      ),
    ),
    ...everywhere(
      'on the shards of one host',
      () =>
        `<div class="stage"><img src="${shard(1)}"></div><ul>${each(10, (n) => `<li><img src="${shard(n)}"></li>`)}</ul>`,
      () => list(10, shard),
      () => og(shard(1)),
    ),
    ...everywhere(
      'in the full size that its thumbnails link',
      ({ photo }) =>
        `<ul class="thumbs">${each(5, (n) => `<li><a href="${full(photo(n))}"><img src="${thumb(photo(n))}"></a></li>`)}</ul>`,
      ({ photo }) => list(5, (n) => full(photo(n))),
      ({ photo }) => og(full(photo(1))),
    ),
    ...everywhere(
      'in the full size that data name beside each thumbnail',
      ({ photo }) => json({ album: { pics: list(5, (n) => ({ thumb: thumb(photo(n)), full: full(photo(n)) })) } }),
      ({ photo }) => list(5, (n) => full(photo(n))),
      ({ photo }) => og(full(photo(1))),
    ),
  ],
  notRead: [
    ...beside(
      "partners' logos",
      (site) =>
        `<div class="row">${each(4, (n) => `<a href="https://p${n}.example/"><img src="${host(site)}/p/brand-${n}.png"></a>`)}</div>`,
    ),
    ...beside('a code to scan', (site) => `<div class="app"><img src="${host(site)}/apps/qr-code.png" alt="QR"></div>`),
    ...beside(
      'what asks for a valuation',
      (site) => `<aside><img src="${host(site)}/home/what-is-it-worth.webp"></aside>`,
    ),
    ...beside(
      'the signs of a plan of damages',
      (site) => `<ul class="plan">${each(30, (n) => `<li><img src="${host(site)}/ex/w${n}.png"></li>`)}</ul>`,
    ),
    ...beside(
      'other cars of the same host',
      ({ photo, address }) =>
        `<div class="grid">${each(6, (n) => `<a href="/${address.split('/')[1]}/other-99000${n}"><img src="${photo(n + 20)}"></a>`)}</div>`,
    ),
    ...everywhere(
      "the site's own picture for sharing",
      () => '',
      () => [],
      (site) => og(`${host(site)}/img/og-image.png`),
    ),
    ...everywhere(
      'a list of other cars in data that holds the first picture',
      ({ photo }) => json({ items: list(5, (n) => ({ image: photo(n), price: n * 1000 })) }),
      ({ photo }) => [photo(1)],
    ),
    ...everywhere(
      'thumbnails that link to pages',
      ({ photo, address }) =>
        `<div class="photos">${each(5, (n) => `<a href="/${address.split('/')[1]}/photo-page?no=${n}"><img src="${photo(n)}"></a>`)}</div>`,
    ),
  ],
});
