/** Galleries as content management systems write them: each photograph once, at its largest. */
import { expect, test } from 'vitest';
import { readPage } from '../../src/extraction/read-page.ts';

const images = (gallery: string): readonly string[] =>
  readPage({
    url: 'https://shop.example/c/8841207',
    html: `<html lang="en"><title>2016 Ford Focus</title><h1>2016 Ford Focus</h1><p>Price: £7,995</p><dl><dt>Mileage</dt><dd>87,300 miles</dd></dl><div class="gallery">${gallery}</div></html>`,
    readAt: '2026-01-01T00:00:00Z',
  }).images;
const N = ['6120', '6121', '6122', '6124'];

test.for([
  [
    'PrestaShop',
    (n: string) => `<img src="/${n}-home_default/focus.jpg" data-image-large-src="/${n}-large_default/focus.jpg">`,
    (n: string) => `/${n}-large_default/focus.jpg`,
  ],
  [
    'Drupal',
    (n: string) =>
      `<img src="/sites/default/files/styles/big_1200x800/public/v/IMG_${n}.jpg?itok=a${n}"><img src="/sites/default/files/styles/tiny_140x95/public/v/IMG_${n}.jpg?itok=b${n}">`,
    (n: string) => `/sites/default/files/styles/big_1200x800/public/v/IMG_${n}.jpg?itok=a${n}`,
  ],
  [
    'a link laid over each picture',
    (n: string) =>
      `<figure><img src="/media/w/${n}-9c336b8cf58dcd459d8a.jpg" width="400"><a href="/images/focus/${n}.jpg"></a></figure>`,
    (n: string) => `/images/focus/${n}.jpg`,
  ],
  [
    'thumbnails behind a word',
    (n: string) =>
      `<a href="/img/3391/3391_${n}.jpg"><img src="/img/3391/3391_${n}.jpg"></a><img src="/img/3391/tb_3391_${n}.jpg">`,
    (n: string) => `/img/3391/3391_${n}.jpg`,
  ],
] as const)('%s', ([, markup, largest]) => {
  expect(images(N.map(markup).join(''))).toEqual(N.map((n) => `https://shop.example${largest(n)}`));
});
