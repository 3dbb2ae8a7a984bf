import { readdir, readFile } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Recogniser, Tesseract } from './recogniser.ts';
import { createVinReader } from './vin-reader.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url);
const plates = z
  .array(z.object({ file: z.string(), printed: z.string(), vin: z.string().nullable() }))
  .parse(JSON.parse(await readFile(new URL('plates.json', FIXTURES), 'utf8')));
const plate = (file: string) => readFile(new URL(file, FIXTURES));
const signal = new AbortController().signal;

describe('reading plates', () => {
  const reader = createVinReader();
  afterAll(() => reader.close());
  const read = new Set<string>();

  it.each(plates)('never gives another number than the one printed: $file', async ({ file, vin }) => {
    const result = await reader.read(await plate(file), { signal });
    expect([vin, null]).toContain(result.vin);
    if (result.vin === null) expect(result.reason).not.toBe('');
    else {
      read.add(file);
      expect(result.votes).toBeGreaterThanOrEqual(2);
      expect(result.text.replace(/\s/g, '')).toContain(result.vin);
    }
  });

  it('reads at least 13 of the 16 that can be read', () => {
    expect(plates.filter((one) => one.vin !== null)).toHaveLength(16);
    expect(read.size).toBeGreaterThanOrEqual(13);
  });

  it('names what it read and did not believe', async () => {
    const result = await reader.read(await plate('unknown-maker.png'), { signal });
    expect(result).toEqual({
      vin: null,
      candidates: ['1M8GDM9AXKP042788'],
      reason: 'what was read has a wrong check digit or an unknown maker',
    });
  });

  it.each<[string, (picture: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('1HGCM82633A004352')],
    ['half a picture', (picture) => picture.subarray(0, picture.length / 2)],
  ])('survives %s', async (_, damage) => {
    const bytes = damage(await plate('bold.png'));
    expect(await reader.read(bytes, { signal })).toMatchObject({ vin: null });
    expect(await reader.read(await plate('bold.png'), { signal })).toMatchObject({ vin: expect.any(String) });
  });

  it('reads several at once, one after the other', async () => {
    const image = await plate('bold.png');
    const results = await Promise.all(Array.from({ length: 4 }, () => reader.read(image, { signal })));
    expect(new Set(results.map((result) => result.vin)).size).toBe(1);
  });
});

describe('the vote', () => {
  const HONDA = '1HGCM82633A004352';
  /** Wrong check digits, each in its own way. */
  const misread = (n: number) => `1HGCM8263${'4567890'[n % 7]}A004352`;

  /** What is made of these readings, of a picture as low as a plate or of a photograph. */
  async function outcome(texts: readonly string[], image = 'bold.png') {
    let asked = 0;
    let closed = false;
    const engine: Recogniser = {
      read: async () => texts[asked++] ?? '',
      close: async () => {
        closed = true;
      },
    };
    const reader = createVinReader({ recogniser: engine });
    const bytes = image === 'bold.png' ? await plate(image) : await readFile(new URL(image, import.meta.url));
    const read = await reader.read(bytes, { signal });
    await reader.close();
    expect(closed).toBe(true);
    return { ...read, asked };
  }

  it('ends with two equal readings, by whatever engine', async () => {
    expect(await outcome([HONDA, HONDA])).toMatchObject({ vin: HONDA, votes: 2, asked: 2 });
    expect(await outcome([HONDA, '', misread(1), misread(2), HONDA])).toMatchObject({ vin: HONDA, asked: 5 });
  });

  it('has no winner with one reading, nor with two among many others', async () => {
    expect(await outcome([HONDA])).toMatchObject({ vin: null, reason: 'too few readings agreed on the VIN' });
    const others = Array.from({ length: 7 }, (_, n) => misread(n));
    expect(await outcome([...others, HONDA, HONDA])).toMatchObject({ vin: null });
  });

  it('has no winner between two VINs that both prove themselves', async () => {
    const other = 'KM8K2CAB4PU001140';
    expect(await outcome([HONDA, other, HONDA, other])).toMatchObject({
      vin: null,
      reason: 'several VINs were read and none stands out',
    });
  });

  it('takes a 1 for certain only when most readings see it and those made for it see no J, which counts as much', async () => {
    const one = '4T1C38W4117W48383';
    const twin = '4T1C38W41J7W48383';
    const three = '4T1C38W4137W48388';
    expect(await outcome([one, one])).toMatchObject({ vin: one, asked: 4 });
    expect(await outcome([one, one, twin])).toMatchObject({ vin: null });
    expect(await outcome([one, one, twin, '', one, one, one])).toMatchObject({ vin: null });
    expect(await outcome([one, one, three, three, three])).toMatchObject({ vin: null });
    expect(await outcome([twin, twin, twin])).toMatchObject({ vin: twin, votes: 3, asked: 4 });
  });

  it('is not taken to the end on a photograph that shows no long word', async () => {
    const scene = '../../../examples/demo/site/pictures/porsche-911-side.jpg';
    expect(await outcome([], scene)).toMatchObject({ vin: null, asked: 2 });
    expect(await outcome([], 'bold.png')).toMatchObject({ vin: null, asked: 21 });
  });
});

