/** Readings in other words and units, and figures that are no reading. */
import { kind, ld, page, rows } from './kind.ts';

const driven = (label: string, text: string, lang: string, title = '2014 Honda Civic'): string =>
  page(title, rows({ [label]: text, Price: '€6,400' }), { lang });
const typed = (value: unknown, unitCode = 'KMT', title = '2014 Honda Civic'): string =>
  page(
    title,
    ld({
      '@type': 'Car',
      name: title,
      mileageFromOdometer: { '@type': 'QuantitativeValue', value, unitCode },
      offers: { '@type': 'Offer', price: 6400, priceCurrency: 'EUR' },
    }),
  );
const km = (mileage: number) => ({ mileage, unit: 'km' as const });
const none = { mileage: null, unit: null };

kind('mileage', {
  read: [
    ['avto-volga.example/1', 'the unit in brackets behind the label', driven('Пробег [км]', '84 300', 'ru'), km(84300)],
    ['www.che-hang.example/2', 'ten thousands', driven('表显里程', '4.5万km', 'zh'), km(45000)],
    ['www.motorrevier.example/3', 'thousands in German', driven('Kilometerstand', '45 Tsd. km', 'de'), km(45000)],
    ['avto-dnipro.example/4', 'thousands in Ukrainian', driven('Пробіг', '45 тис. км', 'uk'), km(45000)],
    ['avto-volga.example/5', 'thousands in Russian', driven('Пробег', '45 тыс. км', 'ru'), km(45000)],
    ['www.autobazar-vltava.example/6', 'thousands in Czech', driven('Najeto', '163 tis. km', 'cs'), km(163000)],
    [
      'auta-lodz.example/7',
      'a reading beside a power',
      page('2014 Honda Civic', rows({ Moc: '163 KM', Przebieg: '187 000 km', Cena: '38 900 zł' }), {
        lang: 'pl',
      }),
      km(187000),
    ],
    ['www.bilhallen.example/20', 'ten kilometres each in Swedish', driven('Körda mil', '18 450', 'sv'), km(184_500)],
    ['www.bilhallen.example/21', 'kilometres under such a label', driven('Mil', '84 300 km', 'sv'), km(84300)],
    ['www.bilasala-nord.example/22', 'thousands in Icelandic', driven('Akstur', '187 þ.km.', 'is'), km(187_000)],
    ['www.mekina-gebeya.example/23', 'a unit in Amharic', driven('የተነዳው ኪ.ሜ', '84,300 ኪ.ሜ', 'am'), km(84300)],
    ['avto-volga.example/30', 'a label that counts thousands', driven('Пробег, тыс. км', '145', 'ru'), km(145_000)],
    ['auto-daugava.example/31', 'another, of no unit', driven('Nobraukums, tūkst.', '312', 'lv'), km(312_000)],
    ['www.che-hang.example/32', 'one of ten thousands', driven('行驶里程（万公里）', '8.6', 'zh'), km(86_000)],
    [
      'avto-volga.example/33',
      'the whole figure under such a label',
      driven('Пробег, тыс. км', '145 000', 'ru'),
      km(145_000),
    ],
    [
      'www.lone-star-lot.example/34',
      'a masked reading that a sentence tells whole',
      page('2014 Honda Civic', `${rows({ Mileage: '96,xxx', Price: '$6,400' })}<p>It has 96,400 miles on it.</p>`),
      { mileage: 96_400 },
    ],
    ['www.garage-leman.example/8', 'a typed value', typed(84300), km(84300)],
    [
      'www.brightway.example/9',
      'a true reading said to be unknown, beside a price',
      page('1974 Honda Civic', '<p>Price: $4,200</p><p>Mileage: 45,210 (TMU)</p>'),
      { kind: 'listing', asking_price: 4200, mileage: null },
    ],
  ],
  notRead: [
    [
      'auta-lodz.example/10',
      'a power',
      page('2014 Honda Civic', `${rows({ VIN: '2HGFB2F59EH512345', Cena: '38 900 zł' })}<ul><li>163 KM</li></ul>`, {
        lang: 'pl',
      }),
      none,
    ],
    [
      'www.lone-star-lot.example/35',
      'a masked reading beside that of another car',
      page('2014 Honda Civic', `${rows({ Mileage: '167,9xx', Price: '$6,400' })}<p>141K miles</p>`),
      none,
    ],
    ['www.garage-leman.example/11', 'a placeholder', typed(999999), none],
    ['www.motorrevier.example/12', 'another', typed(123456), none],
    ['www.garage-leman.example/13', 'one kilometre', typed(1, 'KMT', '1995 Honda Civic'), none],
    [
      'avto-volga.example/14',
      'a fraction for an old car',
      driven('Пробег', '63,56 km', 'ru', '1995 Honda Civic'),
      none,
    ],
    ['www.gaadi-ghar.example/24', 'a consumption in Hindi', driven('माइलेज (ARAI)', '22 किमी/लीटर', 'hi'), none],
    ['www.brightway.example/25', 'the way to the seller', driven('Distance', '25 miles', 'en'), none],
    ['www.kuruma-ichi.example/26', 'the way to the seller in Japanese', driven('距離', '12km', 'ja'), none],
    ['www.brightway.example/15', 'a bound', driven('Mileage', 'under 64,000 miles', 'en'), none],
    ['www.brightway.example/16', 'a masked figure', driven('Mileage', '45,xxx miles', 'en'), none],
  ],
});
