/** Words that leave an amount the price, and those that make it the sum without tax. */
import { describe, expect, it } from 'vitest';
import { besidePrice } from './beside-price.ts';

describe('words beside a price', () => {
  it.each([
    '',
    'VB',
    '(incl. 21% BTW)',
    'inkl. 17% TVA · TVA ausweisbar',
    'TVAC',
    'TTC, à débattre',
    'Drive Away',
    'Drive Away 1',
    'торг уместен',
    'قابل للتفاوض',
    'cena s DPH',
    'do negocjacji',
    'Može zamjena'.replace('Može', 'Moguća'),
    'o.n.o.',
    '税込',
    'trattabili',
    'bruttó',
  ])('%j leave it the price', (words) => {
    expect(besidePrice(words)).toBe('own');
  });

  it.each([
    'netto',
    'HTVA',
    'excl. 21% BTW',
    '+ TVA',
    'HT',
    'plus VAT',
    '+ HST',
    'bez DPH',
    'без НДС',
    'ex GST',
    'Excl. Govt. Charges 2',
    'plus ORC',
    '税別',
  ])('%j make it the sum without tax', (words) => {
    expect(besidePrice(words)).toBe('net');
  });

  it.each(['per month', '/mo', 'deposit', 'km', 'miles away', 'VB 3', 'off', 'Anzahlung', 'per week', 'мес.', 'EMI'])(
    '%j are none of them',
    (words) => {
      expect(besidePrice(words)).toBeUndefined();
    },
  );
});
