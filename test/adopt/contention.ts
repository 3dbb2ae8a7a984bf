/**
 * Who waits for whom while we work: writers that measure each of their statements, and the server's own account of it.
 * Invariant: a wait for a lock is told from a slow machine. The server names every wait for a lock over 0.1 s
 * (log_lock_waits) with who held it, and what the writers' sessions waited for is looked at all the time.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Settings of a server whose log `readLog` understands. */
export const TELLING = {
  log_min_duration_statement: '500',
  log_lock_waits: 'on',
  deadlock_timeout: '100ms',
  log_line_prefix: '%m [%p] <%a> ',
};

const LOOK_EVERY_MS = 10;
/** Writes that take longer are explained. */
const LONG_MS = 200;

export async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  await client.connect();
  return client;
}

export interface Write {
  readonly what: string;
  readonly startedAt: number;
  readonly ms: number;
  readonly pid: number;
}

interface Look {
  readonly at: number;
  readonly pid: number;
  readonly waits: string;
}

const STATEMENTS: Readonly<Record<string, string>> = {
  update: `update vehicles set status = 'seen', mileage = coalesce(mileage, 0) + 1
    where id = (select id from vehicles where id >= gen_random_uuid() order by id limit 1)`,
  insert: `insert into vehicles (discovery_url) values ('https://cars.example/' || gen_random_uuid())`,
  image: `insert into vehicle_images (vehicle_id, image_url)
    select id, 'https://img.example/new.jpg' from vehicles where id >= gen_random_uuid() order by id limit 1`,
};
/** One of the vehicles that are taken in next, which a batch may be marking: the place where it hurts if anywhere. */
const NEXT_TAKEN_IN = `
  select v.id from public.vehicles v where v.id > (select coalesce(last_id, '00000000-0000-0000-0000-000000000000') from micro_scrape.adoption)
  order by v.id offset $1 limit 1`;
const IN_OUR_WAY = `update vehicles set status = 'seen' where id = $1`;

/** Two applications that write one statement after the other until stopped, one of them where we are at work. */
export async function startWriters(url: string) {
  const [anywhere, inOurWay, watcher] = await Promise.all(
    ['writer', 'writer in our way', 'watcher'].map((name) => connect(url, name)),
  );
  if (anywhere === undefined || inOurWay === undefined || watcher === undefined) throw new Error('three connections');
  const pids = await Promise.all([anywhere, inOurWay].map(pidOf));
  let writes: Write[] = [];
  let looks: Look[] = [];
  let stopped = false;
  const write = async (client: pg.Client, pid: number, what: string, sql: string, values: unknown[] = []) => {
    const startedAt = performance.now();
    await client.query(sql, values);
    writes.push({ what, startedAt, ms: performance.now() - startedAt, pid });
  };
  const running = Promise.all([
    (async () => {
      while (!stopped)
        for (const [what, sql] of Object.entries(STATEMENTS)) await write(anywhere, pids[0] ?? 0, what, sql);
    })(),
    (async () => {
      while (!stopped) {
        const { rows } = await inOurWay.query(`select to_regclass('micro_scrape.adoption') is not null as there`);
        const next = rows[0].there
          ? await inOurWay.query(NEXT_TAKEN_IN, [Math.floor(Math.random() * 100)])
          : { rows: [] };
        for (const { id } of next.rows) await write(inOurWay, pids[1] ?? 0, 'update in our way', IN_OUR_WAY, [id]);
        await delay(LOOK_EVERY_MS);
      }
    })(),
    (async () => {
      while (!stopped) {
        const { rows } = await watcher.query(
          `select pid, coalesce(wait_event_type || ' ' || wait_event, 'works or waits for a processor') as waits
           from pg_stat_activity where pid = any ($1) and state = 'active'`,
          [pids],
        );
        const at = performance.now();
        looks.push(...rows.map((row) => ({ at, pid: row.pid, waits: row.waits })));
        await delay(LOOK_EVERY_MS);
      }
    })(),
  ]);
  return {
    /** What was written since the last time, and a line for each write that took long. */
    take(): { writes: readonly Write[]; explained: string[] } {
      const taken = { writes, explained: writes.filter(({ ms }) => ms > LONG_MS).map((each) => explain(each, looks)) };
      writes = [];
      looks = [];
      return taken;
    },
    async stop(): Promise<void> {
      stopped = true;
      await running;
      await Promise.all([anywhere, inOurWay, watcher].map((client) => client.end()));
    },
  };
}

async function pidOf(client: pg.Client): Promise<number> {
  return (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
}

function explain({ what, startedAt, ms, pid }: Write, looks: readonly Look[]): string {
  const during = looks.filter((look) => look.pid === pid && look.at > startedAt && look.at < startedAt + ms);
  const counts = Map.groupBy(during, ({ waits }) => waits);
  const shares = [...counts].map(([waits, seen]) => `${waits} ${Math.round((100 * seen.length) / during.length)} %`);
  return `${what} ${ms.toFixed(0)} ms: ${shares.length > 0 ? shares.join(', ') : 'not seen at work: the client itself had no processor'}`;
}

export interface LogSeen {
  /** Statements over half a second. */
  readonly slow: readonly { readonly by: string; readonly ms: number; readonly text: string }[];
  /** Waits for a lock over 0.1 s that came to their end. */
  readonly lockWaits: readonly { readonly by: string; readonly ms: number; readonly lock: string }[];
}

/** Reads on in the server's log from where the last call ended. */
export function logReader(file: string): () => Promise<LogSeen> {
  let seen = 0;
  return async () => {
    const log = await readFile(file, 'utf8');
    const text = log.slice(seen);
    seen = log.length;
    return {
      slow: [...text.matchAll(/\] <([^>\n]*)> LOG: {2}duration: ([\d.]+) ms {2}\w+[^:\n]*: (.*(?:\n\t.*)*)/g)].map(
        ([, by = '', ms, statement = '']) => ({ by, ms: Number(ms), text: statement.trim().replace(/\s+/g, ' ') }),
      ),
      lockWaits: [...text.matchAll(/\] <([^>\n]*)> LOG: {2}process \d+ acquired (\w+ on .*?) after ([\d.]+) ms/g)].map(
        ([, by = '', lock = '', ms]) => ({ by, ms: Number(ms), lock }),
      ),
    };
  };
}
