/** When a page is a list of many vehicles, by its address, its data, its words and its cards. */
import { describe, expect, it } from 'vitest';
import { CAR, type Found, LISTING, NAMED, offered, one, SITE } from '../../../test/support/judged-by-hand.ts';
import { readPage } from '../read-page.ts';

describe('a list by its address', () => {
  const list = { adapter: SITE, url: 'https://www.market.example/cars/honda' };

  it('is one of the site, unless the title names one car of a year', () => {
    expect(offered('<h1>Honda Civic</h1>', list)).toBe('list: the address is a list of the site');
    expect(offered(NAMED, list)).toBe(LISTING);
  });

  it('is none where the address is also that of a listing', () => {
    expect(offered('<h1>Honda Civic</h1>', { ...list, adapter: { ...SITE, listing: /./ } })).toBe(LISTING);
  });
});

describe('a list by its data', () => {
  it.each<readonly [string, Found, string]>([
    ['two cars, none singled out', { car: { nodes: [], distinct: 2, tied: false } }, 'tells of 2 vehicles and none is'],
    ['three cars, one not tied to the page', { car: { ...one, distinct: 3, tied: false } }, 'data tells of 3 vehicles'],
    ['a list of results without a car of its own', { isList: true }, 'the page calls itself a list of results'],
  ])('has %s', (_, found, reason) => {
    const said = offered(NAMED, found);
    expect(said).toMatch(/^list: /);
    expect(said).toContain(reason);
  });

  it.each<readonly [string, Found]>([
    ['one car alone', { car: { nodes: [], distinct: 1, tied: false } }],
    ['two cars, one singled out', { car: { ...one, distinct: 2, tied: false } }],
    ['three cars, one tied to the page', { car: { ...one, distinct: 3 } }],
    ['a list of results beside the car', { isList: true, car: one }],
  ])('is not shown by %s', (_, found) => {
    expect(offered(NAMED, found)).toMatch(/^listing: /);
  });

  it('has four cars in its application data and no heading that names one', () => {
    const title = `<head><title>${CAR}</title></head>`;
    expect(offered(title, { appCars: 4 })).toBe("list: the page's application data tells of 4 vehicles");
    expect(offered(title, { appCars: 3 })).toBe(LISTING);
    expect(offered(NAMED, { appCars: 4 })).toBe(LISTING);
    expect(offered(title, { appCars: 4, car: one })).toMatch(/^listing/);
  });
});

describe('a list by its words', () => {
  it.each([
    '1,204 matches',
    'Showing 1 - 20 of 1,204 results',
    '12 vehicles found',
    '25 Angebote',
    '30+ results near Boise',
  ])('counts its results: %j', (tally) => {
    expect(offered(`${NAMED}<p>${tally}</p>`)).toBe(`list: the page counts its results: "${tally}"`);
  });

  it('counts them among the first lines of the main part, and not where the car is tied to the page', () => {
    const line = '<p>A line of the page</p>';
    const tally = '<p>1,204 matches</p>';
    expect(offered(NAMED + line.repeat(10) + tally)).toMatch(/^list:/);
    expect(offered(NAMED + line.repeat(11) + tally)).toBe(LISTING);
    expect(offered(tally + NAMED)).toBe(LISTING);
    expect(offered(`${NAMED}<div class="similar">${tally}</div>`)).toBe(LISTING);
    expect(offered(NAMED + tally, { car: one })).toMatch(/^listing/);
  });

  it.each([
    'Used Honda Civic cars in Boise',
    'Cars for sale',
    'Search results',
    '25 vehicles near Boise',
    'Completed auctions',
    'Our inventory',
    'Gebrauchtwagen kaufen',
    "Voitures d'occasion",
  ])('has the title %j', (title) => {
    const html = `<head><title>${title}</title></head><h1>Honda Civic</h1>`;
    expect(offered(html)).toBe('list: the title is that of a list');
    expect(offered(html, { car: one })).toMatch(/^listing/);
    expect(offered(`<head><title>${title}</title></head><h1>${CAR}</h1>`)).toBe(LISTING);
  });
});

