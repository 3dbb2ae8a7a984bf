/** Each rule of reconciliation by itself, on claims made by hand. */
import { describe, expect, it } from 'vitest';
import { LATEST_YEAR } from '../vehicle/year.ts';
import { anchorOf } from './anchor.ts';
import { believeAll } from './beliefs.ts';
import { type Claim, claim, type Topic } from './claim.ts';
import { openDocument } from './document.ts';
import type { Method } from './reading.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import type { SaleState } from './sale.ts';

const say = (topic: Topic, text: string, weight = 0.9, method: Method = 'label', more: Partial<Claim> = {}): Claim =>
  claim(topic, text, method, weight, more);

interface Around {
  readonly title?: string;
  readonly url?: string;
  readonly lang?: string;
  readonly state?: SaleState;
  readonly missed?: ReadonlySet<Topic>;
}

function settle(claims: readonly Claim[], around: Around = {}): Reconciled {
  const { title = '2004 Honda Civic', url = 'https://www.market.example/v/1', lang = 'en' } = around;
  const page = openDocument(`<html lang="${lang}"><title>${title}</title><h1>${title}</h1></html>`, url);
  return reconcile({
    beliefs: believeAll(claims, page, anchorOf(page)),
    state: around.state ?? 'classified',
    description: undefined,
    missed: around.missed ?? new Set(),
  });
}

const valueIn = (result: Reconciled, field: string) => result.facts.find((fact) => fact.field === field)?.value;
const confidenceOf = (result: Reconciled, field: string) =>
  result.facts.find((fact) => fact.field === field)?.confidence ?? 0;
const reasons = (result: Reconciled) => result.refused.map((refusal) => refusal.reason);

describe('agreement and contradiction', () => {
  it('two sources as good as each other that differ give nothing, and both are told', () => {
    const result = settle([say('color', 'Red', 0.9, 'json-ld'), say('color', 'Blue', 0.9, 'label')]);
    expect(valueIn(result, 'color')).toBeUndefined();
    expect(reasons(result).toSorted()).toEqual(['the page also says Blue', 'the page also says Red']);
    expect(result.outcomes.color).toBe('invalid');
  });

  it('a source far better than the other wins, with less confidence than unopposed', () => {
    const alone = settle([say('color', 'Red', 0.92)]);
    const opposed = settle([say('color', 'Red', 0.92), say('color', 'Blue', 0.55, 'prose')]);
    expect(valueIn(opposed, 'color')).toBe('Red');
    expect(confidenceOf(opposed, 'color')).toBeLessThan(confidenceOf(alone, 'color'));
    expect(reasons(opposed)).toEqual(['Red is better supported']);
  });

  it('a place far better than the other wins though several weak ones agree against it', () => {
    const several = [say('color', 'Blue', 0.7, 'label'), say('color', 'Blue', 0.65, 'prose')];
    expect(valueIn(settle([say('color', 'Red', 0.9, 'json-ld'), ...several]), 'color')).toBe('Red');
    expect(valueIn(settle([say('color', 'Red', 0.885, 'json-ld'), ...several]), 'color')).toBeUndefined();
  });

  it('agreeing layers raise confidence, one layer repeating itself does not', () => {
    const one = confidenceOf(settle([say('color', 'Red', 0.7)]), 'color');
    const twice = confidenceOf(settle([say('color', 'Red', 0.7), say('color', 'Red', 0.7)]), 'color');
    const two = confidenceOf(settle([say('color', 'Red', 0.7), say('color', 'Red', 0.7, 'json-ld')]), 'color');
    expect(twice).toBe(one);
    expect(two).toBeGreaterThan(one);
  });

  it('the strongest wording speaks for those that agree with it', () => {
    const result = settle([say('color', 'Red', 0.6, 'prose'), say('color', 'Guards Red', 0.9, 'json-ld')]);
    expect(valueIn(result, 'color')).toBe('Guards Red');
  });

  it('a part agrees with the whole, whichever is the better placed', () => {
    const result = settle([say('color', 'Red', 0.9, 'json-ld'), say('color', 'Guards Red', 0.895)]);
    expect(valueIn(result, 'color')).toBe('Red');
    expect(reasons(result)).toEqual([]);
  });

  it('a value too weakly supported is not kept', () => {
    expect(reasons(settle([say('color', 'Red', 0.4)]))).toEqual(['too weakly supported']);
  });

  it('names no more refusals than it keeps room for', () => {
    expect(settle(Array.from({ length: 500 }, (_, i) => say('vin', `no ${i}`))).refused.length).toBeLessThanOrEqual(
      120,
    );
  });
});

