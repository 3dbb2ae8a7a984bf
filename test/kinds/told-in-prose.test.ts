/** Pages made by hand and adverts of private sellers, where nothing but sentences and a heading tells of the car. */
import { kind, ld, page, rows, script } from './kind.ts';

/** A page of frames and tables: the dealer's stock on the left, this car on the right. */
const stockPage = (links: string, heading = '<h2>1958 Alvis TD21 Saloon</h2>'): string =>
  `<html><head><title>Wharf Lane Classics - Classic Cars For Sale, Rutland</title></head><body><table><tr><td><b>Current stock</b><br>${links}</td><td>${heading}
<p><b>Chassis No. 25871 &nbsp; Registration 512 KXB &nbsp; Engine No. 25871</b></p>
<p>A fine touring car with a long history file, finished in Pearl Grey with red hide. The 2993cc six was rebuilt in 1999 and it has the 5 speed ZF gearbox, rather than the 4 speed box these left the works with. Speedo shows 64,200 miles.</p>
<p><font size="5"><b>£48,500</b></font></p></td></tr></table></body></html>`;
const STOCK = [
  '<a href="riley.htm">1949 Riley RMB</a>',
  '<a href="rover.htm">1971 Rover 3500</a>',
  '<a href="tr4.htm">1966 Triumph TR4A</a>',
  '<a href="bristol.htm">1978 Bristol 412</a>',
];
const OWN = '<a href="alvis.htm">1958 Alvis TD21 Saloon</a>';

kind('a page made by hand, beside the stock of its dealer', {
  read: [
    [
      'www.wharf-lane-classics.example/alvis.htm',
      'one link of the stock leads to the page itself',
      stockPage([OWN, ...STOCK].join('<br>')),
      {
        kind: 'listing',
        vin: '25871',
        mileage: 64_200,
        color: 'Pearl Grey',
        engine: '2993cc six',
        transmission: '5 speed ZF gearbox',
        asking_price: 48_500,
      },
    ],
    [
      'barn-motors.example/cars/alvis.htm',
      'in a list',
      stockPage(`<ul>${[...STOCK, OWN].map((link) => `<li>${link}</li>`).join('')}</ul>`),
      { kind: 'listing', year: 1958, make: 'Alvis', model: 'TD21' },
    ],
  ],
  notRead: [
    [
      'www.wharf-lane-classics.example/stock.htm',
      'links to others only',
      stockPage([OWN, ...STOCK].join('<br>')),
      { kind: 'list' },
    ],
    [
      'old-garage.example/alvis.htm',
      'the stock itself, under the same title',
      stockPage([OWN, ...STOCK].join('<br>'), '<h2>Cars in stock</h2>'),
      { kind: 'list' },
    ],
  ],
});

const advert = (
  text: string,
  price = '<b>4&nbsp;350 €</b> &nbsp;<font><a href="/uver">pôžička od 79 € mesačne</a></font>',
): string =>
  `<html><head><title>Renault Megane - Nitra, predám | Burza</title><meta http-equiv="Content-Language" content="sk"></head><body><table><tr><td><h1>Renault Megane Grandtour</h1></td></tr><tr><td class="popis">${text}</td></tr></table><table><tr><td>Cena:</td><td>${price}</td></tr></table></body></html>`;
const SOLD =
  'Predam auto v peknom stave, r.v. 9/2011, najazdene 164 tis. km overitelne v servise. Manual 6 rychlost. Farba biela. Olej menim kazdych 12 tis km.';

kind('an advert whose facts stand in sentences', {
  read: [
    [
      'burza-aut.example/inzerat/1',
      'a reading behind its word, a month before the year, a loan beside the price',
      advert(SOLD),
      {
        kind: 'listing',
        year: 2011,
        mileage: 164_000,
        transmission: 'Manual 6 rychlost',
        color: 'biela',
        asking_price: 4_350,
      },
    ],
    [
      'www.inzercia-nitra.example/2',
      'the price with nothing beside it',
      advert(SOLD, '<b>3 900 €</b>'),
      { kind: 'listing', asking_price: 3_900 },
    ],
  ],
  notRead: [
    [
      'burza-aut.example/inzerat/11',
      'a distance of a service, without a word for the reading',
      advert(
        'Predam auto v peknom stave, po servise, ktory bol pri 164 tis. km v servise. Volat po osemnastej hodine.',
      ),
      { mileage: null },
    ],
    [
      'poradna-auto.example/12',
      'a number of doors',
      advert('Predam auto v peknom stave, najazdene 164 tis. km. Manual 5 dverove. Volat po osemnastej hodine.'),
      { transmission: null },
    ],
  ],
});

