import { describe, expect, it } from 'vitest';
import type { Claim } from '../claim.ts';
import { openDocument, type PageDocument } from '../document/document.ts';
import { anchorOf } from '../subject/identity.ts';
import { appData } from './app-json.ts';
import { embeddedJson } from './app-values.ts';
import { jsonLdBlocks } from './json-ld.ts';
import { labelClaims } from './label.ts';
import { mainCar } from './main-car.ts';
import { microdataItems } from './microdata.ts';
import { priceLineClaims } from './price-line.ts';
import { proseClaims } from './prose.ts';
import { resultLineClaims } from './result-line.ts';
import { claimsOf, imagesOf } from './schema-claims.ts';
import { carsIn } from './schema-org.ts';
import { titleClaims } from './titles.ts';
import { bareClaims } from './unlabelled-lines.ts';

const open = (html: string, url = 'https://www.market.example/v/1'): PageDocument => openDocument(html, url);
const said = (claims: readonly Claim[]): string[] => claims.map((claim) => `${claim.topic}=${claim.text}`);

describe('the line with the result', () => {
  const result = (line: string): string[] =>
    said(resultLineClaims(open(`<h1>1963 Chevrolet Corvette</h1><div>${line}</div>`)));

  it.each([
    'Lot #1021 - Sold for <b>$154,000</b> - Scottsdale 2019',
    'Lot F142 | Sold for $154,000',
    'Lot no. 88.1: Sold $154,000',
  ])('may begin with the lot and end with place and year: %s', (line) =>
    expect(result(line)).toEqual(['sold=$154,000']),
  );

  it.each(['Parking lot - Sold for $154,000', 'Lot 7 - Not sold for $154,000', 'Sold for $154,000 - 3 bidders'])(
    'says nothing else: %s',
    (line) => expect(result(line)).toEqual([]),
  );
});

describe('labels', () => {
  it.each([
    [
      'a description list',
      '<dl><dt>Make</dt><dd><a>Honda</a><button>Save</button></dd><dt>VIN #:</dt><dd>X1</dd></dl>',
    ],
    ['table cells', '<table><tr><td>Make<td>Honda<tr><th>VIN</th><td>X1</td></tr></table>'],
    ['headings and values', '<h2>Make</h2><h3>Honda</h3><h2>VIN #</h2><h3>X1</h3>'],
    ['inline labels', '<div><b>Make:</b> Honda</div><div><span>VIN</span><span>X1</span></div>'],
    ['text with colons', '<p>Make: Honda | VIN: X1</p>'],
    ['several pairs in one cell', '<td><b>Make:</b> Honda <b>Stock:</b> 7 <b>VIN:</b> X1</td>'],
    [
      'a table with a row of labels',
      '<table><tr><th>Make</th><th>VIN</th><th>Seats</th></tr><tr><td>Honda</td><td>X1</td><td>4</td></tr></table>',
    ],
    ['German and French', '<dl><dt>Marke</dt><dd>Honda</dd></dl><p>N° de châssis : X1</p>'],
  ])('are read from %s', (_, html) => expect(said(labelClaims(open(html))).sort()).toEqual(['make=Honda', 'vin=X1']));

  it.each([
    ['Inverkehrsetzung', '06.1971', 'year'],
    ['Chassis-Nr.', 'AR1234567', 'vin'],
    ['Frame', 'Z1F-51234', 'vin'],
    ['Mileage on odometer', '43,118', 'mileage'],
  ])('%s names its value', (label, value, topic) => {
    expect(said(labelClaims(open(`<dl><dt>${label}</dt><dd>${value}</dd></dl>`)))).toEqual([`${topic}=${value}`]);
  });

  it('are read inside a wrapper of the whole page whose name speaks of a footer', () => {
    const html =
      '<section class="page-container flexed-footer"><div>Posted today</div><p>Mileage: 1,000</p></section><footer>Imprint</footer>';
    expect(said(labelClaims(open(html)))).toEqual(['mileage=1,000']);
    expect(
      said(
        labelClaims(open(`<p>${'A long text. '.repeat(20)}</p><div class="site-footer"><p>Mileage: 1,000</p></div>`)),
      ),
    ).toEqual([]);
  });

  it('are read from a row of two pairs, which is no header', () => {
    const row = '<tr><td>Year:</td><td>1966</td><td>VIN Number:</td><td>6A40S123456</td></tr>';
    const html = `<table>${row}<tr><td>Make:</td><td>Ford</td><td>Model:</td><td>Fairlane</td></tr></table>`;
    expect(said(labelClaims(open(html)))).toEqual(['year=1966', 'vin=6A40S123456', 'make=Ford', 'model=Fairlane']);
  });

  it('give a label followed by a label no value', () => {
    expect(said(labelClaims(open('<dl><dt>Mileage</dt><dt>Engine</dt><dd>V8</dd></dl>')))).toEqual(['engine=V8']);
  });

  it('are not read from other cars, comments, finance or navigation', () => {
    const html = [
      '<section class="similar-cars">',
      '<div id="comments">',
      '<div class="finance">',
      '<nav>',
      '<h2>You may also like</h2><div>',
    ].map(
      (open) =>
        `${open}<p>Mileage: 1,000</p>${/<(\w+)/.exec(open)?.[1] === 'h2' ? '</div>' : `</${/<(\w+)/.exec(open)?.[1]}>`}`,
    );
    for (const part of html) expect(labelClaims(open(`<h1>2004 Honda Civic</h1>${part}`)), part).toEqual([]);
  });
});