describe('mileage', () => {
  const mileage = (claims: readonly Claim[], around: Around = {}) => {
    const fact = settle(claims, around).facts.find((entry) => entry.field === 'mileage');
    return fact === undefined ? undefined : `${fact.value} ${fact.unit}`;
  };

  it('takes the exact figure where a title rounds it', () => {
    expect(mileage([say('mileage', '6k Miles', 0.75, 'title'), say('mileage', '6,213 miles', 0.72)])).toBe('6213 mi');
  });

  it('compares miles with kilometres', () => {
    expect(mileage([say('mileage', '98,000 km', 0.8, 'json-ld'), say('mileage', '61,000 miles', 0.75)])).toBe(
      '98000 km',
    );
    expect(
      mileage([say('mileage', '98,000 km', 0.8, 'json-ld'), say('mileage', '98,000 miles', 0.78)]),
    ).toBeUndefined();
  });

  it('drops readings that differ', () => {
    expect(mileage([say('mileage', '98,100', 0.8, 'json-ld'), say('mileage', '61,300', 0.78)])).toBeUndefined();
  });

  it('takes a 0 for an empty field beside a reading, and on a car that is not new', () => {
    const zero = say('mileage', '0', 0.93, 'json-ld');
    expect(mileage([zero, say('mileage', '41,902', 0.92)])).toBe('41902 mi');
    expect(reasons(settle([zero, say('year', '2004')]))).toContain('a car of that year has been driven');
    const title = `${LATEST_YEAR - 2} Honda Civic`;
    expect(mileage([zero, say('year', String(LATEST_YEAR - 2))], { title })).toBe('0 mi');
  });

  it('reads a bare figure by the country, unless figure or label name the unit', () => {
    const de = { url: 'https://www.markt.example.de/1', lang: 'de' };
    expect(mileage([say('mileage', '41,902')], de)).toBe('41902 km');
    expect(mileage([say('mileage', '41,902')])).toBe('41902 mi');
    expect(mileage([say('mileage', '41,902')], { url: 'https://www.cars.example.co.uk/1' })).toBe('41902 mi');
    expect(mileage([say('mileage', '41,902 miles', 0.9, 'label', { unit: 'km' })], de)).toBe('41902 mi');
    expect(mileage([say('mileage', '41,902', 0.9, 'label', { unit: 'km' })])).toBe('41902 km');
  });

  it('believes none when the true one is unknown', () => {
    expect(reasons(settle([say('mileage', '41,902 TMU')]))).toEqual(['the true mileage is unknown']);
  });
});

describe('names', () => {
  it('a make outside the table, a make read off a model and an unknown model weigh less', () => {
    const weight = (text: string, topic: Topic) => {
      const page = openDocument('<title>x</title>', 'https://x.example/');
      return believeAll([say(topic === 'name' ? 'name' : topic, text, 1)], page, anchorOf(page)).by;
    };
    expect(weight('Honda', 'make').get('make')?.[0]?.weight).toBe(1);
    expect(weight('Winnebago', 'make').get('make')?.[0]?.weight).toBeCloseTo(0.6);
    expect(weight('1990 Miata', 'name').get('make')?.[0]?.weight).toBeCloseTo(0.85);
    expect(weight('1990 Mazda Miata', 'name').get('make')?.[0]?.weight).toBe(1);
    expect(weight('1990 Mazda Miata', 'name').get('model')?.[0]?.weight).toBeCloseTo(0.95);
    expect(weight('1990 Mazda Eunos', 'name').get('model')?.[0]?.weight).toBeCloseTo(0.8);
  });

  it("a model that the title does not speak of is another car's or a platform's code", () => {
    const title = '2020 Porsche Taycan 4S';
    expect(reasons(settle([say('model', 'J1')], { title }))).toEqual(["the page's title speaks of Taycan"]);
    expect(valueIn(settle([say('model', 'Porsche Taycan 4S')], { title }), 'model')).toBe('Taycan');
  });

  it('a part of a model agrees with the whole of it', () => {
    const result = settle([say('model', 'Civic', 0.9, 'json-ld'), say('model', 'Civic EX', 0.9)], {
      title: '2004 Honda Civic EX',
    });
    expect(valueIn(result, 'model')).toBe('Civic');
  });
});