const golf = (title: string): string =>
  page(title, `<p>6.450 €</p>${rows({ Kilometri: '217.400 km' })}`, { lang: 'hr' });
const subaru = (title: string, odometer: string, text: string): string =>
  page(title, `<p>$2,150</p><div><span>odometer: <b>${odometer}</b></span></div>`, { text });
const TALE = 'Selling my wagon because we moved to town, it passed inspection in march and starts every morning.';

kind('a year that its words tell apart', {
  read: [
    [
      'burlington-ads.example/1',
      'two digits before the make',
      subaru('99 subaru legacy wagon', '178000', TALE),
      { year: 1999 },
    ],
    [
      'club-estate.example/2',
      'behind an apostrophe',
      subaru("Family's '04 Subaru Forester", '178000', TALE),
      { year: 2004 },
    ],
    [
      'oglasi-auto.example/3',
      'beside the end of a registration',
      golf('VW Golf VI 2011 - REG 05/2026'),
      { year: 2011 },
    ],
  ],
  notRead: [
    ['oglasi-auto.example/11', 'until when it is registered', golf('VW Golf VI 1.6 TDI - REG 05/2026'), { year: null }],
    ['autohof-lenz.example/12', 'the next inspection', golf('VW Golf VI 1.6 TDI TÜV 11/2026'), { year: null }],
    [
      'burlington-ads.example/13',
      'a number inside the words',
      subaru('Only 99 Subaru Legacy wagons like it', '178000', TALE),
      { year: null },
    ],
  ],
});

kind('an odometer told in thousands', {
  read: [
    [
      'burlington-ads.example/1',
      'as the text says',
      subaru('1999 Subaru Legacy', '178', `${TALE} 178k on it.`),
      { mileage: 178_000 },
    ],
    [
      'tidewater-ads.example/2',
      'with a blank',
      subaru('1999 Subaru Legacy', '143', `${TALE} Has 143 k and runs.`),
      { mileage: 143_000 },
    ],
  ],
  notRead: [
    [
      'burlington-ads.example/11',
      'a sum',
      subaru('1999 Subaru Legacy', '178', `${TALE} Cost me $178k to restore.`),
      { mileage: 178 },
    ],
    [
      'club-estate.example/12',
      'a whole reading',
      subaru('1999 Subaru Legacy', '178,412', `${TALE} 178k on it.`),
      { mileage: 178_412 },
    ],
  ],
});

const formentor = page('Cupra Formentor 1.5 TSI', '<p>27.490 €</p><p>46.800 km</p>', { lang: 'es' });
const coche = (brand: string): string =>
  formentor.replace(
    '</body>',
    `${script(`window.__DATA__={"coche":{"id":88412,"marca":${brand},"modelo":{"id":9,"nombre":"Formentor"},"km":46800,"color":"Azul Petrol mate"}}`)}</body>`,
  );

const INTRO = 'At last one of the most wanted estates of its day has come to us, and only a few were ever built.';
const REST =
  'Bought by us at an auction in June, imported and cleared. Sound, never crashed, no rust, timing belt done at 101,000 km.';
const article = (first: string): string =>
  page(
    '1998 Nissan Stagea',
    `<p>€ 52,900</p>${rows({ Mileage: '118,300 km' })}<div class="${first}"><p>${INTRO}</p></div><div class="itemFullText"><p>${REST}</p></div>`,
    { text: '' },
  );
const comments = (box: string): string =>
  page(
    '2022 Ford Escape',
    `${rows({ Mileage: '31,407 miles' })}<p>$24,488</p><div class="content ${box}"><h2>Comments</h2><div class="content">${REST}</div></div>`,
    { text: '' },
  );

kind('words that stand in a box of their own', {
  read: [
    [
      'coches-costa.example/88412',
      'a brand in an object with its name in Spanish',
      coche('{"id":61,"nombre":"CUPRA"}'),
      { color: 'Azul Petrol mate' },
    ],
    [
      'www.kaido-cars.example/1',
      'an introduction and its text',
      article('itemIntroText'),
      { description: `${INTRO}\n${REST}` },
    ],
    ['penobscot-cars.example/2', 'the comments of a dealer', comments('dealer-comments'), { description: REST }],
  ],
  notRead: [
    ['coches-costa.example/88412', 'a brand without a name', coche('{"id":61}'), { color: null }],
    ['penobscot-cars.example/12', 'the comments of visitors', comments('post-comments'), { description: null }],
    [
      'www.kaido-cars.example/13',
      'data of another car',
      page('1998 Nissan Stagea', rows({ Mileage: '118,300 km' }), {
        head: ld({ '@type': 'Car', name: 'Honda Beat', color: 'Yellow' }),
      }),
      { color: null },
    ],
  ],
});
