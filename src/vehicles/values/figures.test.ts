import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelledMileage, mileagesIn, mileageUnknown, scandinavianMiles } from './mileage.ts';
import { currencyOf, isPlaceholder, moneyIn, plausiblePrice } from './money.ts';
import { figuresIn } from './number.ts';
import { yearOf, yearsInTitle } from './year.ts';

describe('figures', () => {
  it.each([
    ['34.990', 34990],
    ['34,990.00', 34990],
    ['34\u00a0990', 34990],
    ['34\u202f990', 34990],
    ["34'990", 34990],
    ['6k', 6000],
    ['1.5', 1.5],
    ['1.234.567', 1234567],
    ['659만', 6590000],
  ])('reads %s as %d', (text, value) => expect(figuresIn(text).map((figure) => figure.value)).toEqual([value]));

  it('reads back every whole number in any grouping', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom(',', '.', "'", '\u00a0', '\u202f', ''),
        (value, mark) => {
          const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, mark);
          expect(figuresIn(grouped).map((figure) => figure.value)).toEqual([value]);
        },
      ),
    );
  });
});

describe('money', () => {
  it.each([
    ['USD $137,000', 137000, 'USD'],
    ['€ 34.990,-', 34990, 'EUR'],
    ['27.999 € VB', 27999, 'EUR'],
    ['R 609\u00a0950', 609950, 'ZAR'],
    ['659 만원', 6590000, 'KRW'],
    ['US $28,500.00', 28500, 'USD'],
    ['R$ 89.900', 89900, 'BRL'],
    ['54 900 PLN', 54900, 'PLN'],
    ['AED 145,000', 145000, 'AED'],
  ])('reads %s', (text, amount, currency) => {
    expect(moneyIn(text).map((money) => [money.amount, money.currency])).toEqual([[amount, currency]]);
  });

  it('leaves a dollar to the page it stands on', () => {
    expect(currencyOf('$', 'ca', 'en')).toBe('CAD');
    expect(currencyOf('$', 'ar', 'es')).toBe('ARS');
    expect(currencyOf('$', '', 'en')).toBe('USD');
    expect(currencyOf('$', '', 'es')).toBeUndefined();
  });

  it('reads back every amount in every usual way of writing it', () => {
    const signs: ReadonlyArray<readonly [before: string, after: string, currency: string]> = [
      ['€ ', '', 'EUR'],
      ['', ' €', 'EUR'],
      ['£', '', 'GBP'],
      ['USD $', '', 'USD'],
      ['US $', '', 'USD'],
      ['', ' PLN', 'PLN'],
      ['CHF ', '.–', 'CHF'],
      ['', ' zł', 'PLN'],
      ['AED ', '', 'AED'],
      ['R$ ', '', 'BRL'],
      ['', ' 원', 'KRW'],
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 99_999_999 }),
        fc.constantFrom(...signs),
        fc.constantFrom(',', '.', "'", '\u00a0', ' ', ''),
        (amount, [before, after, currency], mark) => {
          const text = `${before}${String(amount).replace(/\B(?=(\d{3})+$)/g, mark)}${after}`;
          expect(moneyIn(text).map((money) => [money.amount, money.currency])).toEqual([[amount, currency]]);
        },
      ),
    );
  });

  it('takes a lot and a motorcycle for no rands', () => {
    expect(moneyIn('LOT R200 // SATURDAY, BMW R1200 GS')).toEqual([]);
    expect(moneyIn('R 189 900').map((money) => money.currency)).toEqual(['ZAR']);
  });

  it('reads lakhs and ten-thousands', () => {
    expect(moneyIn('₹ 12,50,000')[0]?.amount).toBe(1_250_000);
    expect(moneyIn('125万円')[0]).toMatchObject({ amount: 1_250_000, currency: 'JPY' });
    expect(currencyOf('Rs', 'in', 'en')).toBe('INR');
  });

  it.each([
    'Camry LE 25,000 miles',
    '2003 Acura TL 112,000 miles',
    'Acura 3.2 TL',
    'Suzuki RM 250',
    'Nissan SR 20 swap',
    '2.0엔진',
    '163 KM',
    '12 ft bed, 240 ft-lbs',
    '500 krank',
    '45,000 Europallets',
    'QQ$ 5,000',
    '1900 TLX',
    'Mo-Fr 900-1800',
    '4x4 MAD 4',
    '5 р/с 1900',
  ])('finds no money in %j', (text) => expect(moneyIn(text, 'com')).toEqual([]));

  it('knows the abbreviations of the country at home only', () => {
    expect(moneyIn('LE 850,000', 'eg')[0]?.currency).toBe('EGP');
    expect(moneyIn('45 000 DT', 'tn')[0]?.currency).toBe('TND');
    expect(moneyIn('35.000 KM', 'ba')[0]?.currency).toBe('BAM');
    expect(moneyIn('35.000 KM', 'tr')).toEqual([]);
  });

  it('takes no figure without a sign for money', () => expect(moneyIn('2020 911, 12,000 miles')).toEqual([]));
});

