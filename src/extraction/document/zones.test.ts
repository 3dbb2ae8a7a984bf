import { describe, expect, it } from 'vitest';
import { readPage } from '../read-page.ts';
import { openDocument } from './document.ts';

/** The zone of the line that says so, on a page whose heading stands apart from it. */
function zoneOfLine(body: string, text: string, html = '<html>'): string | undefined {
  const page = openDocument(`${html}<body>${body}</body></html>`, 'https://www.vrakar.example/bil/88');
  return page.lines.find((line) => line.text.includes(text))?.zone;
}

const around = (attributes: string, tag = 'div'): string =>
  `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><${tag} ${attributes}><p>New clutch last May</p></${tag}>`;

describe('a class word', () => {
  it.each([
    'class="page with-menu"',
    'class="layout layout--has-footer"',
    'class="nav-light"',
    'class="theme menu-open"',
    'class="cookies-accepted"',
    'class="no-sidebar no-related"',
    'class="body--modal-closed"',
    'class="overview-comments"',
    'class="paymentOptions"',
    'id="contentAboveFooter"',
    'data-testid="has-reviews"',
    'class="is-nav-fixed"',
  ])('that only modifies is no mark: %s', (attributes) => {
    expect(zoneOfLine(around(attributes), 'New clutch')).toBe('main');
  });

  it('of a link or a button that opens a dialog is no mark, and that of the dialog is one', () => {
    expect(zoneOfLine(around('class="gallery-modal"', 'a'), 'New clutch')).toBe('main');
    expect(zoneOfLine(around('class="photo-popup"', 'button'), 'New clutch')).toBe('main');
    expect(zoneOfLine(around('class="gallery-modal"'), 'New clutch')).toBe('chrome');
  });

  it.each([
    ['class="nav"', 'chrome'],
    ['class="site-footer"', 'chrome'],
    ['class="nav nav-light"', 'chrome'],
    ['class="menu menu--open"', 'chrome'],
    ['class="cookie-banner"', 'chrome'],
    ['class="footer__links"', 'chrome'],
    ['class="user-comments"', 'talk'],
    ['id="reviews"', 'talk'],
    ['class="payment-calculator"', 'finance'],
    ['class="financeBox"', 'finance'],
    ['class="similar-cars similar-cars--wide"', 'others'],
    ['class="car-list related-ads"', 'others'],
  ])('that names its place is one: %s', (attributes, zone) => {
    expect(zoneOfLine(around(attributes), 'New clutch')).toBe(zone);
  });

  it('of the body or of the main element marks nothing', () => {
    for (const markup of ['<main class="comments reviews">', '<div role="main" class="finance">'])
      expect(zoneOfLine(`<h1>1987 Saab 900</h1>${markup}<p>New clutch last May</p>`, 'New clutch')).toBe('main');
    const page = openDocument(
      '<html class="menu"><body class="single reviews similar"><h1>1987 Saab 900</h1><p>New clutch</p></body></html>',
      'https://www.vrakar.example/bil/88',
    );
    expect(page.lines.map((line) => line.zone)).toEqual(['main', 'main']);
  });
});

describe('what holds', () => {
  it.each([
    ['the only h1', '<div class="advertisement"><h1>Zweirad Kunze 500</h1><p>New clutch last May</p></div>'],
    [
      'most text',
      `<h1>1987 Saab 900</h1><div class="modal finance"><p>New clutch last May</p><p>${'It was kept dry. '.repeat(60)}</p></div>`,
    ],
    [
      "the seller's comments",
      `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><div class="comments"><h3>Seller's comments</h3><p>New clutch last May</p></div>`,
    ],
    [
      'a description',
      `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><section class="insurance"><div><h2>Beschreibung</h2><p>New clutch last May</p></div></section>`,
    ],
  ])('%s is never chrome, talk or finance', (_, body) => {
    expect(zoneOfLine(body, 'New clutch')).toBe('main');
  });

  it.each([
    [
      'one of several h1',
      `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><div class="modal"><h1>Sign in</h1><p>New clutch last May</p></div>`,
      'chrome',
    ],
    [
      "visitors' comments",
      `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><div class="comments"><h3>12 Comments</h3><p>New clutch last May</p><a>Reply</a></div>`,
      'talk',
    ],
    [
      'other cars with a description each',
      `<h1>1987 Saab 900</h1><p>${'Saab built it. '.repeat(40)}</p><div class="similar"><h3>Description</h3><p>New clutch last May</p></div>`,
      'others',
    ],
  ])('%s keeps its zone', (_, body, zone) => {
    expect(zoneOfLine(body, 'New clutch')).toBe(zone);
  });
});

describe('facts under such marks are read', () => {
  it.each([
    ['https://www.vrakar.example/bil/88', '<div class="page with-menu">', '</div>'],
    ['https://autokoda.example/ad-77', '<section class="details details--has-footer nav-light">', '</section>'],
    [
      'https://shop.gulliver.example/stock/5',
      '<div class="overview-comments"><div class="paymentOptions">',
      '</div></div>',
    ],
  ])('on %s', (url, open, close) => {
    const reading = readPage({
      url,
      html: `<title>1987 Saab 900</title><h1>1987 Saab 900</h1>${open}<p>Price: $6,900</p><p>Mileage: 141,000 miles</p><img src="/p/880001.jpg"><img src="/p/880002.jpg">${close}<p>${'Call us any day of the week. '.repeat(20)}</p>`,
    });
    expect(reading.facts.map(({ field, value }) => `${field}=${value}`)).toEqual(
      expect.arrayContaining(['asking_price=6900', 'mileage=141000']),
    );
    expect(reading.images).toHaveLength(2);
  });
});
