/** A daemon at work on a test's own database, with the sample site to read. */
import type pg from 'pg';
import { type SampleListing, siteHosts } from '../../examples/demo/site/listing.ts';
import { SAMPLE_LISTINGS } from '../../examples/demo/site/listings.ts';
import { startSampleSite } from '../../examples/demo/site/sample-site.ts';
import { connect } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import type { TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

export interface World {
  readonly origin: string;
  /** Where the daemon's own HTTP server is. */
  readonly daemonOrigin: string;
  readonly client: pg.Client;
  /** For commands: the daemon's database, blobs and leave to read the sample site. */
  readonly env: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly path: string }[];
  /** Stops the daemon, and only it. */
  stopDaemon(): Promise<void>;
  urlOf(slug: string): string;
  rested(url: string): Promise<string>;
  /** Resolves when no vehicle has work and all runs are closed. */
  settled(): Promise<void>;
}

export async function withWorld(
  database: TestDatabase,
  work: (world: World) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const site = await startSampleSite();
  const allow = siteHosts(site.origin).join(',');
  const daemon = await startTestDaemon(database, { FETCH_ALLOW_PRIVATE: allow, ...env });
  const client = await connect(database);
  try {
    await work({
      settled: async () => {
        await eventually('all vehicles rest', async () => {
          const { rows } = await client.query<{ busy: boolean }>(
            `select exists (select from micro_scrape.vehicle_events where kind <> 'canary')
               or exists (select from micro_scrape.vehicle_state where requested > handled)
               or exists (select from graphile_worker.jobs) as busy`,
          );
          return rows[0]?.busy === false;
        });
      },
      origin: site.origin,
      daemonOrigin: daemon.origin,
      client,
      env: { DATABASE_URL: database.url, FETCH_ALLOW_PRIVATE: allow, BLOB_STORE: `file:${daemon.blobs}`, ...env },
      requests: site.requests,
      stopDaemon: () => daemon.stop(),
      urlOf: (slug) => `${site.origin}${sample(slug).path}`,
      rested: (url) =>
        eventually(`the vehicle of ${url} rests`, async () => {
          const { rows } = await client.query<{ id: string }>(
            `select v.id from vehicles v join micro_scrape.vehicle_state s on s.vehicle_id = v.id
             where v.discovery_url = $1 and s.requested = s.handled`,
            [url],
          );
          return rows[0]?.id;
        }),
    });
  } finally {
    await client.end();
    await daemon.stop();
    await site.close();
  }
}

export function sample(slug: string): SampleListing {
  const listing = SAMPLE_LISTINGS.find((each) => each.slug === slug);
  if (listing === undefined) throw new Error(`no sample ${slug}`);
  return listing;
}
