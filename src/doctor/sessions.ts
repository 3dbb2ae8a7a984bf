/**
 * Whether a connection stays the same session, and whether what is notified arrives: a transaction pooler passes
 * neither and says nothing.
 */
import { connectionConfig, describeConnection } from '../database/pool.ts';
import { despiteLimits, keepsSession, withTwoClients } from '../database/session-settings.ts';
import { directTo, isSameDatabase, POOLER_PORT } from '../database/work-and-listen-urls.ts';
import { wait } from '../runtime/wait.ts';
import { type Check, type Finding, ok, problem, warning } from './finding.ts';

/** It takes milliseconds when it arrives at all. */
const ARRIVES_WITHIN_MS = 2_000;

export const checkSessions: Check = async ({ databaseUrl, listenUrl }) => {
  const separate = listenUrl !== databaseUrl;
  const findings = [await checkPinned(listenUrl, separate ? 'LISTEN_DATABASE_URL' : 'DATABASE_URL')];
  if (separate && !(await keepsSession(connectionConfig(databaseUrl, 'doctor')))) {
    findings.push(
      ok('pooler', 'DATABASE_URL goes through a transaction pooler; what needs a session has LISTEN_DATABASE_URL'),
    );
  }
  findings.push(await despiteLimits(() => checkListen(databaseUrl, listenUrl)));
  return findings;
};

async function checkPinned(url: string, variable: string): Promise<Finding> {
  const port = URL.parse(url)?.port;
  if (!(await keepsSession(connectionConfig(url, 'doctor')))) {
    return problem(
      'session',
      `${variable} goes through a transaction pooler (one connection, several server processes${port === POOLER_PORT ? `; port ${POOLER_PORT} is its usual port` : ''}): LISTEN and advisory locks do not pass it`,
      `LISTEN_DATABASE_URL=${directTo(url)}`,
    );
  }
  return port === POOLER_PORT
    ? warning(
        'session',
        `${variable} uses port ${POOLER_PORT}, usually a transaction pooler's; it looked like a session this time`,
        `LISTEN_DATABASE_URL=${directTo(url)}`,
      )
    : ok('session', `${variable} keeps one server process a connection`);
}

async function checkListen(databaseUrl: string, listenUrl: string): Promise<Finding> {
  const channel = `micro_scrape_doctor_${crypto.randomUUID().replaceAll('-', '')}`;
  const [listening, sending] = [connectionConfig(listenUrl, 'doctor'), connectionConfig(databaseUrl, 'doctor')];
  return withTwoClients(listening, sending, async (listener, sender) => {
    const arrived = new AbortController();
    listener.on('notification', () => arrived.abort());
    await listener.query(`listen ${channel}`);
    await sender.query('select pg_notify($1, $2)', [channel, '']);
    await wait(ARRIVES_WITHIN_MS, arrived.signal);
    if (arrived.signal.aborted) {
      return ok('LISTEN', 'a NOTIFY from another connection arrives');
    }
    return (await isSameDatabase(listenUrl, databaseUrl))
      ? problem(
          'LISTEN',
          `a NOTIFY from another connection does not arrive within ${ARRIVES_WITHIN_MS / 1000} s: a transaction pooler accepts LISTEN and delivers nothing`,
          `LISTEN_DATABASE_URL=${directTo(listenUrl)}`,
        )
      : problem(
          'LISTEN',
          `LISTEN_DATABASE_URL leads to another database (${describeConnection(listenUrl)}) than DATABASE_URL (${describeConnection(databaseUrl)})`,
          `unset LISTEN_DATABASE_URL   # or give it the server and database of DATABASE_URL`,
        );
  });
}
