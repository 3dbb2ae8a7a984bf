/** Every label of every language, read in a page of that language in two markups. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../vehicles/languages/index.ts';
import type { LabelKind, Language } from '../vehicles/languages/language.ts';
import { labelOf } from './document/labels.ts';
import { readPage } from './read-page.ts';

/** What a seller of the language writes: color, manual, automatic, a reading, a size. Written by hand, not from the tables. */
const WRITTEN: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  en: ['Dark Blue', 'Manual', 'Automatic', '184,150 miles', '1968 cc'],
  de: ['Blau metallic', 'Schaltgetriebe', 'Automatik', '184.150 km', '1.968 cm³'],
  nl: ['Blauw', 'Handgeschakeld', 'Automaat', '184.150 km', '1.968 cc'],
  sv: ['Mörkblå', 'Manuell', 'Automat', '184 150 km', '1968 cm3'],
  da: ['Blåmetal', 'Manuelt gear', 'Automatgear', '184.150 km', '1968 ccm'],
  nb: ['Blå', 'Manuell', 'Automat', '184 150 km', '1968 cm3'],
  is: ['Blár', 'Beinskiptur', 'Sjálfskiptur', '184.150 km', '1968 cc'],
  fr: ['Bleu nuit', 'Manuelle', 'Automatique', '184 150 km', '1968 cm³'],
  it: ['Blu scuro', 'Manuale', 'Automatico', '184.150 km', '1968 cc'],
  es: ['Azul', 'Manual', 'Automática', '184.150 km', '1968 cc'],
  pt: ['Azul', 'Manual', 'Automática', '184.150 km', '1968 cm3'],
  ro: ['Albastru', 'Manuală', 'Automată', '184 150 km', '1968 cm3'],
  lt: ['Mėlyna', 'Mechaninė', 'Automatinė', '184 150 km', '1968 cm³'],
  lv: ['Zila', 'Manuāla', 'Automāts', '184 150 km', '1968 cm3'],
  et: ['Sinine', 'Manuaal', 'Automaat', '184 150 km', '1968 cm³'],
  fi: ['Sininen', 'Manuaalivaihteisto', 'Automaattivaihteisto', '184 150 km', '1968 cm³'],
  hu: ['Kék', 'Manuális (6 fokozatú)', 'Automata', '184 150 km', '1 968 cm³'],
  pl: ['Niebieski', 'Manualna', 'Automatyczna', '184 150 km', '1 968 cm3'],
  cs: ['Modrá metalíza', 'Manuální', 'Automatická', '184 150 km', '1 968 ccm'],
  sk: ['Modrá', 'Manuálna', 'Automatická', '184 150 km', '1968 cm3'],
  sl: ['Modra', 'Ročni menjalnik', 'Avtomatski menjalnik', '184150 km', '1968 ccm'],
  hr: ['Plava', 'Manuelni 6 brzina', 'Automatski', '184.150 km', '1968 cm3'],
  sr: ['Плава', 'Мануелни', 'Аутоматски', '184.150 км', '1968 cm3'],
  mk: ['Сина', 'Рачен', 'Автоматик', '184.150 км', '1968 cm3'],
  bg: ['Син', 'Ръчна', 'Автоматична', '184 150 км', '1968 куб.см'],
  ru: ['Синий', 'Механика', 'Автомат', '184 150 км', '1968 см³'],
  uk: ['Синій', 'Ручна / Механіка', 'Автомат', '184 150 км', '1968 см³'],
  el: ['Μπλε', 'Χειροκίνητο', 'Αυτόματο', '184.150 χλμ', '1.968 cc'],
  tr: ['Mavi', 'Düz', 'Otomatik', '184.150 km', '1968 cm3'],
  az: ['Göy', 'Mexaniki', 'Avtomat', '184 150 km', '1968 sm³'],
  ka: ['ლურჯი', 'მექანიკა', 'ავტომატიკა', '184150 კმ', '1968 სმ³'],
  hy: ['Կապույտ', 'Մեխանիկական', 'Ավտոմատ', '184 150 կմ', '1968 սմ³'],
  fa: ['آبی', 'دنده‌ای', 'اتوماتیک', '۱۸۴٬۱۵۰ کیلومتر', '1968 cc'],
  ar: ['أزرق', 'يدوي', 'أوتوماتيك', '184,150 كم', '1968 سي سي'],
  he: ['כחול', 'ידנית', 'אוטומטית', '184,150 ק"מ', '1968 סמ"ק'],
  ko: ['파란색', '수동', '오토', '184,150km', '1,968cc'],
  ja: ['ブルー', 'マニュアル', 'オートマ', '18.415万km', '1968cc'],
  zh: ['蓝色', '手动', '自动', '184150公里', '1968cc'],
  th: ['น้ำเงิน', 'เกียร์ธรรมดา', 'เกียร์อัตโนมัติ', '184,150 กม.', '1968 ซีซี'],
  vi: ['Xanh dương', 'Số sàn', 'Số tự động', '184.150 km', '1968 cc'],
  id: ['Biru', 'Manual', 'Otomatis', '184.150 km', '1968 cc'],
  hi: ['नीला', 'मैनुअल', 'ऑटोमैटिक', '1,84,150 किमी', '1968 सीसी'],
  mr: ['निळा', 'मॅन्युअल', 'ऑटोमॅटिक', '१,८४,१५० कि.मी.', '१९६८ सीसी'],
  ne: ['निलो', 'म्यानुअल', 'अटोमेटिक', '१८४१५० कि.मि.', '1968 सी.सी.'],
  bn: ['নীল', 'ম্যানুয়াল', 'অটোমেটিক', '১,৮৪,১৫০ কিমি', '১৯৬৮ সিসি'],
  gu: ['વાદળી', 'મેન્યુઅલ', 'ઓટોમેટિક', '૧,૮૪,૧૫૦ કિમી', '૧૯૬૮ સીસી'],
  pa: ['ਨੀਲਾ', 'ਮੈਨੂਅਲ', 'ਆਟੋਮੈਟਿਕ', '1,84,150 ਕਿਲੋਮੀਟਰ', '1968 ਸੀਸੀ'],
  ur: ['نیلا', 'مینوئل', 'آٹومیٹک', '184,150 کلومیٹر', '1968 سی سی'],
  ta: ['நீலம்', 'மேனுவல்', 'ஆட்டோமேட்டிக்', '1,84,150 கி.மீ.', '1968 சிசி'],
  te: ['నీలం', 'మాన్యువల్', 'ఆటోమేటిక్', '1,84,150 కి.మీ', '1968 సీసీ'],
  kn: ['ನೀಲಿ', 'ಮ್ಯಾನುಯಲ್', 'ಸ್ವಯಂಚಾಲಿತ', '1,84,150 ಕಿ.ಮೀ', '1968 ಸಿಸಿ'],
  ml: ['നീല നിറം', 'മാനുവൽ', 'ഓട്ടോമാറ്റിക്', '1,84,150 കി.മീ', '1968 സിസി'],
  si: ['නිල් පාට', 'මැනුවල්', 'ස්වයංක්‍රීය', '184,150 කි.මී.', '1968 cc'],
  mn: ['Цэнхэр', 'Механик', 'Автомат', '184 150 км', '2.0 л'],
  kk: ['Көк', 'Механика', 'Автомат', '184 150 км', '2 л'],
  ky: ['Көк металлик', 'Механика', 'Автомат', '184150 км', '1968 см³'],
  uz: ['Ko‘k', 'Mexanika', 'Avtomat', '184 150 km', '1968 sm³'],
  tk: ['Gök', 'Mehanika', 'Awtomat', '184 150 km', '2.0 L'],
  tg: ['Кабуд', 'Механикӣ', 'Автоматӣ', '184 150 км', '2.0 литр'],
  ps: ['آبي', 'لاسي', 'اتومات', '184150 کیلومتر', '1968 cc'],
  ku: ['Şîn', 'Destî', 'Otomatîk', '184.150 km', '1968 cc'],
  ckb: ['شینی تۆخ', 'ئاسایی', 'ئۆتۆماتیک', '184,150 کم', '1968 سی سی'],
  km: ['ខៀវ', 'លេខដៃ', 'លេខអូតូ', '១៨៤.១៥០ គ.ម', '1968 cc'],
  lo: ['ສີຟ້າ', 'ເກຍທຳມະດາ', 'ເກຍອັດຕະໂນມັດ', '184.150 ກມ', '1968 ຊີຊີ'],
  my: ['အပြာရောင်', 'မန်နျူရယ်', 'အော်တို', '၁၈၄,၁၅၀ ကီလိုမီတာ', '၁၉၆၈ စီစီ'],
  fil: ['Asul', 'Manwal', 'Awtomatik', '184,150 km', '1968 cc'],
  sw: ['Bluu', 'Mwongozo', 'Otomatiki', 'Km 184,150', '1968 cc'],
  am: ['ሰማያዊ', 'ማንዋል', 'አውቶማቲክ', '184,150 ኪ.ሜ', '1968 ሲሲ'],
  so: ['Buluug', 'Gacanta', 'Otomaatig', '184,150 km', '1968 cc'],
  ha: ['Shuɗi', 'Manual', 'Otomatik', '184,150 km', '1968 cc'],
  af: ['Donkerblou', 'Handrat', 'Outomaties', '184 150 km', '1968 cc'],
  sq: ['E kaltër', 'Manual', 'Automatik', '184 150 km', '1968 cm3'],
  ca: ['Blau marí', 'Manual', 'Automàtic', '184.150 km', '1.968 cm³'],
  gl: ['Azul', 'Manual', 'Automático', '184.150 quilómetros', '1968 cc'],
  eu: ['Urdina', 'Eskuzkoa', 'Automatikoa', '184.150 km', '1.968 cc'],
  mt: ['Blu skur', 'Manwali', 'Awtomatiku', '184,150 km', '1968 cc'],
  lb: ['Donkelblo', 'Manuell', 'Automatesch', '184.150 km', '1968 cm³'],
  fo: ['Bláur', 'Manuelt', 'Automatisk', '184.150 km', '1968 ccm'],
  cy: ['Glas tywyll', 'Â llaw', 'Awtomatig', '184,150', '1968cc'],
  ga: ['Gorm', 'Láimhe', 'Uathoibríoch', '184,150', '1968cc'],
  be: ['Сіні', 'Механіка', 'Аўтамат', '184 150 км', '1968 см³'],
};

