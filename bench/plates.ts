/**
 * node bench/plates.ts [--count 200] [--seed 1]
 * How well VINs are read off synthetic plates, per condition.
 */
import { parseArgs } from 'node:util';
import { createVinReader } from '../src/media/ocr/vin-reader.ts';
import { tableOf } from '../src/terminal/layout.ts';
import { CONDITIONS, drawPlate, seeded } from './draw-plates.ts';
import { type BenchOptions, type Row, row } from './row.ts';

const RIGHT_AT_LEAST = 0.84;
/** Fewer than one in two hundred. */
const WRONG_AT_MOST = 0.004;

type Tally = { right: number; wrong: number; refused: number };

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  return measure({ count: quick ? 13 : 200, seed: 1, misses: false, say });
}

async function measure(options: {
  count: number;
  seed: number;
  misses: boolean;
  say: BenchOptions['say'];
}): Promise<Row[]> {
  const { count, seed, misses, say } = options;
  const tallies = new Map<string, Tally>(
    Object.keys(CONDITIONS).map((name) => [name, { right: 0, wrong: 0, refused: 0 }]),
  );
  const times: number[] = [];
  const random = seeded(seed);
  const reader = createVinReader();
  const { signal } = new AbortController();
  for (let n = 0; n < count; n++) {
    const plate = await drawPlate(n, random);
    const started = performance.now();
    const read = await reader.read(plate.image, { signal });
    times.push(performance.now() - started);
    const verdict = read.vin === null ? 'refused' : read.vin === plate.vin ? 'right' : 'wrong';
    const tally = tallies.get(plate.condition);
    if (tally !== undefined) tally[verdict]++;
    if (verdict === 'wrong') say(`WRONG ${plate.condition}: ${plate.vin} read as ${read.vin}`);
    if (verdict === 'refused' && misses) {
      const why = read.vin === null ? `${read.reason}: ${read.candidates.join(' ')}` : '';
      say(`unread ${plate.condition}: ${plate.vin}, ${why}`);
    }
  }
  await reader.close();

  const table: string[][] = [];
  const total: Tally = { right: 0, wrong: 0, refused: 0 };
  for (const [name, tally] of tallies) {
    table.push([name, String(tally.right), String(tally.wrong), String(tally.refused)]);
    for (const key of ['right', 'wrong', 'refused'] as const) total[key] += tally[key];
  }
  const share = (part: number) => `${part} (${((part / count) * 100).toFixed(1)} %)`;
  table.push(['all', share(total.right), share(total.wrong), share(total.refused)]);
  say(tableOf(['condition', 'right', 'wrong', 'refused'], table, Number.POSITIVE_INFINITY).join('\n'));
  const percent = (part: number) => (100 * part) / count;
  return [
    row('VIN plates read right', '%', [percent(total.right)], { atLeast: 100 * RIGHT_AT_LEAST }),
    row('VIN plates read wrong', '%', [percent(total.wrong)], { atMost: 100 * WRONG_AT_MOST }),
    row('reading one plate', 'ms', times),
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      misses: { type: 'boolean' },
    },
  });
  const count = Number(values.count);
  const seed = Number(values.seed);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    throw new RangeError('--count is a number of plates from 1, --seed a whole number');
  }
  const out = (line: string) => process.stdout.write(`${line}\n`);
  for (const { what, value, unit } of await measure({ count, seed, misses: values.misses === true, say: out }))
    out(`${what}: ${value.toFixed(2)} ${unit}`);
}
