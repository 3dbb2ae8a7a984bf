/**
 * Breaks things by a schedule that follows from the seed alone.
 * Invariant: whatever it breaks it also lets heal, before `run` resolves.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Fleet } from './fleet.ts';
import type { PostgresProxy } from './proxy.ts';
import type { Random } from './random.ts';
import type { MortalPostgres } from './server.ts';
import type { ChaosSite } from './site.ts';

type Deed =
  | { readonly do: 'kill -9 daemon' | 'lose answers to COMMIT'; readonly daemon: number }
  | { readonly do: 'SIGSTOP daemon'; readonly daemon: number; readonly forMs: number }
  | { readonly do: 'blackhole' | 'slow network'; readonly forMs: number }
  | { readonly do: 'pause the site' | 'slow the site' | 'an hour of outage'; readonly forMs: number }
  | { readonly do: 'PostgreSQL restart' | 'PostgreSQL crash'; readonly forMs: number }
  | { readonly do: 'terminate half of the backends' | 'delete a queue row' | 'cut all connections' };

export interface Planned {
  /** From the beginning, in ms. */
  readonly at: number;
  readonly deed: Deed;
}

export function plan(random: Random, options: { ms: number; daemons: number }): Planned[] {
  const { ms, daemons } = options;
  const deeds: Planned[] = [];
  const every = (fromMs: number, toMs: number, deed: () => Deed): void => {
    for (let at = 2_000 + random.below(toMs); at < ms - 1_000; at += fromMs + random.below(toMs - fromMs))
      deeds.push({ at, deed: deed() });
  };
  const daemon = (): number => random.below(daemons);
  // Between two blows there must be time to work, or nothing is under way when the next one comes.
  every(5_000, 8_000, () => ({ do: 'kill -9 daemon', daemon: daemon() }));
  every(12_000, 18_000, () => ({ do: 'SIGSTOP daemon', daemon: daemon(), forMs: 6_000 + random.below(6_000) }));
  every(5_000, 8_000, () => ({ do: 'terminate half of the backends' }));
  every(10_000, 14_000, () => ({ do: 'blackhole', forMs: 3_000 }));
  every(12_000, 16_000, () => ({ do: 'slow network', forMs: 2_000 }));
  every(9_000, 12_000, () => ({ do: 'cut all connections' }));
  every(5_000, 8_000, () => ({ do: 'lose answers to COMMIT', daemon: daemon() }));
  every(4_000, 6_000, () => ({ do: 'delete a queue row' }));
  every(14_000, 20_000, () => ({ do: 'pause the site', forMs: 4_000 }));
  every(14_000, 20_000, () => ({ do: 'slow the site', forMs: 3_000 }));
  every(18_000, 25_000, () => ({ do: 'an hour of outage', forMs: 4_000 }));
  deeds.push({ at: Math.round(ms / 3), deed: { do: 'PostgreSQL restart', forMs: 1_500 } });
  deeds.push({ at: Math.round((ms * 2) / 3), deed: { do: 'PostgreSQL crash', forMs: 1_500 } });
  return deeds.sort((a, b) => a.at - b.at);
}

export function describe({ at, deed }: Planned): string {
  const { do: what, ...how } = deed;
  const details = Object.entries(how).map(([name, value]) => (name === 'forMs' ? `for ${value} ms` : String(value)));
  return `${(at / 1000).toFixed(1).padStart(6)} s  ${[what, ...details].join(' ')}`;
}

export interface Victims {
  readonly fleet: Fleet;
  readonly proxy: PostgresProxy;
  readonly postgres: MortalPostgres;
  readonly site: ChaosSite;
  /** To the server, for what is done by SQL. */
  readonly pool: pg.Pool;
}