describe('mileage', () => {
  it.each([
    ['6k Miles', 6000, 'mi'],
    ['2356 SMI', 2356, 'mi'],
    ['150 000 km', 150000, 'km'],
    ['85k original miles', 85000, 'mi'],
    ['45 tkm', 45000, 'km'],
    ['0 km', 0, 'km'],
  ])('reads %s', (text, value, unit) => expect(labelledMileage(text)).toMatchObject({ value, unit }));

  it.each(['7.7 l/100km', '23,755 miles above average', '65 miles per hour', 'N/A', '12 mpg'])(
    'finds no reading in %s',
    (text) => {
      expect(labelledMileage(text)).toBeUndefined();
      expect(mileagesIn(text)).toEqual([]);
    },
  );

  it('takes no weight for a distance because both are called a kilo', () => {
    expect(mileagesIn('وزن السيارة 1500 كيلو')).toEqual([]);
    expect(mileagesIn('ماشية 90 الف كيلو')).toMatchObject([{ value: 90_000, unit: 'km' }]);
  });

  it('adds up what counts in ten thousands, and no year behind it', () => {
    expect(mileagesIn('10万2000km').map(({ value }) => value)).toEqual([102_000]);
    expect(figuresIn('주행 1만 2018년식').map(({ value }) => value)).toEqual([10_000, 2018]);
    expect(figuresIn('1억 2,500만')[0]?.value).toBe(125_000_000);
  });

  it.each(['१२३४५', '১২৩৪৫', '૧૨૩૪૫', '௧௨௩௪௫', '๑๒๓๔๕', '໑໒໓໔໕', '១២៣៤៥', '၁၂၃၄၅', '١٢٣٤٥', '۱۲۳۴۵', '１２３４５'])(
    'reads the digits of every script: %s',
    (text) => expect(figuresIn(text).map(({ value }) => value)).toEqual([12_345]),
  );

  it('reads back every reading in every usual way of writing it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_500_000 }),
        fc.constantFrom(',', '.', '\u00a0', ' ', ''),
        fc.constantFrom<readonly [string, 'mi' | 'km']>(
          [' miles', 'mi'],
          [' mi', 'mi'],
          [' SMI', 'mi'],
          [' km', 'km'],
          ['km', 'km'],
          [' KMT', 'km'],
          [' км', 'km'],
          [' kilometers', 'km'],
        ),
        (value, mark, [word, unit]) => {
          const text = `${String(value).replace(/\B(?=(\d{3})+$)/g, mark)}${word}`;
          expect(labelledMileage(text)).toMatchObject({ value, unit });
        },
      ),
    );
  });

  it('takes Scandinavian mil for no miles and reads Spanish thousands', () => {
    expect(labelledMileage('18 450 mil')).toBeUndefined();
    expect(mileagesIn('120 mil km').map(({ value, unit }) => [value, unit])).toEqual([[120_000, 'km']]);
  });

  it('believes no figure when the true mileage is unknown', () => {
    expect(mileageUnknown('23k Miles Shown, TMU')).toBe(true);
    expect(labelledMileage('23,000 TMU')).toBeUndefined();
  });
});

