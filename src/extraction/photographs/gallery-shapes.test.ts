/** One gallery in the forms in which scripts and sites write it. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const COUNT = 6;
const big = (n: number): string => `https://cdn.pics.example/o/9a${n}f.jpg`;
const small = (n: number): string => `https://cdn.pics.example/t/9a${n}f.jpg`;
const ALL = Array.from({ length: COUNT }, (_, n) => big(n + 1));
const times = (make: (n: number) => string): string => ALL.map((_, n) => make(n + 1)).join('');
const list = JSON.stringify(ALL).replaceAll('"', '&quot;');
const objects = JSON.stringify(ALL.map((src, n) => ({ src, thumb: small(n + 1) }))).replaceAll('"', '&quot;');

function images(body: string, head = ''): readonly string[] {
  return readPage({
    url: 'https://www.fjord-bil.example/ad/771204',
    html: `<html><head><title>2004 Saab 9-5 Aero</title>${head}</head><body><h1>2004 Saab 9-5 Aero</h1>${body}<p>Price: €4,900</p><p>Mileage: 188,000 km</p><p>Transmission: Manual</p></body></html>`,
  }).images;
}
const box = (inner: string): string => `<div class="gallery">${inner}</div>`;

describe('a gallery is read', () => {
  it.each(
    'data-zoom-image data-zoom data-full data-hires data-highres data-large data-large_image data-orig-file data-big data-lazy data-lazy-src data-flickity-lazyload data-splide-lazy data-original data-echo data-ll-src data-pswp-src data-mfp-src data-exthumbimage data-image data-img data-photo data-url data-href data-fancybox-href data-image-src data-imgsrc data-bigimg data-source data-cfsrc data-pagespeed-lazy-src data-wood_src data-lzy'.split(
      ' ',
    ),
  )('from the attribute %s beside a stand-in', (name) => {
    expect(images(box(times((n) => `<div><img src="/img/blank.gif" ${name}="${big(n)}"></div>`)))).toEqual(ALL);
  });

  it.each(
    'data-bg data-background data-background-image data-setbg data-src data-image data-bgset data-image-src data-lazy-background data-bg-src'.split(
      ' ',
    ),
  )('from the attribute %s of a box', (name) => {
    expect(images(box(times((n) => `<div class="slide" ${name}="${big(n)}"></div>`)))).toEqual(ALL);
  });

  it.each([
    [
      'links to large ones around small ones',
      times((n) => `<a data-fancybox="g" href="${big(n)}"><img src="${small(n)}"></a>`),
    ],
    ['links without pictures', times((n) => `<a class="glightbox" href="${big(n)}"></a>`)],
    ['links of words', times((n) => `<a rel="lightbox[car]" href="${big(n)}">Bild ${n}</a>`)],
    [
      'backgrounds in quotes',
      times((n) => `<div class="swiper-slide" style="background-image:url(&quot;${big(n)}&quot;)"></div>`),
    ],
    [
      'backgrounds without quotes',
      times(
        (n) => `<div class="slide" style="height:9px;background:#eee url(${big(n)}) center/cover no-repeat"></div>`,
      ),
    ],
    ['items of a light slider', times((n) => `<li data-thumb="${small(n)}" data-src="${big(n)}"><span></span></li>`)],
    ['a set of sizes alone', times((n) => `<img srcset="${small(n)} 200w, ${big(n)} 1600w">`)],
    ['densities alone', times((n) => `<img srcset="${small(n)} 1x, ${big(n)} 2x">`)],
    [
      'sources without an image',
      times(
        (n) =>
          `<picture><source type="image/webp" data-srcset="${big(n).replace('.jpg', '.webp')} 1200w"><source srcset="${big(n)} 1200w"></picture>`,
      ),
    ],
    [
      'pictures for pages without scripts',
      times((n) => `<div class="lazy"></div><noscript><img src="${big(n)}"></noscript>`),
    ],
    ['a picture that a click enlarges', times((n) => `<img src="${small(n)}" onclick="zoom('${big(n)}')">`)],
    ['a link that calls a script', times((n) => `<a href="javascript:show('${big(n)}')"><img src="${small(n)}"></a>`)],
    [
      'a picture that the pointer swaps',
      times((n) => `<img src="${small(n)}" onmouseover="document.images['main'].src='${big(n)}'">`),
    ],
    ['backgrounds of cells', times((n) => `<table><tr><td background="${big(n)}"></td></tr></table>`)],
    ['elements of a framework', times((n) => `<v-img src="${big(n)}"></v-img>`)],
    ['elements of a fast page', times((n) => `<amp-img src="${big(n)}"></amp-img>`)],
  ])('as %s', (_, body) => {
    expect(images(box(body)).map((url) => url.replace('.webp', '.jpg'))).toEqual(ALL);
  });

  it.each([
    ['a list in an attribute', `<div class="car" data-images="${list}"></div>`],
    ['objects in an attribute', `<div class="car" data-gallery="${objects}"></div>`],
    ['addresses with commas', `<div class="car" data-photos="${ALL.join(',')}"></div>`],
    ['addresses with bars', `<div class="car" data-images="${ALL.join('|')}"></div>`],
    ['a binding of a framework', `<car-gallery :images="${list}"></car-gallery>`],
    [
      'a binding with quotes of one kind',
      `<car-gallery :photos="[${ALL.map((url) => `'${url}'`).join(', ')}]"></car-gallery>`,
    ],
    ['a start of an application', `<div ng-init="photos=[${ALL.map((url) => `'${url}'`).join(',')}]"></div>`],
    ['a state of a box', `<div x-data="{ open: false, images: ${list} }"></div>`],
    ['an encoded attribute', `<div class="car" data-images="${encodeURIComponent(JSON.stringify(ALL))}"></div>`],
    ['a hidden field', `<input type="hidden" name="images" value="${list}">`],
    ['props of a component', `<div data-react-props="{&quot;car&quot;:{&quot;photos&quot;:${list}}}"></div>`],
    ['a text that a script splits', `<script>var photos = "${ALL.join('|')}".split("|");</script>`],
    ['a list that a script pushes to', `<script>${ALL.map((url) => `photos.push("${url}");`).join('\n')}</script>`],
    [
      'calls with an address each',
      `<script>${ALL.map((url, n) => `addPhoto('${url}', 'Photo ${n}');`).join('\n')}</script>`,
    ],
  ])('from %s', (_, body) => {
    expect(images(body)).toEqual(ALL);
  });

  it.each([
    [
      'settings of a lightbox',
      `<script>$('#g').magnificPopup({items:[${ALL.map((url) => `{src:'${url}',type:'image'}`).join()}],gallery:{enabled:true}});</script>`,
    ],
    [
      'settings of another',
      `<script>lightGallery(el,{dynamic:true,dynamicEl:[${ALL.map((url, n) => `{"src":"${url}","thumb":"${small(n + 1)}"}`).join()}]})</script>`,
    ],
  ])('from %s, where its first picture is the one that the page shares', (_, body) => {
    expect(images(body, `<meta property="og:image" content="${big(1)}">`)).toEqual(ALL);
  });
});

describe('thumbnails however small', () => {
  const rows = (href: (n: number) => string): string =>
    `<table><tr>${times((n) => `<td><a href="${href(n)}"><img src="${small(n)}" width="58" height="44"></a></td>`)}</tr></table>`;

  it('are photographs where each opens its own', () => expect(images(rows(big))).toEqual(ALL));
  it('are none where they lead to pages', () => expect(images(rows((n) => `/lot.php?l=${n}`))).toEqual([]));
});

describe('a picture above rows of others', () => {
  const row = times((n) => `<a href="/img/DSC0${n}7.jpg"><img src="/img/t/DSC0${n}7.jpg"></a>`);
  const names = (above: string): readonly string[] =>
    readPage({
      url: 'http://www.my-minor.example/sale.htm',
      html: `<title>My Minor</title><h1>1967 Morris Minor 1000</h1><p><img src="/img/${above}"></p><p>Price: €4,900</p><p>Mileage: 61,000 miles</p><div><div><p>${row}</p></div></div>`,
    }).images;

  it('is one of them when it is called after the model', () => expect(names('minor_front.jpg')).toHaveLength(7));
  it('is not when it is called otherwise', () => expect(names('showroom.jpg')).toHaveLength(6));
});

describe('no gallery is read', () => {
  const other = (n: number): string => `https://cdn.pics.example/x/7b${n}.jpg`;
  const others = ALL.map((_, n) => other(n + 1));

  it.each([
    [
      'an attribute among similar cars',
      `<div class="similar-cars"><div data-images="${others.join('|')}"></div></div>`,
    ],
    [
      'a binding among similar cars',
      `<div class="similar-cars"><x-cards :images="[${others.map((url) => `'${url}'`)}]"></x-cards></div>`,
    ],
    [
      'handlers among similar cars',
      `<div class="similar-cars">${others.map((url) => `<img src="${url}" onclick="show('${url}')">`).join('')}</div>`,
    ],
    [
      'cards of cars that a script lists',
      `<script>var cars=[${others.map((image, n) => JSON.stringify({ make: 'Saab', model: '900', year: 1990 + n, price: 4000, image })).join()}]</script>`,
    ],
    ['a logo that a click opens', '<img src="/img/logo.png" onclick="go(\'/img/dealer-logo.jpg\')">'],
    ['backgrounds of a header', `<header><table><tr><td background="${other(1)}"></td></tr></table></header>`],
  ])('from %s', (_, body) => {
    const own = box(times((n) => `<img src="${big(n)}">`));
    expect(images(`${own}${body}`, `<meta property="og:image" content="${big(1)}">`)).toEqual(ALL);
  });
});
