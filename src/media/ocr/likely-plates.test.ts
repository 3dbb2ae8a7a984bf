import { expect, test } from 'vitest';
import { likelyPlatesFirst } from './likely-plates.ts';

const picture = (name: string, width = 1600, height = 1067) => ({
  imageUrl: `https://plates.example/vin/${name}`,
  width,
  height,
});
const order = (...pictures: ReturnType<typeof picture>[]) =>
  likelyPlatesFirst(pictures).map(({ imageUrl }) => imageUrl?.split('/').at(-1));

test('pictures of a plate, a sticker or a cut strip come first, then those where one may be seen', () => {
  const shown = order(
    picture('front.jpg'),
    picture('engine-bay.jpg'),
    picture('side.jpg'),
    picture('strip.jpg', 1200, 300),
    picture('door_jamb_sticker.jpg'),
    picture('rear.jpg'),
    picture('wheel.jpg'),
    picture('papers.jpg'),
  );
  expect(shown).toEqual([
    'door_jamb_sticker.jpg',
    'strip.jpg',
    'papers.jpg',
    'engine-bay.jpg',
    'wheel.jpg',
    'front.jpg',
    'side.jpg',
    'rear.jpg',
  ]);
});

test('a number plate of the road is none, nor is a word that only holds one', () => {
  expect(
    order(picture('a.jpg'), picture('license-plate.jpg'), picture('vintage-template.jpg'), picture('z.jpg')),
  ).toEqual(['z.jpg', 'a.jpg', 'license-plate.jpg', 'vintage-template.jpg']);
});

test('pictures that nothing is known of stay in their order', () => {
  const unknown = Array.from({ length: 3 }, () => ({ imageUrl: null, width: null, height: null }));
  expect(likelyPlatesFirst([])).toEqual([]);
  expect(likelyPlatesFirst(unknown)).toHaveLength(3);
  expect(order(picture('%E0%A4%A.jpg'), picture('b.jpg'))).toEqual(['%E0%A4%A.jpg', 'b.jpg']);
});
