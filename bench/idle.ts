/**
 * node bench/idle.ts [--replicas 1] [--minutes 1]
 * What daemons cost that have nothing to do: transactions of their database and processor time, a minute and replica.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/embedded-postgres/embedded-postgres.ts';
import { type DaemonProcess, startDaemonProcess } from '../test/chaos/daemon-process.ts';
import { type BenchOptions, type Row, row } from './row.ts';

/** What a start leaves behind has ended: compiling, connections that are closed after ten idle seconds. */
const SETTLE_MS = { whole: 30_000, quick: 12_000 };
const TRANSACTIONS = 'select xact_commit + xact_rollback as n from pg_stat_database where datname = $1';

export async function run({ quick, say }: BenchOptions): Promise<Row[]> {
  say('looks at a daemon that has nothing to do');
  return measure(1, quick ? 0.3 : 1, quick ? SETTLE_MS.quick : SETTLE_MS.whole);
}

async function measure(replicas: number, minutes: number, settleMs: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'micro-scrape-idle-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  const daemons: DaemonProcess[] = [];
  try {
    const url = new URL(postgres.url);
    const database = url.pathname.slice(1);
    // Asked in another database, so that asking is not counted.
    url.pathname = '/template1';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const count = async () => Number((await client.query(TRANSACTIONS, [database])).rows[0]?.n);
    for (let n = 0; n < replicas; n += 1) {
      daemons.push(
        await startDaemonProcess({ databaseUrl: postgres.url, blobs: folder, siteHost: '', env: { CONCURRENCY: '8' } }),
      );
    }
    await wait(settleMs);
    const before = { transactions: await count(), cpu: await cpuSeconds(daemons), at: performance.now() };
    // The figures themselves ask the database; their connection goes after ten seconds.
    await wait(15_000);
    const from = await count();
    await wait(minutes * 60_000);
    const transactions = (await count()) - from;
    const cpu = (await cpuSeconds(daemons)) - before.cpu;
    const seconds = (performance.now() - before.at) / 1000;
    await client.end();
    return [
      row('idle: transactions a minute and replica', '', [transactions / minutes / replicas], { atMost: 45 }),
      row('idle: processor time of a replica', '% of a core', [(100 * cpu) / seconds / replicas], { atMost: 0.5 }),
    ];
  } finally {
    for (const daemon of daemons) await daemon.kill();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function cpuSeconds(daemons: readonly DaemonProcess[]): Promise<number> {
  let seconds = 0;
  for (const { origin } of daemons) {
    const text = await (await fetch(`${origin}/metrics`)).text();
    seconds += Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
  }
  return seconds;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { replicas: { type: 'string', default: '1' }, minutes: { type: 'string', default: '1' } },
  });
  for (const { what, value, unit } of await measure(Number(values.replicas), Number(values.minutes), SETTLE_MS.whole)) {
    process.stdout.write(`${what}: ${value.toFixed(2)} ${unit}\n`);
  }
}
