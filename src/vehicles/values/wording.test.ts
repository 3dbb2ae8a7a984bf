import { describe, expect, it } from 'vitest';
import { colorOf, engineOf, gearboxKind, saysNothing, transmissionOf } from './wording.ts';

describe('wordings of values', () => {
  it.each(['N/A', '-', 'Keine Angabe', 'unknown', 'Please call', '0 cm³', 'non renseigné'])('%j says nothing', (text) =>
    expect(saysNothing(text)).toBe(true),
  );

  it('keeps a color and drops the interior glued to it', () => {
    expect(colorOf('Electron Blue Metallic')).toBe('Electron Blue Metallic');
    expect(colorOf('Guards Red over Black Leather')).toBe('Guards Red');
    expect(colorOf('Exterior (26)')).toBeUndefined();
    expect(colorOf('Leather seats')).toBeUndefined();
  });

  it('takes a driven axle for no transmission', () => {
    expect(transmissionOf('Rear-wheel drive')).toBeUndefined();
    expect(transmissionOf('Manual (6-Speed)')).toBe('Manual (6-Speed)');
    expect(transmissionOf('Automaat')).toBe('Automaat');
    expect(gearboxKind('Eight-Speed PDK Dual-Clutch Automatic Transaxle')).toBe('automatic');
    expect(gearboxKind('Schaltgetriebe')).toBe('manual');
  });

  it('takes a power or a fuel for no engine', () => {
    expect(engineOf('250 kW (340 PS)')).toBeUndefined();
    expect(engineOf('Gasoline')).toBeUndefined();
    expect(engineOf('0')).toBeUndefined();
    expect(engineOf('V8 5.7L OHV')).toBe('V8 5.7L OHV');
    expect(engineOf('100 л.с.')).toBeUndefined();
    expect(engineOf('8.6/10')).toBeUndefined();
    expect(engineOf('4,5 / 5')).toBeUndefined();
  });

  it.each([
    '６６０ｃｃ ターボ',
    '1197 सीसी',
    '১৫০০ সিসি',
    '1500 சிசி',
    '١٦٠٠ سي سي',
    '1.8 л',
    '1,5 литра',
    'CC 1500',
    '2.5 լ',
  ])('takes a size in any script for an engine: %s', (text) => expect(engineOf(text)).toBe(text));

  it.each(['đỏ', 'ดำ', 'Ko‘k', 'ақ', 'oq'])('takes a short word for a color: %s', (text) =>
    expect(colorOf(text)).toBe(text),
  );

  it('takes no two letters for a color', () => {
    expect(colorOf('ab')).toBeUndefined();
    expect(colorOf('xx')).toBeUndefined();
  });
});
