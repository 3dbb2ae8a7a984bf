import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAKES } from './make-table.ts';
import { readName } from './name.ts';
import { MODEL_NAMED } from './name-words.ts';

describe('reading a name', () => {
  it.each([
    ['Peugeot 2008 1.2 PureTech 110', undefined, '2008'],
    ['Peugeot 2008 1.2 2019', 2019, '2008'],
    ['BMW 2002 tii', undefined, '2002'],
    ['1974 BMW 2002', 1974, '2002'],
    ['BMW 2002 X5', 2002, 'X5'],
  ])('tells the number of a model from a year in %s', (text, year, model) => {
    expect(readName(text)).toMatchObject({ model });
    expect(readName(text).year).toBe(year);
  });

  it.each([
    ['6k-Mile 2020 Porsche 911 Carrera 4S Coupe', 2020, 'Porsche', '911'],
    ['Porsche 992 911 Carrera 4S', undefined, 'Porsche', '911'],
    ['30k-Mile 2006 BMW 325Ci Convertible for sale - sold for $16,250 on August 16, 2026', 2006, 'BMW', '325Ci'],
    ['PRESENTING A BLUE 2002 CHEVROLET CORVETTE Z06 - $23975', 2002, 'Chevrolet', 'Corvette'],
    ['2018 Orange Ford EcoSport for sale for £7,700', 2018, 'Ford', 'EcoSport'],
    ['1957 Mercedes Benz 300 SL Roadster', 1957, 'Mercedes-Benz', '300 SL'],
    ['2015 Range Rover Sport HSE', 2015, 'Land Rover', 'Range Rover Sport'],
    ['1988 Land Rover Defender 90', 1988, 'Land Rover', 'Defender 90'],
    ['Porsche 911, 1987', 1987, 'Porsche', '911'],
    ["1999 Mustang GT w/ '08 engine", 1999, 'Ford', 'Mustang'],
    ['Skoda Octavia III', undefined, 'Škoda', 'Octavia'],
    ['1967 MG B', 1967, 'MG', 'B'],
    ['BMW 320 2007 BMW 320 d', 2007, 'BMW', '320'],
  ])('%s', (text, year, make, model) => {
    const name = readName(text);
    expect([name.year, name.make, name.model]).toEqual([year, make, model]);
  });

  it.each([
    ['300ZX Nissan Twin Turbo 1992', 1992, 'Nissan', '300ZX'],
    ['Mustang Ford GT', undefined, 'Ford', 'Mustang'],
    ['Golf VW 1.4 TSI', undefined, 'Volkswagen', 'Golf'],
    ['2002 BMW M3', 2002, 'BMW', 'M3'],
    ['Ford GT 2006', 2006, 'Ford', 'GT'],
  ])('takes a known model in front of its make: %s', (text, year, make, model) => {
    const name = readName(text);
    expect([name.year, name.make, name.model]).toEqual([year, make, model]);
  });

  it.each([
    ['BMW Seria 3 320d', 'BMW', 'Seria 3'],
    ['BMW 3er Touring', 'BMW', '3er'],
    ['BMW 3-serie Sedan', 'BMW', '3-serie'],
    ['BMW řada 5 530d', 'BMW', 'řada 5'],
    ['Mercedes-Benz Klasa C 200', 'Mercedes-Benz', 'Klasa C'],
    ['Mercedes C-Klasse T-Modell', 'Mercedes-Benz', 'C-Klasse'],
    ['БМВ 3 серии', 'BMW', '3 серии'],
    ['BMW 6시리즈 650i', 'BMW', '6시리즈'],
  ])('knows a line of models by its name in %s', (text, make, model) => {
    expect(readName(text)).toMatchObject({ make, model, knownModel: true });
  });

  it.each([
    ['기아 올 뉴 K7 2.2', 'Kia', 'K7'],
    ['현대 그랜저 IG', 'Hyundai', '그랜저'],
    ['トヨタプリウス S 2018年', 'Toyota', 'プリウス'],
    ['トヨタ・プリウス', 'Toyota', 'プリウス'],
    ['Шкода Октавия 2012', 'Škoda', 'Октавия'],
    ['Лада Гранта', 'Lada', 'Гранта'],
    ['تويوتا كامري 2020', 'Toyota', 'كامري'],
    ['პორშე კაიენი', 'Porsche', 'კაიენი'],
  ])('knows makes in the script of their market: %s', (text, make, model) => {
    expect(readName(text)).toMatchObject({ make, model });
  });

  it.each([
    ['Used Toyota cars for sale', 'Toyota'],
    ['Chevy on 30s', 'Chevrolet'],
    ['Peugeot 1.6 HDi', 'Peugeot'],
    ['Tesla models', 'Tesla'],
    ['ヴィッツ 1.0 F(トヨタ)の中古車', 'Toyota'],
    ['杭州 大众二手车', undefined],
    ['기아 중고차 목록', 'Kia'],
  ])('takes no joining word, engine or plural for a model: %s', (text, make) => {
    const name = readName(text);
    expect([name.make, name.model]).toEqual([make, undefined]);
  });

  it.each(['Many models of beds', 'Manhattan boxspring bed', 'Puma running shoes', 'Omega watch', 'Thor hammer'])(
    'takes no everyday word that is also a model for a make: %s',
    (text) => {
      expect(readName(text).make).toBeUndefined();
    },
  );

  it('takes a make that is also a famous model for the make only before a model of its own', () => {
    expect(readName('2005 Fleetwood Bounder 36Z')).toMatchObject({ make: 'Fleetwood', model: 'Bounder' });
    expect(readName('1975 Fleetwood Brougham').make).toBe('Cadillac');
    expect(readName('Cadillac Fleetwood 1975')).toMatchObject({ make: 'Cadillac', model: 'Fleetwood' });
  });

  it('knows a make that the page tells, whatever the table says', () => {
    expect(readName('2005 Fleetwood Bounder 36Z', ['Fleetwood'])).toMatchObject({
      year: 2005,
      make: 'Fleetwood',
      model: 'Bounder',
    });
    expect(readName('Sunward Coaster 21', ['Sunward'])).toMatchObject({ make: 'Sunward', model: 'Coaster' });
    expect(readName('Another Coaster 21', ['Sunward']).make).toBeUndefined();
    expect(readName('Standard Vanguard', ['Standard'])).toMatchObject({ make: 'Standard', model: 'Vanguard' });
  });

  it.each(['How to buy a car', 'we think the standard is a smart one', 'Focus on the escape'])(
    'finds no make in %j',
    (text) => {
      expect(readName(text).make).toBeUndefined();
    },
  );

  it('finds every make of the table behind a year', () => {
    for (const { name, models } of MAKES)
      expect(readName(`1995 ${name} ${MODEL_NAMED.has(name.toLowerCase()) ? models[0] : 'Xyz'}`).make, name).toBe(name);
  });

  it('never throws and names only words of the text as model', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '2001',
            'BMW',
            'M3',
            'Ford',
            'GT',
            '-',
            '$5',
            'for sale',
            'Range',
            'Rover',
            '\u0000',
            '(x)',
            'İ',
          ),
          { maxLength: 12 },
        ),
        (words) => {
          const text = words.join(' ');
          const { model } = readName(text);
          // `Range - Rover` is named without the dash between: each word stands in the text, not always all in a row.
          if (model !== undefined)
            expect(text.toLowerCase().split(' ')).toEqual(expect.arrayContaining(model.toLowerCase().split(' ')));
        },
      ),
    );
  });
});
