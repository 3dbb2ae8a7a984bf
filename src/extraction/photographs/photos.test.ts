import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';
import type { PageReading } from '../reading.ts';

interface Parts {
  readonly url?: string;
  readonly head?: string;
  readonly body: string;
}

/** A private seller's Volvo on a made-up site. */
function volvo({ url = 'https://www.elkcars.example/ad/480311', head = '', body }: Parts): PageReading {
  return readPage({
    url,
    html: `<html lang="en"><head><title>1996 Volvo 850 T-5R</title>${head}</head><body><h1>1996 Volvo 850 T-5R</h1>${body}<p>Price: $8,400</p><p>Mileage: 141,000 miles</p><p>Transmission: Manual</p></body></html>`,
  });
}

const photos = (parts: Parts): readonly string[] => volvo(parts).images;
const og = (...urls: string[]): string => urls.map((url) => `<meta property="og:image" content="${url}">`).join('');
const numbered = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index + 1)).join('');
const urls = (count: number, make: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

describe('a gallery in data that names no car', () => {
  const at = (n: number): string => `https://cdn.elkcars.example/v/9a${n}f.jpg`;

  it.each([
    [
      'holds the hero picture',
      `<script>window.boot = {"ui":{"x":1},"carmedia":[${urls(5, (n) => `{"kind":"photo","file":"${at(n)}"}`).join()}]};</script>`,
    ],
    [
      'is a string of XML',
      `<script type="application/json">{"viewer":{"xmlGallery":"<set>${urls(5, (n) => `<p src='${at(n)}'/>`).join('')}</set>"}}</script>`,
    ],
    ['is given to a function', `<script>startShow("#stage", ['${urls(5, at).join("','")}'], {loop: true});</script>`],
    [
      'is code, not JSON',
      `<script>var show = { items: [${urls(5, (n) => `{ big: '${at(n)}', no: ${n} }`).join()}] };</script>`,
    ],
    [
      'stands in <noscript>',
      `<div id="stage"></div><noscript>${numbered(5, (n) => `<img src="${at(n)}">`)}</noscript>`,
    ],
    ['stands in data attributes', `<ul>${numbered(5, (n) => `<li data-picture="${at(n)}"></li>`)}</ul>`],
  ])('is taken when it %s', (_, body) => {
    expect(photos({ head: og(at(1)), body })).toEqual(urls(5, at));
  });

  it('gives the best address of every entry', () => {
    const entry = (n: number): string =>
      JSON.stringify({
        alt: 'x',
        imageUrl: `https://img.veld.example/77${n}/Crop1280x960`,
        thumbnailImageUrl: `https://img.veld.example/77${n}/Crop200x150`,
        originalImageUrl: `https://img.veld.example/77${n}`,
      });
    expect(
      photos({
        head: og('https://img.veld.example/771/Crop360x270'),
        body: `<script type="application/json">{"gallery":{"galleryImages":[${urls(6, entry).join()}]}}</script>`,
      }),
    ).toEqual(urls(6, (n) => `https://img.veld.example/77${n}`));
  });

  it('is taken as the only one that its key calls a gallery, and not when there are two', () => {
    const list = (key: string, host: string): string =>
      `"${key}":[${urls(4, (n) => `"https://${host}.example/p/${key}-${n}.jpg"`).join()}]`;
    const one = volvo({ body: `<script type="application/json">{"page":{${list('photos', 'cdn.nord')}}}</script>` });
    expect(one.images).toHaveLength(4);
    expect(one.imagesFrom?.confidence).toBeLessThan(0.9);
    expect(
      photos({
        body: `<script type="application/json">{"a":{${list('photos', 'cdn.nord')}},"b":{${list('gallery', 'cdn.sud')}}}</script>`,
      }),
    ).toEqual([]);
  });

  it('is no list of other cars, of what is similar, or of partners', () => {
    const hero = 'https://cdn.elkcars.example/v/own1.jpg';
    const cards = urls(5, (n) => `{"image":"https://cdn.elkcars.example/v/c${n}.jpg","price":${n}000}`).join();
    for (const data of [
      `{"items":[{"image":"${hero}","price":8400},${cards}]}`,
      `{"similarCars":{"photos":["${hero}","https://cdn.elkcars.example/v/c1.jpg"]}}`,
      `{"partners":[${urls(4, (n) => `{"logo":"https://cdn.elkcars.example/partner/logo-${n}.png"}`).join()}]}`,
    ])
      expect(photos({ head: og(hero), body: `<script type="application/json">${data}</script>` })).toEqual([hero]);
  });

  it('finds the server of a path by a picture of the page, and is left out when none tells it', () => {
    const data = `<script type="application/json">{"photos":[${urls(3, (n) => `{"path":"/pic/41/41_00${n}.jpg"}`).join()}]}</script>`;
    const hero = 'https://ci.hanmarket.example/store/pic/41/41_001.jpg';
    expect(photos({ head: og(hero), body: data })).toEqual(
      urls(3, (n) => `https://ci.hanmarket.example/store/pic/41/41_00${n}.jpg`),
    );
    const other = 'https://ci.hanmarket.example/front/main-77.jpg';
    expect(photos({ head: og(other), body: data })).toEqual([other]);
  });
});

describe('a gallery in the markup', () => {
  it.each([
    ['shards of one host', (n: number): string => `https://${n}0.img.drom.example/i/1.${n}abcdef.jpg`],
    ['one host', (n: number): string => `https://img.kust.example/o/${n}abcdef.jpg`],
    ['its own host', (n: number): string => `https://www.elkcars.example/up/480311/${n}.jpg`],
  ])('is whole on %s', (_, at) => {
    const body = `<div class="stage"><img src="${at(1)}"></div><ul>${numbered(9, (n) => `<li><img src="${at(n)}"></li>`)}</ul>`;
    expect(photos({ head: og(at(1)), body })).toEqual(urls(9, at));
  });

  const own = (n: number): string => `https://img.elkcars.example/a${n}/full/v.jpg`;
  const gallery = `<div class="photos">${numbered(4, (n) => `<img src="${own(n)}">`)}</div>`;
  const art = (name: string): string => `<img src="https://img.elkcars.example/${name}">`;
  it.each([
    ["partners' logos", `<div class="row">${art('p/acme.png')}${art('p/zeta.png')}</div>`],
    ['a QR code and valuation art', `<div>${art('apps/code.png')}${art('home/what-is-it-worth.webp')}</div>`],
    ['a plan of damages', `<ul class="plan">${numbered(40, (n) => `<li>${art(`ex/w${n}.png`)}</li>`)}</ul>`],
    [
      'other cars of the same host',
      `<div class="grid">${numbered(8, (n) => `<a href="/ad/99000${n}"><img src="https://img.elkcars.example/b${n}/full/v.jpg"></a>`)}</div>`,
    ],
    [
      'other cars in data',
      `<script type="application/json">{"list":[${urls(8, (n) => `{"id":${n},"images":["https://img.elkcars.example/b${n}/1.jpg","https://img.elkcars.example/b${n}/2.jpg"]}`).join()}]}</script>`,
    ],
  ])('is without %s', (_, foreign) => {
    expect(photos({ head: og(own(1)), body: `${gallery}${foreign}` })).toEqual(urls(4, own));
    expect(photos({ head: og(own(1)), body: `${foreign}${gallery}` })).toEqual(urls(4, own));
  });

  it('is known without a hero by the number of the listing, or by the name of the car', () => {
    const plan = `<ul>${numbered(30, (n) => `<li><img src="/ex/car/w${n}.png"></li>`)}</ul>`;
    const byNumber = numbered(5, (n) => `<div><img src="/upload/48/480311/z${n}.JPG"></div>`);
    expect(photos({ body: `${plan}<div>${byNumber}</div>` })).toHaveLength(5);
    const byName = numbered(5, (n) => `<div><img src="/u/z${n}.jpg" alt="Volvo 850 picture ${n}"></div>`);
    expect(photos({ body: `${plan}<div>${byName}</div>` })).toHaveLength(5);
  });

  it('in two places of one numbered folder is whole, and a common folder says nothing', () => {
    const split = (folder: string): string =>
      `<div class="a">${numbered(2, (n) => `<p><img src="/${folder}/big${n}.jpg"></p>`)}</div><table><tr>${numbered(4, (n) => `<td><img src="/${folder}/small${n}.jpg"></td>`)}</tr></table>`;
    expect(photos({ body: split('c/012569') })).toHaveLength(6);
    expect(photos({ body: split('images/cars') })).toHaveLength(4);
  });

  it('that opens in a dialog counts when it holds the hero and more of what is told of the car', () => {
    const dialog = `<div class="modal">${numbered(6, (n) => `<img data-src="${own(n)}">`)}</div>`;
    const ld = `<script type="application/ld+json">{"@type":"Car","name":"1996 Volvo 850","image":["${own(1)}","${own(2)}"]}</script>`;
    expect(photos({ head: ld, body: dialog })).toEqual(urls(6, own));
  });

  it('is the hero alone where nothing belongs to it', () => {
    const hero = 'https://share.elkcars.example/480311/front-480311.jpg';
    const reading = volvo({ head: og(hero), body: `<div>${art('m/one.webp')}${art('m/two.webp')}</div>` });
    expect(reading.images).toEqual([hero]);
    expect(reading.imagesFrom?.confidence).toBeLessThan(0.9);
  });

  it("is none where the shared picture is the site's own", () => {
    for (const name of ['og-image.png', 'default-share.jpg', 'logo-share.png'])
      expect(photos({ head: og(`https://www.elkcars.example/img/${name}`), body: '' })).toEqual([]);
  });
});

describe('addresses of photographs', () => {
  it('stand under the <base href>', () => {
    expect(
      photos({
        head: '<base href="https://static.elkcars.example/shop/">',
        body: '<div class="gallery"><img src="p/11.jpg"><img src="p/12.jpg"></div>',
      }),
    ).toEqual(['https://static.elkcars.example/shop/p/11.jpg', 'https://static.elkcars.example/shop/p/12.jpg']);
    expect(
      photos({
        head: '<base target="_top">',
        body: '<div class="gallery"><img src="/p/11.jpg"><img src="/p/12.jpg"></div>',
      }),
    ).toEqual(['https://www.elkcars.example/p/11.jpg', 'https://www.elkcars.example/p/12.jpg']);
  });

  it.each(['grey.jpg', 'transparent.png', 't.png', 'assets/car-soon.jpg', 'img/lazy.webp'])(
    'are those to be loaded, not the %s that all start from',
    (name) => {
      const body = `<div class="slides">${numbered(4, (n) => `<img src="/${name}" data-src="/c/${n}7.jpg">`)}</div>`;
      expect(photos({ body })).toEqual(urls(4, (n) => `https://www.elkcars.example/c/${n}7.jpg`));
    },
  );

  it.each([
    ['data-srcset', '<img src="/c/N7-s.jpg" data-srcset="/c/N7-m.jpg 800w, /c/N7-l.jpg 1600w">', '/c/N7-l.jpg'],
    ['srcset', '<img src="/c/N7.jpg?x=1" srcset="/c/N7.jpg?x=1 400w, /c/big/N7.jpg 2000w">', '/c/big/N7.jpg'],
    ['a link', '<a href="/c/orig/N7.jpg"><img src="/c/mini/N7.jpg"></a>', '/c/orig/N7.jpg'],
    [
      'a box for scripts',
      '<div data-image-big="/c/N7_big.jpg"><div><img src="/c/N7_tn.jpg"></div></div>',
      '/c/N7_big.jpg',
    ],
    ['a resizer', '<img src="/_next/image?url=%2Fc%2FN7.jpg&w=640&q=75">', '/c/N7.jpg'],
  ])('are the largest that %s names', (_, markup, want) => {
    const body = `<div class="gallery">${numbered(3, (n) => markup.replaceAll('N', String(n)))}</div>`;
    expect(photos({ body })).toEqual(urls(3, (n) => `https://www.elkcars.example${want.replace('N', String(n))}`));
  });

  it('tell photographs apart by a number in the query, and not by a version', () => {
    expect(photos({ body: `<div>${numbered(4, (n) => `<img src="/photo.jpg?n=${n}">`)}</div>` })).toHaveLength(4);
    expect(photos({ body: '<div><img src="/a/photo7.jpg?v=1"><img src="/a/photo7.jpg?v=2"></div>' })).toHaveLength(1);
  });

  it('may be several og:image', () => {
    const at = (n: number): string => `https://cdn.fjordbil.example/m/${n}55.jpg`;
    expect(photos({ head: og(...urls(5, at)), body: '' })).toEqual(urls(5, at));
  });

  it('may be one text in structured data', () => {
    const at = (n: number): string => `https://cdn.dealer.example/w_1,h_2/${n}55.jpg`;
    for (const between of [',', ', ', ' | ', ';', '\\n']) {
      const head = `<script type="application/ld+json">{"@type":"Car","name":"1996 Volvo 850","image":"${urls(3, at).join(between)}"}</script>`;
      expect(photos({ head, body: '' })).toEqual(urls(3, at));
    }
  });
});
