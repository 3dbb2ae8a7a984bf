/**
 * Whether a connection stays the same session, and whether what is notified arrives: a transaction pooler passes
 * neither and says nothing.
 */
import pg from 'pg';
import { connectionConfig, describeConnection } from '../../db/pool.ts';
import { keepsSession } from '../../db/settings.ts';
import { wait } from '../../lifecycle/wait.ts';
import { type Check, type Finding, ok, problem, warning } from './finding.ts';

const WHERE = `
  select current_database() as database, pg_postmaster_start_time() as started, inet_server_port() as port`;
/** It takes milliseconds when it arrives at all. */
const ARRIVES_WITHIN_MS = 2_000;
/** Where Supabase and others put their transaction pooler; sessions are at 5432. */
const POOLER_PORT = '6543';

export const checkSessions: Check = async ({ databaseUrl, listenUrl }) => {
  const separate = listenUrl !== databaseUrl;
  const findings = [await checkPinned(listenUrl, separate ? 'LISTEN_DATABASE_URL' : 'DATABASE_URL')];
  if (separate && !(await keepsSession(connectionConfig(databaseUrl, 'doctor')))) {
    findings.push(
      warning(
        'pooler',
        'DATABASE_URL goes through a transaction pooler: new jobs are found by looking every two seconds, not at once',
        `DATABASE_URL=${direct(databaseUrl)}`,
      ),
    );
  }
  findings.push(await checkListen(databaseUrl, listenUrl));
  return findings;
};

async function checkPinned(url: string, variable: string): Promise<Finding> {
  const port = URL.parse(url)?.port;
  if (!(await keepsSession(connectionConfig(url, 'doctor')))) {
    return problem(
      'session',
      `${variable} goes through a transaction pooler (one connection, several server processes${port === POOLER_PORT ? `; port ${POOLER_PORT} is its usual port` : ''}): LISTEN and advisory locks do not pass it`,
      `LISTEN_DATABASE_URL=${direct(url)}`,
    );
  }
  return port === POOLER_PORT
    ? warning(
        'session',
        `${variable} uses port ${POOLER_PORT}, usually a transaction pooler's; it looked like a session this time`,
        `LISTEN_DATABASE_URL=${direct(url)}`,
      )
    : ok('session', `${variable} keeps one server process a connection`);
}

async function checkListen(databaseUrl: string, listenUrl: string): Promise<Finding> {
  const channel = `micro_scrape_doctor_${crypto.randomUUID().replaceAll('-', '')}`;
  return withClients(listenUrl, databaseUrl, async (listener, sender) => {
    const arrived = new AbortController();
    listener.on('notification', () => arrived.abort());
    await listener.query(`listen ${channel}`);
    await sender.query('select pg_notify($1, $2)', [channel, '']);
    await wait(ARRIVES_WITHIN_MS, arrived.signal);
    if (arrived.signal.aborted) {
      return ok('LISTEN', 'a NOTIFY from another connection arrives');
    }
    const here = JSON.stringify((await sender.query(WHERE)).rows[0]);
    const there = JSON.stringify((await listener.query(WHERE)).rows[0]);
    return here === there
      ? problem(
          'LISTEN',
          `a NOTIFY from another connection does not arrive within ${ARRIVES_WITHIN_MS / 1000} s: a transaction pooler accepts LISTEN and delivers nothing`,
          `LISTEN_DATABASE_URL=${direct(listenUrl)}`,
        )
      : problem(
          'LISTEN',
          `LISTEN_DATABASE_URL leads to another database (${describeConnection(listenUrl)}) than DATABASE_URL (${describeConnection(databaseUrl)})`,
          `unset LISTEN_DATABASE_URL   # or give it the server and database of DATABASE_URL`,
        );
  });
}

async function withClients<T>(
  firstUrl: string,
  secondUrl: string,
  work: (first: pg.Client, second: pg.Client) => Promise<T>,
): Promise<T> {
  const clients = [firstUrl, secondUrl].map(
    (connectionString) => new pg.Client(connectionConfig(connectionString, 'doctor')),
  );
  const [first, second] = clients as [pg.Client, pg.Client];
  try {
    for (const client of clients) {
      client.on('error', () => {
        // The query under way fails too, and says it.
      });
      await client.connect();
    }
    return await work(first, second);
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

/** Where the same database is reached without the pooler, as far as that can be known; never with the password. */
function direct(url: string): string {
  const parsed = URL.parse(url);
  // Supabase's pooler serves sessions at 5432 of the same host. Of others nobody knows where the server itself is.
  const host = parsed?.port === POOLER_PORT ? parsed.hostname : 'HOST';
  return `postgres://USER:PASSWORD@${host}:5432${parsed?.pathname ?? '/DATABASE'}   # of the server itself or its session-mode pooler`;
}
