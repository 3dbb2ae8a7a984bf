/** When a page offers one vehicle, by what was found on it. */
import { describe, expect, it } from 'vitest';
import { CAR, type Found, judged, NAMED, node, offered, one, SITE } from '../../../test/support/judged-by-hand.ts';

describe('a listing', () => {
  it.each<readonly [string, string, Found]>([
    ['structured data of a car with a price', 'structured data tells', { car: one, proven: ['price'] }],
    ['structured data of a car sold', 'structured data tells', { car: one, proven: ['sold'] }],
    ['structured data of a car with a bid', 'structured data tells', { car: one, proven: ['bid'] }],
    ['structured data of a car with a VIN', 'structured data tells', { car: one, proven: ['vin'] }],
    ['structured data of a car with a reading', 'structured data tells', { car: one, proven: ['mileage'] }],
    ['a VIN and a price', 'its VIN stands on the page', { proven: ['vin', 'price'] }],
    ['a VIN and one more detail', 'its VIN stands on the page', { proven: ['vin', 'color'] }],
    ['a price and a detail', 'with a price or a bid', { proven: ['price', 'engine'] }],
    ['a reading and one more detail', 'with its mileage and details', { proven: ['mileage', 'transmission'] }],
    ['a price and a text', 'priced and described', { proven: ['price', 'description'] }],
    [
      'a price, at an address of listings',
      'with a price or a bid',
      { proven: ['price'], adapter: SITE, url: 'https://www.market.example/v/1' },
    ],
  ])('has a name and %s', (_, reason, found) => {
    const said = judged(NAMED, found);
    expect(said).toContain(reason);
    expect(said).toMatch(/^listing: /);
  });

  it.each<readonly [string, Found]>([
    ['nothing more', {}],
    ['a price', { proven: ['price'] }],
    ['a price, at another address of the site', { proven: ['price'], adapter: SITE }],
    ['a VIN', { proven: ['vin'] }],
    ['a reading', { proven: ['mileage'] }],
    ['two details without a price', { proven: ['color', 'engine'] }],
    ['a text', { proven: ['description'] }],
    ['structured data of a car', { car: one }],
    ['structured data of a product with a price', { car: { ...one, nodes: [node(CAR, false)] }, proven: ['price'] }],
  ])('is not shown by a name and %s', (_, found) => {
    expect(judged(NAMED, found)).toBe(
      'not_a_vehicle: a vehicle is named, but nothing shows that it is for sale or was sold',
    );
  });

  it('that is only priced and described needs a year and a model', () => {
    const proven = ['price', 'description'];
    expect(judged('<h1>Honda Civic</h1>', { proven })).toMatch(/^not_a_vehicle/);
    expect(judged('<h1>2004 Honda</h1>', { proven })).toMatch(/^not_a_vehicle/);
  });

  it.each<readonly [string, Found, boolean]>([
    ['a make and a model among its labels', { proven: ['make', 'model', 'vin', 'price'] }, true],
    ['structured data with a name', { proven: ['price'], car: one }, true],
    ['a VIN and two more details', { proven: ['vin', 'color', 'engine'] }, true],
    ['a VIN and one more detail', { proven: ['vin', 'color'] }, false],
    ['three details without a VIN', { proven: ['mileage', 'color', 'engine'] }, false],
    ['a make only', { proven: ['make', 'vin', 'price'] }, false],
    ['a model only', { proven: ['model', 'vin', 'price'] }, false],
    ['structured data without a name', { proven: ['price'], car: { ...one, nodes: [node('Special offer')] } }, false],
  ])('without a title that names a car is told by %s: %#', (_, found, listing) => {
    expect(judged('<h1>Our special offer</h1>', found)).toMatch(
      listing ? /^listing/ : /^not_a_vehicle: no heading, title or data names a vehicle/,
    );
  });

  it('is none where the titles say that nothing is on offer', () => {
    expect(offered('<head><title>Wanted: Honda Civic</title></head>')).toBe(
      'not_a_vehicle: somebody looks for such a vehicle',
    );
  });

  it('with a reading or a VIN is no part, whatever its title looks like', () => {
    const part = '<head><title>BBS Wheels for Honda Civic</title></head>';
    expect(judged(part, { proven: ['price', 'engine'] })).toContain('a part or a collectible');
    expect(judged(part, { proven: ['price', 'mileage'] })).toMatch(/^listing/);
    expect(judged(part, { proven: ['price', 'vin'] })).toMatch(/^listing/);
  });
});

