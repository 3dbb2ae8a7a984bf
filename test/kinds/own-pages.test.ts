/** Whole pages: what one table, one list of data or one heading says of them, whatever else stands around. */
import { kind, ld, page, rows, script } from './kind.ts';

const cards = (title: string, card: (n: number) => string): string =>
  `<h3>${title}</h3><table><tr>${[1, 2, 3, 4, 5].map((n) => `<td>${card(n)}</td>`).join('')}</tr></table>`;
const CARS = ['2016 VW Passat', '2020 Fiat Tipo', '2012 Ford Focus', '2015 Opel Corsa', '2019 Dacia Duster'];
const named = (n: number): string => `<a href="/o/${n}">${CARS[n - 1]}</a><br>${n}1.000 km<br><b>€ ${n}.900</b>`;
const dealer = (heading: string, facts: string, around: string, lang: string): string =>
  `<html lang="${lang}"><head><title>Galeri Pazar</title></head><body><h2>${heading}</h2>${facts}${around}</body></html>`;

kind('one table of one car among cards of others', {
  read: [
    [
      'www.galeri-pazar.example/detay?id=1',
      'a heading without a name, and other cars under a heading in Turkish capitals',
      dealer(
        'HATASIZ BOYASIZ',
        rows({ Marka: 'Fiat', Model: 'Egea', 'Model Yılı': '2018', Km: '118.640', Vites: 'Düz', Renk: 'Beyaz' }),
        cards('DİĞER ARAÇLARIMIZ', named),
        'tr',
      ),
      { kind: 'listing', make: 'Fiat', model: 'Egea', mileage: 118640 },
    ],
    [
      'autohof-lind.example/fz/2',
      'cards without a heading that tell no distance',
      dealer(
        'Top gepflegt',
        rows({ Marke: 'Opel', Modell: 'Astra', Baujahr: '2014', Kilometerstand: '91.200 km', Preis: '6.900 €' }),
        CARS.map((car) => `<p>${car}</p><p>Schaltgetriebe</p>`).join(''),
        'de',
      ),
      { kind: 'listing', make: 'Opel', model: 'Astra', mileage: 91200, asking_price: 6900 },
    ],
  ],
  notRead: [
    [
      'www.kocsik.example/lista/11',
      'cards alone',
      dealer('Legújabb ajánlatok', '', CARS.map((car, n) => `<p>${car}</p><p>${n + 3}4.000 km</p>`).join(''), 'hu'),
      { kind: 'list', make: null },
    ],
    [
      'www.galeri-pazar.example/liste?id=12',
      'the words of a filter above cards',
      dealer(
        'Araçlar',
        rows({ Marka: 'Fiat', Model: 'Egea' }),
        CARS.map((car, n) => `<p>${car}</p><p>${n + 3}4.000 km</p>`).join(''),
        'tr',
      ),
      { kind: 'list', make: null },
    ],
  ],
});

const similar = (host: string): string =>
  ld({
    '@type': 'ItemList',
    itemListElement: [2016, 2017, 2018].map((year, n) => ({
      '@type': 'ListItem',
      position: n + 1,
      item: {
        '@type': 'Car',
        name: 'Fiat Panda 1.2',
        vehicleModelDate: `${year}`,
        url: `https://${host}/a/${year}`,
        mileageFromOdometer: { '@type': 'QuantitativeValue', value: 50_000 + year, unitCode: 'KMT' },
        offers: { '@type': 'Offer', price: 8000 + n, priceCurrency: 'EUR' },
      },
    })),
  });
const sold = (heading: string, lang: string, head = ''): string =>
  `<html lang="${lang}"><head><title>Fiat Panda 1.2 2017</title>${head}</head><body><h1>${heading}</h1><p>€ 7.900</p><p>81.000 km</p>${rows({ Motor: '1.2' })}</body></html>`;