describe('a list by its cards', () => {
  const cards = (count: number) =>
    Array.from({ length: count }, (_, i) => `<h3>${2005 + i} Mazda Protege</h3>`).join('');

  it('has four of different vehicles and no heading that names one', () => {
    expect(offered(`<h1>Honda Civic</h1>${cards(4)}`)).toBe(
      'list: 4 cards of different vehicles and no heading that names one',
    );
    expect(offered(`<h1>Honda Civic</h1>${cards(3)}`)).toBe(LISTING);
    expect(offered(`<h1>Honda Civic</h1>${'<h3>2005 Mazda Protege</h3>'.repeat(4)}`)).toBe(LISTING);
    expect(offered(NAMED + cards(4))).toBe(LISTING);
    expect(offered(`<h1>Honda Civic</h1>${cards(4)}`, { car: one })).toMatch(/^listing/);
  });

  it.each([
    ['<h1>2004 Honda</h1>', 'a model'],
    ['<h1>Honda Civic</h1>', 'a year'],
    [`<head><title>${CAR}</title></head>`, 'a place among the headings'],
  ])('is judged so when %s lacks %s', (heading) => {
    expect(offered(heading + cards(4))).toMatch(/^list:/);
  });

  it('has four beside a list’s title, though a heading names one car', () => {
    const title = `<head><title>Used cars for sale</title></head><h1>${CAR}</h1>`;
    expect(offered(title + cards(4))).toBe('list: the title is that of a list');
    expect(offered(title + cards(3))).toBe(LISTING);
  });

  it('does not count the car itself, other cars’ places, sentences and scraps', () => {
    const three = `<h1>Honda Civic</h1>${cards(3)}`;
    expect(offered(`<h1>Honda Civic, was 2009 Mazda Miata</h1>${cards(3)}<h3>2009 Mazda Miata</h3>`)).toBe(LISTING);
    expect(offered(`${three}<div class="similar"><h3>2009 Mazda Miata</h3></div>`)).toBe(LISTING);
    expect(offered(`${three}<p>2009 Mazda Miata ${'and so on '.repeat(10)}</p>`)).toBe(LISTING);
    expect(offered(`${three}<p>Built 2009 Mazda Miata</p>`)).toBe(LISTING);
    expect(offered(`${three}<p>Used 2009 Mazda Miata</p>`)).toMatch(/^list:/);
    expect(offered(`${three}<p>12k-Mile 2009 Mazda Miata</p>`)).toMatch(/^list:/);
  });

  it('has labels that differ from card to card', () => {
    const three = `<h1>Honda Civic</h1>${cards(3)}`;
    expect(offered(three, { spread: { mileage: 4, price: 5, color: 9 } })).toBe(
      'list: mileage and price differ from card to card',
    );
    expect(offered(three, { spread: { vin: 4 } })).toBe('list: vin differ from card to card');
    expect(offered(three, { spread: { vin: 3, color: 9 } })).toBe(LISTING);
    expect(offered(`<h1>Honda Civic</h1>${cards(2)}`, { spread: { vin: 4 } })).toBe(LISTING);
    expect(offered(NAMED + cards(3), { spread: { vin: 4 } })).toBe(LISTING);
    expect(offered(three, { spread: { vin: 4 }, car: one })).toMatch(/^listing/);
  });
});

describe('a list in other languages', () => {
  it.each([
    'Dodge Caliber benzine occasions te koop | Marktplein',
    "Tweedehands auto's kopen",
    'Brugte Volvo V60 til salg',
    'Begagnade bilar till salu - Bilhallen',
    'Begagnad Volvo V60 till salu',
    'Używane samochody Audi A4',
    'Samochody osobowe Audi',
    'İkinci el Renault Clio fiyatları',
    'Satılık Renault Clio ilanları',
    'Polovni automobili Audi A4',
    'Rabljena vozila Audi',
    'Продажа подержанных Kia Rio в Твери',
    'Ojetá auta Škoda Octavia',
    'Használtautó Suzuki Swift',
    'Coches de segunda mano Seat Ibiza',
    'Auto usate Fiat Panda',
    'Μεταχειρισμένα Toyota Yaris',
    'Toyota Prius の中古車一覧',
  ])('has the heading %j', (title) => {
    expect(offered(`<head><title>${title}</title></head><h1>${title}</h1>`, { proven: ['price', 'engine'] })).toMatch(
      /^list: the title is that of a list/,
    );
  });

  it.each([
    'Audi A4 2.0 TDI S-line | Polovni automobili',
    'Dodge Caliber 1.8 SXT - Occasions van Dijk',
    'Kia Rio 1.4, 2016 — купить в Твери',
    'Volvo V60 D4 - Begagnade bilar',
  ])('is none by what the site calls itself: %j', (title) => {
    expect(offered(`<head><title>${title}</title></head><h1>${title.split(/ [|—-]/)[0]}</h1>`)).toMatch(/^listing/);
  });

  it('is none where one reading or one VIN stands under such words', () => {
    const html = '<head><title>Brugte biler</title></head><h1>Brugt Volvo V60 til salg</h1>';
    expect(offered(html, { spread: { mileage: 1 } })).toMatch(/^listing/);
    expect(offered(html, { spread: { mileage: 5 } })).toMatch(/^list/);
  });

  it.each([
    '312 advertenties',
    '1 204 ogłoszeń',
    '88 träffar',
    '45 oglasa',
    '2 310 объявлений',
    '96 ilan',
    '17 annoncer',
  ])('counts its results: %j', (tally) => {
    expect(offered(`${NAMED}<p>${tally}</p>`)).toBe(`list: the page counts its results: "${tally}"`);
  });

  it('has four headings that begin with makes and none of its own that names one car', () => {
    const cards = (models: readonly string[]) =>
      models.map((model) => `<h3>Dodge ${model}</h3><p>€ 4.950</p>`).join('');
    const four = cards(['Caliber 1.8 SXT', 'Caliber 2.0 CRD', 'Nitro 2.8', 'Journey 2.0']);
    expect(offered(`<h1>Dodge Caliber</h1>${four}`)).toMatch(/^list: 4 headings of different vehicles/);
    expect(offered(`<h1>Dodge Caliber</h1>${four}`, { spread: { vin: 1 } })).toMatch(/^listing/);
    expect(offered(`<h1>2008 Dodge Caliber</h1>${four}`)).toMatch(/^listing/);
    expect(offered(`<h1>Dodge Caliber</h1>${cards(['Caliber 1.8 SXT', 'Nitro 2.8', 'Journey 2.0'])}`)).toMatch(
      /^listing/,
    );
  });
});

