import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { memoize } from './memoize.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('what is remembered of a text', () => {
  it('is found once, also where it is nothing', () => {
    const asked: string[] = [];
    const evenLength = memoize((text) => {
      asked.push(text);
      return text.length % 2 === 0 ? text.length : undefined;
    });
    expect(['four', 'odd', 'four', 'odd'].map(evenLength)).toEqual([4, undefined, 4, undefined]);
    expect(asked).toEqual(['four', 'odd']);
  });

  it('keeps no page alive that a text is a piece of', () => {
    const size = memoize((text) => text.length);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let page = 0; page < 100; page++) {
      const html = Buffer.from(`<p class="mark of page ${page}">${'x'.repeat(500_000)}`).toString('latin1');
      size(html.slice(10, 28));
    }
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  });
});