describe('years', () => {
  it.each([
    ['2022-08-01T00:00:00.000Z', 2022],
    ['08/2022', 2022],
    ['2018 (68 reg)', 2018],
    ['1700', undefined],
    ['2019 or 2020', undefined],
    ['', undefined],
    ['2560', 2017],
    ['๒๕๖๐', 2017],
    ['พ.ศ. 2555', 2012],
    ['۱۴۰۰', 2021],
    ['1398/05', 2019],
    ['平成30年', 2018],
    ['令和3年式', 2021],
    ['民國107年', 2018],
    ['2018(H30)年', 2018],
    ['2700', undefined],
    ['1200', undefined],
    ['1400 cc', undefined],
    ['平成99年', undefined],
  ])('reads %j as %s', (text, year) => expect(yearOf(text)).toBe(year));

  it('reads back every model year in every usual way of writing it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1885, max: 2026 }),
        fc.constantFrom('{}', '08/{}', '01.08.{}', '{}-08-01', '{}-08-01T00:00:00Z', '{} (68 reg)', 'März {}', '{}년'),
        (year, form) => {
          expect(yearOf(form.replace('{}', String(year)))).toBe(year);
        },
      ),
    );
  });

  it('counts ten kilometres to the Scandinavian mile', () => {
    expect(scandinavianMiles('31 200 mil', false)).toMatchObject({ value: 312_000, unit: 'km' });
    expect(scandinavianMiles('31 200', true)).toMatchObject({ value: 312_000 });
    expect(scandinavianMiles('31 200', false)).toBeUndefined();
    expect(scandinavianMiles('312 000 km', true)).toBeUndefined();
    expect(scandinavianMiles('31 200 miles', true)).toBeUndefined();
  });

  it('takes words that speak of the reading itself for no other unit', () => {
    expect(labelledMileage('42,000 recorded')?.value).toBe(42_000);
    expect(labelledMileage('71,093 (undocumented)')?.value).toBe(71_093);
    expect(labelledMileage('42 owners')).toBeUndefined();
    expect(mileageUnknown('MOT exempt, 62,000 miles')).toBe(false);
    expect(mileageUnknown('Odometer: exempt')).toBe(true);
  });

  it('takes no amount or size in a title for a year', () => {
    expect(yearsInTitle('1999 Mustang $2,000 off, 1998 cc, 2000 km').map((entry) => entry.year)).toEqual([1999]);
  });

  it.each([
    ['Porsche Sign - sold for $900 on March 12, 2024', []],
    ['Porsche Sign - closed on 3 May 2024', []],
    ['1999 Mustang - sold on Sept. 1st, 2023', [1999]],
    ['Vente du jeudi 6 octobre 2022 - Lot 87 : Renault Scénic', []],
    ['Subasta del 14 de marzo de 2024: Seat León 2011', [2011]],
    ['Aukcja 3 września 2023 - Fiat Panda 2009', [2009]],
    ['Mustang, March 2012', [2012]],
    ['Renault Twingo, octobre 2012', [2012]],
    ['Mazda 3 2012', [2012]],
    ['Peugeot Partner Mayen 3 2012', [2012]],
    ['ขาย ISUZU D-MAX 1.9 ปี 2560 ราคา 529,000', [2017]],
    ['Isuzu D-Max 2500 ดีเซล', []],
    ['پژو ۲۰۷ دنده‌ای، مدل ۱۴۰۰', [2021]],
    ['پژو ۱۳۰۰ کیلومتر', []],
    ['トヨタ ヴィッツ 平成27年 1.0 F', [2015]],
  ])('takes the model year alone: %s', (title, years) => {
    expect(yearsInTitle(title).map((entry) => entry.year)).toEqual(years);
  });
});

type Amount = { readonly amount: number; readonly currency?: string };
const amounts = (...figures: readonly number[]): Amount[] => figures.map((amount) => ({ amount }));

describe('an amount that only fills the form', () => {
  it.each([
    ...amounts(1234, 12_345, 123_456_789, 1111, 11_111, 222_222, 7_777_777),
    { amount: 999_999, currency: 'USD' },
    { amount: 9_999_999, currency: 'EUR' },
  ] satisfies Amount[])('is $amount $currency', ({ amount, currency }: Amount) =>
    expect(isPlaceholder(amount, currency)).toBe(true),
  );

  it.each([
    ...amounts(123, 111, 12_346, 8888, 22_222, 888_888, 99_999),
    { amount: 999_999, currency: 'CZK' },
  ] satisfies Amount[])('is not $amount $currency', ({ amount, currency }: Amount) =>
    expect(isPlaceholder(amount, currency)).toBe(false),
  );
});

describe('an amount somebody asks for a vehicle', () => {
  it.each([
    { amount: 100 },
    { amount: 100, currency: 'USD' },
    { amount: 200_000_000, currency: 'USD' },
    { amount: 600, currency: 'CZK' },
    { amount: 500_000_000, currency: 'KRW' },
  ] satisfies Amount[])('is $amount $currency', ({ amount, currency }: Amount) =>
    expect(plausiblePrice(amount, currency)).toBe(true),
  );

  it.each([
    { amount: 99, currency: 'USD' },
    { amount: 200_000_001, currency: 'USD' },
    { amount: 300, currency: 'CZK' },
    { amount: 5000, currency: 'KRW' },
  ] satisfies Amount[])('is not $amount $currency', ({ amount, currency }: Amount) =>
    expect(plausiblePrice(amount, currency)).toBe(false),
  );
});
