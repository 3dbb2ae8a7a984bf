import { describe, expect, test } from 'vitest';
import { Backoff } from './backoff.ts';
import { Latch } from './latch.ts';
import { type Service, startAll, stopAll } from './service.ts';

const never = new AbortController().signal;

function service(name: string, calls: string[], fails?: 'start' | 'stop'): Service {
  return {
    name,
    async start() {
      calls.push(`start ${name}`);
      if (fails === 'start') throw new Error(`${name} cannot start`);
    },
    async stop() {
      calls.push(`stop ${name}`);
      if (fails === 'stop') throw new Error(`${name} cannot stop`);
    },
  };
}

describe('services', () => {
  test('start in order and stop in reverse', async () => {
    const calls: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => service(name, calls));
    await startAll(all, never);
    await stopAll(all, never);
    expect(calls).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  });

  test('that had started are stopped when a later one cannot start', async () => {
    const calls: string[] = [];
    const all = [service('a', calls), service('b', calls, 'start'), service('c', calls)];
    await expect(startAll(all, never)).rejects.toThrow('b cannot start');
    expect(calls).toEqual(['start a', 'start b', 'stop a']);
  });

  test('are all stopped though one of them fails, and the failure is told', async () => {
    const calls: string[] = [];
    const all = [service('a', calls), service('b', calls, 'stop'), service('c', calls)];
    await expect(stopAll(all, never)).rejects.toThrow(AggregateError);
    expect(calls).toEqual(['stop c', 'stop b', 'stop a']);
  });
});

describe('the notifier', () => {
  test('rung while nobody waits is heard by the next who does, once', async () => {
    const notifier = new Latch();
    notifier.notify();
    notifier.notify('sweep');
    expect(await notifier.wait(60_000, never)).toBe('notify');
    expect(await notifier.wait(1, never)).toBe('sweep');
  });

  test('wakes the one who waits, who is told whether there was something to tell', async () => {
    const notifier = new Latch();
    for (const path of ['notify', 'sweep'] as const) {
      const waiting = notifier.wait(60_000, never);
      notifier.notify(path);
      expect(await waiting).toBe(path);
    }
  });

  test('gives up after its time and at an abort', async () => {
    const notifier = new Latch();
    expect(await notifier.wait(1, never)).toBe('sweep');
    expect(await notifier.wait(60_000, AbortSignal.abort())).toBe('sweep');
  });
});

describe('the back-off', () => {
  test('doubles from a tenth of a second to five seconds and begins again after a success', () => {
    const backoff = new Backoff();
    const waits = Array.from({ length: 8 }, () => backoff.next());
    for (const [i, wait] of waits.entries()) {
      const base = Math.min(100 * 2 ** i, 5_000);
      expect(wait).toBeGreaterThanOrEqual(base * 0.9);
      expect(wait).toBeLessThanOrEqual(base * 1.1);
    }
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(110);
  });
});
