/**
 * What a page costs that its scripts fill: 100 of them in a row, which is all that one Chromium is given.
 * Photographs are there, so that none is fetched; memory of Chromium is what its processes do not share, from Linux's /proc.
 */
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processesOf } from '../src/fetching/browser/watch.ts';
import { BROWSER, CHROMIUM } from '../test/browser/chromium.ts';
import { startShellSite } from '../test/browser/shell-site.ts';
import { startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { ownMb } from './memory-of.ts';
import { type BenchOptions, type Row, row } from './row.ts';
import { connect, withServer } from './server.ts';

const PAGES = { whole: 100, quick: 30 };
const LOOK_EVERY_MS = 250;
const GIVE_UP_MS = 600_000;

const INSERT = `
  with new as (insert into vehicles (discovery_url) select $1 || n from generate_series(1, $2) n returning id)
  insert into vehicle_images (vehicle_id, image_url) select id, 'https://cars.example/' || id || '.jpg' from new`;
const RESTED = `
  select outcome, count(*)::int as n from micro_scrape.vehicle_state
  where requested = handled and not rate_limited and outcome <> 'pending' group by 1`;

interface Look {
  readonly rested: number;
  readonly browserMb: number;
  readonly daemonMb: number;
}

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  if (CHROMIUM === undefined) throw new Error('there is no Chromium on this machine');
  const pages = quick ? PAGES.quick : PAGES.whole;
  const site = await startShellSite();
  try {
    return await withServer({}, async (server) => {
      const url = await server.database('browser');
      const client = await connect(url);
      const daemon = await startDaemonProcess({
        databaseUrl: url,
        blobs: join(server.folder, 'blobs'),
        siteHost: site.host,
        node: [],
        env: BROWSER,
      });
      try {
        const before = await ownMb(daemon.pid, 'VmRSS');
        await client.query(INSERT, [`${site.origin}/fetch/`, pages]);
        const looks: Look[] = [];
        const began = performance.now();
        for (let rested = 0; rested < pages; ) {
          if (performance.now() - began > GIVE_UP_MS) throw new Error(`only ${rested} of ${pages} pages were read`);
          await wait(LOOK_EVERY_MS);
          const { rows } = await client.query(RESTED);
          rested = rows.reduce((sum, { n }) => sum + n, 0);
          const others = rows.filter(({ outcome }) => outcome !== 'complete');
          if (others.length > 0) throw new Error(`vehicles rest as ${others.map(({ outcome }) => outcome)}`);
          looks.push({ rested, browserMb: await browserMb(daemon.pid), daemonMb: await ownMb(daemon.pid, 'VmRSS') });
        }
        const figures = await (await fetch(`${daemon.origin}/metrics`)).text();
        const figure = (name: string) =>
          Number(
            new RegExp(`^micro_scrape_fetch_duration_seconds_${name}{kind="rendered"} (\\S+)`, 'm').exec(figures)?.[1],
          );
        const requests = site.requests.filter(({ path }) => path !== '/robots.txt').length;
        const early = looks.filter(({ rested }) => rested >= pages * 0.05 && rested < pages * 0.25);
        const late = looks.filter(({ rested }) => rested >= pages * 0.75 && rested < pages * 0.95);
        say(`${looks.length} looks at ${pages} pages, ${figure('count')} of them rendered`);
        return [
          row('rendering a page, on average', 's', [figure('sum') / figure('count')]),
          row('requests a page', '', [requests / pages]),
          row(
            `Chromium, the last of ${pages} pages`,
            'MB',
            late.map(({ browserMb }) => browserMb),
            {
              against: { what: 'the first', samples: early.map(({ browserMb }) => browserMb) },
              atMost: 1.1,
            },
          ),
          row(
            'the daemon without its readers, the last pages',
            'MB',
            late.map(({ daemonMb }) => daemonMb),
            {
              against: { what: 'the first', samples: early.map(({ daemonMb }) => daemonMb) },
              atMost: 1.1,
            },
          ),
          row('the daemon without its readers, before the first page', 'MB', [before]),
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

/** Of the browsers that a daemon has started, each a group of processes that is named in a folder of its own. */
async function browserMb(daemon: number): Promise<number> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(`micro-scrape-browser-${daemon}-`));
  let sum = 0;
  for (const folder of folders) {
    const group = Number(await readFile(join(tmpdir(), folder, 'process'), 'utf8').catch(() => ''));
    if (group > 1) for (const { megabytes } of await processesOf(group)) sum += megabytes;
  }
  return sum;
}