describe('a reader', () => {
  it('gives up on a picture that takes too long, and reads the next one', async () => {
    const reader = createVinReader({ deadlineMs: 1 });
    const late = await reader.read(await plate('sticker.png'), { signal });
    expect(late).toEqual({
      vin: null,
      candidates: [],
      reason: 'the picture was not read within 0.001 s',
      timedOut: true,
    });
    await reader.close();
    const patient = createVinReader();
    expect(await patient.read(await plate('bold.png'), { signal })).toMatchObject({ vin: expect.any(String) });
    await patient.close();
  });

  it('stops with its caller, and still serves others', async () => {
    const reader = createVinReader();
    const stop = new AbortController();
    const [image, sticker] = [await plate('bold.png'), await plate('sticker.png')];
    const reason = new Error('shutting down');
    const stopped = reader.read(sticker, { signal: stop.signal });
    const waiting = reader.read(image, { signal });
    stop.abort(reason);
    await expect(stopped).rejects.toBe(reason);
    expect(await waiting).toMatchObject({ vin: expect.any(String) });
    await reader.close();
  });

  it('leaves no rejection to the process when an answer comes after it was given up', async () => {
    const stop = new AbortController();
    const reason = new Error('shutting down');
    process.once('worker', (thread: Worker) => {
      const post = thread.postMessage.bind(thread);
      thread.postMessage = (message: { readonly action: string }) => {
        post(message);
        if (message.action !== 'setParameters') return;
        // Blocked, so that the answer of the thread lies here unread when its reading is given up.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
        stop.abort(reason);
      };
    });
    const recogniser = new Tesseract();
    // A rejection that nobody handles fails the run of the tests.
    await expect(recogniser.read(await plate('bold.png'), 'line', stop.signal)).rejects.toBe(reason);
    // The thread of the next reading answers after all that the first one had to say.
    await expect(recogniser.read(await plate('bold.png'), 'line', signal)).resolves.toEqual(expect.any(String));
    await recogniser.close();
  });

  it('takes its model from its package and leaves no copy behind', async () => {
    const before = await readdir('.');
    const reader = createVinReader();
    await reader.read(await plate('bold.png'), { signal });
    await reader.close();
    expect(await readdir('.')).toEqual(before);
  });

  it('ends its thread when there is nothing to read, and begins anew', async () => {
    const threads: Worker[] = [];
    const onWorker = (thread: Worker) => threads.push(thread);
    process.on('worker', onWorker);
    const reader = createVinReader({ recogniser: new Tesseract({ idleMs: 2_000 }) });
    for (const nth of [1, 2]) {
      expect(await reader.read(await plate('bold.png'), { signal })).toMatchObject({ vin: expect.any(String) });
      expect(threads).toHaveLength(nth);
      // One that has ended has no number any more. Between two readings of a picture it stays.
      await vi.waitUntil(() => threads.every(({ threadId }) => threadId === -1), 10_000);
    }
    process.off('worker', onWorker);
    await reader.close();
  });

  it('may be closed without ever having read, and twice', async () => {
    const reader = createVinReader();
    await reader.close();
    await reader.close();
  });
});

describe('what is told of readings', () => {
  const told = async (recogniser: Recogniser, image: Uint8Array) => {
    const outcomes: string[] = [];
    const reader = createVinReader({ recogniser, deadlineMs: 1_000, onRead: ({ outcome }) => outcomes.push(outcome) });
    await reader.read(image, { signal });
    await reader.close();
    return outcomes;
  };
  const saying = (text: string): Recogniser => ({ read: async () => text, close: async () => undefined });
  const deaf: Recogniser = {
    read: (_image, _layout, within) =>
      new Promise((_, reject) => within.addEventListener('abort', () => reject(within.reason))),
    close: async () => undefined,
  };

  it('is how each ended', async () => {
    const image = await plate('bold.png');
    expect(await told(saying('1HGCM82633A004352'), image)).toEqual(['vin']);
    expect(await told(saying('1M8GDM9AXKP042788'), image)).toEqual(['doubtful']);
    expect(await told(saying(''), image)).toEqual(['nothing']);
    expect(await told(saying(''), Buffer.from('no picture'))).toEqual(['unreadable']);
    expect(await told(deaf, image)).toEqual(['timed_out']);
  });

  it('is each thread that was given up', async () => {
    let restarts = 0;
    const engine = new Tesseract({ onRestart: () => (restarts += 1) });
    const picture = await plate('bold.png');
    await engine.read(picture, 'line', signal);
    await expect(engine.read(picture, 'line', AbortSignal.timeout(1))).rejects.toThrow();
    await engine.close();
    expect(restarts).toBe(1);
  });
});
