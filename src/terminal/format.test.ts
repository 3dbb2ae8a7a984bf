import { describe, expect, test } from 'vitest';
import { progress } from '../app/follow.ts';
import { counted, duration, nameOf, untilThen } from './format.ts';

describe('figures as people say them', () => {
  test.each([
    [-3, '0.0 s'],
    [0.42, '0.4 s'],
    [9.96, '10 s'],
    [99, '99 s'],
    [100, '2 min'],
    [3_599, '1 h'],
    [7_500, '2 h 5 min'],
    [86_400, '1 day'],
    [273_600, '3 days 4 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  test('a time that has passed is now', () => {
    expect(untilThen(new Date(1_000), new Date(2_000))).toBe('now');
    expect(untilThen(new Date(241_000), new Date(1_000))).toBe('in 4 min');
  });

  test('one vehicle, two vehicles', () => {
    expect([counted(1, 'vehicle'), counted(8_207, 'vehicle')]).toEqual(['1 vehicle', '8,207 vehicles']);
  });

  test('a vehicle without a make is called by its address', () => {
    const nameless = { year: 1999, make: null, model: null, discovery_url: 'https://cars.example/1' };
    expect(nameOf(nameless)).toBe('https://cars.example/1');
    expect(nameOf({ ...nameless, make: 'Audi', model: 'S4' })).toBe('1999 Audi S4');
  });

  test('progress tells rate and time left from what was done so far', () => {
    expect(progress(0, 20, 3)).toBe('0 of 20 vehicles, 3.0 s so far');
    expect(progress(10, 20, 5)).toBe('10 of 20 vehicles, 2.0 a second, about 5.0 s left');
    expect(progress(1, 3, 60)).toBe('1 of 3 vehicles, 1.0 a minute, about 2 min left');
  });
});
