/** Numbers, paints, engines and years that a seller tells in passing, and sections that no heading opens. */
import { kind, ld, page, rows } from './kind.ts';

const VIN = 'WVWZZZ1KZ7W214553';
const golf = (text: string, facts = ''): string =>
  page('Volkswagen Golf 2007', `<p>3.650 €</p>${rows({ Kilometraj: '215.000 km' })}${facts}`, { lang: 'ro', text });
const LEAD = 'Vand golf bine intretinut, distributia schimbata anul trecut, pneuri noi de vara si de iarna.';

kind('a number of the car behind its own words', {
  read: [
    ['anunturi-masini.example/1', 'in a sentence', golf(`${LEAD} Serie sasiu ${VIN} puteti verifica.`), { vin: VIN }],
    ['www.camperhof.example/2', 'behind FIN', golf(`${LEAD} FIN ${VIN}.`), { vin: VIN }],
    [
      'auto-ria-dva.example/3',
      'in an element that says so',
      golf(LEAD, `<div><span class="vin-code">${VIN}</span></div>`),
      { vin: VIN },
    ],
  ],
  notRead: [
    ['anunturi-masini.example/11', 'without a word for it', golf(`${LEAD} Cod intern ${VIN} la noi.`), { vin: null }],
    ['auto-ria-dva.example/12', 'masked by letters', golf(LEAD, rows({ VIN: 'TMBAJ7NExHxxxx254' })), { vin: null }],
    ['www.camperhof.example/13', 'two of them', golf(`${LEAD} FIN ${VIN}. FIN WVWZZZ1KZ7W214554.`), { vin: null }],
  ],
});

const alpine = (text: string, lang = 'en'): string =>
  page(
    '1965 Sunbeam Alpine',
    `<p>£18,950</p>${rows({ Mileage: '58,312 miles' })}<h2>${lang === 'ar' ? 'الوصف' : 'Description'}</h2>`,
    { lang, text },
  );
const STORY = 'Kept by one family ever since, with every bill in the folder that comes with the car.';

kind('a paint in a sentence', {
  read: [
    [
      'lane-classics.example/1',
      'between commas',
      alpine(`${STORY} The colour, Forest Green, is as it left the factory.`),
      { color: 'Forest Green' },
    ],
    [
      'benta-auto.example/2',
      'in capitals',
      alpine(`${STORY} Car is color ALABASTER SILVER all original paint.`),
      { color: 'ALABASTER SILVER' },
    ],
    [
      'www.carhub-lanka.example/3',
      'behind a dash',
      alpine(`${STORY}<br>Colour - Blue isle metallic<br>Two keys.`),
      { color: 'Blue isle metallic' },
    ],
    [
      'souq-auto.example/4',
      'Arabic, before that of the seats',
      alpine('للبيع سيارة نظيفة جدا\nاللون ابيض لؤلؤي من داخل بيج\nالفحص جديد والاستمارة سنتين', 'ar'),
      { color: 'ابيض لؤلؤي' },
    ],
    [
      'www.pasar-kereta.example/5',
      'shown, beside a plainer word in the data',
      page('Proton X70 2019', `<p>RM 78,800</p>${rows({ Mileage: '62,417 km', Colour: 'Jet Grey' })}`, {
        head: ld({
          '@type': 'Car',
          name: 'Proton X70 2019',
          color: 'Black',
          brand: { '@type': 'Brand', name: 'Proton' },
        }),
      }),
      { color: 'Jet Grey' },
    ],
    [
      'vahana-lanka.example/6',
      'alone between commas',
      alpine(`${STORY} Push start, heated seats, second owner, pearl white , new tires, rear camera.`),
      { color: 'pearl white' },
    ],
    [
      'www.bilasala-nord.example/7',
      'beside the first word of a form',
      page(
        'Toyota Land Cruiser 2016',
        `<p>4.690.000 kr</p>${rows({ Akstur: '187.000 km', Litur: 'Opið' })}<div>${rows({ Litur: 'Dökkgrár' })}</div>`,
        { lang: 'is' },
      ),
      { color: 'Dökkgrár' },
    ],
  ],
  notRead: [
    [
      'lane-classics.example/11',
      'of the roof',
      alpine(`${STORY} The roof colour is not what you would choose.`),
      { color: null },
    ],
    [
      'benta-auto.example/12',
      'no color at all',
      alpine(`${STORY} Car is color MATCHED BY HAND all over.`),
      { color: null },
    ],
  ],
});

