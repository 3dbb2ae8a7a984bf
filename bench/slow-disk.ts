/**
 * The same backlog on a server that waits 5 ms before each flush of its log, as a slow disk does.
 * With commit_siblings = 0 also a commit that is alone waits; commits that come meanwhile go along with it, as on a disk.
 */
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { clearBacklog, inWords, mostOf, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { barestCost } from './barest-daemon.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { withServer } from './server.ts';

const DELAY_MS = 5;
const SLOW_DISK = { commit_delay: String(1000 * DELAY_MS), commit_siblings: '0' };
const SEATS = 8;
/** That a vehicle waits for, one after the other: its fence, and what was found. */
const FLUSHES = 2;
const WHOLE = 8_207;

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const vehicles = quick ? 400 : 2_000;
  const site = await startSampleSite();
  try {
    return await withServer(SLOW_DISK, async (server) => {
      let least = 0;
      const cleared = await clearBacklog({
        ...{ server, site: site.origin, vehicles, photographs: PHOTOGRAPHS_SHARE, seats: SEATS },
        ended: async (client, url) => {
          const cost = await barestCost(server, client, url);
          const waiting = FLUSHES * DELAY_MS * (vehicles / SEATS);
          least = Math.max(vehicles / mostOf(cost), waiting / 1000);
          say(
            `the least: ${mostOf(cost).toFixed(1)} a second; ${inWords(cost)}; the disk alone ${(waiting / 1000).toFixed(1)} s`,
          );
        },
      });
      say(`${vehicles} vehicles: ${cleared.perSecond.toFixed(1)} a second; ${inWords(cleared.cost)}`);
      const whole = WHOLE / vehicles;
      const what = `${WHOLE} vehicles of that mix, each commit 5 ms later (from ${vehicles})`;
      const floor = { what: 'processors or flushes, whichever takes longer', samples: [least * whole] };
      return [row(what, 's', [cleared.seconds * whole], { floor, atMost: 200 })];
    });
  } finally {
    await site.close();
  }
}
