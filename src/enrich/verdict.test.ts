import { describe, expect, test } from 'vitest';
import { GiveUpError, RetryError, WaitError } from '../errors.ts';
import { conclude } from './verdict.ts';
import type { Work } from './work.ts';

const ROW: Work['row'] = {
  id: '00000000-0000-4000-8000-000000000000',
  year: null,
  make: null,
  model: null,
  vin: null,
  sale_price: null,
  asking_price: null,
  currency: null,
  mileage: null,
  color: null,
  engine: null,
  transmission: null,
  description: null,
  discovery_url: 'https://a.example/1',
  image_urls: [],
  image_count: 0,
};

function work(attempts = 0, gaps: readonly string[] = ['price']): Parameters<typeof conclude>[0] {
  return {
    row: ROW,
    gaps: new Set(gaps),
    told: undefined,
    done: [],
    claim: {
      fence: '1',
      wanted: '1',
      gaps: [...gaps],
      score: 0,
      attempts,
      slot_at: null,
      run_id: null,
      outcome: 'pending',
      reread: false,
      photos_missing: 0,
      failed_at: null,
      lane: 'work',
      progress: null,
      wanted_at: null,
    },
  };
}

const retry = (error: RetryError | WaitError | GiveUpError) => ({
  error,
  passing: true,
  action: 'extract-listing' as const,
});

describe('where a vehicle rests', () => {
  test('exhausted, with what it lacks, when its page has no more to give', () => {
    expect(conclude(work(), undefined, 5)).toMatchObject({
      outcome: 'exhausted',
      reason: 'lacks price: the page does not say',
      nextTryAt: null,
    });
  });

  test('waiting twice as long twice over after each failed attempt, and exhausted after the last', () => {
    const waits = [0, 1, 2, 3].map((attempts) => {
      const { nextTryAt, outcome } = conclude(work(attempts), retry(new RetryError('reset')), 5);
      expect(outcome).toBe('waiting');
      return Math.round(((nextTryAt?.getTime() ?? 0) - Date.now()) / 1000);
    });
    expect(waits).toEqual([30, 120, 480, 1920]);
    expect(conclude(work(4), retry(new RetryError('reset')), 5)).toMatchObject({
      outcome: 'exhausted',
      reason: 'gave up after 5 attempts: reset',
      nextTryAt: null,
    });
  });

  test('until the moment a host names, without counting an attempt', () => {
    const until = new Date(Date.now() + 60_000);
    expect(conclude(work(3), retry(new WaitError('Retry-After', until)), 5)).toMatchObject({
      outcome: 'waiting',
      nextTryAt: until,
      failedAttempt: false,
    });
  });

  test('blocked, and after as many refusals as attempts without another visit', () => {
    const until = new Date(Date.now() + 3_600_000);
    const refused = retry(new WaitError('403', until, 'blocked'));
    expect(conclude(work(3), refused, 5)).toMatchObject({ outcome: 'blocked', nextTryAt: until, failedAttempt: true });
    expect(conclude(work(4), refused, 5)).toMatchObject({
      outcome: 'blocked',
      nextTryAt: null,
      reason: 'gave up after 5 visits: 403',
    });
  });

  test('gone for good when the listing is', () => {
    expect(conclude(work(), retry(new GiveUpError('404', 'gone')), 5)).toMatchObject({
      outcome: 'gone',
      nextTryAt: null,
    });
  });

  test('is looked at again a little after a live auction ends, as long as it has no price', () => {
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const told = { auctionEndsAt: end, title: undefined, otherEngine: false };
    const visit = conclude({ ...work(), told }, undefined, 5).nextTryAt;
    expect((visit?.getTime() ?? 0) - Date.parse(end)).toBe(300_000);
    expect(conclude({ ...work(0, ['vin']), told }, undefined, 5).nextTryAt).toBeNull();
  });
});