const VIN = 'WVWZZZ3CZEE123456';
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const MARKUPS: Readonly<Record<string, (rows: ReadonlyArray<readonly [string, string]>) => string>> = {
  'a definition list': (rows) =>
    `<dl>${rows.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
  'a table': (rows) =>
    `<table>${rows.map(([label, value]) => `<tr><td>${escaped(label)}:</td><td>${escaped(value)}</td></tr>`).join('')}</table>`,
};

/** Kinds of which one page holds one, with the field they are read into. */
const FIELD: Readonly<Partial<Record<LabelKind, string>>> = {
  year: 'year',
  registered: 'year',
  make: 'make',
  model: 'model',
  vin: 'vin',
  mileage: 'mileage',
  miles: 'mileage',
  kilometres: 'mileage',
  color: 'color',
  makersColor: 'color',
  transmission: 'transmission',
  engine: 'engine',
  displacement: 'engine',
  price: 'asking_price',
  listPrice: 'asking_price',
};

/** Pages that between them hold every label: a page takes one label of each field. */
function pagesOf(language: Language): Array<ReadonlyArray<readonly [kind: LabelKind, label: string]>> {
  const byField = Map.groupBy(
    Object.entries(language.labels).flatMap(([kind, words]) =>
      words.split('|').map((label) => [kind as LabelKind, label] as const),
    ),
    ([kind]) => FIELD[kind] ?? '',
  );
  byField.delete('');
  const most = Math.max(...[...byField.values()].map((labels) => labels.length));
  return Array.from({ length: most }, (_, page) =>
    [...byField.values()].flatMap((labels) => labels.filter((_label, at) => at === page % labels.length)),
  );
}

describe.each(LANGUAGES.map((language) => [language.code, language] as const))('a page in %s', (code, language) => {
  const [color, manual, automatic, reading, size] = WRITTEN[code] ?? ['', '', '', '', ''];
  const value = (kind: LabelKind, page: number): string =>
    ({
      year: '2014',
      make: 'Volkswagen',
      model: 'Passat',
      vin: VIN,
      mileage: reading,
      color,
      transmission: page % 2 === 0 ? manual : automatic,
      engine: size,
      asking_price: '€ 12.590',
    })[FIELD[kind] ?? ''] ?? '';
  const wanted: Readonly<Record<string, (page: number) => string | number>> = {
    year: () => 2014,
    make: () => 'Volkswagen',
    model: () => 'Passat',
    vin: () => VIN,
    mileage: () => 184_150,
    color: () => color,
    transmission: (page) => (page % 2 === 0 ? manual : automatic),
    engine: () => size,
    asking_price: () => 12_590,
  };

  it.each(Object.entries(MARKUPS))('is read whole in %s', (_, markup) => {
    const wrong: unknown[] = [];
    for (const [number, labels] of pagesOf(language).entries()) {
      const html = `<html lang="${code}"><title>Volkswagen Passat 2014</title><h1>Volkswagen Passat 2014</h1><p>€ 12.590</p>${markup(
        labels.map(([kind, label]) => [label, value(kind, number)]),
      )}`;
      const { kind, facts } = readPage({ url: 'https://www.market.example/v/1', html });
      for (const [labelled, label] of labels) {
        const field = FIELD[labelled] ?? '';
        const fact = facts.find((entry) => entry.field === field);
        if (fact?.value !== wanted[field]?.(number)) wrong.push([kind, label, field, fact?.value]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('knows every label as what it stands for', () => {
    for (const words of Object.values(language.labels))
      for (const label of words.split('|'))
        expect([label, labelOf(label, code)?.topic]).not.toEqual([label, undefined]);
  });

  it('takes its words for nothing for no value', () => {
    for (const nothing of language.nothing?.split('|') ?? []) {
      const [, label = ''] = pagesOf(language)[0]?.find(([kind]) => FIELD[kind] === 'color') ?? [];
      const html = `<html lang="${code}"><title>Volkswagen Passat 2014</title><h1>Volkswagen Passat 2014</h1><p>€ 12.590</p>${MARKUPS['a table']?.([[label, nothing]])}`;
      const { facts } = readPage({ url: 'https://www.market.example/v/1', html });
      expect([nothing, facts.find(({ field }) => field === 'color')?.value]).toEqual([nothing, undefined]);
    }
  });
});
