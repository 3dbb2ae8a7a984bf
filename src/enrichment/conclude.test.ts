import { describe, expect, test } from 'vitest';
import { DeferError, PermanentError, RetryError } from '../runtime/errors.ts';
import { conclude } from './conclude.ts';

function work(attempts = 0): Parameters<typeof conclude>[0] {
  return { told: undefined, claim: { attempts, max_attempts: 5 } };
}

const retry = (error: RetryError | DeferError | PermanentError) => ({
  error,
  passing: true,
  action: 'extract-listing' as const,
});

describe('where a vehicle rests', () => {
  test('exhausted, with what it lacks, when its page has no more to give', () => {
    expect(conclude(work(), undefined)).toMatchObject({
      outcome: 'exhausted',
      lacks: true,
      next_try_at: null,
    });
  });

  test('waiting twice as long twice over after each failed attempt, and exhausted after the last', () => {
    const waits = [0, 1, 2, 3].map((attempts) => {
      const { next_try_at: nextTryAt, outcome } = conclude(work(attempts), retry(new RetryError('reset')));
      expect(outcome).toBe('waiting');
      return Math.round(((nextTryAt?.getTime() ?? 0) - Date.now()) / 1000);
    });
    expect(waits).toEqual([30, 120, 480, 1920]);
    expect(conclude(work(4), retry(new RetryError('reset')))).toMatchObject({
      outcome: 'exhausted',
      reason: 'gave up after 5 attempts: reset',
      next_try_at: null,
    });
  });

  test('until the moment a host names, without counting an attempt', () => {
    const until = new Date(Date.now() + 60_000);
    expect(conclude(work(3), retry(new DeferError('Retry-After', until)))).toMatchObject({
      outcome: 'waiting',
      next_try_at: until,
      failed_attempt: false,
    });
  });

  test('blocked, and after as many refusals as attempts without another visit', () => {
    const until = new Date(Date.now() + 3_600_000);
    const refused = retry(new DeferError('403', until, 'blocked'));
    expect(conclude(work(3), refused)).toMatchObject({ outcome: 'blocked', next_try_at: until, failed_attempt: true });
    expect(conclude(work(4), refused)).toMatchObject({
      outcome: 'blocked',
      next_try_at: null,
      reason: 'gave up after 5 visits: 403',
    });
  });

  test('gone for good when the listing is', () => {
    expect(conclude(work(), retry(new PermanentError('404', 'gone')))).toMatchObject({
      outcome: 'gone',
      next_try_at: null,
    });
  });

  test('is looked at again a little after a live auction ends, as long as it has no price', () => {
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const told = { auctionEndsAt: end, title: undefined, otherEngine: false };
    const { next_try_at: visit, for_price: forPrice } = conclude({ ...work(), told }, undefined);
    expect([(visit?.getTime() ?? 0) - Date.parse(end), forPrice]).toEqual([300_000, true]);
  });
});
