import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { PermanentError, RetryError } from '../../runtime/errors.ts';
import { readPage } from '../read-page.ts';
import { createPageReader, type PageReader } from './page-reader.ts';

const { signal } = new AbortController();
const open: PageReader[] = [];
const reader = (options: Partial<Parameters<typeof createPageReader>[0]> = {}): PageReader => {
  const made = createPageReader({ processes: 1, ...options });
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

const SMALL = {
  url: 'https://cars.example/2',
  html: '<title>1995 Porsche 911 for sale</title><h1>1995 Porsche 911</h1>',
};

/** Of this thread, in ms. */
function processorMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

describe('the time that a page may take', () => {
  test('ends the reading of one that takes longer, and it is not tried again', async () => {
    const reading = reader({ limitMs: 1 }).read(PAGE, signal);
    await expect(reading).rejects.toThrow(PermanentError);
    await expect(reading).rejects.toThrow('the page took more than 0.001 s to read');
  });

  test('counts from its turn: the last of many that wait for one process is read like the first', async () => {
    const limitMs = 5 * processorMs(() => readPage(PAGE));
    const hasty = reader({ limitMs });
    const pages = await Promise.all(Array.from({ length: 15 }, () => hasty.read(PAGE, signal)));
    expect(new Set(pages.map(({ kind }) => kind)).size).toBe(1);
  });

  test("is the processor's: a machine that is busy with other things makes no page slow", async () => {
    const page = { ...PAGE, html: PAGE.html.slice(0, 40_000) };
    const read = readPage(page);
    // Read once more, as what is compiled by then makes it cheaper than it is for a new process.
    const limitMs = 12 * processorMs(() => readPage(page));
    const hasty = reader({ limitMs });
    await hasty.read(SMALL, signal);
    const busy = Array.from({ length: 16 * availableParallelism() }, () => new Worker('for (;;);', { eval: true }));
    try {
      const began = performance.now();
      expect(await hasty.read(page, signal)).toEqual(read);
      expect(performance.now() - began).toBeGreaterThan(limitMs);
    } finally {
      for (const each of busy) await each.terminate();
    }
  });

  test('does not matter to a caller who gives up first', async () => {
    const stop = new AbortController();
    const reading = reader({ limitMs: 60_000 }).read(PAGE, stop.signal);
    const reason = new Error('shutting down');
    stop.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});

/** Of this process, by their ids. */
const children = (parent = process.pid): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [state, owner] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return (
          Number(owner) === parent &&
          state !== 'Z' &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reader-process.child')
        );
      } catch {
        return false;
      }
    });

// Other systems have no /proc to look in.
describe.runIf(process.platform === 'linux')('the process that reads pages', () => {
  test('dies alone of a page that needs more memory than a page gets, which is not tried again', async () => {
    const narrow = reader({ heapMb: 40 });
    const huge = { ...PAGE, html: PAGE.html.repeat(10) };
    const reading = narrow.read(huge, signal);
    await expect(reading).rejects.toThrow(PermanentError);
    await expect(reading).rejects.toThrow('it needs more memory than a page gets');
    expect((await narrow.read(SMALL, signal)).kind).toBe(readPage(SMALL).kind);
  });

  test('is replaced when it was killed, and the page it was reading is tried again', async () => {
    const patient = reader({ limitMs: 60_000 });
    await patient.read(SMALL, signal);
    const [pid = 0] = children();
    const reading = patient.read(PAGE, signal);
    process.kill(pid, 'SIGKILL');
    await expect(reading).rejects.toThrow(RetryError);
    expect((await patient.read(SMALL, signal)).kind).toBe(readPage(SMALL).kind);
    expect(children()).not.toContain(pid);
  });

  test('sees no secret of the daemon', async () => {
    process.env.DATABASE_URL_OF_TEST = 'postgres://user:secret@db.example/cars';
    try {
      await reader().read(SMALL, signal);
      const [pid = 0] = children();
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('secret');
    } finally {
      delete process.env.DATABASE_URL_OF_TEST;
    }
  });

  test('ends when it has had nothing to do for a while, and when the reader is closed', async () => {
    const brief = reader({ idleMs: 1 });
    await brief.read(SMALL, signal);
    await eventually('no process is left', () => children().length === 0);
    await brief.read(SMALL, signal);
    const kept = reader();
    await kept.read(SMALL, signal);
    expect(children().length).toBeGreaterThan(0);
    await brief.close();
    await kept.close();
    expect(children()).toEqual([]);
  });

  test('is gone once the daemon is, however that ended', async () => {
    const module = new URL('./page-reader.ts', import.meta.url).href;
    const program = `import { createPageReader } from '${module}';
      const reader = createPageReader({ processes: 1 });
      await reader.read(${JSON.stringify(SMALL)}, new AbortController().signal);
      process.send('read');
      setInterval(() => undefined, 1000);`;
    const daemon = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(daemon, 'message');
    const [pid = 0] = children(daemon.pid);
    expect(pid).toBeGreaterThan(0);
    daemon.kill('SIGKILL');
    await eventually('its reader has ended', () => !readdirSync('/proc').includes(String(pid)));
  });

  test('reads each of a hundred pages that wait for two of it, however many are given up meanwhile', async () => {
    const two = reader({ processes: 2 });
    const readings = Array.from({ length: 100 }, (_, n) => {
      const stop = new AbortController();
      const reading = two.read(SMALL, stop.signal).then(
        ({ kind }) => kind,
        () => 'given up',
      );
      if (n % 3 === 0) stop.abort();
      return reading;
    });
    const { kind } = readPage(SMALL);
    expect(await Promise.all(readings)).toEqual(readings.map((_, n) => (n % 3 === 0 ? 'given up' : kind)));
    expect(children().length).toBeLessThanOrEqual(2);
  });
});

