import { describe, expect, it } from 'vitest';
import { ImageGate } from './image-gate.ts';

const never = new AbortController().signal;

describe('ImageGate', () => {
  it('lets two downloads of a host run at once, and the next one when one ends', async () => {
    const gate = new ImageGate();
    const started: number[] = [];
    const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const runs = ends.map((end, index) =>
      gate.run('a', 0, never, () => {
        started.push(index);
        return end.promise;
      }),
    );
    await expect.poll(() => started).toEqual([0, 1]);
    ends[1]?.resolve();
    await expect.poll(() => started).toEqual([0, 1, 2]);
    ends[0]?.reject(new Error('broken'));
    await expect(runs[0]).rejects.toThrow('broken');
    await expect.poll(() => started).toEqual([0, 1, 2, 3]);
    for (const end of ends) end.resolve();
    await Promise.all(runs.slice(1));
  });

  it('spaces the starts of a host out', async () => {
    const gate = new ImageGate();
    const asked = performance.now();
    const started = await Promise.all(
      Array.from({ length: 6 }, () => gate.run('a', 30, never, async () => performance.now())),
    );
    // Five spaces lie between six starts; a timer of Node may fire a millisecond early.
    expect(Math.max(...started) - asked).toBeGreaterThanOrEqual(5 * 30 - 1);
  });

  it('keeps hosts apart', async () => {
    const gate = new ImageGate();
    const held = Promise.withResolvers<void>();
    const busy = [1, 2].map(() => gate.run('a', 0, never, () => held.promise));
    expect(await gate.run('b', 0, never, async () => 'b')).toBe('b');
    held.resolve();
    await Promise.all(busy);
  });

  it('forgets who waits when its caller aborts', async () => {
    const gate = new ImageGate();
    const held = Promise.withResolvers<void>();
    const stop = new AbortController();
    const reason = new Error('enough');
    const busy = [1, 2].map(() => gate.run('a', 0, never, () => held.promise));
    const waiting = gate.run('a', 0, stop.signal, async () => 'never');
    const last = gate.run('a', 0, never, async () => 'last');
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    held.resolve();
    expect(await last).toBe('last');
    await Promise.all(busy);
  });
});
