/** How fast one daemon of eight seats clears a backlog on the sample site, without pace: with and without photographs. */
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { type Cleared, clearBacklog, inWords, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { withServer } from './server.ts';

/** The catalogue of the story. */
const WHOLE = 8_207;

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const site = await startSampleSite();
  try {
    return await withServer({}, async (server) => {
      const rounds = quick ? 1 : 3;
      const vehicles = quick ? 400 : 2_000;
      const samples: [Cleared[], Cleared[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        for (const [n, photographs] of [0, PHOTOGRAPHS_SHARE].entries()) {
          const cleared = await clearBacklog({ server, site: site.origin, vehicles, photographs });
          say(`${vehicles} vehicles, ${(photographs * 100).toFixed(0)} % lack photographs: ${inWords(cleared)}`);
          samples[n]?.push(cleared);
        }
      }
      const rates = samples.map((each) => each.map(({ perSecond }) => perSecond));
      const costs = (of: 'daemons' | 'database') => samples[0].map(({ cost }) => cost[of]);
      const rows = [
        row('backlog without photographs', 'vehicles/s', rates[0] ?? [], { atLeast: 120 }),
        row('backlog, 14 % lack photographs', 'vehicles/s', rates[1] ?? [], { atLeast: 80 }),
        row('processor time a vehicle without photographs: daemon', 'ms', costs('daemons')),
        row('processor time a vehicle without photographs: database', 'ms', costs('database')),
      ];
      if (quick) return rows;
      const all = { server, site: site.origin, vehicles: WHOLE, photographs: PHOTOGRAPHS_SHARE };
      const { seconds } = await clearBacklog(all);
      return [...rows, row(`${WHOLE} vehicles of that mix`, 's', [seconds], { atMost: 105 })];
    });
  } finally {
    await site.close();
  }
}
