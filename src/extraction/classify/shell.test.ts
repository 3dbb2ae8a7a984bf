/** Pages that only scripts would fill. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';

const kind = (html: string) => readPage({ url: 'https://www.market.example/v/4471', html }).kind;
const shell = (body: string, head = '') =>
  `<!doctype html><html><head><title>Market</title>${head}<script type="module" src="/app.4f1.js"></script></head><body>${body}</body></html>`;

describe('a shell', () => {
  it.each([
    [
      'the root of an application',
      '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
    ],
    ['a root of another framework', '<div id="__nuxt"><div class="spinner">Loading…</div></div>'],
    ['an element of the application', '<market-app></market-app>'],
    ['a root and a line about cookies', '<div id="app"></div><p>We use cookies to make this site better.</p>'],
  ])('has %s', (_, body) => {
    expect(kind(shell(body))).toBe('shell');
  });

  it.each([
    ['text of its own', `<div id="root"></div><p>${'Opening hours and how to find us in town. '.repeat(20)}</p>`],
    ['text in the root', `<div id="root"><p>${'Opening hours and how to find us in town. '.repeat(20)}</p></div>`],
    ['no root', '<p>Contact us</p>'],
  ])('is none with %s', (_, body) => {
    expect(kind(shell(body))).toBe('not_a_vehicle');
  });

  it('is none without a script, when it is gone, and when its data tell of the car', () => {
    expect(kind('<title>Market</title><div id="root"></div>')).toBe('not_a_vehicle');
    expect(kind(shell('<div id="root"></div><h1>This listing has been removed</h1>'))).toBe('gone');
    const car = JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'Car',
      name: '2004 Honda Civic',
      offers: { '@type': 'Offer', price: 4500, priceCurrency: 'USD' },
    });
    expect(kind(shell('<div id="root"></div>', `<script type="application/ld+json">${car}</script>`))).toBe('listing');
  });
});