describe('wordings', () => {
  it.each([
    ['color', 'N/A', 'the page says that it is not known'],
    ['transmission', 'Rear-wheel drive', 'no transmission'],
    ['engine', '340 hp', 'no engine'],
    ['year', '2019 or 2020', 'no single model year'],
  ] as const)('%s %j is refused: %s', (topic, text, reason) => {
    expect(reasons(settle([say(topic, text)]))).toEqual([reason]);
  });

  it('the same refusal is told once', () => {
    expect(reasons(settle([say('engine', '340 hp'), say('engine', '340 hp', 0.9, 'json-ld')]))).toEqual(['no engine']);
  });

  it('a list under "Exterior" is no color, a word of color there is', () => {
    const exterior = { label: 'Exterior' };
    expect(reasons(settle([say('color', 'Body Colored Moldings', 0.92, 'label', exterior)]))).toEqual([
      'under "Exterior", without a word of color',
    ]);
    expect(valueIn(settle([say('color', 'Silver', 0.92, 'label', exterior)]), 'color')).toBe('Silver');
  });

  it('engines of different size or count of cylinders contradict, a plain size and its wording do not', () => {
    const engine = (a: string, b: string) =>
      valueIn(settle([say('engine', a, 0.9, 'json-ld'), say('engine', b, 0.88)]), 'engine');
    expect(engine('5.0L V8', '3.5L V6')).toBeUndefined();
    expect(engine('1,998 cc', '3.0 TDI')).toBeUndefined();
    expect(engine('V8', '6 cylinders')).toBeUndefined();
    expect(engine('1,995 cc', '2.0 TDI')).toBe('1,995 cc');
    expect(engine('5.0L', 'Coyote V8')).toBe('Coyote V8');
  });

  it("the interior's color is not the car's", () => {
    expect(valueIn(settle([say('color', 'Tan', 0.92, 'label', { label: 'Interior color' })]), 'color')).toBeUndefined();
  });

  it('a gearbox of no named kind fits both, two named kinds contradict', () => {
    const gearbox = (a: string, b: string) =>
      valueIn(settle([say('transmission', a, 0.9, 'json-ld'), say('transmission', b)]), 'transmission');
    expect(gearbox('Manual', '5 speed')).toBe('Manual');
    expect(gearbox('Manual', 'Automatic')).toBeUndefined();
  });

  it('of engines as well placed the fuller wording is taken, a better place before it', () => {
    expect(
      valueIn(settle([say('engine', '2.0L', 0.9), say('engine', '2.0L I4 DOHC', 0.89, 'json-ld')]), 'engine'),
    ).toBe('2.0L I4 DOHC');
    expect(valueIn(settle([say('engine', '2.0L', 0.9), say('engine', '2.0L I4 DOHC', 0.6, 'prose')]), 'engine')).toBe(
      '2.0L',
    );
  });
});

