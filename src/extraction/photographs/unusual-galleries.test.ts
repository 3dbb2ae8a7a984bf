import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const URLS = [
  'https://www.fjord-bil.example/ad/771204',
  'https://kola.example/oferta/771204',
  'https://motor.sur.example/a/771204',
];

/** One listing on each of three made-up sites. */
function photos(body: string, head = ''): ReadonlyArray<readonly string[]> {
  return URLS.map(
    (url) =>
      readPage({
        url,
        html: `<html><head><title>2004 Saab 9-5 Aero</title>${head}</head><body><h1>2004 Saab 9-5 Aero</h1>${body}<p>Price: €4,900</p><p>Mileage: 188,000 km</p><p>Transmission: Manual</p></body></html>`,
      }).images,
  );
}

const urls = (count: number, make: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));
const reading = (body: string, head = ''): ReturnType<typeof readPage> =>
  readPage({
    url: 'https://www.fjord-bil.example/ad/771204',
    html: `<html><head><title>2004 Saab 9-5 Aero</title>${head}</head><body><h1>2004 Saab 9-5 Aero</h1>${body}<p>Price: €4,900</p><p>Mileage: 188,000 km</p></body></html>`,
  });
const numbered = (count: number, make: (n: number) => string): string => urls(count, make).join('');
const at = (n: number): string => `https://cdn.pics.example/o/9a${n}f.jpg`;
const three = (want: readonly string[]): ReadonlyArray<readonly string[]> => [want, want, want];

describe('a gallery', () => {
  it.each(['tmlazysrc', 'src2', 'lowsrc', 'original', 'lazyload'])(
    'is read from an attribute %s of its pictures',
    (name) => {
      const body = `<div class="slides">${numbered(6, (n) => `<p><img src="/img/grey.gif" ${name}="${at(n)}"></p>`)}</div>`;
      expect(photos(body)).toEqual(three(urls(6, at)));
    },
  );

  it('is not read from attributes that name no address of a picture', () => {
    const body = `<div class="slides">${numbered(6, (n) => `<p><img src="${at(n)}" original="yes" datasrc="/x/${n}"></p>`)}</div>`;
    expect(photos(body)).toEqual(three(urls(6, at)));
  });

  it.each([
    ['one by one', numbered(5, (n) => `pic[${n}]="${at(n)}";\n`)],
    ['of loaded images', numbered(5, (n) => `imgs[${n}] = new Image(); imgs[${n}].src = '${at(n)}';\n`)],
    ['by a constructor', `var p = new Array(${urls(5, (n) => `"${at(n)}"`).join()});`],
  ])('is read from an array that a script fills %s', (_, script) => {
    const head = `<meta property="og:image" content="${at(1)}">`;
    expect(photos(`<script>${script}</script>`, head)).toEqual(three(urls(5, at)));
  });

  it.each(['adPicture', 'b-advert-carousel', 'ad'])(
    'stands in a box of class %s, which on a market is the listing',
    (name) => {
      const body = `<div class="${name}">${numbered(5, (n) => `<img src="${at(n)}">`)}</div>`;
      expect(photos(body)).toEqual(three(urls(5, at)));
    },
  );

  it('has no advertisement in it', () => {
    const ad =
      '<div class="ad"><a href="https://bank.example/"><img src="https://cdn.pics.example/x/bank.jpg"></a></div>';
    const body = `<div class="slides">${numbered(5, (n) => `<img src="${at(n)}">`)}</div>${ad}`;
    expect(photos(body)).toEqual(three(urls(5, at)));
  });
});

