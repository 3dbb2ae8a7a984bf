import pg from 'pg';
import { expect } from 'vitest';
import { connect } from '../../test/support/client.ts';
import { test } from '../../test/support/database.ts';
import { findPgbouncer, startPgbouncer } from '../../test/support/pgbouncer.ts';
import { subscribe } from './subscription.ts';

const hasPgbouncer = findPgbouncer('that the listener stays through a pooler in session mode');

/** What ends a session of the role, or is heard by the listener: whichever comes first. */
async function listen(connectionString: string) {
  const [heard, lost] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const subscription = await subscribe({
    connectionString,
    channels: ['a_channel'],
    onNotification: (_channel, payload) => heard.resolve(`heard ${payload}`),
    onLost: (error) => lost.resolve(`lost: ${error.message}`),
  });
  return {
    first: Promise.race([heard.promise, lost.promise]),
    close: () => subscription.close(AbortSignal.timeout(5_000)),
  };
}

test('the limits of a role end no session that listens', async ({ database }) => {
  const owner = await connect(database);
  const url = new URL(database.url);
  const role = `limits_${url.pathname.slice(-12)}`;
  await owner.query(`create role ${role} login password 'secret-of-the-test'`);
  try {
    await owner.query(
      `alter role ${role} set statement_timeout = '1ms'; alter role ${role} set idle_session_timeout = '200ms'`,
    );
    [url.username, url.password] = [role, 'secret-of-the-test'];
    for (const options of ['', '-c work_mem=1MB']) {
      url.search = options === '' ? '' : `?options=${encodeURIComponent(options)}`;
      const { first, close } = await listen(url.href);
      // It came later, and is ended by the limit that would have ended the listener before it.
      const other = new pg.Client({ connectionString: url.href });
      const ended = new Promise((resolve) => other.on('error', resolve));
      await other.connect();
      await ended;
      await owner.query(`notify a_channel, 'it'`);
      expect(await first).toBe('heard it');
      await close();
    }
  } finally {
    await owner.query(`drop role ${role}`);
    await owner.end();
  }
});

test.runIf(hasPgbouncer)(
  'a pooler that takes no options with the login is listened through without',
  async ({ database }) => {
    const owner = await connect(database);
    const pooler = await startPgbouncer(database.url, 'session');
    try {
      const { first, close } = await listen(pooler.url);
      await owner.query(`notify a_channel, 'it'`);
      expect(await first).toBe('heard it');
      await close();
    } finally {
      await pooler.stop();
      await owner.end();
    }
  },
);
