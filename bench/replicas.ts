/**
 * One, two and four daemons on the same two cores as the database: no slower, nothing lost, nobody waits for locks.
 * Each daemon first reads a share of the pages that do not count: its readers are compiled while they read their first
 * hundreds, which says nothing of replicas.
 */
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { type Cleared, clearBacklog, inWords } from './backlog-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { withServer } from './server.ts';

const REPLICAS = [1, 2, 4];
/** Of each daemon, before it counts: as many for each of its two readers as take most of what the first ones cost more. */
const WARM_UP = 200;
/** Twice what repeated runs of one daemon differ by. */
const NO_SLOWER = 0.9;

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const rounds = quick ? 1 : 3;
  const vehicles = quick ? 200 : 1_000;
  const site = await startSampleSite();
  try {
    return await withServer({}, async (server) => {
      const seen = new Map<number, Cleared[]>(REPLICAS.map((replicas) => [replicas, []]));
      for (let round = 0; round < rounds; round++) {
        for (const replicas of REPLICAS) {
          const warmUp = replicas * (quick ? WARM_UP / 4 : WARM_UP);
          const cleared = await clearBacklog({ server, site: site.origin, vehicles, photographs: 0, replicas, warmUp });
          say(
            `${replicas} replicas: ${cleared.perSecond.toFixed(1)} a second; ${inWords(cleared.cost)}; ${(100 * cleared.lockShare).toFixed(1)} % wait for a lock`,
          );
          seen.get(replicas)?.push(cleared);
        }
      }
      const rates = (replicas: number) => (seen.get(replicas) ?? []).map(({ perSecond }) => perSecond);
      const locks = [...seen.values()].flat().map(({ lockShare }) => 100 * lockShare);
      const against = { what: 'one', samples: rates(1) };
      return [
        ...REPLICAS.slice(1).map((replicas) =>
          row(`${replicas} replicas, warm, nothing lost`, 'vehicles/s', rates(replicas), {
            against,
            atLeast: NO_SLOWER,
          }),
        ),
        row('active sessions that wait for a lock', '% of samples', [Math.max(...locks)], { atMost: 1 }),
      ];
    });
  } finally {
    await site.close();
  }
}
