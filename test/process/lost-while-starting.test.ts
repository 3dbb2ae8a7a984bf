import { describe, expect } from 'vitest';
import { PostgresProxy } from '../chaos/proxy.ts';
import { test } from '../support/database.ts';
import { startProgram } from '../support/program.ts';

describe('a database that goes away while the daemon starts ends it with 69 and a sentence', () => {
  test.for([
    ['while the schema is looked at', /pg_try_advisory_xact_lock\(28019, 3\)/],
    ['at the first heartbeat', /insert into micro_scrape\.daemons/],
  ] as const)('%s', async ([, moment], { database }) => {
    const proxy = await PostgresProxy.start(Number(new URL(database.url).port));
    try {
      proxy.onClientMessage = ({ sql }) => {
        if (!moment.test(sql)) return undefined;
        proxy.behave('refuse');
        return 'drop';
      };
      const program = startProgram(['start'], { DATABASE_URL: proxy.through(database.url), PORT: '0' });
      expect(await program.ended).toBe(69);
      expect(program.output()).toContain('went away while the daemon started');
      expect(program.output()).not.toMatch(/^ {4}at /m);
    } finally {
      await proxy.close();
    }
  });
});
