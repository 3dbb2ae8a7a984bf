import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeVin, normalizeVin, spelledVins, vinCandidates, vinYears } from './vin.ts';
import { makesOfVin } from './wmi.ts';

const GOOD = ['1HGCM82633A004352', '1M8GDM9AXKP042788', '5GZCZ43D13S812715', 'KM8K2CAB4PU001140'];

describe('stars in a number', () => {
  it.each([
    ['*150LI*112345*', '150LI 112345'],
    ['DM750S*756123*', 'DM750S 756123'],
  ])('%s, as a maker stamps it, are no part of it', (text, number) => {
    expect([normalizeVin(text), judgeVin(text)]).toEqual([number, 'chassis']);
  });

  it.each(['WP0ZZZ99ZTS39****', '2275xxx', '194377S10XXXX', '194377S10????'])('%s keeps back its end', (text) => {
    expect(judgeVin(text)).toBe('malformed');
  });
});

describe('judging a VIN', () => {
  it.each(GOOD)('accepts %s, whose check digit is right', (vin) => {
    expect(judgeVin(vin)).toBe('valid');
    expect(judgeVin(` ${vin.toLowerCase()} `)).toBe('valid');
  });

  it.each(['1FTFW1ET5DFC10312', '5YJSA1E26HF000337'])('refuses %s, whose check digit is wrong', (vin) => {
    expect(judgeVin(vin)).toBe('bad_check');
  });

  it.each(['WP0ZZZ99ZTS392124', 'JN1AZ4EH8DM381762'])('accepts %s, from where position 9 is no check digit', (vin) => {
    expect(judgeVin(vin)).toBe('valid_no_check');
  });

  it.each(['194677S123456', 'ARE24-040130', 'CCE142A123456'])('knows %s as a chassis number at most', (number) => {
    expect(judgeVin(number)).toBe('chassis');
  });

  it.each([
    '11111111111111111',
    'ABCDEFGHJKLMNPRST',
    '1HGCM82633A00435O',
    '',
    '12',
    '1HGCM82633A0043521',
    'CALL FOR VIN',
  ])('finds no VIN in %j', (text) => expect(judgeVin(text)).toBe('malformed'));

  it('notices any one wrong character of a North American VIN', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1HGCM82633A004352', '5GZCZ43D13S812715'),
        fc.nat(16),
        fc.constantFrom(...'0123456789'),
        (vin, at, digit) => {
          fc.pre(at !== 8 && /\d/.test(vin[at] ?? '') && vin[at] !== digit);
          expect(judgeVin(vin.slice(0, at) + digit + vin.slice(at + 1))).not.toBe('valid');
        },
      ),
    );
  });

  it('reads back every number that carries its check digit, however it is spaced', () => {
    const letters = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789');
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 13, maxLength: 13 }),
        fc.constantFrom(...'ABCDEFGH345678'),
        (body, year) => {
          const start = `1G${body.slice(0, 6).join('')}`;
          const digit = [...'0123456789X'].find(
            (candidate) => judgeVin(`${start}${candidate}${year}${body.slice(6).join('')}`) === 'valid',
          );
          fc.pre(digit !== undefined);
          const vin = `${start}${digit}${year}${body.slice(6).join('')}`;
          expect(vin).toHaveLength(17);
          expect(vinCandidates(`VIN: ${vin}.`)).toEqual([vin]);
          expect(normalizeVin(` ${vin.slice(0, 8).toLowerCase()} ${vin.slice(8)} `)).toBe(vin);
          expect(vinYears(vin).length).toBe(2);
        },
      ),
    );
  });

  it("keeps a number of Toyota's whose position 10 is 0, though position 9 fits by chance", () => {
    expect(judgeVin('JTMHV05J604012345')).toBe('valid_no_check');
  });

  it('never throws, and normalizing changes nothing that is normal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        judgeVin(text);
        expect(normalizeVin(normalizeVin(text))).toBe(normalizeVin(text));
      }),
    );
  });
});

describe('what a VIN tells', () => {
  it('reads the model year only off a number that proves itself', () => {
    expect(vinYears('1HGCM82633A004352')).toContain(2003);
    expect(vinYears('WAUZZZ8K1DA006278')).toEqual([]);
  });

  it('knows common makers and says nothing of others', () => {
    expect(makesOfVin('WP0AB2A91LS226645')).toEqual(['Porsche']);
    expect(makesOfVin('XXXAB2A91LS226645')).toBeUndefined();
  });

  it.each([
    ['VIN: 1HG CM8263 3A004352 and more', ['1HGCM82633A004352']],
    ['V.I.N. # 1HGCM-8263-3A004352.', ['1HGCM82633A004352']],
    ['vin number 1HGCM82633A004352', ['1HGCM82633A004352']],
    ['part 1HG CM8263 3A004352', []],
    ['VIN 1HG CM8263 3A0043521', []],
  ])('puts together a number that is spelled after the word VIN: %s', (text, found) => {
    expect(spelledVins(text)).toEqual(found);
  });

  it('finds candidates as whole words only', () => {
    expect(vinCandidates('VIN 1HGCM82633A004352, not A1HGCM82633A004352 nor INTERNATIONALIZED')).toEqual([
      '1HGCM82633A004352',
    ]);
  });
});
