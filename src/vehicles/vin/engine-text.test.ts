import { describe, expect, test } from 'vitest';
import { type EngineFacts, engineText } from './engine-text.ts';

const NOTHING: EngineFacts = {
  litres: null,
  cubicCentimetres: null,
  cylinders: null,
  configuration: null,
  fuel: null,
  secondFuel: null,
  turbo: null,
};
const text = (facts: Partial<EngineFacts>) => engineText({ ...NOTHING, ...facts });

describe('an engine', () => {
  test.for<[Partial<EngineFacts>, string | null]>([
    [{ litres: '3', cylinders: '6', configuration: 'V-Shaped', fuel: 'Gasoline' }, '3.0L V6'],
    [{ litres: '2.5', cylinders: '4', configuration: 'Horizontally opposed (boxer)' }, '2.5L Flat-4'],
    [{ cubicCentimetres: '4163', cylinders: '8' }, '4.2L 8-Cylinder'],
    [{ litres: '2', cylinders: '4', configuration: 'In-Line', turbo: 'Yes', fuel: 'Diesel' }, '2.0L I4 Turbo Diesel'],
    [{ litres: '2.5', cylinders: '4', fuel: 'Gasoline', secondFuel: 'Electric' }, '2.5L 4-Cylinder Hybrid'],
    [{ litres: '1.3', configuration: 'Rotary' }, '1.3L Rotary'],
    [{ cylinders: '8', configuration: 'V-Shaped' }, 'V8'],
    [{ fuel: 'Electric' }, 'Electric'],
    [{}, null],
    [{ fuel: 'Gasoline', turbo: 'Yes' }, null],
    [{ fuel: 'Electric', cylinders: '6' }, null],
  ])('of %o is "%s"', ([facts, expected]) => {
    expect(text(facts)).toBe(expected);
  });

  test('whose two figures of displacement differ is none', () => {
    expect(text({ litres: '2', cubicCentimetres: '1998' })).toBe('2.0L');
    expect(text({ litres: '2', cubicCentimetres: '2494' })).toBeNull();
  });

  test('has no displacement of another unit and no impossible number of cylinders', () => {
    expect(text({ litres: '350', cylinders: '8' })).toBe('8-Cylinder');
    expect(text({ litres: '5.7', cylinders: '0' })).toBe('5.7L');
  });
});