describe('a list as its site writes it', () => {
  const cards = (make: string, distance: string, price: string) =>
    Array.from(
      { length: 6 },
      (_, i) =>
        `<div class="row"><a href="/v/${i}">${make} ${['D3', 'D4', 'T4', 'D4', 'T5', 'D5'][i]} aut.</a><span>${2014 + i}</span><span>${40 + 13 * i}${distance}</span><span>${price.replace('#', String(20 + i))}</span></div>`,
    ).join('');
  const read = (title: string, h1: string, lang: string, body: string) =>
    readPage({
      url: 'https://www.market.example/cars/volvo',
      html: `<html lang="${lang}"><head><title>${title}</title></head><body><main><h1>${h1}</h1>${body}</main></body></html>`,
    }).kind;

  it.each([
    ['Brugte Volvo V60 til salg | Biltorv', 'Brugte Volvo V60', 'da', '.000 km', '#9.900 kr.'],
    ['Volvo V60 - używane samochody osobowe', 'Używane Volvo V60', 'pl', ' 000 km', '# 900 zł'],
    ['Satılık Volvo V60 fiyatları', 'Satılık Volvo V60 ilanları', 'tr', '.000 km', '#9.900 TL'],
    ['Begagnad Volvo V60 till salu', 'Volvo V60 till salu', 'sv', ' 000 km', '#9 900 kr'],
    ['Polovni automobili Volvo V60', 'Polovni automobili Volvo V60', 'sr', '.000 km', '#.900 €'],
    ['Volvo V60 occasions te koop', 'Volvo V60 occasions', 'nl', '.000 km', '€ #.950'],
  ])('is none of its cards: %s', (title, h1, lang, distance, price) => {
    expect(read(title, h1, lang, cards('Volvo V60', distance, price))).not.toBe('listing');
  });

  it('has one card only, and still is a list', () => {
    const node = (url: string) =>
      `<script type="application/ld+json">${JSON.stringify({
        '@context': 'https://schema.org',
        '@type': 'ItemList',
        itemListElement: [
          {
            '@type': 'ListItem',
            position: 1,
            item: {
              '@type': 'Car',
              name: 'Volvo V60 D4',
              url,
              mileageFromOdometer: { '@type': 'QuantitativeValue', value: 98000, unitCode: 'KMT' },
              offers: { '@type': 'Offer', price: 12900, priceCurrency: 'EUR' },
            },
          },
        ],
      })}</script>`;
    expect(read('Volvo V60', 'Volvo V60', 'en', node('https://www.market.example/v/1'))).not.toBe('listing');
    expect(read('Volvo V60', 'Volvo V60', 'en', node('https://www.market.example/cars/volvo'))).toBe('listing');
  });
});

