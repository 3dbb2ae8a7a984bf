import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { DaemonEvents } from '../events.ts';
import { createLog, describeError } from './log.ts';
import { logEvents } from './log-events.ts';

const SECRET = 'hunter2-s3cret';

describe('the log', () => {
  test('never holds a password, wherever an error carries one', () => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    const url = `postgres://cat:${SECRET}@db.example:5432/x?application_name=${SECRET}`;
    const error = Object.assign(new Error(`cannot reach ${url}`, { cause: new Error(`see ${url}`) }), {
      config: { password: SECRET, connectionString: url },
      client: new pg.Client({ connectionString: url }),
    });
    const events = new DaemonEvents();
    logEvents(events, log);
    events.emit('fault', { where: 'test', error });
    events.emit('runner:fault', { action: 'ended', error });
    log.error({ err: error }, 'directly');
    expect(lines.length).toBe(3);
    expect(lines.join('')).not.toContain(SECRET);
    expect(lines.join('')).toContain('postgres://db.example:5432/x');
  });

  test('tells an outage of the database in a line a minute, and what is of others for itself', () => {
    vi.useFakeTimers();
    try {
      const lines: string[] = [];
      const events = new DaemonEvents();
      logEvents(events, createLog('info', { write: (line: string) => void lines.push(line) }));
      const away = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
      const job = (error: Error) =>
        events.emit('job:end', { task: 'micro-scrape', jobId: '1', outcome: 'retry', seconds: 1, error });
      // A site or a store that is away is not the database.
      job(away());
      events.emit('fault', { where: 'VIN decoder', error: away() });
      expect(lines.splice(0)).toHaveLength(2);
      events.emit('listener:lost', { error: new Error('Connection terminated unexpectedly') });
      for (let second = 0; second < 540; second += 1) {
        events.emit('fault', { where: 'heartbeat', error: away() });
        events.emit('fault', { where: 'connection work', error: away() });
        events.emit('runner:fault', { action: 'rebuild', error: away() });
        events.emit('queue:said', { name: 'runner', level: 'error', message: 'Failed to reset locked' });
        job(away());
        vi.advanceTimersByTime(1_000);
      }
      // A connection that answers while others fail ends no outage.
      events.emit('listener:probe', { ok: true, seconds: 0.01 });
      vi.advanceTimersByTime(6_000);
      events.emit('listener:probe', { ok: true, seconds: 0.01 });
      events.emit('listener:probe', { ok: true, seconds: 0.01 });
      const said = lines.map((line) => JSON.parse(line));
      expect(said).toHaveLength(11);
      expect(said[0]).toMatchObject({
        ...{ level: 'error', where: 'listener', msg: expect.stringContaining('is away') },
        err: { type: 'Error', message: 'Connection terminated unexpectedly' },
      });
      expect(said[1]).toMatchObject({
        level: 'error',
        seconds: 60,
        what: 'the database is away',
        msg: 'this goes on failing',
      });
      expect(said.at(-1)).toMatchObject({ level: 'warn', msg: 'the database is back', failures: 2161 });
      expect(said.slice(1, -1).reduce((sum, { times }) => sum + times, 1)).toBe(2161);
      expect(lines.join('')).not.toContain('stack');
    } finally {
      vi.useRealTimers();
    }
  });

  test('tells a fault that comes back every second once, then a count a minute, and afresh after a quiet one', () => {
    vi.useFakeTimers();
    try {
      const lines: string[] = [];
      const events = new DaemonEvents();
      logEvents(events, createLog('info', { write: (line: string) => void lines.push(line) }));
      const denied = (second: number) => new Error(`permission denied for table pages (${second})`);
      for (let second = 0; second < 119; second += 1) {
        events.emit('fault', { where: 'heartbeat', error: denied(second) });
        vi.advanceTimersByTime(1_000);
      }
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain('"times":59');
      vi.advanceTimersByTime(130_000);
      events.emit('fault', { where: 'heartbeat', error: denied(0) });
      expect(lines).toHaveLength(4);
      expect(lines[3]).toContain('stack');
    } finally {
      vi.useRealTimers();
    }
  });

  test('makes characters of pages visible that a terminal would obey', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    const reason = 'the page says "\u001b[2J\u009b31m\u202e"';
    log.info({ reason }, reason);
    expect(lines[0]).toMatch(/^[\x20-\x7e]*\n$/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason, msg: reason });
  });

  test('holds no line that one error could fill', () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line: string) => void lines.push(line) });
    const events = new DaemonEvents();
    logEvents(events, log);
    const message = `bad payload: ${'vehicle_ids.0: Invalid GUID; '.repeat(20_000)}`;
    const error = new Error(message, { cause: new Error(message) });
    events.emit('job:end', { task: 'micro-scrape', jobId: '1', outcome: 'failed', seconds: 1, error });
    events.emit('fault', { where: 'test', error });
    events.emit('queue:said', { name: 'runner', level: 'error', message });
    log.info({ reason: message }, message);
    expect(lines).toHaveLength(4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(10_000);
    expect(JSON.parse(lines[0] ?? '').err.stack).toContain('log.test.ts');
  });

  test('goes on when a listener of an event fails', () => {
    const lines: string[] = [];
    const log = createLog('error', { write: (line: string) => void lines.push(line) });
    const events = new DaemonEvents();
    logEvents(events, log);
    events.on('listener:lost', () => {
      throw new Error('a listener of ours');
    });
    events.emit('listener:lost', { error: new Error('gone') });
    expect(lines.join('')).toContain('a listener of ours');
  });

  test('describes what is no error as well', () => {
    expect(describeError('text')).toEqual({ type: 'string', message: 'text' });
    expect(describeError(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
  });
});
