/** Things that bear the name of a car, and lists that look like one listing. */
import { kind, ld, page, rows, times } from './kind.ts';

const product = (name: string, brand: string, more: object = {}, trail = ''): string =>
  page(
    name,
    `${trail}${ld({
      '@type': 'Product',
      name,
      brand: { '@type': 'Brand', name: brand },
      color: 'Black',
      offers: { '@type': 'Offer', price: 149.9, priceCurrency: 'EUR' },
      ...more,
    })}${rows({ Brand: brand, Colour: 'Black', Price: '€149.90' })}`,
  );
const trail = (...names: string[]): string =>
  ld({
    '@type': 'BreadcrumbList',
    itemListElement: names.map((name, index) => ({ '@type': 'ListItem', position: index + 1, name })),
  });
const NONE = { kind: 'not_a_vehicle', make: null, asking_price: null } as const;

kind('a thing that bears the name of a car', {
  read: [
    [
      'www.altstadt-autos.example/a/31',
      'the car of that name, a Kaiser',
      page('1954 Kaiser Manhattan', rows({ Mileage: '61,200 miles', Price: '$18,500' })),
      { kind: 'listing', make: 'Kaiser', model: 'Manhattan' },
    ],
    [
      'www.kusten-cabrio.example/ad/32',
      'the car of that name, a Ford',
      page('1998 Ford Puma 1.7', rows({ Mileage: '88,000 miles', Price: '£2,400' })),
      { kind: 'listing', make: 'Ford', model: 'Puma' },
    ],
    [
      'ev.stromer.example/33',
      'a car whose text speaks of models',
      page('2020 Tesla Model 3 Long Range', rows({ Mileage: '41,200 miles', Price: '$24,900' }), {
        text: 'The best of all models, charges overnight, one owner, and the original tyres are included.',
      }),
      { kind: 'listing', make: 'Tesla', model: 'Model 3' },
    ],
    [
      'www.lastvagn-syd.example/34',
      'a pickup with a long bed',
      page('1978 Ford F-150 Long Bed', rows({ Mileage: '91,000 miles', Price: '$11,500' })),
      { kind: 'listing', make: 'Ford', model: 'F-150' },
    ],
  ],
  notRead: [
    ['www.schlafwelt.example/p/1', 'a bed', product('Manhattan Polsterbett 160 x 200 cm', 'Schlafwelt'), NONE],
    ['sneakerkaj.example/p/2', 'shoes', product('Puma Palermo, size 42', 'Puma'), NONE],
    [
      'www.tabletkontor.example/p/3',
      'a tablet',
      product('Folio 11 tablet 128 GB for all models', 'Folio', { category: 'Tablets' }),
      NONE,
    ],
    [
      'www.spielzeug-ecke.example/p/4',
      'a toy told by its category',
      product('Jeep Wrangler remote control', 'Jeep', { category: 'Toys > Vehicles' }),
      NONE,
    ],
    [
      'www.fietsenhal.example/p/5',
      'a bicycle told by its trail',
      product('Peugeot Ville 28"', 'Peugeot', {}, trail('Home', 'Fietsen', 'Stadsfietsen')),
      NONE,
    ],
    [
      'www.uhren-quai.example/p/6',
      'a watch told by its units',
      page('Carrera Calibre 16', rows({ Brand: 'TAG Heuer', Case: '43 mm', Movement: 'Automatic', Price: '€3,450' })),
      NONE,
    ],
  ],
});

const card = (make: string, n: number): string =>
  `<li><a href="/ad/90${n}"><h3>${make}</h3></a><p>€${4 + n},900</p><p>${60 + n},000 km</p></li>`;
const MAKES = ['Opel Corsa', 'Ford Fiesta', 'Fiat Panda', 'Kia Rio', 'Seat Ibiza', 'Honda Jazz'];
const list = (title: string, lang: string): string =>
  `<html lang="${lang}"><head><title>${title}</title></head><body><h1>${title}</h1><ul>${MAKES.map(card).join('')}</ul></body></html>`;
const none = { asking_price: null, mileage: null, make: null } as const;
const aggregate = (low: number, high: number): string =>
  page(
    'Renault Clio 2019',
    ld({
      '@type': 'Car',
      name: 'Renault Clio',
      brand: 'Renault',
      vehicleModelDate: '2019',
      offers: {
        '@type': 'AggregateOffer',
        lowPrice: low,
        highPrice: high,
        offerCount: low === high ? 1 : 214,
        priceCurrency: 'EUR',
      },
    }) + rows({ Kilometres: low === high ? '61,200 km' : 'from 10,000 km' }),
  );

