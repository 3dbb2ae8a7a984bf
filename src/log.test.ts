import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { DaemonEvents } from './events.ts';
import { createLog, describeError, logEvents, withoutCredentials } from './log.ts';

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

  test('keeps scheme, host and path of any address and drops user, password and query', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(word, word, word, word, (user, password, host, path) => {
        const cleaned = withoutCredentials(
          `at https://${user}:${password}XX@${host}.example/${path}?token=${password}XX.`,
        );
        expect(cleaned).toBe(`at https://${host}.example/${path}`);
      }),
    );
  });
});
