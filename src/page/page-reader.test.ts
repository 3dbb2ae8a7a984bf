import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { RetryError } from '../errors.ts';
import { createPageReader, type PageReader } from './page-reader.ts';
import { readPage } from './read-page.ts';

const { signal } = new AbortController();
const open: PageReader[] = [];
const reader = (limitMs: number): PageReader => {
  const made = createPageReader({ threads: 1, limitMs });
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** Long enough to be told from nothing by a clock: some 0.1 s. */
const PAGE = {
  url: 'https://cars.example/1',
  html: `<title>1995 Porsche 911 for sale</title><h1>1995 Porsche 911</h1>${'<p><b>Color</b>: <i>red</i></p>'.repeat(4_000)}`,
};

describe('the time that a page may take', () => {
  test('ends the reading of one that takes longer, to be tried again', async () => {
    const reading = reader(1).read(PAGE, signal);
    await expect(reading).rejects.toThrow(RetryError);
    await expect(reading).rejects.toThrow('the page took more than 0.001 s to read');
  });

  test('counts from its turn: the last of many that wait for one thread is read like the first', async () => {
    const patient = reader(60_000);
    await patient.read(PAGE, signal);
    const began = performance.now();
    await patient.read(PAGE, signal);
    const one = performance.now() - began;
    const hasty = reader(6 * one);
    const pages = await Promise.all(Array.from({ length: 15 }, () => hasty.read(PAGE, signal)));
    expect(performance.now() - began).toBeGreaterThan(6 * one);
    expect(new Set(pages.map(({ kind }) => kind)).size).toBe(1);
  });

  test("is the processor's: a machine that is busy with other things makes no page slow", async () => {
    const busy = Array.from({ length: 2 * availableParallelism() }, () => new Worker('for (;;);', { eval: true }));
    try {
      const alone = process.threadCpuUsage();
      const read = readPage(PAGE);
      const { user, system } = process.threadCpuUsage(alone);
      const hasty = reader((1.8 * (user + system)) / 1000);
      const began = performance.now();
      expect(await hasty.read(PAGE, signal)).toEqual(read);
      expect(performance.now() - began).toBeGreaterThan((1.8 * (user + system)) / 1000);
    } finally {
      for (const each of busy) await each.terminate();
    }
  });

  test('does not matter to a caller who gives up first', async () => {
    const stop = new AbortController();
    const reading = reader(60_000).read(PAGE, stop.signal);
    const reason = new Error('shutting down');
    stop.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});
