/** From the insert of one vehicle to its rest, on a daemon with nothing else to do: from the page alone, and with pictures. */
import { join } from 'node:path';
import { siteHosts } from '../examples/demo/site/listing.ts';
import { startSampleSite } from '../examples/demo/site/sample-site.ts';
import { startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { eventually } from '../test/support/eventually.ts';
import { insertVehicles, vehicles } from './backlog-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, withServer } from './server.ts';

/** created_at is the start of the transaction that inserted it. */
const RESTED = `
  select (extract(epoch from s.settled_at - v.created_at) * 1000)::float8 as ms, s.outcome
  from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
  where v.discovery_url like '%?n=' || $1 and s.requested = s.handled and not s.rate_limited`;
const WARM_UP = 12;
const BARS = { page: 40, pictures: 120 };

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  const count = quick ? 12 : 80;
  const site = await startSampleSite();
  try {
    return await withServer({}, async (server) => {
      const url = await server.database('completion');
      const client = await connect(url);
      const daemon = await startDaemonProcess({
        databaseUrl: url,
        blobs: join(server.folder, 'blobs'),
        siteHost: siteHosts(site.origin).join(','),
        env: { CONCURRENCY: '8' },
      });
      try {
        const samples: Record<keyof typeof BARS, number[]> = { page: [], pictures: [] };
        for (let n = 0; n < WARM_UP + 2 * count; n++) {
          const which = Math.floor(n / 2) % 2 === 0 ? 'page' : 'pictures';
          await insertVehicles(client, vehicles(site.origin, n, n + 1, which === 'page' ? 0 : 1));
          const rested = await eventually('it rests', async () => (await client.query(RESTED, [n])).rows[0]);
          if (rested.outcome !== 'complete') throw new Error(`a vehicle rests as ${rested.outcome}`);
          if (n >= WARM_UP) samples[which].push(rested.ms);
        }
        say(`page ${samples.page.map((ms) => ms.toFixed(0)).slice(0, 20)}`);
        say(`pictures ${samples.pictures.map((ms) => ms.toFixed(0)).slice(0, 20)}`);
        return [
          row('insert to complete, page only, p50', 'ms', samples.page, { atMost: BARS.page }),
          row('insert to complete, with pictures, p50', 'ms', samples.pictures, { atMost: BARS.pictures }),
        ];
      } finally {
        daemon.signal('SIGTERM');
        await daemon.ended;
        await client.end();
      }
    });
  } finally {
    await site.close();
  }
}
