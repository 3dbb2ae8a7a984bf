import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runEval } from './run-eval.ts';
import { compare, type Values } from './score.ts';

const FIXTURES = new URL('../page/fixtures/', import.meta.url).pathname;
const NOTHING: Values = {
  year: null,
  make: null,
  model: null,
  vin: null,
  price: null,
  mileage: null,
  color: null,
  transmission: null,
  engine: null,
  description: null,
  images: [],
};

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
