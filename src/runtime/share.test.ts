import { describe, expect, test } from 'vitest';
import { Share } from './share.ts';

const { signal } = new AbortController();

describe('a share', () => {
  test('never gives away more than there is, whatever is asked for and given up, and is whole in the end', async () => {
    const share = new Share(10);
    let taken = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const amount = 1 + ((n * 7) % 10);
        const stop = new AbortController();
        const turn = share.take(amount, stop.signal).then(
          async (giveBack) => {
            taken += amount;
            most = Math.max(most, taken);
            await new Promise(setImmediate);
            taken -= amount;
            giveBack();
          },
          (reason) => expect(reason).toBe(stop.signal.reason),
        );
        if (n % 3 === 0) stop.abort();
        await turn;
      }),
    );
    expect(most).toBe(10);
    (await share.take(10, signal))();
  });

  test('lets who asks for much not wait for ever behind those who ask for little', async () => {
    const share = new Share(2);
    const giveBack = await share.take(1, signal);
    const order: string[] = [];
    const turn = async (amount: number, name: string) => {
      const back = await share.take(amount, signal);
      order.push(name);
      back();
    };
    const turns = [turn(2, 'much'), turn(1, 'little')];
    giveBack();
    await Promise.all(turns);
    expect(order).toEqual(['much', 'little']);
  });

  test('is not held up by one who leaves the head of the line', async () => {
    const share = new Share(2);
    await share.take(1, signal);
    const stop = new AbortController();
    const left = share.take(2, stop.signal);
    const behind = share.take(1, signal);
    stop.abort();
    await expect(left).rejects.toBe(stop.signal.reason);
    await behind;
  });
});
