/** How fast one daemon of eight seats clears a backlog on the sample site, without pace: with and without photographs. */
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { type Backlog, type Cost, clearBacklog, inWords, mostOf, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { barestCost } from './barest-daemon.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { withServer } from './server.ts';

/** The catalogue of the story. */
const WHOLE = 8_207;

const LEAST = 'one request, one reading, the barest SQL';

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const site = await startSampleSite();
  try {
    return await withServer({}, async (server) => {
      const rounds = quick ? 1 : 3;
      const vehicles = quick ? 400 : 2_000;
      const clear = async (options: Pick<Backlog, 'vehicles' | 'photographs'>) => {
        let barest: Cost | undefined;
        const cleared = await clearBacklog({
          ...{ ...options, server, site: site.origin },
          ended: async (client, url) => {
            barest = await barestCost(server, client, url);
          },
        });
        if (barest === undefined) throw new Error('nothing was measured');
        say(
          `${options.vehicles} vehicles, ${(options.photographs * 100).toFixed(0)} % lack photographs: ${cleared.perSecond.toFixed(1)} a second; ${inWords(cleared.cost)}`,
        );
        say(`  the least: ${mostOf(barest).toFixed(1)} a second; ${inWords(barest)}`);
        return { ...cleared, barest };
      };
      const without: Awaited<ReturnType<typeof clear>>[] = [];
      const mixed: typeof without = [];
      for (let round = 0; round < rounds; round++) {
        without.push(await clear({ vehicles, photographs: 0 }));
        mixed.push(await clear({ vehicles, photographs: PHOTOGRAPHS_SHARE }));
      }
      const whole = quick ? [] : [await clear({ vehicles: WHOLE, photographs: PHOTOGRAPHS_SHARE })];
      const rates = (all: typeof without) => all.map(({ perSecond }) => perSecond);
      const floor = (all: typeof without) => ({ what: LEAST, samples: all.map(({ barest }) => mostOf(barest)) });
      const costs = (of: 'daemons' | 'database') =>
        [
          without.map(({ cost }) => cost[of]),
          { floor: { what: LEAST, samples: without.map(({ barest }) => barest[of]) } },
        ] as const;
      return [
        row('backlog without photographs', 'vehicles/s', rates(without), { floor: floor(without), atLeast: 120 }),
        row('backlog, 14 % lack photographs', 'vehicles/s', rates(mixed), { floor: floor(mixed), atLeast: 80 }),
        row('processor time a vehicle without photographs: daemon', 'ms', ...costs('daemons')),
        row('processor time a vehicle without photographs: database', 'ms', ...costs('database')),
        ...whole.map(({ seconds, barest }) =>
          row(`${WHOLE} vehicles of that mix`, 's', [seconds], {
            ...{ floor: { what: LEAST, samples: [WHOLE / mostOf(barest)] }, atMost: 105 },
          }),
        ),
      ];
    });
  } finally {
    await site.close();
  }
}
