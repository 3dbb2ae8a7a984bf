/** The server itself: its version, whether it takes writes, its clock, its NOTIFY queue. */
import { z } from 'zod';
import type { Queryable } from '../database/pool.ts';
import { OLDEST_SERVER, probeServer } from '../database/server.ts';
import { duration } from '../terminal/format.ts';
import { type Check, type Finding, ok, problem } from './finding.ts';
import { findOverrides } from './setting-overrides.ts';

const CLOCK = `select extract(epoch from clock_timestamp())::float8 as seconds`;

const clock = z.object({ seconds: z.number() });

/** Next tries are computed by this machine's clock and compared with the database's. */
const CLOCK_TOLERANCE_S = 5;
/** The alert MicroScrapeNotificationQueueFilling uses the same. */
const QUEUE_TOLERANCE = 0.2;

export const checkServer: Check = async ({ pool }) => {
  const { version, standby, read_only, queue_usage } = await probeServer(pool);
  const major = Math.floor(version / 10_000);
  return [
    version >= OLDEST_SERVER
      ? ok('version', `PostgreSQL ${major}`)
      : problem('version', `PostgreSQL ${major} is too old, 15 or later is needed`, 'Upgrade the server.'),
    standby
      ? problem(
          'writable',
          'this server is a standby and takes no writes',
          'DATABASE_URL=postgres://USER:PASSWORD@PRIMARY:5432/DATABASE',
        )
      : read_only
        ? await readOnly(pool)
        : ok('writable', 'takes writes'),
    queue_usage <= QUEUE_TOLERANCE
      ? ok('NOTIFY queue', `${Math.round(queue_usage * 100)} % full`)
      : problem(
          'NOTIFY queue',
          `${Math.round(queue_usage * 100)} % full: when it is full every transaction that notifies fails`,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND xact_start < now() - interval '10 minutes';",
        ),
  ];
};

async function readOnly(db: Queryable): Promise<Finding> {
  const fixed = await findOverrides(db, 'default_transaction_read_only', 'on');
  return problem(
    'writable',
    'transactions are read-only here (default_transaction_read_only)',
    'SET default_transaction_read_only = off;',
    ...(fixed.length > 0 ? fixed.map(({ undo }) => undo) : ['ALTER SYSTEM RESET default_transaction_read_only;']),
  );
}

export const checkClock: Check = async ({ pool }) => {
  const before = Date.now();
  const { seconds } = clock.parse((await pool.query(CLOCK)).rows[0]);
  const between = (before + Date.now()) / 2;
  const off = seconds - between / 1000;
  const uncertain = (Date.now() - before) / 2000;
  if (Math.abs(off) - uncertain <= CLOCK_TOLERANCE_S) {
    return [ok('clock', `this machine and the database agree within ${duration(Math.abs(off) + uncertain)}`)];
  }
  return [
    problem(
      'clock',
      `the database's clock is ${duration(Math.abs(off))} ${off > 0 ? 'ahead of' : 'behind'} this machine's: next tries come at the wrong time`,
      'timedatectl set-ntp true   # on the machine whose clock is wrong',
    ),
  ];
};