kind('a car that was sold already', {
  read: [
    [
      'www.moto-vendita.example/a/1',
      'a badge beside its name',
      page('Fiat Panda 2017', `<span>VENDUTA</span><p>€ 7.900</p>${rows({ Chilometri: '81.000 km', Motore: '1.2' })}`, {
        lang: 'it',
      }),
      { kind: 'listing', make: 'Fiat', mileage: 81000 },
    ],
    [
      'www.wagenhof.example/f/2',
      'others that are sold already',
      page(
        'Fiat Panda 2017',
        `<p>€ 7.900</p>${rows({ Kilometerstand: '81.000 km', Motor: '1.2' })}<h3>Ähnliche Fahrzeuge</h3><p>Der Punto ist bereits verkauft</p>`,
        { lang: 'de' },
      ),
      { kind: 'listing', make: 'Fiat', mileage: 81000 },
    ],
  ],
  notRead: [
    [
      'www.piazza-auto.example/a/11',
      'in Italian',
      sold('Ops, questa Fiat Panda è già stata venduta', 'it'),
      { kind: 'gone' },
    ],
    [
      'voitures-lune.example/a/12',
      'in French',
      sold('Désolé, cette Fiat Panda a déjà été vendue', 'fr'),
      { kind: 'gone' },
    ],
    [
      'www.wagenhof.example/f/13',
      'in German',
      sold('Dieser Fiat Panda wurde bereits verkauft', 'de'),
      { kind: 'gone' },
    ],
    ['autoplac.example/o/14', 'in Polish', sold('Ten Fiat Panda został już sprzedany', 'pl'), { kind: 'gone' }],
    [
      'www.piazza-auto.example/a/15',
      'cars like it in its data, each with an address of its own',
      `<html lang="it"><head><title>Fiat Panda 2017</title>${similar('www.piazza-auto.example')}</head><body><h1>Fiat Panda 2017</h1><p>Crea un avviso.</p></body></html>`,
      { kind: 'list', mileage: null, asking_price: null },
    ],
  ],
});

const GEARS = '<p>€8.950</p><p>168.000 km</p><p>Handgeschakeld, motor 2.2</p>';
const talked = ld({ '@type': 'DiscussionForumPosting', headline: 'x' });

kind('somebody who asks about a car', {
  read: [
    [
      'forum.kringauto.example/t/1',
      'somebody who sells in a thread',
      page('Te koop: Mazda 6 2014, wie wil hem?', GEARS, { lang: 'nl', head: talked }),
      { kind: 'listing', make: 'Mazda', mileage: 168000 },
    ],
    [
      'www.autorada.example/o/2',
      'a question of a seller outside a forum',
      page('Mazda 6 2014 - zin in een nieuwe wagen?', GEARS, { lang: 'nl' }),
      { kind: 'listing', make: 'Mazda', mileage: 168000 },
    ],
  ],
  notRead: [
    [
      'forum.kringauto.example/t/11',
      'advice, in Dutch',
      page('Advies: Mazda 6 2014, 168.000 km', GEARS, { lang: 'nl' }),
      { kind: 'not_a_vehicle' },
    ],
    [
      'www.fahrerboard.example/t/12',
      'what to buy, in German',
      page('[Kaufberatung] Mazda 6 2014', '<p>8.950 €</p><p>168.000 km</p><p>Schaltgetriebe</p>', { lang: 'de' }),
      { kind: 'not_a_vehicle' },
    ],
    [
      'www.autorada.example/t/13',
      'a thread that ends in a question',
      page('Mazda 6 2014, 168.000 km, 8.950 € - stojí za to?', '<p>Převodovka: manuální</p>', {
        lang: 'cs',
        head: talked,
      }),
      { kind: 'not_a_vehicle' },
    ],
  ],
});

const PICK = `<aside><h2>Pick of the week</h2><div data-vin="JF2SKAJC2NH441902"><h3>2022 Subaru Forester</h3><p>31,877 miles</p><p>$26,988</p></div></aside>${script('var d={vehicles:[{"make":"Subaru","model":"Forester","modelYear":2022,"vin":"JF2SKAJC2NH441902","internetPrice":"26988","odometer":"31877"}]};')}`;
const site = (title: string, heading: string): string =>
  `<html lang="en"><head><title>${title}</title></head><body><h1>${heading}</h1>${PICK}</body></html>`;

kind('a dealer who speaks of himself', {
  read: [
    [
      'www.pinefalls-motors.example/v/1',
      'a car whose page ends with a heading of the first rank',
      page('2022 Subaru Forester', `${PICK}<h1>Contact Us</h1>`),
      { kind: 'listing', make: 'Subaru', vin: 'JF2SKAJC2NH441902' },
    ],
  ],
  notRead: [
    [
      'www.pinefalls-motors.example/staff.htm',
      'his staff, beside the pick of the week',
      site('Meet Our Staff | Subaru of Pine Falls', 'Meet the Subaru of Pine Falls Team'),
      { kind: 'not_a_vehicle' },
    ],
    [
      'lakecars.example/about',
      'himself',
      site('About Us | Lake Cars, Subaru Forester dealer', 'Your Subaru store'),
      { kind: 'not_a_vehicle' },
    ],
    [
      'www.autohaus-see.example/team',
      'his team, in German',
      site('Subaru am See', 'Unser Team'),
      { kind: 'not_a_vehicle' },
    ],
  ],
});

