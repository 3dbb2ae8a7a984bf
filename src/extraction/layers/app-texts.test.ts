/** The seller's text and the photographs under the keys that applications give them in their data. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const TEXT =
  'One owner since new, always serviced at the dealer. The clutch was replaced last spring and it runs well.';
const PICTURES = [1, 2, 3].map((n) => `https://cdn.pics.example/o/8c${n}d.jpg`);
const CAR = { make: 'Kia', model: 'Ceed', year: 2019, mileage: 61_200, price: 9_900 };

function read(more: object, beside: object = {}) {
  const data = JSON.stringify({ pageProps: { listing: { ...CAR, ...more }, ...beside } });
  const { facts, images } = readPage({
    url: 'https://www.autoplaza.example/ad/118',
    html: `<html lang="en"><head><title>Kia Ceed 1.4 T-GDi 2019 | Autoplaza</title></head><body><h1>Kia Ceed 1.4 T-GDi 2019</h1><p>Price: €9,900</p><script type="application/json">${data}</script></body></html>`,
  });
  return { text: facts.find(({ field }) => field === 'description')?.value, images };
}

describe('the text of a car in data', () => {
  it.each(
    'description sellerDescription remark memo comment ownerComment ad_text beskrivelse opis aciklama kuvaus descricao commentaire text body note content'.split(
      ' ',
    ),
  )('is read under %s', (key) => {
    expect(read({ [key]: TEXT }).text).toBe(TEXT);
  });

  it.each([
    ['in an object', { description: { text: TEXT } }],
    ['as paragraphs', { description: [TEXT] }],
    ['as markup', { remarks: `<p>${TEXT}</p>` }],
  ])('is read %s', (_, more) => {
    expect(read(more).text).toBe(TEXT);
  });

  it.each<[shows: string, more: object, beside: object]>([
    ['a word', { text: 'Diesel, manual' }, {}],
    [
      'a list of numbers',
      { note: '10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160 170 180 190 200 210 220 230 240' },
      {},
    ],
    ['a text of the page under a key that says nothing', {}, { text: TEXT, similar: [{ text: TEXT }] }],
    ['a text of the seller himself', {}, { dealer: { text: TEXT } }],
  ])('is not %s', (_, more, beside) => {
    expect(read(more, beside).text).toBeUndefined();
  });
});

describe('the photographs of a car in data', () => {
  it.each(['photoUrls', 'imgList', 'zdjecia', 'fotos', 'mediaItems', 'pics', 'carImages'])(
    'are read under %s',
    (key) => {
      expect(read({ [key]: PICTURES }).images).toEqual(PICTURES);
    },
  );

  it('are not those under a key of other cars', () => {
    expect(
      read(
        { images: PICTURES },
        { similar: { pics: ['https://cdn.pics.example/o/1.jpg', 'https://cdn.pics.example/o/2.jpg'] } },
      ).images,
    ).toEqual(PICTURES);
  });
});