describe('an article about a vehicle', () => {
  const article = 'not_a_vehicle: the page is an article about a vehicle';
  const proven = ['mileage', 'price'];
  const byline = `${NAMED}<p>By Ann Author, May 5</p>`;

  it.each([
    ['a byline', byline],
    ['a byline in German', `${NAMED}<p>Von Ann Author</p>`],
    ['data of an article', `${NAMED}<script type="application/ld+json">{"@type":"NewsArticle"}</script>`],
  ])('has %s', (_, html) => {
    expect(judged(html, { proven })).toBe(article);
  });

  it.each(['news', 'blog', 'reviews'])('stands at an address of /%s/', (folder) => {
    expect(judged(NAMED, { proven, url: `https://www.market.example/${folder}/1` })).toBe(article);
  });

  it.each<readonly [string, Found]>([
    ['structured data of the car', { proven, car: one }],
    ['a VIN', { proven: [...proven, 'vin'] }],
    ['a label with a price', { proven, spread: { price: 1 } }],
    ['a label with a reading', { proven, spread: { mileage: 1 } }],
  ])('is none with %s', (_, found) => {
    expect(judged(byline, found)).toMatch(/^listing/);
  });

  it.each([
    ['a writer', `${NAMED}<p>Text: Eva Exempel 9 mars 2025 05:30</p>`],
    ['a time of reading', `<p>Guías · 11 marzo · 7 min de lectura</p>${NAMED}`],
    ['a time of reading in German', `${NAMED}<p>4 Min. Lesezeit</p>`],
  ])('has %s', (_, html) => expect(judged(html, { proven })).toBe(article));

  it.each<readonly [string, string, boolean]>([
    ['news with a box of facts', '{"@type":"NewsArticle"}', true],
    ['a text about a car', '{"@type":"BlogPosting","about":{"@type":"Car","name":"Honda Civic"}}', true],
    ["a shop's page, which its system calls a text", '{"@type":"Article","author":"shop"}', false],
  ])('is told by its data, whatever table stands beside: %s', (_, data, is) => {
    const html = `${NAMED}<script type="application/ld+json">${data}</script>`;
    expect(judged(html, { proven, spread: { price: 1, mileage: 1 } }) === article).toBe(is);
    expect(judged(html, { proven: [...proven, 'vin'], spread: { price: 1 } })).toMatch(/^listing/);
  });

  it('has its byline right under the heading, in a line of its own', () => {
    const line = '<p>A line of the page</p>';
    const heading = `<h1>${CAR}</h1>`;
    expect(judged(`${heading}${line.repeat(3)}<p>By Ann Author</p>`, { proven })).toBe(article);
    expect(judged(`${heading}${line.repeat(4)}<p>By Ann Author</p>`, { proven })).toMatch(/^listing/);
    expect(judged(`${NAMED}<p>By Ann Author, ${'who writes '.repeat(7)}</p>`, { proven })).toMatch(/^listing/);
    expect(judged(`${NAMED}<script>{"@type":"NewsArticle"}</script>`, { proven })).toMatch(/^listing/);
  });
});

describe('a listing without a price', () => {
  const offer = 'listing: one vehicle of a known year is named and offered without a price';
  const proven = ['description'];

  it.each(['Estimate $40,000', 'Price on request', 'P.O.A.', 'Call for price', 'Register to bid', 'Preis auf Anfrage'])(
    'says %j under its heading',
    (words) => {
      expect(judged(`${NAMED}<p>${words}</p>`, { proven })).toBe(offer);
      expect(judged(`${NAMED}<p>${words}</p>`, { proven: ['vin'] })).toBe(offer);
      expect(judged(`${NAMED}<p>${words}</p>`)).toMatch(/^not_a_vehicle/);
    },
  );

  it('says so near its heading, in a short line of its own part of the page', () => {
    const line = '<p>A line of the page</p>';
    const words = '<p>Price on request</p>';
    const heading = `<h1>${CAR}</h1>`;
    expect(judged(heading + line.repeat(23) + words, { proven })).toBe(offer);
    expect(judged(heading + line.repeat(24) + words, { proven })).toMatch(/^not_a_vehicle/);
    expect(judged(words + line.repeat(2) + heading, { proven })).toBe(offer);
    expect(judged(words + line.repeat(3) + heading, { proven })).toMatch(/^not_a_vehicle/);
    expect(judged(`${heading}<p>Price on request ${'and so on '.repeat(7)}</p>`, { proven })).toMatch(/^not_a_vehicle/);
    expect(judged(`${heading}<div class="similar">${words}</div>`, { proven })).toMatch(/^not_a_vehicle/);
  });

  it('is described at an address of listings', () => {
    const address = { adapter: SITE, url: 'https://www.market.example/v/1' };
    expect(judged(NAMED, { ...address, proven })).toBe(
      'listing: the address is a listing of the site, which names and describes one vehicle',
    );
    expect(judged(NAMED, { ...address })).toMatch(/^not_a_vehicle/);
    expect(judged(NAMED, { adapter: SITE, proven })).toMatch(/^not_a_vehicle/);
  });

  it.each(['2004 Honda', 'Honda Civic', 'Monterey 2004'])('needs a year, a make and a model: %s', (title) => {
    const address = { adapter: SITE, url: 'https://www.market.example/v/1' };
    const html = `<h1>${title}</h1><p>Price on request</p>`;
    expect(judged(html, { proven })).toMatch(/^not_a_vehicle/);
    expect(judged(html, { ...address, proven })).toMatch(/^not_a_vehicle/);
  });
});

describe('a site whose titles give every vehicle its model year', () => {
  const adapter = { ...SITE, dated: true };
  const thing =
    '<head><title>Porsche Carrera Rally Plate - sold on March 12, 2024</title></head><h1>Porsche Carrera Rally Plate</h1>';

  it('offers none under a title without one', () => {
    expect(offered(thing, { adapter })).toBe(
      "not_a_vehicle: the site's titles give every vehicle a model year, and this one gives none",
    );
    expect(offered(thing, { adapter: SITE })).toMatch(/^listing/);
  });

  it('offers one where the title gives it, or a number of 17 characters stands on the page', () => {
    expect(offered(NAMED, { adapter })).toMatch(/^listing/);
    expect(offered(thing, { adapter, numbered: true })).toMatch(/^listing/);
  });
});
