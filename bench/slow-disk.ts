/**
 * The same backlog on a server that waits 5 ms before each flush of its log, as a slow disk does.
 * With commit_siblings = 0 also a commit that is alone waits; commits that come meanwhile go along with it, as on a disk.
 */
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { clearBacklog, inWords, PHOTOGRAPHS_SHARE } from './backlog-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { withServer } from './server.ts';

const SLOW_DISK = { commit_delay: '5000', commit_siblings: '0' };
const WHOLE = 8_207;

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const vehicles = quick ? 400 : WHOLE;
  const site = await startSampleSite();
  try {
    return await withServer(SLOW_DISK, async (server) => {
      const cleared = await clearBacklog({ server, site: site.origin, vehicles, photographs: PHOTOGRAPHS_SHARE });
      say(`${vehicles} vehicles: ${inWords(cleared)}`);
      const what = `${WHOLE} vehicles of that mix, each commit 5 ms later${quick ? ` (from ${vehicles})` : ''}`;
      return [row(what, 's', [(cleared.seconds * WHOLE) / vehicles], { atMost: 200 })];
    });
  } finally {
    await site.close();
  }
}
