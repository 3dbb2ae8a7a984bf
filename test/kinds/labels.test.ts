/** Labels of other languages: the table of each is tested in whole pages by `languages.test.ts`; here they stand as sites set them. */
import { kind, page, rows } from './kind.ts';

const listing = (title: string, lang: string, pairs: Record<string, string>): string =>
  page(title, rows(pairs), { lang });

kind('labels in other languages', {
  read: [
    [
      'skelbimai-neris.example/1',
      'Lithuanian',
      listing('Volvo V60, 2015', 'lt', {
        Rida: '187 000 km',
        Kaina: '9 400 €',
        Spalva: 'Pilka',
        'Pavarų dėžė': 'Automatinė',
      }),
      { year: 2015, mileage: 187000, asking_price: 9400, color: 'Pilka', transmission: 'Automatinė' },
    ],
    [
      'www.auto-pijaca.example/2',
      'Serbian',
      listing('Škoda Octavia', 'sr', {
        Godište: '2013',
        Kilometraža: '187.000 km',
        Cena: '6.400 €',
        Boja: 'Siva',
        Menjač: 'Manuelni',
      }),
      { year: 2013, mileage: 187000, asking_price: 6400, color: 'Siva', transmission: 'Manuelni' },
    ],
    [
      'koli-balkan.example/3',
      'Bulgarian',
      listing('Opel Astra', 'bg', {
        Година: '2009',
        Пробег: '187000 км',
        Цена: '7 400 лв.',
        Цвят: 'Сив',
        'Скоростна кутия': 'Ръчна',
      }),
      { year: 2009, mileage: 187000, asking_price: 7400, color: 'Сив', transmission: 'Ръчна' },
    ],
    [
      'avto-volga.example/4',
      'Russian, with units in brackets',
      listing('Toyota Camry', 'ru', {
        'Год выпуска [г.]': '2012',
        'Пробег [км]': '187 000',
        'Цена [руб.]': '1 150 000',
        Цвет: 'Серый',
        Коробка: 'Автомат',
      }),
      { year: 2012, mileage: 187000, asking_price: 1150000, color: 'Серый', transmission: 'Автомат' },
    ],
    [
      'avto-dnipro.example/5',
      'Ukrainian',
      listing('Renault Megane', 'uk', {
        'Рік випуску': '2012',
        Пробіг: '187 тис. км',
        Ціна: '252 000 грн',
        Колір: 'Сірий',
        'Коробка передач': 'Механіка',
      }),
      { year: 2012, mileage: 187000, asking_price: 252000, color: 'Сірий', transmission: 'Механіка' },
    ],
    [
      'www.autobazar-vltava.example/6',
      'Czech',
      listing('Škoda Fabia', 'cs', {
        'Rok výroby': '2014',
        Tachometr: '142 000 km',
        Cena: '129 000 Kč',
        Barva: 'Šedá',
        Převodovka: 'Manuální',
      }),
      { year: 2014, mileage: 142000, asking_price: 129000, color: 'Šedá', transmission: 'Manuální' },
    ],
    [
      'auta-tatry.example/7',
      'Slovak',
      listing('Škoda Fabia', 'sk', {
        'Rok výroby': '2014',
        'Najazdené km': '142 000 km',
        Cena: '5 900 €',
        Farba: 'Sivá',
        Prevodovka: 'Manuálna',
      }),
      { year: 2014, mileage: 142000, asking_price: 5900, color: 'Sivá', transmission: 'Manuálna' },
    ],
    [
      'hasznalt-duna.example/8',
      'Hungarian',
      listing('Suzuki Swift', 'hu', {
        Évjárat: '2011',
        'Kilométeróra állása': '142 000 km',
        Vételár: '1 590 000 Ft',
        Szín: 'Szürke',
        Sebességváltó: 'Manuális',
      }),
      { year: 2011, mileage: 142000, asking_price: 1590000, color: 'Szürke', transmission: 'Manuális' },
    ],
    [
      'www.masini-vest.example/9',
      'Romanian',
      listing('Dacia Logan', 'ro', {
        'An fabricație': '2016',
        Rulaj: '98 000 km',
        Preț: '6.200 EUR',
        Culoare: 'Gri',
        'Cutie de viteze': 'Manuală',
      }),
      { year: 2016, mileage: 98000, asking_price: 6200, color: 'Gri', transmission: 'Manuală' },
    ],
    [
      'aftokinita-egeo.example/10',
      'Greek',
      listing('Fiat Panda', 'el', {
        Χρονολογία: '2015',
        Χιλιόμετρα: '98.000 km',
        Τιμή: '6.200 €',
        Χρώμα: 'Γκρι',
        Κιβώτιο: 'Χειροκίνητο',
      }),
      { year: 2015, mileage: 98000, asking_price: 6200, color: 'Γκρι', transmission: 'Χειροκίνητο' },
    ],
    [
      'www.oto-pazar.example/11',
      'Turkish',
      listing('Fiat Egea', 'tr', {
        'Model Yılı': '2018',
        Kilometre: '98.000 km',
        Fiyat: '645.000 TL',
        Renk: 'Gri',
        Vites: 'Manuel',
      }),
      { year: 2018, mileage: 98000, asking_price: 645000, color: 'Gri', transmission: 'Manuel' },
    ],
    [
      'autot-saimaa.example/12',
      'Finnish',
      listing('Toyota Auris', 'fi', {
        Vuosimalli: '2013',
        Mittarilukema: '187 000 km',
        Hinta: '7 900 €',
        Väri: 'Harmaa',
        Vaihteisto: 'Manuaali',
      }),
      { year: 2013, mileage: 187000, asking_price: 7900, color: 'Harmaa', transmission: 'Manuaali' },
    ],
    [
      'www.chamaemae.example/13',
      'Korean, with the label inside its value',
      listing('현대 그랜저', 'ko', {
        연식: '2016',
        주행거리: '80,123km',
        가격: '1,390만원',
        색상: '흰색',
        변속기: '오토',
        배기량: '배기량 2,999cc',
      }),
      { year: 2016, mileage: 80123, asking_price: 13900000, color: '흰색', transmission: '오토', engine: '2,999cc' },
    ],
    [
      'www.kuruma-ichi.example/14',
      'Japanese',
      listing('ホンダ フィット', 'ja', {
        年式: '2017年',
        走行距離: '4.2万km',
        車両本体価格: '98.5万円',
        色: 'グレー',
        ミッション: 'AT',
      }),
      { year: 2017, mileage: 42000, asking_price: 985000, color: 'グレー', transmission: 'AT' },
    ],
    [
      'manqanebi-rioni.example/15',
      'Georgian',
      listing('Toyota Prius', 'ka', { წელი: '2012', გარბენი: '187000 კმ', ფასი: '8 900 $', ფერი: 'ნაცრისფერი' }),
      { year: 2012, mileage: 187000, asking_price: 8900, color: 'ნაცრისფერი' },
    ],
    [
      'khodro-alborz.example/16',
      'Persian',
      listing('Peugeot 206', 'fa', {
        کارکرد: '۱۴۲٬۰۰۰ کیلومتر',
        قیمت: '۴۵۰٬۰۰۰٬۰۰۰ تومان',
        رنگ: 'خاکستری',
        گیربکس: 'دنده‌ای',
      }),
      { mileage: 142000, asking_price: 450000000, color: 'خاکستری', transmission: 'دنده‌ای' },
    ],
  ],
  notRead: [
    [
      'skelbimai-neris.example/21',
      'a label that waits for its value',
      listing('Volvo V60, 2015', 'lt', { Rida: '-', Kaina: '9 400 €', Spalva: 'Nenurodyta' }),
      { mileage: null, color: null },
    ],
    [
      'hasznalt-duna.example/22',
      'the colour of the seats',
      listing('Suzuki Swift', 'hu', { Évjárat: '2011', Vételár: '1 590 000 Ft', 'Kárpit színe': 'Fekete' }),
      { color: null },
    ],
    [
      'avto-volga.example/23',
      'the volume of the tank',
      listing('Toyota Camry', 'ru', { Цена: '1 150 000 руб.', 'Год выпуска': '2012', 'Объём бака': '70 л' }),
      { engine: null },
    ],
    [
      'www.kuruma-ichi.example/24',
      'the date of the inspection',
      listing('ホンダ フィット', 'ja', { 走行距離: '4.2万km', 車両本体価格: '98.5万円', 車検: '2027年4月' }),
      { year: null },
    ],
  ],
});