const guzzi = (text: string): string =>
  page(
    'Vendo la mia Moto Guzzi V7 Classic',
    `<p>4.500 €</p>${rows({ Cilindrata: '744 cc', Cambio: 'manuale' })}<h2>Descrizione</h2>`,
    {
      lang: 'it',
      text: `Eh sì, è arrivato il momento, la vendo a malincuore a chi la tratta bene. ${text}`,
    },
  );

const told = (text: string): string =>
  page('2017 Mitsubishi Montero', `<p>₱ 885,000</p>${rows({ Gearbox: 'Automatic' })}<h2>Description</h2>`, {
    lang: 'en',
    text: `RUSH SALE, casa maintained since new, one owner, smooth and cold, complete papers.${text}`,
  });

kind('a reading at the head of a line', {
  read: [
    ['sakay-auto.example/1', 'in thousands', told('<br>69k kms lang, pang grocery'), { mileage: 69_000 }],
    [
      'benta-auto.example/2',
      'of thousands in one word',
      told('<br>- 41tkms only original mileage!!'),
      { mileage: 41_000 },
    ],
    [
      'kwame-sells.example/3',
      'where it stands now',
      told(' It had 41,000 miles when I bought it, now it is on 83,600 miles.'),
      { mileage: 83_600 },
    ],
  ],
  notRead: [
    ['sakay-auto.example/11', 'of a service', told('<br>60,000 km service done'), { mileage: null }],
    [
      'kilometer-hof.example/13',
      'of an inspection, in German',
      told('<br>60.000 km Inspektion neu'),
      { mileage: null },
    ],
    ['kilometer-hof.example/14', 'of a year', told('<br>12.000 km pro Jahr gefahren'), { mileage: null }],
    ['benta-auto.example/12', 'of tyres', told('<br>20,000 km on new tyres'), { mileage: null }],
  ],
});

const engineOf = (lang: string, text: string): string =>
  page(
    'Toyota Camry 2020',
    `<p>68,000 SAR</p>${rows({ Mileage: '142,000 km' })}<h2>${lang === 'ar' ? 'الوصف' : 'Description'}</h2>`,
    { lang, text },
  );

kind('an engine in a sentence', {
  read: [
    [
      'sooq-sayarat.example/1',
      'Arabic, as it is typed',
      engineOf('ar', 'السلام عليكم للبيع كامري نظيفة جدا\nالمكينه 2.5 و القير شرط على الفحص\nالفحص جديد'),
      { engine: '2.5' },
    ],
    [
      'www.haraj-maha.example/2',
      'in figures of its own',
      engineOf('ar', 'السلام عليكم للبيع يوكن نظيف جدا\nمكينه وقير شرط ، المكينه ٥.٣ ثمانيه سلندر\nالفحص جديد'),
      { engine: '٥.٣' },
    ],
    [
      'pinon-trader.example/3',
      'English, the size alone',
      engineOf(
        'en',
        'Selling my wifes car because we need a bigger one for the kids. Has the 1.8 , A/C blows cold, cruise works.',
      ),
      { engine: '1.8' },
    ],
  ],
  notRead: [
    [
      'pinon-trader.example/11',
      'a score',
      engineOf(
        'en',
        'Selling my wifes car because we need a bigger one for the kids. The dealer has a 4.8 rating, cruise works.',
      ),
      { engine: null },
    ],
  ],
});

