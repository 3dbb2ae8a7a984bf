import { describe, expect, test } from 'vitest';
import { photoOf } from '../document/image-url.ts';
import { distinct } from './same-photo.ts';

const SIGNED = 'https://pictures.example/abcdefghijklmnopqrstuvwxyz0=';

const photos = (...urls: string[]) =>
  distinct(urls.map((url) => photoOf(url, 'https://a.example/')).filter((photo) => photo !== undefined)).map(
    ({ url }) => url,
  );

describe('thumbnails that a server has signed', () => {
  test('are left out beside a photograph in full size, for no larger one can be asked for', () => {
    const full = `${SIGNED}/1200x800/upload/1.jpg`;
    expect(photos(full, `${SIGNED}/300x200/upload/2.jpg`)).toEqual([full]);
  });

  test('are kept when they are all there is', () => {
    const both = [`${SIGNED}/300x200/upload/1.jpg`, `${SIGNED}/300x200/upload/2.jpg`];
    expect(photos(...both)).toEqual(both);
  });

  test('that are not signed are kept: the page may have named the larger one elsewhere', () => {
    const both = ['https://pictures.example/1200x800/1.jpg', 'https://pictures.example/300x200/2.jpg'];
    expect(photos(...both)).toEqual(both);
  });
});
