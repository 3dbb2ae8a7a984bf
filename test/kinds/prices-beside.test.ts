/** Prices where something else stands in the same line or box: the title, words, a struck sum, a drawn sign. */
import { kind, page, rows } from './kind.ts';

const facts = rows({ Year: '2015', Mileage: '61,000 km', Gearbox: 'Manual' });
const car = (price: string, lang = 'en', title = 'Honda Jazz 2015'): string =>
  page(title, `${price}${facts}`, { lang });

kind('a price beside words', {
  read: [
    [
      'www.mobil-jaya.example/1',
      'words that no table knows, in a box of the price',
      car(
        '<p class="price-tag"><s>Rp 219.000.000</s> <strong>Rp 209.000.000</strong> <em>(nego di tempat)</em></p>',
        'id',
      ),
      { asking_price: 209_000_000 },
    ],
    [
      'fosse-cars.example/2',
      'the old price and the new one',
      car('<p>£2,995 &nbsp; NOW £2,695</p>'),
      { asking_price: 2_695 },
    ],
    [
      'www.valley-trader.example/3',
      'the title in the same line',
      `<html lang="en"><head><title>Valley Trader - 99 HONDA JAZZ RUNS GREAT</title></head><body><font size="4"><b>99 HONDA JAZZ RUNS GREAT</b></font>&nbsp;<font size="4"><b>$3,900 OBO</b></font>${facts}</body></html>`,
      { asking_price: 3_900 },
    ],
    [
      'www.ilanlar.example/4',
      'a heading that is the amount alone',
      car('<div><h3>785.000 TL<a href="/kredi">Kredi Teklifleri</a></h3></div>', 'tr'),
      { asking_price: 785_000 },
    ],
    [
      'dudi.example/7',
      'loud, before a few words',
      car('<p><font size="5"><b>15,500 ₪</b></font> <font size="2"><s>18,000</s> ירד המחיר!!!</font></p>', 'he'),
      { asking_price: 15_500 },
    ],
    [
      'gaadi-ghar.example/5',
      'a sign that is drawn, and lakhs',
      car('<div class="price-tag"><i class="fa fa-inr"></i> 3.95 लाख</div>', 'hi'),
      { asking_price: 395_000, currency: 'INR' },
    ],
    [
      'souk-auto.example/6',
      'dirhams',
      car('<div class="price">112 000 DH</div>', 'fr'),
      { asking_price: 112_000, currency: 'MAD' },
    ],
  ],
  notRead: [
    [
      'drift-campers.example/15',
      'sums of other states that are not shown',
      car(
        '<div class="price"><span>$56,990</span></div><ul class="price" hidden><li>$60,112</li><li>$59,935</li></ul>',
      ),
      { asking_price: 56_990 },
    ],
    [
      'www.mobil-jaya.example/11',
      'a rate in a box of the price',
      car('<p class="price-tag"><strong>Rp 4.100.000</strong> <em>per bulan</em></p>', 'id'),
      { asking_price: null },
    ],
    [
      'autohof-prices.example/16',
      'a discount and a first payment, large',
      car('<p class="price"><b>€ 500</b> korting</p><p><b>€ 1.500</b> aanbetaling nu</p>', 'nl'),
      { asking_price: null },
    ],
    [
      'www.ilanlar.example/12',
      'two headings that are amounts',
      car('<div><h3>785.000 TL</h3><h3>690.000 TL</h3></div>', 'tr'),
      { asking_price: null },
    ],
    [
      'gaadi-ghar.example/13',
      'an icon that decorates',
      car('<p><i class="fa fa-inr"></i> Loans</p>', 'hi'),
      { asking_price: null },
    ],
    [
      'www.valley-trader.example/14',
      'another title in the same line',
      `<html lang="en"><head><title>Honda Jazz 2015</title></head><body><h1>Honda Jazz 2015</h1>${facts}<div><b>04 FORD EXPLORER LIKE NEW</b> <b>$3,900</b></div></body></html>`,
      { asking_price: null },
    ],
  ],
});

const HEADS: Readonly<Record<string, string>> = { vi: 'Mô tả', ar: 'الوصف', en: 'Description' };
const told = (lang: string, text: string): string =>
  page(
    'Toyota Vios 2018',
    `${rows({ Year: '2018', Mileage: '72,000 km', VIN: 'MR2B29F36J1012345', Gearbox: 'Manual', Engine: '1.5' })}<h2>${HEADS[lang]}</h2>`,
    { lang, text },
  );

kind('a price in a sentence', {
  read: [
    [
      'otoviet.example/1',
      'Vietnamese',
      told(
        'vi',
        'Em chào các cụ, gia đình em lên đời xe nên cần nhượng lại. Giá em để 395 triệu, có thương lượng chút xíu cho cụ nào thiện chí.',
      ),
      { asking_price: 395_000_000, currency: 'VND' },
    ],
    [
      'www.sooq-alsayarat.example/2',
      'Arabic, in figures of its own',
      told('ar', 'للبيع سيارة نظيفة جدا والفحص جديد\nالسوم وصل ٧٢ والمطلوب ٧٩٥٠٠ ريال قابل للتفاوض البسيط عند السيارة'),
      { asking_price: 79_500 },
    ],
    [
      'classic-lane.example/3',
      'in words, with the figure in brackets',
      told(
        'en',
        'She has been with us since the spring and is a joy on the road. We are asking eighteen thousand, nine hundred and fifty pounds (£18,950) and you are welcome to come and see her.',
      ),
      { asking_price: 18_950 },
    ],
  ],
  notRead: [
    [
      'otoviet.example/11',
      'what somebody else paid',
      told(
        'vi',
        'Em chào các cụ, gia đình em lên đời xe nên cần nhượng lại. Hôm trước bạn em mua con khác hết 340 triệu, xe này đẹp hơn nhiều.',
      ),
      { asking_price: null },
    ],
    [
      'classic-lane.example/12',
      'another car',
      told(
        'en',
        'She has been with us since the spring and is a joy on the road. A Tiger would be £55,000 and not half as pretty as this one is on a summer day.',
      ),
      { asking_price: null },
    ],
  ],
});
