import { describe, expect, it } from 'vitest';
import { looksLikePhoto, photoOf, srcsetOf } from './image-url.ts';

const key = (url: string): string | undefined => photoOf(url, 'https://x.example/')?.key;

describe('addresses of photographs', () => {
  it.each([
    ['https://i.example/00g0g_kGT58xSJdba_0CI0t2_600x450.jpg', 'https://i.example/00g0g_kGT58xSJdba_0CI0t2_50x50c.jpg'],
    [
      'https://i.example/a/media/{resize}/2f155b52823d458a893e6cf615e931a9.jpg',
      'https://i.example/a/media/w800/2f155b52823d458a893e6cf615e931a9.jpg',
    ],
    [
      'https://i.example/cdn-cgi/image/width=2080,quality=70/aaa/photos/KV0vnYqQ-XRHBMGUAfb-(edit).jpg?t=1',
      'https://i.example/cdn-cgi/image/width=542,quality=70/bbb/photos/KV0vnYqQ-XRHBMGUAfb-(edit).jpg?t=1',
    ],
    [
      'https://i.example/sig1sig1sig1sig1sig1sig1sig=/820x545/filters:format(webp)/u/15.jpg',
      'https://i.example/sig2sig2sig2sig2sig2sig2sig=/300x200/filters:format(webp)/u/15.jpg',
    ],
    [
      'https://i.example/x_547ef700-e21a-48aa.jpg/1280x960.webp',
      'https://i.example/x_547ef700-e21a-48aa.jpg/120X90.jpeg',
    ],
    [
      'https://x.example/wp-content/uploads/2020/car.jpg?fit=1024%2C683',
      'https://x.example/wp-content/uploads/2020/car-300x200.jpg',
    ],
    ['http://i.example/thumb/3M53of.jpg', 'http://i.example/3M53of.jpg'],
    ['http://i.example/7/th_front.jpg', 'http://i.example/7/front.jpg'],
  ])('knows %s and %s as one photo', (a, b) => expect(key(a)).toBe(key(b)));

  it.each([
    ['https://x.example/img.php?id=7&w=300', 'https://x.example/img.php?id=8&w=300'],
    ['https://x.example/2020/1.jpg', 'https://x.example/2021/1.jpg'],
    ['https://x.example/p/48217290/Crop360x270', 'https://x.example/p/48217291/Crop360x270'],
  ])('keeps %s and %s apart', (a, b) => expect(key(a)).not.toBe(key(b)));

  it('drops parameters only where all of them are sizes', () => {
    expect(photoOf('/a.jpg?w=300&ssl=1', 'https://x.example/')?.url).toBe('https://x.example/a.jpg');
    expect(photoOf('/a.jpg?w=300&sig=abc', 'https://x.example/')?.url).toBe('https://x.example/a.jpg?w=300&sig=abc');
    expect(photoOf('data:image/gif;base64,AA', 'https://x.example/')).toBeUndefined();
    expect(photoOf('javascript:alert(1)', 'https://x.example/')).toBeUndefined();
  });

  it('begins no address of a srcset with a comma', () => {
    expect(srcsetOf('/a.jpg 1x,,/b.jpg 2x')).toMatchObject([{ url: '/a.jpg' }, { url: '/b.jpg' }]);
  });

  it('reads a srcset whose addresses hold commas', () => {
    expect(srcsetOf('https://i.example/width=1,quality=2/a.jpg 480w, /b.jpg 2x')).toEqual([
      { url: 'https://i.example/width=1,quality=2/a.jpg', width: 480 },
      { url: '/b.jpg', width: 2000 },
    ]);
  });

  it.each([
    ['https://www.avisos.example/img/fono.php?id=77', false],
    ['https://www.kuulutus.example/show_phone.png', false],
    ['https://www.oglasi.example/a/telefon.aspx?h=9ab1', false],
    ['https://www.avisos.example/img/foto.php?id=77', true],
    ['https://www.kuulutus.example/up/from-phone-3.jpg', true],
    ['https://www.oglasi.example/up/WhatsApp-Image-2024-05-11.jpeg', true],
  ])('tells a drawn number to call from a photograph: %s', (url, photo) =>
    expect(looksLikePhoto(new URL(url))).toBe(photo),
  );

  it('takes a photograph named after a Sprite for one', () => {
    expect(looksLikePhoto(new URL('https://x.example/uploads/114/sprite-a.jpg'))).toBe(true);
    expect(looksLikePhoto(new URL('https://x.example/uploads/114/sprite.JPEG?v=1'))).toBe(true);
  });

  it.each([
    'https://x.example/logo.png',
    'https://x.example/img/sprite.svg?v=2',
    'https://x.example/sprites/icons.png',
    'https://x.example/img/icon-camera.svg',
    'https://x.example/no-image.jpeg',
    'https://i.ytimg.com/vi/x/hq.jpg',
    'https://x.example/dealer-logo/a.jpg',
  ])('takes %s for no photo', (url) => {
    expect(looksLikePhoto(new URL(url))).toBe(false);
  });
});
