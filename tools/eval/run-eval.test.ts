import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_GAPS } from '../../src/vehicles/fields.ts';
import { calibrationLines, sureFrom } from './calibration.ts';
import { runEval } from './run-eval.ts';
import { compare, type Values } from './score.ts';

const FIXTURES = new URL('../../test/fixtures/', import.meta.url).pathname;
const NOTHING = {
  ...Object.fromEntries(FIELD_GAPS.map((gap) => [gap, null])),
  images: [],
} as unknown as Values;

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'eval-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('the evaluation', () => {
  it('reads every fixture page rightly and completely', async () => {
    const lines: string[] = [];
    const result = await runEval(FIXTURES, { write: (line) => lines.push(line) });
    expect(lines.filter((line) => line.includes(' | '))).toEqual([]);
    expect(result).toEqual({ precision: 1, recall: 1, vinPrecision: 1, negativesWithData: 0 });
  });

  it('writes what was read, null where nothing is proven', async () => {
    await writeFile(
      join(scratch, 'a.html'),
      '<title>2004 Honda Civic</title><h1>2004 Honda Civic</h1><p>VIN: 1HGCM82633A004352</p><p>$4,500</p>',
    );
    await writeFile(
      join(scratch, 'index.json'),
      JSON.stringify([
        {
          slug: 'a',
          url: null,
          site: 'swap.example',
          expect: 'listing',
          truth: { year: 2005, make: 'Honda', color: 'red' },
        },
      ]),
    );
    const file = join(scratch, 'out.json');
    const lines: string[] = [];
    const result = await runEval(scratch, { jsonFile: file, write: (line) => lines.push(line) });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      a: { ...NOTHING, year: 2004, make: 'Honda', model: 'Civic', vin: '1HGCM82633A004352', price: 4500 },
    });
    expect(lines).toContain('a | year | got 2004, want 2005');
    expect(lines).toContain('a | color | missing, want red');
    expect(lines).toContain('a | vin | made up 1HGCM82633A004352');
    expect(result.precision).toBeLessThan(0.5);
  });

  it('takes every folder that has an index, and decodes the bytes of a page as the fetcher does', async () => {
    const cyrillic = (text: string): Buffer =>
      Buffer.from(
        Array.from(text, (character) => {
          const code = character.charCodeAt(0);
          return code < 128 ? code : code - 0x0410 + 0xc0;
        }),
      );
    const page = '<h1>2004 Honda Civic</h1><p>Цвет: Серый</p><p>Пробег: 120 000 км</p><p>Цена: $4,500</p>';
    const entry = { site: 'swap.example', expect: 'listing', truth: { make: 'Honda', color: 'Серый' } };
    const folder = join(scratch, 'folders');
    await mkdir(join(folder, 'one'), { recursive: true });
    await mkdir(join(folder, 'none'));
    await writeFile(join(folder, 'a.html'), cyrillic(`<meta charset="windows-1251">${page}`));
    await writeFile(join(folder, 'one', 'b.html'), cyrillic(page));
    await writeFile(join(folder, 'index.json'), JSON.stringify([{ slug: 'a', ...entry }]));
    await writeFile(
      join(folder, 'one', 'index.json'),
      JSON.stringify([{ slug: 'b', content_type: 'text/html; charset=windows-1251', ...entry }]),
    );
    let text = '';
    await runEval(folder, { write: () => undefined, writeJson: (json) => (text = json) });
    expect(JSON.parse(text)).toMatchObject({ a: { make: 'Honda', color: 'Серый' }, b: { color: 'Серый' } });
    await expect(runEval(join(folder, 'none'), { write: () => undefined })).rejects.toThrow('no index.json');
  });

  it('takes a page that carries its truth itself, which the reading does not see', async () => {
    const folder = join(scratch, 'themselves');
    const page = join(folder, 'civic.html');
    await mkdir(folder);
    const truth =
      '{"site": "swap.example", "expect": "listing", "truth": {"make": "Honda", "color": "Серый", "engine": "2.0"}}';
    const written = `<!-- truth ${truth} -->\n<meta charset="utf-8"><h1>2004 Honda Civic</h1><p>Цвет: Серый</p><p>Пробег: 120 000 км</p><p>$4,500</p>`;
    await writeFile(page, written);
    const lines: string[] = [];
    let text = '';
    await runEval(folder, { write: (line) => lines.push(line), writeJson: (json) => (text = json) });
    expect(JSON.parse(text)).toMatchObject({ civic: { make: 'Honda', color: 'Серый', engine: null } });
    expect(lines.filter((line) => line.includes('engine |'))).toEqual(['civic | engine | missing, want 2.0']);

    for (const [from, to] of [
      [' -->', ''],
      ['{"site"', '"site"'],
      ['"expect"', '"expected"'],
      ['"make": "Honda"', '"make": 7'],
    ] as const) {
      await writeFile(page, written.replace(from, to));
      await expect(runEval(folder, { write: () => undefined })).rejects.toThrow(
        `${page} begins with a truth that cannot`,
      );
    }
    await writeFile(page, written);
    await writeFile(join(folder, 'index.json'), JSON.stringify([{ slug: 'civic', expect: 'listing' }]));
    await expect(runEval(folder, { write: () => undefined })).rejects.toThrow('civic stands there twice');
  });

  it('tells how often what was said with a confidence is right', () => {
    const lines = calibrationLines([
      { field: 'year', confidence: 0.99, right: true },
      { field: 'make', confidence: 0.94, right: true },
      { field: 'price', confidence: 0.9, right: false },
      { field: 'images', confidence: 0.5, right: false },
      { field: 'images', confidence: 0.79, right: false },
    ]);
    expect(lines).toEqual([
      'said with 0.99 and more  right 100.0 %  1 of 1',
      'said with 0.9 to 0.99    right  50.0 %  1 of 2, wrong: price 1',
      'said with 0.8 to 0.9     right     -    0 of 0',
      'said with below 0.8      right   0.0 %  0 of 2, wrong: images 2',
    ]);
  });

  it('tells the least confidence from which on 99 of 100 are right', () => {
    const said = (confidence: number, count: number, right = true) =>
      Array.from({ length: count }, () => ({ field: 'year' as const, confidence, right }));
    expect(sureFrom([...said(0.9, 150), ...said(0.7, 50), ...said(0.6, 1, false)])).toBe(0);
    expect(sureFrom([...said(0.6, 3, false), ...said(0.7, 50), ...said(0.9, 150)])).toBe(0.7);
    expect(sureFrom([...said(0.9, 99), ...said(0.9, 2, false), ...said(0.99, 50)])).toBe(0.99);
    expect(sureFrom(said(0.99, 1, false))).toBeNull();
    expect(sureFrom([])).toBeNull();
  });

  it('counts a value of a page that is no listing as wrong, with the confidence it was said with', async () => {
    const folder = join(scratch, 'no-listing');
    await mkdir(folder);
    await writeFile(
      join(folder, 'a.html'),
      '<h1>2004 Honda Civic</h1><p>VIN: 1HGCM82633A004352</p><p>Price: $4,500</p><p>Mileage: 120,000</p>',
    );
    await writeFile(
      join(folder, 'index.json'),
      JSON.stringify([{ slug: 'a', site: 'swap.example', expect: 'no_listing', truth: null }]),
    );
    const lines: string[] = [];
    await runEval(folder, { write: (line) => lines.push(line) });
    const said = lines.filter((line) => line.startsWith('said'));
    expect(said.join('\n')).toContain('year 1');
    expect(said.every((line) => / right +(?:0\.0 %|-) /.test(line))).toBe(true);
  });

  it('keeps to its tolerances', () => {
    const verdict = (
      values: Partial<Values>,
      truth: Record<string, unknown>,
      field: Parameters<typeof compare>[0],
    ): string => compare(field, { ...NOTHING, ...values }, truth).result;
    expect(verdict({ price: 10_100 }, { asking_price: 10_000 }, 'price')).toBe('right');
    expect(verdict({ price: 10_200 }, { asking_price: 10_000 }, 'price')).toBe('wrong');
    expect(verdict({ price: 10_000 }, { high_bid: 10_000 }, 'price')).toBe('made_up');
    expect(verdict({ mileage: 62_137 }, { mileage: 100_000, mileage_unit: 'km' }, 'mileage')).toBe('right');
    expect(verdict({ mileage: 62_137 }, { mileage: 100_000, mileage_unit: 'mi' }, 'mileage')).toBe('wrong');
    expect(verdict({ model: '911 Carrera' }, { model: '911' }, 'model')).toBe('right');
    expect(verdict({ model: '9' }, { model: '911' }, 'model')).toBe('wrong');
    expect(verdict({ images: Array.from({ length: 9 }, () => 'x') }, { image_count: 10 }, 'images')).toBe('right');
    expect(verdict({}, { make: 'Ford', make_accept: ['Ford', null] }, 'make')).toBe('missing');
  });
});
