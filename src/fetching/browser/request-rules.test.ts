import { expect, test } from 'vitest';
import { fateOf, isOfSite } from './request-rules.ts';

const fate = (type: string, url = 'https://cars.example/x', method = 'GET') =>
  fateOf({ type, url: new URL(url), method });

test('a page sends for what can bring words or data, and for nothing else', () => {
  expect(['document', 'script', 'xhr', 'fetch', 'eventsource'].map((type) => fate(type))).toEqual(
    Array(5).fill('send'),
  );
  expect(
    ['font', 'media', 'ping', 'manifest', 'texttrack', 'other', 'cspviolationreport'].map((type) => fate(type)),
  ).toEqual(Array(7).fill('drop'));
  expect([fate('image'), fate('stylesheet')]).toEqual(['picture', 'style']);
});

test('data may be asked for with POST, a form is not sent', () => {
  expect([fate('fetch', undefined, 'POST'), fate('document', undefined, 'POST')]).toEqual(['send', 'drop']);
});

test('trackers are not asked, whatever they call themselves below their own name', () => {
  expect(fate('script', 'https://www.googletagmanager.com/gtm.js')).toBe('drop');
  expect(fate('fetch', 'https://stats.g.doubleclick.net/j')).toBe('drop');
  expect(fate('script', 'https://notdoubleclick.net/a.js')).toBe('send');
});

test('files and the pages of the browser itself are not opened', () => {
  expect(
    ['file:///etc/passwd', 'chrome://version/', 'ftp://cars.example/'].map((url) => fate('document', url)),
  ).toEqual(Array(3).fill('drop'));
  expect(fate('script', 'blob:https://cars.example/1')).toBe('send');
});

test('the interface of a site belongs to it, and its neighbour under a country does not', () => {
  const own: readonly (readonly [string, string])[] = [
    ['cars.example', 'cars.example'],
    ['api.cars.example', 'www.cars.example'],
    ['api.dealer.co.uk', 'www.dealer.co.uk'],
    ['127.0.0.1', '127.0.0.1'],
  ];
  const other: readonly (readonly [string, string])[] = [
    ['other.example', 'cars.example'],
    ['other.co.uk', 'dealer.co.uk'],
    ['127.0.0.2', '127.0.0.1'],
  ];
  expect(own.filter(([host, site]) => !isOfSite(host, site))).toEqual([]);
  expect(other.filter(([host, site]) => isOfSite(host, site))).toEqual([]);
});
