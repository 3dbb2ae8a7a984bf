/** Pages that are told by their text alone: refusals, gone listings, log-ins. */
import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/document.ts';
import { classifyText } from './classify-text.ts';

const judged = (html: string) => classifyText(openDocument(html, 'https://www.market.example/v/1'), html);
const LONG = `<p>${'A line of the page, longer than any notice would be, about nothing in particular at all. '.repeat(20)}</p>`;

describe('a robot check', () => {
  it.each([
    ['DataDome', '<script src="https://geo.captcha-delivery.com/c.js"></script>'],
    ['DataDome', '<iframe title="DataDome Device Check"></iframe>'],
    ['Cloudflare', '<head><title>Just a moment...</title></head>'],
    ['Cloudflare', '<div class="cf-error-details"></div>'],
    ['Cloudflare', '<script>window._cf_chl_opt = {}</script>'],
    ['PerimeterX', '<div id="px-captcha"></div>'],
    ['Incapsula', '<script src="/_Incapsula_Resource?x=1"></script>'],
    ['Akamai', '<head><title>Access Denied</title></head>'],
    ['Akamai', '<p>Reference #18.2d351ab8.1557333295.a4e16ab</p>'],
    ['Imperva', '<p>Error 15</p>'],
    ['AWS WAF', '<script>AwsWafIntegration.getToken()</script>'],
    ['Kasada', '<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/fp"></script>'],
  ])('of %s is told by %s', (name, html) => {
    expect(judged(html)).toEqual({ kind: 'blocked', reason: `a ${name} robot check stands in place of the page` });
  });

  const script = '<script src="https://geo.captcha-delivery.com/c.js"></script>';

  it.each([
    ['text of its own', script + LONG],
    ['a heading that names a car', `${script}<h1>2004 Honda Civic</h1>`],
    ['a title that names a car', `${script}<head><title>2004 Honda Civic</title></head>`],
    ['structured data of a car', `${script}<script type="application/ld+json">{"@type":"Car"}</script>`],
  ])('is none on a page with %s', (_, html) => {
    expect(judged(html)).toBeUndefined();
  });
});