const lot = (title: string, facts: Readonly<Record<string, string>>): string =>
  page(title, `<p>Sold for £9,200</p>${rows({ Type: '3,164cc flat-six', Gearbox: 'five-speed manual', ...facts })}`);

kind('a part with the figures of its donor', {
  read: [
    [
      'www.pember-lots.example/l/1',
      'a car with an engine from another',
      lot('1986 Porsche 911 Carrera', { Mileage: '104,300 miles', Engine: 'from a donor car' }),
      { kind: 'listing', make: 'Porsche', mileage: 104300 },
    ],
  ],
  notRead: [
    [
      'www.pember-lots.example/l/11',
      'a reading in brackets',
      lot('1986 Porsche 911 Carrera', { 'Mileage (donor)': 'Believed 104,300' }),
      { kind: 'not_a_vehicle' },
    ],
    [
      'spares.oldmarque.example/l/12',
      'a colour',
      lot('1986 Porsche 911 Carrera', { 'Donor car colour': 'Guards Red' }),
      { kind: 'not_a_vehicle' },
    ],
    [
      'www.teilewerk.example/t/13',
      'a reading in German',
      page('Porsche 911 Carrera 1986', `<p>9.200 €</p>${rows({ 'Kilometerstand (Spenderfahrzeug)': '104.300 km' })}`, {
        lang: 'de',
      }),
      { kind: 'not_a_vehicle' },
    ],
  ],
});

const blog = (marks: string, motto: string): string =>
  `<html lang="en"><head><title>1965 Sunbeam Alpine</title></head><body><p class="${marks}">${motto}</p><h1>1965 Sunbeam Alpine</h1><div class="entry"><p>A really good Sunbeam, first registered in May 1965 and kept by one family ever since, with every bill in the folder that comes with the car.</p><p>The odometer shows 58,312 miles. The gearbox is the four speed manual, with overdrive on third and top. It starts on the button and drives as it should.</p></div></body></html>`;
const MOTTO = 'British sports cars bought and sold by our family in this town since 1988';

kind('a motto of the site beside the text of the seller', {
  read: [
    ['www.thistle-cars.example/alpine/', 'the motto of a site', blog('site-description', MOTTO), { mileage: 58312 }],
    ['roots.oldcars.example/alpine/', 'that of a blog', blog('blog-description', MOTTO), { mileage: 58312 }],
    ['www.alpine-sales.example/c/3', 'that of a section', blog('archive_description', MOTTO), { mileage: 58312 }],
  ],
  notRead: [
    [
      'www.thistle-cars.example/alpine-2/',
      'another reading in a text that calls itself the description of the car',
      blog(
        'car-description',
        'A tidy car with 41,000 miles on the odometer, looked after by our own workshop for years. It comes with a fresh certificate, two keys and every bill since it was new, and it starts on the button on the coldest morning.',
      ),
      { mileage: null },
    ],
  ],
});

const state = (car: object, price: object, lang = 'zh'): string =>
  `<html lang="${lang}"><head><title>2020 Volkswagen Magotan</title></head><body><div id="app"></div>${script(`window.__STATE__=${JSON.stringify({ detail: { car, price } })};`)}</body></html>`;
const CAR = { brandName: 'Volkswagen', modelName: 'Magotan', modelYear: 2020, colorName: 'White', gearbox: 'DSG' };

kind('numbers in application data that count in ten thousands', {
  read: [
    [
      'www.lunche.example/c/1.html',
      'the unit beside each number',
      state({ ...CAR, mileage: '5.37', mileageUnit: '万公里' }, { salePrice: '11.28', unit: '万', currency: 'CNY' }),
      { kind: 'listing', mileage: 53700, unit: 'km', asking_price: 112800 },
    ],
    [
      'carbazar.example/c/2',
      'lakhs',
      state(
        { ...CAR, mileage: '53700', mileageUnit: 'km' },
        { salePrice: '11.28', unit: 'lakh', currency: 'INR' },
        'en',
      ),
      { kind: 'listing', mileage: 53700, asking_price: 1128000 },
    ],
  ],
  notRead: [
    [
      'www.gulongche.example/c/11',
      'a unit of the distance beside a price',
      state({ ...CAR, price: 112800, currency: 'CNY', mileage: '53700', unit: '万公里' }, {}),
      { asking_price: 112800 },
    ],
  ],
});
