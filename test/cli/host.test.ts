import { describe, expect } from 'vitest';
import { connect, one } from '../support/client.ts';
import { test } from '../support/database.ts';
import { command, commandJson } from './command.ts';

describe('micro-scrape host', () => {
  test('pauses, slows and resumes a site by its name or any address there, and lists what stands', async ({
    database,
  }) => {
    const env = { DATABASE_URL: database.url };
    const client = await connect(database);
    try {
      expect(await command(['host', 'list'], env)).toMatchObject({
        code: 0,
        stdout: 'No host is waited for, paused or slowed.\n',
      });
      const paused = await command(
        ['host', 'pause', 'https://Cars.Example:443/listing/1', '--until', '2h', '--reason', 'they asked us to'],
        env,
      );
      expect(paused).toMatchObject({ code: 0, stdout: expect.stringMatching(/^cars\.example is left alone until 20/) });
      expect((await command(['host', 'slow', 'http://cars.example:8080', '10s'], env)).stdout).toBe(
        'cars.example:8080 is asked at most once in 10 s\n',
      );
      const { answer } = await commandJson(['host', 'list'], env);
      expect(answer).toMatchObject({
        hosts: [
          { host: 'cars.example', held: true, says: expect.stringMatching(/paused by hand until .*they asked us to/) },
          { host: 'cars.example:8080', held: false, slow_ms: 10_000, says: null },
        ],
      });
      expect((await command(['host', 'list'], env)).stdout).toMatch(/cars\.example +0 +any +in (2 h|120 min)/);
      expect((await command(['host', 'slow', 'cars.example:8080', 'off'], env)).code).toBe(0);
      expect((await command(['host', 'resume', 'cars.example'], env)).stdout).toBe(
        'cars.example is visited again, at its pace\n',
      );
      expect(
        await one(client, 'select count(*)::int as n from micro_scrape.hosts where held_until is not null'),
      ).toEqual({ n: 0 });
    } finally {
      await client.end();
    }
  });

  test('refuses what is no time, no interval and no host', async ({ database }) => {
    const env = { DATABASE_URL: database.url };
    for (const args of [
      ['pause', 'cars.example', '--until', 'yesterday'],
      ['slow', 'cars.example', 'fast'],
      ['resume', '///'],
    ]) {
      expect((await command(['host', ...args], env)).code).toBe(64);
    }
  });
});
