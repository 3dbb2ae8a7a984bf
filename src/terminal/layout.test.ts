import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fields, hanging, tableOf, widthOf, wrapped } from './layout.ts';

const ID = '4f6f3a0e-5b0e-4a52-9c55-6a1f5d8f7a10';
const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(ID, '光岡 ビュート', 'https://cars.example/'.repeat(6)),
  ),
  { maxLength: 12 },
);

describe('text in columns', () => {
  test('is never wider than asked for, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 160 }), (all, width) => {
        const text = all.join(' ').replaceAll('\0', '');
        const lines = wrapped(text, width);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('in a table of any shape is not wider than the terminal, and keeps an id whole', () => {
    const cell = words.map((all) => all.join(' ').replaceAll('\0', ''));
    const rows = fc
      .integer({ min: 1, max: 8 })
      .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 4 }));
    fc.assert(
      fc.property(rows, fc.integer({ min: 60, max: 160 }), (cells, width) => {
        const titles = Array.from({ length: (cells[0]?.length ?? 1) + 1 }, (_, i) => `title ${i}`);
        const lines = tableOf(
          titles,
          cells.map((row) => [ID, ...row]),
          width,
        );
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.filter((line) => line.includes(ID)).length).toBeGreaterThanOrEqual(cells.length);
      }),
    );
  });

  const titles = ['id', 'name', 'why'];
  const why = 'the page of this vehicle gives no price, and says that it was sold in March';
  const rows = [[ID, '1995 Porsche 911 Carrera', why]];

  test('stands in columns where there is room, without end without a terminal', () => {
    expect(tableOf(titles, rows, Number.POSITIVE_INFINITY)).toEqual([
      `  id${' '.repeat(36)}name                      why`,
      `  ${ID}  1995 Porsche 911 Carrera  ${why}`,
    ]);
  });

  test('has narrower columns of words where there is less', () => {
    expect(tableOf(titles, rows, 100)).toEqual([
      `  id${' '.repeat(36)}name                      why`,
      `  ${ID}  1995 Porsche 911 Carrera  the page of this vehicle gives no`,
      `${' '.repeat(66)}price, and says that it was sold`,
      `${' '.repeat(66)}in March`,
    ]);
  });

  test('has its last column below where there is little', () => {
    expect(tableOf(titles, rows, 66)).toEqual([
      `  id${' '.repeat(36)}name`,
      '      why',
      `  ${ID}  1995 Porsche 911 Carrera`,
      '      the page of this vehicle gives no price, and says that it',
      '      was sold in March',
    ]);
  });

  test('becomes a block where there is least', () => {
    const five = [[ID, ID, '1995 Porsche 911 Carrera', '', why]];
    expect(tableOf(['id', 'run', 'name', 'note', 'why'], five, 60)).toEqual([
      `  id    ${ID}`,
      `  run   ${ID}`,
      '  name  1995 Porsche 911 Carrera',
      '  why   the page of this vehicle gives no price, and says',
      '        that it was sold in March',
    ]);
  });

  test('goes on beside its label, or below it where nothing is left', () => {
    expect(hanging('  next  ', 'one two three four five six', 32)).toBe('  next  one two three four five\n        six');
    expect(hanging('a very long label indeed  ', 'one two three', 34)).toBe(
      'a very long label indeed  one two\n    three',
    );
    expect(
      fields(
        [
          ['a', 'x'],
          ['long', 'y'],
        ],
        80,
      ),
    ).toEqual(['  a     x', '  long  y']);
  });

  test('counts the columns that a terminal gives to a character', () => {
    expect([widthOf('abc'), widthOf('光岡'), widthOf('é'), widthOf('e\u0301'), widthOf('🚗')]).toEqual([3, 4, 1, 1, 2]);
  });
});