/** Carries the plan out; returns how often each deed was done, without those that found no victim. */
export async function run(deeds: readonly Planned[], victims: Victims): Promise<Map<string, number>> {
  const began = performance.now();
  const counts = new Map<string, number>();
  const healing: Promise<void>[] = [];
  for (const { at, deed } of deeds) {
    await delay(Math.max(0, at - (performance.now() - began)));
    const doing = perform(deed, victims).then((done) => {
      if (done) counts.set(deed.do, (counts.get(deed.do) ?? 0) + 1);
    });
    if (deed.do.startsWith('PostgreSQL')) await doing;
    else healing.push(doing);
  }
  await Promise.all(healing);
  return counts;
}

async function perform(deed: Deed, { fleet, proxy, postgres, pool, site }: Victims): Promise<boolean> {
  switch (deed.do) {
    case 'kill -9 daemon':
      return fleet.kill(deed.daemon);
    case 'SIGSTOP daemon': {
      const daemon = fleet.daemon(deed.daemon);
      daemon.signal('SIGSTOP');
      await delay(deed.forMs);
      daemon.signal('SIGCONT');
      return true;
    }
    case 'blackhole':
      proxy.bury();
      proxy.behave('blackhole');
      await delay(deed.forMs);
      proxy.behave('pass');
      return true;
    case 'slow network':
      proxy.behave({ delayMs: 100 });
      await delay(deed.forMs);
      proxy.behave('pass');
      return true;
    case 'cut all connections':
      proxy.cut(/./);
      return true;
    case 'lose answers to COMMIT':
      proxy.loseAnswers({
        pattern: /micro_scrape\.commit_run\(|^commit$/,
        role: / work$/,
        lost: deed.daemon % 2 === 0 ? 'cut' : 'silence',
        times: 2,
      });
      return true;
    case 'pause the site': {
      if (!(await attempt(pool, `select micro_scrape.pause_host('${site.origin}', null, 'chaos')`))) return false;
      // What was let go before is still under way, and a daemon that is stopped sends it when it wakes.
      await delay(UNDER_WAY_MS);
      site.leftAlone = true;
      await delay(deed.forMs - UNDER_WAY_MS);
      site.leftAlone = false;
      await insist(pool, `select micro_scrape.resume_host('${site.origin}')`);
      return true;
    }
    case 'slow the site':
      if (!(await attempt(pool, `select micro_scrape.slow_host('${site.origin}', interval '0.3 s')`))) return false;
      await delay(deed.forMs);
      await insist(pool, `select micro_scrape.slow_host('${site.origin}', null)`);
      return true;
    case 'an hour of outage':
      site.away = true;
      // Each quarter of an hour passes at once; in between the daemons find the site as it is.
      for (let quarter = 0; quarter < 4; quarter++) {
        await delay(deed.forMs / 4);
        await attempt(pool, QUARTER_OF_AN_HOUR);
      }
      site.away = false;
      return true;
    case 'PostgreSQL restart':
    case 'PostgreSQL crash':
      await postgres.stop(deed.do === 'PostgreSQL crash' ? 'crash' : 'fast');
      await delay(deed.forMs);
      await postgres.start();
      return true;
    case 'terminate half of the backends':
      return attempt(
        pool,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name like 'micro-scrape %' and pid <> pg_backend_pid() and random() < 0.5`,
      );
    case 'delete a queue row':
      return attempt(
        pool,
        `delete from graphile_worker._private_jobs where id = (
           select id from graphile_worker._private_jobs where key like 'vehicle:%' order by random() limit 1 for update skip locked)`,
      );
  }
}

/** As if it had passed since a host failed. */
const QUARTER_OF_AN_HOUR = `
  update micro_scrape.hosts set failing_since = failing_since - interval '15 minutes',
    paused_until = paused_until - interval '15 minutes', last_success_at = last_success_at - interval '15 minutes'`;
const UNDER_WAY_MS = 1_000;

/** What heals is done again until it is done. */
async function insist(pool: pg.Pool, sql: string): Promise<void> {
  while (!(await attempt(pool, sql))) await delay(200);
}

/** The server may be away just now; then this deed falls out. */
async function attempt(pool: pg.Pool, sql: string): Promise<boolean> {
  try {
    return ((await pool.query(sql)).rowCount ?? 0) > 0;
  } catch {
    return false;
  }
}
