import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAKES } from './make-table.ts';
import { readName } from './name.ts';

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
  ])('%s', (text, year, make, model) => {
    const name = readName(text);
    expect([name.year, name.make, name.model]).toEqual([year, make, model]);
  });

  it.each(['How to buy a car', 'we think the standard is a smart one', 'Focus on the escape'])(
    'finds no make in %j',
    (text) => {
      expect(readName(text).make).toBeUndefined();
    },
  );

  it('finds every make of the table behind a year', () => {
    for (const { name } of MAKES) expect(readName(`1995 ${name} Xyz`).make, name).toBe(name);
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
