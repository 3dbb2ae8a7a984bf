/**
 * node bench/plates.ts [--count 200] [--seed 1]
 * How well VINs are read off synthetic plates, per condition. Ends with 1 when 0.5 % or more are read wrong, or 84 % or
 * fewer right.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { createVinReader } from '../src/ocr/vin-reader.ts';
import { CONDITIONS, drawPlate, seeded } from './draw-plates.ts';

const RIGHT_AT_LEAST = 0.84;
const WRONG_BELOW = 0.005;

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

type Tally = { right: number; wrong: number; refused: number };
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
  if (verdict === 'wrong') process.stdout.write(`WRONG ${plate.condition}: ${plate.vin} read as ${read.vin}\n`);
  if (verdict === 'refused' && values.misses) {
    const why = read.vin === null ? `${read.reason}: ${read.candidates.join(' ')}` : '';
    process.stdout.write(`unread ${plate.condition}: ${plate.vin}, ${why}\n`);
  }
}
await reader.close();

const table = new Table({ head: ['condition', 'right', 'wrong', 'refused'], style: { head: [], border: [] } });
const total: Tally = { right: 0, wrong: 0, refused: 0 };
for (const [name, tally] of tallies) {
  table.push([name, tally.right, tally.wrong, tally.refused]);
  for (const key of ['right', 'wrong', 'refused'] as const) total[key] += tally[key];
}
const share = (part: number) => `${part} (${((part / count) * 100).toFixed(1)} %)`;
table.push(['all', share(total.right), share(total.wrong), share(total.refused)]);
times.sort((a, b) => a - b);
const quantile = (q: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0);
const good = total.right / count > RIGHT_AT_LEAST && total.wrong / count < WRONG_BELOW;
process.stdout.write(
  `${table.toString()}\none plate: p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms; seed ${seed}\n` +
    `${good ? 'passed' : 'FAILED'}: more than ${RIGHT_AT_LEAST * 100} % right and less than ${WRONG_BELOW * 100} % wrong are wanted\n`,
);
process.exitCode = good ? 0 : 1;