describe('VIN', () => {
  const VALID = '1HGCM82633A004352';
  const fits = [say('year', '2003'), say('make', 'Honda')];
  const title = '2003 Honda Accord';

  it('whose check digit is wrong is none', () => {
    expect(reasons(settle([say('vin', '1HGCM82633A004353')]))).toEqual(['the check digit of the VIN is wrong']);
  });

  it('without a check digit weighs less than one with', () => {
    const with_ = confidenceOf(settle([...fits, say('vin', VALID)], { title }), 'vin');
    const without = confidenceOf(settle([say('vin', 'WAUZZZ8K1DA006278')], { title: 'Audi A4' }), 'vin');
    expect(without).toBeLessThan(with_);
  });

  it.each([
    ['2004', 'Honda', true],
    ['2005', 'Honda', false],
    ['2003', 'BMW', false],
    ['2003', 'Winnebago', true],
  ])('on a car of %s by %s: %s', (year, make, kept) => {
    const result = settle([say('year', year), say('make', make), say('vin', VALID)], { title: `${year} ${make} X` });
    expect(valueIn(result, 'vin') === VALID).toBe(kept);
  });

  it('beside another that nothing tells apart is dropped', () => {
    const other = '1HGCM82673A004354';
    const result = settle([...fits, say('vin', VALID), say('vin', other)], { title });
    expect(reasons(result).filter((reason) => reason.startsWith('the page also gives'))).toHaveLength(2);
    const labelled = settle([...fits, say('vin', VALID, 0.95), say('vin', other, 0.8, 'prose')], { title });
    expect(valueIn(labelled, 'vin')).toBe(VALID);
  });

  it.each([
    ['1991', 'VIN', '', 'label', false],
    ['1991', 'Chassis No.', '', 'label', true],
    ['1967', 'VIN', '', 'label', true],
    ['1967', '', 'chassis', 'prose', false],
  ] as const)('short, on a car of %s labelled %j with %j by %s: %s', (year, label, snippet, method, kept) => {
    const result = settle([say('year', year), say('vin', 'AB12-305123', 0.9, method, { label, snippet })], {
      title: `${year} Lotus Elan`,
    });
    expect(valueIn(result, 'vin') !== undefined).toBe(kept);
  });
});

describe('prices', () => {
  it.each([
    ['$1', '1 is a placeholder, not a price'],
    ['$12,345', '12345 is a placeholder, not a price'],
    ['$389/mo', 'a rate, deposit or list price'],
    ['stock 4711', 'an amount without a currency'],
    ['$950,000,000', 'no plausible price'],
  ])('%s is none: %s', (text, reason) => expect(reasons(settle([say('price', text)]))).toEqual([reason]));

  it('a saving after the price leaves the price', () => {
    expect(valueIn(settle([say('price', 'US$4,520 Save 23%')]), 'asking_price')).toBe(4520);
  });

  it('a bid is no sale, and a running or failed auction has no price', () => {
    for (const state of ['live', 'unsold'] as const) {
      const result = settle([say('bid', '$5,000'), say('price', '$5,000')], { state });
      expect(result.facts).toEqual([]);
      expect(reasons(result)).toContain('a bid is no sale');
      expect([result.outcomes.sale_price, result.outcomes.asking_price]).toEqual(['absent', 'absent']);
    }
    const fixed = settle([say('price', '$9,000', 0.9, 'label', { label: 'Buy It Now' })], { state: 'live' });
    expect(valueIn(fixed, 'asking_price')).toBe(9000);
  });

  it('a sale is what the page says was paid, supported by its data, never stated by them alone', () => {
    const paid = settle([say('sold', '$5,000'), say('price', '$4,000', 0.92, 'json-ld')], { state: 'sold' });
    expect([valueIn(paid, 'sale_price'), valueIn(paid, 'asking_price')]).toEqual([5000, undefined]);
    const onlyData = settle([say('price', '$4,000', 0.92, 'json-ld')], { state: 'sold' });
    expect(onlyData.facts).toEqual([]);
    const bare = settle([say('sold', '5,000')], { state: 'sold' });
    expect(reasons(bare)).toEqual(['an amount without a currency']);
  });

  it('the currency is the one named for that amount', () => {
    const result = settle([
      say('price', '€9,000', 0.95, 'json-ld'),
      say('price', '10,400', 0.4, 'prose', { currency: 'USD' }),
    ]);
    expect(valueIn(result, 'currency')).toBe('EUR');
    expect(valueIn(settle([say('price', '9000', 0.9, 'json-ld', { currency: 'PLN' })]), 'currency')).toBe('PLN');
    const both = settle([say('price', '€9,000', 0.9, 'json-ld'), say('price', '£9,000')]);
    expect([valueIn(both, 'asking_price'), valueIn(both, 'currency')]).toEqual([9000, undefined]);
  });
});

describe('outcomes', () => {
  it('tell what was found, what the page lacks, what was not believed and what a lost landmark hides', () => {
    const { outcomes } = settle([say('color', 'Red'), say('engine', '340 hp'), say('transmission', 'N/A')], {
      missed: new Set<Topic>(['vin']),
    });
    expect(outcomes).toMatchObject({
      color: 'found',
      engine: 'invalid',
      transmission: 'absent',
      vin: 'selector_miss',
      mileage: 'absent',
    });
  });
});