kind('a list that looks like one listing', {
  read: [
    [
      'www.handelshuis.example/auto/81',
      'one car above cards of others',
      `${page('Renault Clio 1.0 TCe 2019', rows({ Kilometerstand: '61.200 km', Prijs: '€ 10.950' }), { lang: 'nl' })}<section class="similar"><ul>${MAKES.slice(0, 4).map(card).join('')}</ul></section>`,
      { kind: 'listing', make: 'Renault', asking_price: 10950 },
    ],
    [
      'www.bilhallen.example/bil/82',
      'one car whose site speaks of many',
      page(
        'Volvo V60 D4 2017',
        `<p>Vi har 140 begagnade bilar i lager</p>${rows({ Miltal: '8 412 mil', Pris: '164 900 kr' })}`,
        { lang: 'sv' },
      ),
      { kind: 'listing', make: 'Volvo', asking_price: 164900 },
    ],
    [
      'auto-quartier.example/83',
      'an aggregate offer of one',
      aggregate(10950, 10950),
      { kind: 'listing', asking_price: 10950 },
    ],
  ],
  notRead: [
    [
      'auto-quartier.example/84',
      'an aggregate offer whose low and high differ',
      aggregate(8900, 14900),
      { asking_price: null },
    ],
    [
      'www.karhalle.example/stock',
      'an item list of products',
      page(
        'Our stock',
        ld({
          '@type': 'ItemList',
          itemListElement: MAKES.map((name, n) => ({
            '@type': 'ListItem',
            position: n + 1,
            item: { '@type': 'Product', name, offers: { '@type': 'Offer', price: 4900 + n, priceCurrency: 'EUR' } },
          })),
        }),
      ),
      none,
    ],
    [
      'www.karhalle.example/offer',
      'a node that names no car',
      page(
        'Special offer',
        ld({ '@type': 'Car', name: 'Special offer', offers: { '@type': 'Offer', price: 9900, priceCurrency: 'EUR' } }),
      ),
      none,
    ],
    [
      'www.handelshuis.example/occasions',
      'cards without years under Dutch words',
      list('Occasions te koop', 'nl'),
      none,
    ],
    ['www.brugtbil-oest.example/biler', 'under Danish words', list('Brugte biler til salg', 'da'), none],
    ['www.bilhallen.example/bilar', 'under Swedish words', list('Begagnade bilar till salu', 'sv'), none],
    ['auta-lodz.example/osobowe', 'under Polish words', list('Samochody osobowe - ogłoszenia', 'pl'), none],
    ['www.oto-pazar.example/ikinci-el', 'under Turkish words', list('İkinci el araba ilanları', 'tr'), none],
    ['www.auto-pijaca.example/polovni', 'under Serbian words', list('Polovni automobili oglasi', 'sr'), none],
    [
      'www.karhalle.example/search',
      'cards in boxes of their own',
      page(
        'Search',
        times(
          6,
          (n) => `<article><h2>${MAKES[n - 1]}</h2><span>$${n},900</span><span>${n}0,000 miles</span></article>`,
        ),
      ),
      none,
    ],
  ],
});

const stock = ['2012 Ford Focus', '2015 Kia Rio', '2011 Dodge Caliber', '2013 Nissan Versa', '2010 Chevy Cobalt'];
const lot = (title: string, vin: string): string =>
  `<html lang="en"><head><title>${title}</title></head><body><h1>2005 Honda Accord LX Sedan</h1>${rows({ ...(vin !== '' && { VIN: vin }), Mileage: '118,640', Price: '$4,995' })}${stock
    .map((car, n) => `<p><a href="/c/${n}">${car}</a></p><p>${n + 7}1,000 miles</p><p>$${n + 4},995</p>`)
    .join('')}</body></html>`;

kind('a title that tells what the lot sells', {
  read: [
    [
      'www.prairie-auto.example/inv/70',
      'and the car, among cards of others',
      lot('Prairie Auto - We Finance - Used Cars Amarillo TX - 2005 HONDA ACCORD LX', '1HGCM56855A064839'),
      { kind: 'listing', make: 'Honda', vin: '1HGCM56855A064839' },
    ],
    [
      'www.lakeside-autos.example/inv/72',
      'and the car first',
      lot('2005 Honda Accord LX Sedan | Used Cars For Sale in Erie | Lakeside', '1HGCM56855A064839'),
      { kind: 'listing', make: 'Honda' },
    ],
  ],
  notRead: [
    [
      'cars.northgate.example/inv/73',
      'and another year',
      lot('Northgate | Used Cars For Sale | 2004 Honda Accord', ''),
      { kind: 'list', make: null },
    ],
    [
      'cars.northgate.example/inv/74',
      'behind the car, of cards alone',
      lot('2005 Honda Accord LX Sedan | Used Cars For Sale | Northgate', ''),
      { kind: 'list', make: null },
    ],
    [
      'www.prairie-auto.example/inv/71',
      'alone, above cards',
      lot('Prairie Auto - We Finance - Used Cars Amarillo TX', ''),
      { kind: 'list', make: null },
    ],
  ],
});