describe('structured data', () => {
  const ld = (...blocks: string[]): PageDocument =>
    open(blocks.map((block) => `<script type="application/ld+json">${block}</script>`).join(''));
  const main = (page: PageDocument) => mainCar(carsIn(jsonLdBlocks(page)).cars, anchorOf(page));

  it('finds the car two levels down and tells it with the offer above', () => {
    const page = ld(
      '{"@graph":[{"@type":"Product","name":"BMW for 34.990","offers":{"@type":"Offer","price":34990,"priceCurrency":"EUR","itemOffered":{"@type":["Car"],"name":"BMW i4","manufacturer":"BMW","model":"i4","mileageFromOdometer":{"value":790,"unitText":"KMT"}}}}]}',
    );
    const claims = main(page).nodes.flatMap((node) => claimsOf(node, 'json-ld'));
    expect(said(claims)).toEqual(expect.arrayContaining(['make=BMW', 'model=i4', 'mileage=790', 'price=34990']));
    expect(claims.find((claim) => claim.topic === 'mileage')?.unit).toBe('km');
  });

  it.each([
    '<![CDATA[{"@type":"Car","name":"2004 Honda Civic"}]]>',
    '<!-- {"@type":"Car","name":"2004 Honda Civic"} -->',
    '{"@type":"Car","name":"2004 Honda Civic",};',
    '[{"@type":"WebSite"},{"@type":"Car","name":"2004 Honda Civic"}]',
  ])('reads %s', (block) => {
    expect(main(ld(block)).nodes).toHaveLength(1);
  });

  it('singles out no car of many, and the one with the page address of a few', () => {
    const car = (year: number, url: string): string => `{"@type":"Car","name":"${year} Honda Civic","url":"${url}"}`;
    const many = ld(...Array.from({ length: 24 }, (_, index) => car(2000 + index, `/v/${index + 10}`)));
    expect(main(many)).toMatchObject({ nodes: [], distinct: 24 });
    expect(main(ld(car(2004, '/v/1'), car(2005, '/v/2'))).nodes.map((node) => node.name.year)).toEqual([2004]);
  });

  it('takes no range over many cars, no rate and no reviewed car for an offer', () => {
    const page = ld(
      '{"@type":"Car","name":"2004 Honda Civic","offers":[{"@type":"AggregateOffer","lowPrice":1000,"highPrice":9000},{"@type":"Offer","priceSpecification":{"price":99,"unitCode":"MON"}}]}',
      '{"@type":"Review","itemReviewed":{"@type":"Car","name":"2010 Audi A4"}}',
    );
    expect(main(page).distinct).toBe(1);
    expect(
      said(main(page).nodes.flatMap((node) => claimsOf(node, 'json-ld'))).filter((claim) => claim.startsWith('price')),
    ).toEqual([]);
  });

  it('ignores a prototype key and drops a dangling reference', () => {
    const page = ld('{"@type":"Car","__proto__":{"color":"red"},"name":"2004 Honda Civic","brand":{"@id":"#nowhere"}}');
    expect(said(main(page).nodes.flatMap((node) => claimsOf(node, 'json-ld')))).toEqual(['name=2004 Honda Civic']);
  });

  it('reads microdata as the same nodes', () => {
    const page = open(
      '<div itemscope itemtype="https://schema.org/Car"><h1 itemprop="name">2004 Honda Civic</h1><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="4500"></div><img itemprop="image" src="/a.jpg"></div>',
    );
    const [node] = mainCar(carsIn(microdataItems(page)).cars, anchorOf(page)).nodes;
    expect(node && said(claimsOf(node, 'microdata'))).toEqual(['name=2004 Honda Civic', 'price=4500']);
    expect(node && imagesOf(node)).toEqual([['/a.jpg']]);
  });
});