describe('a refusal on a long page', () => {
  it.each([
    ['Attention Required!', 'Cloudflare', '<p>Cloudflare Ray ID: 7f00</p>'],
    ['Access to this page has been denied', 'PerimeterX', '<script src="https://client.px-cdn.net/a.js"></script>'],
    ['Доступ ограничен: проблема с IP', 'GeeTest', '<script src="/geetest.js"></script>'],
    ['Erişim engellendi', 'hCaptcha', '<div class="h-captcha"></div>'],
    ['Zugriff verweigert', 'DataDome', '<script src="https://geo.captcha-delivery.com/c.js"></script>'],
  ])('is told by %j and the mark of %s', (title, service, mark) => {
    expect(judged(`<head><title>${title}</title></head>${mark}${LONG}`)).toEqual({
      kind: 'blocked',
      reason: `a ${service} robot check: "${title}"`,
    });
    expect(judged(`<h1>${title}</h1>${LONG}${mark}`)?.kind).toBe('blocked');
  });

  it('is none without the mark, without the words, or with the words in its text', () => {
    const mark = '<div class="h-captcha"></div>';
    expect(judged(`<h1>Access denied</h1>${LONG}`)).toBeUndefined();
    expect(judged(`<h1>2004 Honda Civic</h1>${mark}${LONG}`)).toBeUndefined();
    expect(judged(`<h1>2004 Honda Civic</h1><p>Access denied</p>${mark}${LONG}`)).toBeUndefined();
    expect(judged(`<h1>Security Check with every used car</h1>${LONG}`)).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each([
    ['<h1>Access denied</h1>', 'Access denied'],
    ['<head><title>Are you a human?</title></head>', 'Are you a human'],
    ['<p>You have been blocked.</p>', 'You have been blocked'],
    ['<p>Please enable JavaScript and cookies to go on.</p>', 'Please enable JavaScript and cookies'],
    ['<p>Too many requests</p>', 'Too many requests'],
    ['<p>Die Seite: Zugriff verweigert</p>', 'Zugriff verweigert'],
    ['<p>The site is currently under maintenance</p>', 'site is currently under maintenance'],
  ])('%s is blocked', (html, words) => {
    expect(judged(html)).toEqual({ kind: 'blocked', reason: `the page is a refusal: "${words}"` });
  });

  it('is none on a page with text of its own or with the data of a car', () => {
    const words = '<p>Access denied</p>';
    expect(judged(words + LONG)).toBeUndefined();
    expect(judged(`${words}<script type="application/ld+json">{"@type":"Vehicle"}</script>`)).toBeUndefined();
    expect(judged(`${words}<script>{"@type":"Vehicle"}</script>`)?.kind).toBe('blocked');
  });

  it('is none under a heading that names a car, in whatever sentence of its seller', () => {
    expect(judged('<h1>2004 Honda Civic</h1><p>Key fob says access denied, needs programming.</p>')).toBeUndefined();
    expect(judged('<h1>2004 Honda Civic: access denied</h1>')?.kind).toBe('blocked');
    expect(judged('<h1>Cars</h1><p>Access denied</p>')?.kind).toBe('blocked');
  });
});

describe('a listing that is gone', () => {
  const gone = 'This listing has been removed';

  it.each([
    'This posting has been deleted by its author.',
    'This vehicle is no longer available',
    'Listing not found',
    'We could not find that page',
    'Error 404',
    'Diese Anzeige ist nicht mehr online',
    "Cette annonce n'est plus disponible",
    'Este anuncio ya no está disponible',
    'Annuncio scaduto',
    'Advertentie verwijderd',
    'Ogłoszenie nieaktualne',
    'Sorry, this car has been sold',
  ])('says %j', (words) => {
    expect(judged(`<p>${words}</p>`)?.kind).toBe('gone');
  });

  it('says so in the title or in one of the first headings, however long the page is', () => {
    expect(judged(`<head><title>${gone}</title></head>${LONG}`)?.reason).toBe(`the page says "${gone}"`);
    const far = `<h1>2004 Honda Civic</h1>${'<p>A line of the page</p>'.repeat(9)}${LONG}`;
    expect(judged(`${far}<h2>${gone}</h2>`)?.kind).toBe('gone');
    expect(judged(`${far}<h3>${gone}</h3>`)).toBeUndefined();
    const many = '<h2>One more part of the page</h2>'.repeat(5);
    expect(judged(`<h1>2004 Honda Civic</h1>${many}${LONG}<h2>${gone}</h2>`)).toBeUndefined();
  });

  it('is another one when the heading stands among other cars', () => {
    expect(judged(`<h1>2004 Honda Civic</h1>${LONG}<div class="similar"><h2>${gone}</h2></div>`)).toBeUndefined();
  });

  it('says so in a short line around the heading', () => {
    const car = '<h1>2004 Honda Civic</h1>';
    const line = '<p>A line of the page</p>';
    expect(judged(`${car}<p>${gone}</p>${LONG}`)?.kind).toBe('gone');
    expect(judged(`<p>${gone}</p>${line.repeat(3)}${car}${LONG}`)?.kind).toBe('gone');
    expect(judged(`<p>${gone}</p>${line.repeat(4)}${car}${LONG}`)).toBeUndefined();
    expect(judged(`${car}${line.repeat(3)}<p>${gone}</p>${LONG}`)?.kind).toBe('gone');
    expect(judged(`${car}${line.repeat(4)}<p>${gone}</p>${LONG}`)).toBeUndefined();
    expect(judged(`${car}<p>${gone} ${'and so on '.repeat(12)}</p>${LONG}`)).toBeUndefined();
    expect(judged(`${car}<div class="comments"><p>${gone}</p></div>${LONG}`)).toBeUndefined();
  });

  it('says so in any short line of a page without a heading or with little text', () => {
    const line = '<p>A line of the page, one of many</p>';
    expect(judged(`${line.repeat(60)}<p>${gone}</p>`)?.kind).toBe('gone');
    expect(judged(`${line.repeat(80)}<p>${gone}</p>`)).toBeUndefined();
    expect(judged(`${line.repeat(60)}<p>${gone}. ${'And so on it goes. '.repeat(8)}</p>`)).toBeUndefined();
    expect(judged(`<h1>2004 Honda Civic</h1>${line.repeat(20)}<p>${gone}</p>`)?.kind).toBe('gone');
    expect(judged(`<h1>2004 Honda Civic</h1>${line.repeat(60)}<p>${gone}</p>`)).toBeUndefined();
  });
});

describe('a log-in', () => {
  it.each(['Log in', 'Sign in to go on', 'Anmelden', 'Create an account', 'Reset password'])(
    'is headed %j',
    (words) => {
      expect(judged(`<h1>${words}</h1>`)).toEqual({ kind: 'not_a_vehicle', reason: 'the page asks to log in' });
      expect(judged(`<head><title>${words}</title></head>`)?.kind).toBe('not_a_vehicle');
    },
  );

  it('is none when a heading names a car, nor when the words stand further on', () => {
    expect(judged('<head><title>Sign in</title></head><h1>2004 Honda Civic</h1>')).toBeUndefined();
    expect(judged('<h1>Welcome</h1><h2>Sign in</h2>')).toBeUndefined();
  });
});

describe('a page that may be a listing', () => {
  it('is not judged by its text', () => {
    expect(
      judged('<head><title>2004 Honda Civic</title></head><h1>2004 Honda Civic</h1><p>$4,500</p>'),
    ).toBeUndefined();
  });
});
