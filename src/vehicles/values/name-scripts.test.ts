/** Names in the scripts of the markets: what is read, and words that only look like a make or a model. */
import { describe, expect, it } from 'vitest';
import { SPELLINGS } from './make-spellings.ts';
import { MAKES } from './make-table.ts';
import { MODEL_SPELLINGS } from './model-spellings.ts';
import { canonicalMake, knowsModel, readName, wordKey } from './name.ts';

describe('a name in another script', () => {
  it.each([
    ['2018 मारुति सुज़ुकी स्विफ्ट VXI, लखनऊ', 2018, 'Maruti Suzuki', 'स्विफ्ट'],
    ['मारुति सुजुकी वैगन आर LXI 2016', 2016, 'Maruti Suzuki', 'वैगन आर'],
    ['किया सेल्टोस 2021', 2021, 'Kia', 'सेल्टोस'],
    ['টয়োটা এক্সিও ২০১৫', 2015, 'Toyota', 'এক্সিও'],
    ['টয়োটা এক্সিও ২০১৫', 2015, 'Toyota', 'এক্সিও'],
    ['மாருதி சுசுகி ஸ்விஃப்ட் 2017', 2017, 'Maruti Suzuki', 'ஸ்விஃப்ட்'],
    ['హ్యుందాయ్ క్రెటా 2019', 2019, 'Hyundai', 'క్రెటా'],
    ['ቶዮታ ቪትዝ 2004', 2004, 'Toyota', 'ቪትዝ'],
    ['تويوتا كورولا 2019 فبريكا بالكامل', 2019, 'Toyota', 'كورولا'],
    ['ٹویوٹا کرولا 2017', 2017, 'Toyota', 'کرولا'],
    ['پژو پارس مدل ۱۳۹۸', 2019, 'Peugeot', 'پارس'],
    ['סוזוקי סוויפט 2014', 2014, 'Suzuki', 'סוויפט'],
    ['פיג׳ו 208 2015', 2015, 'Peugeot', '208'],
    ['ขาย โตโยต้า ยาริส 2015', 2015, 'Toyota', 'ยาริส'],
    ['ジムニー　ＸＣ　平成22年', 2010, 'Suzuki', 'ジムニー'],
    ['現代 아반떼 2019', 2019, 'Hyundai', '아반떼'],
    ['一汽-大众 迈腾 2018款', 2018, 'Volkswagen', '迈腾'],
    ['东风本田思域 2016款', 2016, 'Honda', '思域'],
    ['日產 Livina 2019', 2019, 'Nissan', 'Livina'],
    ['Лада Веста 2019', 2019, 'Lada', 'Веста'],
    ['Тојота Јарис 1.4 2008', 2008, 'Toyota', 'Јарис'],
    ['Таёта Камри 2012', 2012, 'Toyota', 'Камри'],
    ['Մերսեդես E220 2010', 2010, 'Mercedes-Benz', 'E220'],
    ['ტოიოტა პრიუსი 2012', 2012, 'Toyota', 'პრიუსი'],
    ['Τογιότα Γιάρις 2010', 2010, 'Toyota', 'Γιάρις'],
  ])('is read whole: %s', (text, year, make, model) => {
    const name = readName(text);
    expect([name.year, name.make, name.model]).toEqual([year, make, model]);
  });

  it.each([
    'उसने यह काम किया 2018',
    'क्या कर रहे हो 2018',
    'کیا حال ہے 2018',
    'Дача в Подмосковье 2012',
    '일 마치고 모닝 커피 2018',
    'スマートシティ フィット 2018',
    'सिटी सेंटर 2018',
    'वह हीरो था 2018',
    'Rush hour 2019',
    'Grace and Noah, 2018',
  ])('is not made of everyday words: %s', (text) => expect(readName(text).make).toBeUndefined());

  it('tells words apart that differ in their vowels alone', () => {
    expect(wordKey('कार')).not.toBe(wordKey('कर'));
    expect(wordKey('सुज़ुकी')).toBe(wordKey('सुजुकी'));
    expect(wordKey('টয়োটা')).toBe(wordKey('টয়োটা'));
    expect(wordKey('Škoda Octavia')).toBe('skodaoctavia');
  });

  it('stands under a make of the table, and is spelled for one make only', () => {
    const names = new Set(MAKES.map(({ name }) => name));
    for (const name of SPELLINGS.keys()) expect([name, names.has(name)]).toEqual([name, true]);
    for (const { make } of MODEL_SPELLINGS) expect([make, names.has(make)]).toEqual([make, true]);
    for (const [name, spellings] of SPELLINGS)
      for (const spelling of spellings) expect([spelling, canonicalMake(spelling)]).toEqual([spelling, name]);
    for (const { make, model } of MODEL_SPELLINGS)
      expect([make, model, knowsModel(make, model)]).toEqual([make, model, true]);
  });
});
