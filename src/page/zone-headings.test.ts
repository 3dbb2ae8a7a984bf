import { describe, expect, it } from 'vitest';
import { zoneOfHeading } from './zones.ts';

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
