/** What a daemon's log says, as whoever collects it sees it. */
import { describe, expect } from 'vitest';
import { FIELDS, IDS, LINES } from '../../src/observability/log-lines.ts';
import { startBehaviourSite } from '../site/behaviours.ts';
import { connect, one } from '../support/client.ts';
import { startTestDaemon } from '../support/daemon.ts';
import { test } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const SECRET = 'hunter2-s3cret';

describe('the log of a daemon', () => {
  test('has only what docs/logs.md has, the three ids in each line about a vehicle, and no secret', async ({
    database,
  }) => {
    const site = await startBehaviourSite();
    const client = await connect(database);
    const lines: Record<string, unknown>[] = [];
    let text = '';
    const daemon = await startTestDaemon(
      database,
      {
        LOG_LEVEL: 'trace',
        FETCH_ALLOW_PRIVATE: new URL(site.origin).host,
        SERVICE_KEY: `${SECRET}-${'k'.repeat(40)}`,
      },
      {
        onLine: (line) => {
          text += line;
          lines.push(JSON.parse(line));
        },
      },
    );
    try {
      const insert = 'insert into vehicles (discovery_url) values ($1) returning id';
      const withSecret = (path: string) => `${site.origin}${path}?token=${SECRET}&password=${SECRET}`;
      const { id } = await one(client, insert, [withSecret('/status/404')]);
      await one(client, insert, [withSecret('/nowhere')]);
      await client.query(`select graphile_worker.add_job('extract-listing', $1)`, [
        { vehicle_id: id, url: `https://cat:${SECRET}@cars.example/?api_key=${SECRET}` },
      ]);
      await fetch(`${daemon.origin}/functions/v1/micro-scrape-bandaid?key=${SECRET}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}` },
      });
      const said = (msg: string) => lines.filter((line) => line.msg === msg);
      await eventually('both have come to rest and the job has failed', () => {
        return said('vehicle settled').length >= 2 && said('job failed for good').length === 1;
      });
      const messages = new Set(lines.filter(({ name }) => name !== 'http').map(({ msg }) => String(msg)));
      expect([...messages].filter((msg) => !(msg in LINES))).toEqual([]);
      const always = ['level', 'time', 'service', 'name', 'msg'];
      const unknown = lines
        .filter(({ name }) => name !== 'http')
        .flatMap((line) => Object.keys(line))
        .filter((field) => !(always.includes(field) || field in FIELDS || field in IDS));
      expect(unknown).toEqual([]);
      for (const line of [...said('vehicle settled'), ...said('action')]) {
        expect(line).toMatchObject({
          run_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          vehicle_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          job_id: expect.stringMatching(/^\d+$/),
        });
      }
      expect(said('vehicle settled').map(({ vehicle_id }) => vehicle_id)).toContain(id);
      const { password } = new URL(database.url);
      expect(password.length).toBeGreaterThan(10);
      for (const secret of [SECRET, password]) expect(text).not.toContain(secret);
    } finally {
      await daemon.stop();
      await client.end();
      await site.close();
    }
  });
});