kind('the reading and the year between others', {
  read: [
    [
      'pagina-di-beppe.example/1',
      'the longest distance, beside intervals and repairs',
      guzzi("E' del 2011, unico proprietario. Ha 23.500 km, tagliandi ogni 7.500 km. Gomme cambiate a 19.000 km."),
      { mileage: 23_500, year: 2011 },
    ],
    [
      'moto-langhe.example/2',
      'a year of its own',
      guzzi('È del 2009 e ha sempre dormito in garage, cromature belle.'),
      { year: 2009 },
    ],
    [
      'www.hanmaum-car.example/3',
      'Korean: the year of the model beside the day it was first registered',
      page('현대 그랜저', rows({ 연식: '2017년 11월식 (18년형)', 주행거리: '81,254 km', 판매가격: '1,850만원' }), {
        lang: 'ko',
      }),
      { year: 2018 },
    ],
    [
      'seminovos-ipe.example/4',
      'Portuguese: built, and of which models',
      page('Honda HR-V EXL', rows({ Ano: '2017/2018', Km: '74.310', Preço: 'R$ 92.900' }), { lang: 'pt-BR' }),
      { year: 2018 },
    ],
    [
      'kuruma-ichi.example/5',
      'a label that goes on in brackets',
      page(
        'スバル レヴォーグ',
        `<ul><li><p>年式<br>(初度登録)</p><p><b>2016</b>(H28)年</p></li><li><p>走行距離</p><p>5.4万km</p></li></ul><p>148.0万円</p>`,
        { lang: 'ja' },
      ),
      { year: 2016 },
    ],
    [
      'souq-tomobil.example/6',
      'labels in two scripts',
      page(
        'Dacia Lodgy',
        '<table><tr><th>Année-Modèle <span lang="ar">سنة الموديل</span></th><td>2017</td><th>Kilométrage <span lang="ar">عداد المسافات</span></th><td>163 400 km</td></tr></table><p>112 000 DH</p>',
        { lang: 'fr' },
      ),
      { year: 2017, mileage: 163_400 },
    ],
  ],
  notRead: [
    [
      'pagina-di-beppe.example/11',
      'the longest is that of a repair',
      guzzi('Ha 9.000 km nuovi. Cinghia cambiata a 88.000 km.'),
      { mileage: null },
    ],
    [
      'moto-langhe.example/12',
      'a year of something done',
      guzzi('Revisione fatta a marzo 2013, bollo pagato fino a gennaio.'),
      { year: null },
    ],
  ],
});

const STOCK =
  '<table><tr><td><img src="/t/a.jpg"></td><td><a href="a.htm">2002 Saab 9-3 SE</a><br>Silver, 71,000 miles</td><td>£3,495</td></tr></table>';
const saab = (title: string): string =>
  `<html><head><title>Saab 9-5 Aero</title></head><body><table><tr><td><font size="5"><b>2004 Saab 9-5 Aero</b></font><p>£2,695</p><table><tr><td>Mileage</td><td>106,400</td></tr></table><p><b>${title}</b></p>${STOCK}</td></tr></table></body></html>`;

kind('other cars below bold words', {
  read: [
    [
      'fosse-saab.example/1',
      'in English',
      saab('Also in stock...'),
      { mileage: 106_400, color: null, asking_price: 2_695 },
    ],
    ['www.garage-lune.example/2', 'in French', saab('Voir aussi'), { mileage: 106_400, asking_price: 2_695 }],
    [
      'seminovos-ipe.example/3',
      'under a heading in Portuguese',
      page(
        'Honda HR-V EXL',
        `${rows({ Km: '74.310', Cor: 'Branco' })}<p>R$ 92.900</p><div><h2>Veja também</h2>${['City', 'Fit', 'Civic', 'WR-V'].map((name, n) => `<div><h3>Honda ${name}</h3><p>6${n}.200 km</p><p>R$ 8${n}.900</p></div>`).join('')}</div>`,
        { lang: 'pt' },
      ),
      { kind: 'listing', mileage: 74_310, asking_price: 92_900 },
    ],
  ],
  notRead: [['fosse-saab.example/11', 'words that tell of this one', saab('Also comes with'), { asking_price: null }]],
});