describe('a page made by hand, without a heading', () => {
  const CARDS = ['2003 Winnebago Brave 35', '1999 Hymer Camp 544', '2006 Jayco Greyhawk 29', '2009 Tiffin Allegro 34'];
  const cards = CARDS.map((name) => `<p><a href="#">${name}</a></p>`).join('');
  const rows = (html: string) => `<table>${html}</table>`;
  const own = rows('<tr><td>Miles</td><td>31,204</td></tr><tr><td>Engine</td><td>8.1L V8</td></tr>');
  const priced = '<p>Price $48,750</p>';
  const read = (html: string) => {
    const page = `<html lang="en"><head><title>Plains RV - Motorhomes for you - Stock 77</title></head><body>${html}</body></html>`;
    const { kind, reason, facts } = readPage({ url: 'https://www.plains.example/b77.htm', html: page });
    return [kind, facts.find(({ field }) => field === 'model')?.value ?? reason];
  };

  it('names its vehicle in large letters', () => {
    const large = '<font face="Times" size="6"><b>2005 Fleetwood Bounder 36Z</b></font>';
    expect(read(cards + large + own + priced)).toEqual(['listing', 'Bounder']);
    expect(read(cards + large.replaceAll('font', 'big') + own + priced)).toEqual(['listing', 'Bounder']);
  });

  it('names none where several stand in large letters, or small ones', () => {
    const large = [...CARDS].map((name) => `<font size="5">${name}</font><br>`).join('');
    expect(read(large + priced)[0]).not.toBe('listing');
    expect(read(`${cards}<font size="2">2005 Fleetwood Bounder 36Z</font>${priced}`)[0]).not.toBe('listing');
  });

  it('is one with its make, model and number in a table, whatever cards stand beside', () => {
    const table = (vin: string) =>
      rows(
        `<tr><td>Year</td><td>2013</td></tr><tr><td>Make</td><td>Triumph</td></tr><tr><td>Model</td><td>Bonneville</td></tr>${vin}`,
      );
    const vin = '<tr><td>VIN</td><td>SMT910HL7DT561200</td></tr>';
    expect(read(cards + table(vin) + own + priced)).toEqual(['listing', 'Bonneville']);
    expect(read(cards + table('') + priced)[0]).toBe('list');
  });
});

describe('a list by its labels', () => {
  const card = (year: number, km: number, price: number) =>
    `<div><b>スズキ ジムニー XC</b><dl><dt>年式</dt><dd>${year}年</dd><dt>走行距離</dt><dd>${km}万km</dd><dt>車両本体価格</dt><dd>${price}万円</dd></dl></div>`;
  const page = (body: string) =>
    `<html lang="ja"><head><title>山田オート スズキ ジムニー</title></head><body>${body}</body></html>`;
  const kind = (body: string) => readPage({ url: 'https://www.yamada.example/l.cgi', html: page(body) }).kind;
  const four = [card(2021, 1.9, 198), card(2019, 4.4, 159), card(2014, 8.8, 79), card(2012, 6.1, 68)].join('');

  it('repeats reading and price from car to car', () => {
    expect(kind(four)).toBe('list');
    expect(kind(card(2021, 1.9, 198))).toBe('listing');
  });
});

describe("a site's name that tells what it sells", () => {
  const table =
    '<dl><dt>Mileage</dt><dd>41,200</dd><dt>Transmission</dt><dd>Manual</dd><dt>Colour</dt><dd>Old White</dd></dl>';
  const read = (title: string, heading: string) =>
    readPage({
      url: 'https://www.hill.example/showroom/x',
      html: `<head><title>${title} | Hill Classic Motor Cars</title></head><h1>${heading}</h1>${table}`,
    }).kind;

  it('makes no list of the page of one', () => {
    expect(read('Jaguar E-Type Roadster', 'Jaguar E-Type Roadster')).toBe('listing');
    expect(read('Used Jaguar cars for sale', 'Used Jaguar cars for sale')).toBe('list');
  });
});

describe('application data of many cars', () => {
  const car = (id: string, make: string, model: string, year: number) => ({
    listingId: id,
    make,
    model,
    year,
    mileage: 9_000 + year,
    price: 15_000 + year,
  });
  const others = [
    car('q1', 'Kia', 'Soul', 2019),
    car('q2', 'Ford', 'Edge', 2018),
    car('q3', 'Honda', 'Fit', 2017),
    car('q4', 'Mazda', 'CX-5', 2016),
  ];
  const read = (own: object) => {
    const data = JSON.stringify({ props: { listing: own, items: others } });
    return readPage({
      url: 'https://www.drive.example/listing/dx_73k0',
      html: `<title>Car details</title><script id="__NEXT_DATA__" type="application/json">${data}</script>`,
    });
  };

  it('tells the one that carries the id of the address', () => {
    const { kind, facts } = read({ ...car('dx_73K0', 'Toyota', 'Camry', 2020), transmission: 'Automatic' });
    expect([kind, facts.find(({ field }) => field === 'model')?.value]).toEqual(['listing', 'Camry']);
    expect(read({ ...car('other', 'Toyota', 'Camry', 2020), transmission: 'Automatic' }).kind).not.toBe('listing');
  });
});