describe('pages built to cost much', () => {
  const many = (text: string, times: number) => text.repeat(times);
  const ld = (text: string) => `<script type="application/ld+json">${text}</script>`;
  const SHAPES = {
    'paragraphs under 400 elements, and data of nothing':
      many('<div>', 400) + many('<p>a', 700_000) + ld(`[${many('{},', 700_000)}{}]`),
    'items of a list': many('<li>a', 900_000),
    cells: `<table><tr>${many('<td>a</td>', 300_000)}</table>`,
    'tables within tables': many('<table><tr><td><table><tr><td>a</table></table>', 60_000),
    'tables that never close': many('<table><tr><td>', 100_000),
    'broken data': many(ld(`{"@type":"Car","name":"x",,,${many('[{"a":', 2_000)}`), 200),
    'broken data of quotes': many(ld(`{"@type":"Car","name":"x${many('a"b', 8_000)}`), 200),
    'one piece of broken data': ld(`{"@type":"Car","name":"x${many('a"b', 65_000)}`),
    'properties of one item': `<div itemscope itemtype="http://schema.org/Car">${many('<i itemprop=name>a</i>', 190_000)}</div>`,
    'properties within properties': many(
      `<div itemscope>${many('<i itemprop=name>', 400)}${many('a ', 25_000)}${many('</i>', 400)}</div>`,
      60,
    ),
    'items that refer to one another': Array.from(
      { length: 200 },
      (_, n) => `<div itemscope id=i${n} itemprop=a itemref="${many(`i${n + 1} `, 20)}"><i itemprop=name>a</i></div>`,
    ).join(''),
    'the same item': many('<div itemscope itemtype="http://schema.org/Car"><i itemprop="name">a</i></div>', 60_000),
    options: `<select>${many('<option>a', 400_000)}</select>`,
    'properties of nothing': many('<i itemprop=name>a</i>', 200_000),
    attributes: `<div ${Array.from({ length: 300_000 }, (_, n) => `a${n}=b`).join(' ')}>`,
    'labels and values': `<dl>${many('<dt>Mileage<dd>32,000', 200_000)}</dl>`,
    entities: many('&lt;', 1_200_000),
    comments: many('<!--a-->', 500_000),
    'data of nothing but openers': `<script type="application/json">${many('[', 2_000_000)}</script>`,
  };
  test.each(Object.entries(SHAPES))('%s: read in its time, by a process that goes on', async (_name, body) => {
    const one = reader();
    const reading = await one.read({ ...SMALL, html: SMALL.html + body }, signal);
    expect(reading.reason).not.toContain('could not be read');
    const before = children();
    expect((await one.read(SMALL, signal)).kind).toBe(readPage(SMALL).kind);
    expect(children()).toEqual(before);
  });
});

describe('5 MB of bytes that are no text', () => {
  const random = Buffer.alloc(5_000_000);
  for (let at = 0, seed = 1; at < random.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    random[at] = seed & 0xff;
  }
  test.each([
    ['no byte of UTF-8', Buffer.alloc(5_000_000, 0xff)],
    ['continuations of nothing', Buffer.alloc(5_000_000, 0x80)],
    ['pairs of Japanese bytes', Buffer.alloc(5_000_000, Buffer.from([0x82, 0xa0]))],
    ['bytes at random', random],
  ])('cost the thread that asked next to nothing: %s', async (_, bytes) => {
    const one = reader();
    await one.read(SMALL, signal);
    const before = process.threadCpuUsage();
    const html = await one.toUtf8({ bytes, contentType: 'text/html' }, signal);
    await one.read({ url: SMALL.url, html }, signal);
    const { user, system } = process.threadCpuUsage(before);
    // Some 20 ms to hand them over; to look through them takes 0.7 to 2 s.
    expect((user + system) / 1000).toBeLessThan(250);
  });
});
