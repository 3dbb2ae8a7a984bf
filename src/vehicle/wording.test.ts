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
  });
});
