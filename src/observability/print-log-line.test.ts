import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLog, standardOutput } from './log.ts';
import { tell } from './log-lines.ts';

const terminal = process.stdout.isTTY;

/** What `work` has written to standard output, as one that is a terminal or not. */
function printed(isTTY: boolean, work: () => void): string {
  process.stdout.isTTY = isTTY;
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  work();
  return write.mock.calls.map(([text]) => String(text)).join('');
}

afterEach(() => {
  vi.restoreAllMocks();
  process.stdout.isTTY = terminal;
});

describe('a line for people', () => {
  const settled = { source: 'other', outcome: 'gone', reason: 'the page is\u001b[2J "away"', score: 40, marked: false };
  const write = (format: 'auto' | 'pretty') => {
    const log = createLog('info', standardOutput(format)).child({ vehicle_id: 'v1' });
    tell(log, 'vehicle settled', { ...settled, since_requested_seconds: 2.5 });
  };

  test('says when, how bad and what, and gives no orders to the terminal', () => {
    const text = printed(false, () => write('pretty'));
    expect(text).toMatch(/^\d\d:\d\d:\d\d info {2}vehicle settled source=other outcome=gone /);
    expect(text).toContain('since_requested_seconds=2.5 vehicle_id=v1\n');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('is broken where the terminal ends', () => {
    const lines = printed(true, () => write('auto'))
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThan(1);
  });

  test('has below it what an error is, where it comes from and what caused it', () => {
    const error = Object.assign(new Error('no answer', { cause: new Error('reset') }), { code: 'ECONNRESET' });
    const text = printed(false, () => {
      tell(createLog('info', standardOutput('pretty')), 'a request failed', { err: error, url: '/x' });
    });
    expect(text).toMatch(
      /error a request failed url=\/x\n +Error: no answer \(ECONNRESET\)\n +at .*print-log-line\.test/,
    );
    expect(text).toMatch(/\n +because of Error: reset\n/);
  });
});