describe('application data', () => {
  const page = (script: string): PageDocument => open(`<h1>2004 Honda Civic</h1><script>${script}</script>`);
  const read = (doc: PageDocument) => appData(embeddedJson(doc), anchorOf(doc));
  const CAR =
    '{"make":"Honda","model":"Civic","year":2004,"mileage":120000,"exteriorColor":"Blue","photos":[{"url":"/p/1.jpg"},{"url":"/p/2.jpg"}]}';

  it.each([
    `window.__STATE__ = {"ad":${CAR}};`,
    `window.x = JSON.parse(${JSON.stringify(`{"ad":${CAR}}`)})`,
    `dataLayer.push(${CAR});`,
  ])('is found in %s', (script) => {
    const data = read(page(script));
    expect(said(data.claims)).toEqual(expect.arrayContaining(['make=Honda', 'mileage=120000', 'color=Blue']));
    expect(data.images).toEqual([['/p/1.jpg'], ['/p/2.jpg']]);
  });

  it('of other cars is left alone', () => {
    const other = CAR.replace('2004', '2009');
    expect(read(page(`window.x = {"similarCars":[${CAR}], "ad":${other}, "results":[${CAR}]}`)).claims).toEqual([]);
  });
});

describe('lines, titles and prose', () => {
  it('reads unlabelled details of a list', () => {
    const html =
      '<ul><li>6k Miles</li><li>2.5-liter M54 Inline-Six</li><li>Five-Speed Automatic Transmission</li><li>Sonora Metallic Paint</li><li>Transmission Rebuilt in 2015</li><li>Black Leather Upholstery</li></ul>';
    expect(said(bareClaims(open(html)))).toEqual([
      'mileage=6k Miles',
      'engine=2.5-liter M54 Inline-Six',
      'transmission=Five-Speed Automatic Transmission',
      'color=Sonora Metallic',
    ]);
  });

  it('reads price and mileage in the title, and who paid', () => {
    const doc = open('<title>30k-Mile 2006 BMW 325Ci for sale - sold for $16,250 on August 16, 2026</title>');
    expect(said(titleClaims(anchorOf(doc)))).toEqual(expect.arrayContaining(['sold=$16,250', 'mileage=30k-Mile']));
  });

  it('reads a price line, but no rate beside it', () => {
    const doc = open(
      '<h1>2004 Honda Civic</h1><p class="price">$4,500 OBO</p><p class="price">$99</p><p>per month</p>',
    );
    expect(said(priceLineClaims(doc))).toEqual(['price=$4,500 OBO']);
  });

  it("tells the car's mileage from the engine's, a warranty's and a service's", () => {
    const text =
      'The cluster shows 120,000 miles, but the engine has around 70,000 miles. Timing belt done at 90,000 miles. Warranty to 150,000 miles.';
    expect(said(proseClaims(open(`<p>${text}</p>`), text))).toEqual(['mileage=120,000 miles']);
  });

  it('reads sentences that work as labels', () => {
    const text =
      'The color is silver, with a dent. The engine is the 1.8L 4 cylinder and burns no oil. The transmission is a 5 speed manual.';
    expect(said(proseClaims(open(`<p>${text}</p>`), text)).sort()).toEqual([
      'color=silver',
      'engine=1.8L 4 cylinder',
      'transmission=5 speed manual',
    ]);
  });
});