describe('an address that a script completes', () => {
  const head = '<meta property="og:image" content="https://cdn.pics.example/v/ab1c11.jpeg/1280x/">';
  const shown = '<div class="viewer"><img src="https://cdn.pics.example/v/ab1c11.jpeg/640x/"></div>';
  const list = (address: (n: number) => string): string =>
    `<script type="application/json">{"photos":[${urls(4, (n) => `{"url":"${address(n)}"}`).join()}]}</script>`;

  it.each(['{size}', '{width}', '{format}'])(
    'takes for %s what the page shows one of them with, the largest',
    (template) => {
      const body = shown + list((n) => `https://cdn.pics.example/v/ab1c1${n}.jpeg/${template}/`);
      expect(photos(body, head)).toEqual(three(urls(4, (n) => `https://cdn.pics.example/v/ab1c1${n}.jpeg/1280x/`)));
    },
  );

  it('is the original without its {resize}', () => {
    const body = list((n) => `https://cdn.pics.example/v/{resize}/ab1c1${n}.jpeg`);
    const hero = '<meta property="og:image" content="https://cdn.pics.example/v/w800/ab1c11.jpeg">';
    expect(photos(body, hero)).toEqual(three(urls(4, (n) => `https://cdn.pics.example/v/ab1c1${n}.jpeg`)));
  });
});

describe('names of files in data', () => {
  const names = (n: number): string => `"8c40ab_a2${n}7c8~v2.jpg"`;
  const list = `<script type="application/json">{"gallery":{"items":[${urls(7, (n) => `{"mediaUrl":${names(n)}}`).join()}]}}</script>`;

  it('stand where the page shows one of them from, though a size follows the name', () => {
    const hero =
      '<meta property="og:image" content="https://static.builder.example/media/8c40ab_a217c8~v2.jpg/v1/fill/w_1200,h_800/front.jpg">';
    const want = three(urls(7, (n) => `https://static.builder.example/media/8c40ab_a2${n}7c8~v2.jpg`));
    expect(photos(list, hero).map((found) => found.slice(1))).toEqual(want.map((each) => each.slice(1)));
    expect(photos(list, hero).map((found) => found.length)).toEqual([7, 7, 7]);
  });

  it('are left out where nothing shows where they stand', () => {
    const hero = '<meta property="og:image" content="https://static.builder.example/share/other77.jpg">';
    expect(photos(list, hero).map((found) => found.length)).toEqual([1, 1, 1]);
  });
});

describe('middles of addresses in data', () => {
  const list = (key: string): string =>
    `<script type="application/json">{"${key}":[${urls(6, (n) => `"b71c/0a${n}f3"`).join()}]}</script>`;
  const hero = (path: string): string => `<meta property="og:image" content="https://media.yard.example/${path}">`;

  it('are completed on both sides as the picture is that the page shows', () => {
    expect(photos(list('photos'), hero('v/xl/b71c/0a1f3.jpg'))).toEqual(
      three(urls(6, (n) => `https://media.yard.example/v/xl/b71c/0a${n}f3.jpg`)),
    );
  });

  it('are no photographs where the page shows none of them, or where they are no gallery', () => {
    const other = 'v/xl/c9/77aa.jpg';
    expect(photos(list('photos'), hero(other)).map((found) => found.length)).toEqual([1, 1, 1]);
    expect(photos(list('features'), hero('v/xl/b71c/0a1f3.jpg')).map((found) => found.length)).toEqual([1, 1, 1]);
  });
});

describe('how sure a gallery is', () => {
  const head = `<meta property="og:image" content="${at(1)}">`;
  const gallery = `<div class="slides">${numbered(6, (n) => `<img src="${at(n)}">`)}</div>`;
  const confidence = (words: string, body = gallery): number =>
    reading(`${body}<div>${words}</div>`, head).imagesFrom?.confidence ?? 0;

  it.each([
    'View all 14 photos',
    'Ver 14 fotos',
    '1/14',
    '1 / 14',
    '1 von 14',
    'Bilder (14)',
    '写真 14枚',
    '14 zdjęć',
    '14 фото',
    '14張照片',
  ])('is doubtful where the page tells of more: %s', (words) => expect(confidence(words)).toBeLessThan(0.8));

  it.each([
    'View all 6 photos',
    '1/6',
    '+ 3 fotos',
    'עוד 3 תמונות',
    '14 doors',
    'Posted 14 days ago',
    '1/14/2024',
    '6 of 10',
  ])('stays as it is beside %s', (words) => expect(confidence(words)).toBeGreaterThan(0.8));

  it('is doubtful where a counter tells of fewer, and where one picture is all there is', () => {
    expect(confidence('1/3')).toBeLessThan(0.8);
    expect(confidence('', '')).toBeLessThan(0.8);
  });
});
