import { describe, expect, it } from 'vitest';
import { zoneOfHeading } from './section-headings.ts';

describe('a heading', () => {
  it.each([
    'Weitere Fahrzeuge des Anbieters',
    'Vous pourriez aussi aimer',
    'Otros coches del vendedor',
    'Anúncios semelhantes',
    'Potrebbero interessarti',
    'Anunțuri similare',
    'Bekijk ook',
    'Andre annoncer fra sælgeren',
    'Liknande bilar',
    'Svipaðir bílar',
    'Samankaltaiset autot',
    'Līdzīgi sludinājumi',
    'Panašūs skelbimai',
    'Podobne ogłoszenia',
    'Další inzeráty prodejce',
    'Hasonló hirdetések',
    'Slični oglasi',
    'Слични огласи',
    'Похожие объявления',
    'Схожі оголошення',
    'Подобни обяви',
    'Makina të ngjashme',
    'Παρόμοιες αγγελίες',
    'Benzer ilanlar',
    'Oxşar elanlar',
    'Ұқсас хабарландырулар',
    'Төстэй зарууд',
    'მსგავსი განცხადებები',
    'Նմանատիպ հայտարարություններ',
    'מודעות דומות',
    'إعلانات مشابهة',
    'آگهی‌های مشابه',
    'मिलती-जुलती कारें',
    '似た条件の中古車',
    '相似车源',
    '猜你喜欢',
    '비슷한 차량',
    'รถที่คล้ายกัน',
    'Tin tương tự',
    'Iklan serupa',
    'ተመሳሳይ መኪናዎች',
  ])('over other cars is one: %s', (text) => {
    expect(zoneOfHeading(text)).toBe('others');
  });

  it.each([
    'Ratenrechner',
    'Lánareiknir',
    'Kredyt samochodowy',
    'Кредитный калькулятор',
    'احسب القسط',
    'EMI कैलकुलेटर',
    'ローンシミュレーション',
    '할부 계산기',
    'คำนวณค่างวด',
    'Simulasi kredit',
    'מימון',
  ])('over money is one: %s', (text) => {
    expect(zoneOfHeading(text)).toBe('finance');
  });

  it.each([
    'Beschreibung',
    'Hiteles kilométerállás',
    'Описание',
    'Комплектация',
    '車両情報',
    '차량 설명',
    'รายละเอียด',
    'Thông tin xe',
    'مواصفات السيارة',
    'Dotari',
    'Kuvaus',
    'Rattaat ja renkaat',
  ])('over the car itself is neither: %s', (text) => {
    expect(zoneOfHeading(text)).toBe('main');
  });
});

describe('a heading of a section, in short lists', () => {
  it.each(
    [
      'Similar vehicles|Weitere Fahrzeuge des Anbieters|Andere auto’s van deze verkoper|Annonces similaires|Auto simili',
      'Avisos relacionados|También te puede interesar|Você também pode gostar|Anunțuri similare|Lignende biler|Fler bilar',
      'Samankaltaisia ilmoituksia|Podobne ogłoszenia|Podobné inzeráty|További hirdetések a kategóriában|Slični oglasi',
      'Слични огласи|Njoftime të ngjashme|Подобни обяви|Похожие объявления|Інші оголошення|Παρόμοιες αγγελίες',
      'Benzer ilanlar|İlginizi çekebilir|Oxşar elanlar|Panašūs skelbimai|Līdzīgi sludinājumi|Sarnased kuulutused',
      'عروض مشابهة|آگهی‌های مشابه|מודעות דומות|비슷한 매물|類似車両|猜你喜欢|รถที่คล้ายกัน|Xe tương tự|Mobil serupa',
    ].flatMap((row) => row.split('|')),
  )('opens a part of other cars: %s', (heading) => expect(zoneOfHeading(heading)).toBe('others'));

  it.each([
    ['Kommentare (3)', 'talk'],
    ['Bình luận', 'talk'],
    ['الردود', 'talk'],
    ['12 Kommentare', 'talk'],
    ['Kredi Teklifleri', 'finance'],
    ['Simula tu crédito', 'finance'],
    ['Tính lãi vay mua xe', 'finance'],
    ['ローン計算', 'finance'],
  ])('opens a part of talk or money: %s', (heading, zone) => expect(zoneOfHeading(heading)).toBe(zone));

  it.each(
    'Kommentar|Kommentar des Verkäufers|Commentaires|Beschreibung|Açıklama|İlan Detayları|Описание|설명|コメント|Garancia nélkül, de jó állapotban|2019 Volvo V60|Más información|Mehr Details|Otros datos|Další informace|Flere billeder|More about this car|Diğer Özellikler|другие фото'.split(
      '|',
    ),
  )('may stand over the car itself: %s', (heading) => expect(zoneOfHeading(heading)).toBe('main'));
});
