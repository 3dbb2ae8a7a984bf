/** Addresses of photographs as markup and data write them, and what is no address of another photograph. */
import { kind, ld, page, type Row, rows } from './kind.ts';

interface Site {
  readonly address: string;
  readonly title: string;
  /** The folder of its pictures, with a slash at both ends. */
  readonly folder: string;
  readonly ending: string;
}

const SITES: readonly Site[] = [
  { address: 'www.elkcars.example/ad/480311', title: '1996 Volvo 850', folder: '/up/480311/', ending: 'jpg' },
  { address: 'garage-du-lac.example/v/clio-77', title: '2016 Renault Clio', folder: '/medias/v/clio/', ending: 'webp' },
  { address: 'shop.gulliver.example/stock/12', title: '2019 Honda Fit', folder: '/img/stock/', ending: 'JPG' },
];

const FACTS = rows({ Price: '€8,400', Mileage: '141,000 km', Transmission: 'Manual' });
const list = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n + 1));
const each = (count: number, make: (n: number) => string): string => list(count, make).join('');
const og = (...addresses: string[]): string =>
  addresses.map((address) => `<meta property="og:image" content="${address}">`).join('');

/** The name of a picture in the folder of the site, and its whole address. */
type Name = (n: number, size?: string) => string;
interface Names {
  readonly site: Site;
  /** `/up/480311/7001.jpg`; with a size `/up/480311/m/7001.jpg`. */
  readonly path: Name;
  readonly whole: Name;
  readonly origin: string;
}
interface Shape {
  readonly head?: string;
  readonly body?: string;
  readonly images: readonly string[];
}

const everywhere = (shows: string, shape: (names: Names) => Shape): Row[] =>
  SITES.map((site) => {
    const origin = `https://${site.address.split('/')[0]}`;
    const path: Name = (n, size = '') => `${site.folder}${size === '' ? '' : `${size}/`}${7000 + n * 7}.${site.ending}`;
    const { head = '', body = '', images } = shape({ site, path, origin, whole: (n, size) => origin + path(n, size) });
    return [site.address, shows, page(site.title, `${body}${FACTS}`, { head }), { kind: 'listing', images }];
  });

const gallery = (count: number, picture: (n: number) => string): string =>
  `<div class="gallery">${each(count, (n) => `<div>${picture(n)}</div>`)}</div>`;

kind('the address of a photograph', {
  read: [
    ...everywhere('below the <base href>', ({ site, path }) => ({
      head: '<base href="https://static.pictures.example/shop/">',
      body: gallery(4, (n) => `<img src="${path(n).slice(1)}">`),
      images: list(4, (n) => `https://static.pictures.example/shop${site.folder}${path(n).split('/').at(-1)}`),
    })),
    ...everywhere('below a <base href> that is a path', ({ path, origin }) => ({
      head: '<base href="/de/">',
      body: gallery(4, (n) => `<img src="${path(n).slice(1)}">`),
      images: list(4, (n) => `${origin}/de${path(n)}`),
    })),
    ...everywhere('beside one picture that all start from', ({ path, whole }) => ({
      body: gallery(4, (n) => `<img src="/assets/soon.jpg" data-src="${path(n)}">`),
      images: list(4, (n) => whole(n)),
    })),
    ...everywhere('beside one drawn in the page', ({ path, whole }) => ({
      body: gallery(4, (n) => `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-lazy-src="${path(n)}">`),
      images: list(4, (n) => whole(n)),
    })),
    ...everywhere('the largest of a data-srcset beside a small src', ({ path, whole }) => ({
      body: gallery(
        4,
        (n) =>
          `<img src="${path(n, 's')}" data-srcset="${path(n, 'm')} 800w, ${path(n, 'l')} 1600w, ${path(n, 's')} 200w">`,
      ),
      images: list(4, (n) => whole(n, 'l')),
    })),
    ...everywhere('the largest of the sources of a <picture>', ({ path, whole }) => ({
      body: gallery(
        4,
        (n) => `<picture><source srcset="${path(n, 'l')} 2x, ${path(n, 'm')} 1x"><img src="${path(n, 's')}"></picture>`,
      ),
      images: list(4, (n) => whole(n, 'l')),
    })),
    ...everywhere('told apart by a number in its query', ({ origin }) => ({
      body: gallery(4, (n) => `<img src="/photo.jpg?n=${n}">`),
      images: list(4, (n) => `${origin}/photo.jpg?n=${n}`),
    })),
    ...everywhere('in several og:image', ({ whole }) => ({
      head: og(...list(5, (n) => whole(n))),
      images: list(5, (n) => whole(n)),
    })),
    ...[',', ', ', ';', ' | '].flatMap((between) =>
      everywhere(`in one text of linked data, joined by "${between}"`, ({ site, whole }) => ({
        head: ld({ '@type': 'Car', name: site.title, image: list(4, (n) => whole(n)).join(between) }),
        images: list(4, (n) => whole(n)),
      })),
    ),
    ...everywhere('with commas of its own in such a text', ({ site, whole }) => ({
      head: ld({ '@type': 'Car', name: site.title, image: list(4, (n) => whole(n, 'w_900,h_600')).join(',') }),
      images: list(4, (n) => whole(n, 'w_900,h_600')),
    })),
  ],
  notRead: [
    ...everywhere('a whole address, moved by the <base href>', ({ whole }) => ({
      head: '<base href="https://static.pictures.example/shop/">',
      body: gallery(4, (n) => `<img src="${whole(n)}">`),
      images: list(4, (n) => whole(n)),
    })),
    ...everywhere('a <base> that only names a window', ({ path, whole }) => ({
      head: '<base target="_top">',
      body: gallery(4, (n) => `<img src="${path(n)}">`),
      images: list(4, (n) => whole(n)),
    })),
    ...everywhere('the one picture that all start from, where nothing is to be loaded', () => ({
      body: gallery(4, () => '<img src="/assets/placeholder.jpg">'),
      images: [],
    })),
    ...everywhere('another version of the same photograph', ({ path, whole }) => ({
      body: `${gallery(1, () => `<img src="${path(1)}?v=1">`)}${gallery(1, () => `<img src="${path(1)}?v=2">`)}`,
      images: [`${whole(1)}?v=1`],
    })),
    ...everywhere('sizes of one photograph', ({ path, whole }) => ({
      body: gallery(1, () => `<img src="${path(1, '320x240')}" srcset="${path(1, '1600x1200')} 1600w">`),
      images: [whole(1, '1600x1200')],
    })),
    ...everywhere('og:image repeated, and the picture of the site', ({ whole, origin }) => ({
      head: og(whole(1), whole(1), `${origin}/img/logo-share.png`),
      images: [whole(1)],
    })),
    ...everywhere('one address with commas of its own', ({ site, whole }) => ({
      head: ld({ '@type': 'Car', name: site.title, image: whole(1, 'w_900,h_600') }),
      images: [whole(1, 'w_900,h_600')],
    })),
    ...everywhere('words that stand for a picture', ({ site }) => ({
      head: ld({ '@type': 'Car', name: site.title, image: 'none, coming soon' }),
      images: [],
    })),
    ...everywhere('a way to write none that looks like a path', ({ site }) => ({
      head: ld({ '@type': 'Car', name: site.title, image: 'n/a' }),
      images: [],
    })),
  ],
});
