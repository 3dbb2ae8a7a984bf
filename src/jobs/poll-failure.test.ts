import { describe, expect, it } from 'vitest';
import { PollFailure } from './poll-failure.ts';

describe('a runner that asks for jobs in vain', () => {
  it('is given up when the same failure comes again, and that is said once', () => {
    const asked = new PollFailure();
    const kept = new Error('sorry, too many clients already');
    expect([1, 2, 3, 5_000].map((now) => asked.failed(kept, now))).toEqual([false, true, false, false]);
  });

  it('is waited for while each failure is another one, but not longer than a minute', () => {
    const asked = new PollFailure();
    const away = (now: number) => asked.failed(new Error('connection refused'), now);
    expect([0, 1, 5_000, 59_999, 60_000, 65_000].map(away)).toEqual([false, false, false, false, true, false]);
  });

  it('is well again with the first answer', () => {
    const asked = new PollFailure();
    const failure = new Error('connection refused');
    expect(asked.failed(failure, 0)).toBe(false);
    asked.answered();
    expect(asked.failed(failure, 70_000)).toBe(false);
  });
});
