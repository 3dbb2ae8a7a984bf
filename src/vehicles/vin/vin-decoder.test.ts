import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createVinDecoder, type DecodedVin } from './vin-decoder.ts';
import { vpicFile } from './vpic-file.ts';

const signal = new AbortController().signal;

describe('the decoder', () => {
  const decoder = createVinDecoder();
  afterAll(() => decoder.close());

  test.for<[string, Partial<DecodedVin>]>([
    ['1HGCM82633A004352', { year: 2003, make: 'Honda', model: 'Accord', engine: 'V6', body: 'Coupe' }],
    ['5GZCZ43D13S812715', { year: 2003, make: 'Saturn', model: 'Vue', engine: '2.2L I4' }],
    ['KM8K2CAB4PU001140', { year: 2023, make: 'Hyundai', model: 'Kona', engine: '2.0L 4-Cylinder', trim: 'SE' }],
    ['1FA6P8CF5G5287164', { year: 2016, make: 'Ford', model: 'Mustang', engine: '5.0L V8' }],
    ['5YJ3E1EB8LF618204', { year: 2020, make: 'Tesla', model: 'Model 3', engine: 'Electric' }],
    ['1FTEX14H3RKA12345', { year: 1994, make: 'Ford', model: 'F-150' }],
    ['1FTEW1EP6JKD12345', { year: 2018, make: 'Ford', model: 'F-150' }],
    ['1GCHK23U45F123456', { year: 2005, make: 'Chevrolet', model: 'Silverado' }],
    ['WBABW33456PX84700', { year: 2006, make: 'BMW', model: '325Ci', series: '3-Series', engine: '2.5L 6-Cylinder' }],
  ])('reads %s as %o', async ([vin, facts]) => {
    const decoded = await decoder.decode(vin, signal);
    expect(decoded).toMatchObject(facts);
    expect(decoded?.models).toContain(String(facts.model));
    expect(decoded?.words).toContain(`vPIC on ${vin}: ${facts.year} ${facts.make}`);
  });

  test.for([
    ['with a wrong check digit', '1FTFW1ET5DFC10312'],
    ['of Europe, without one', 'WAUZZZ8K1DA006278'],
    ['that is a chassis number', '194677S123456'],
    ['that is none', 'hello'],
    ['of a maker nobody knows', '0001CM82333A00435'],
    ['of a heavy vehicle, whose position 7 tells no year', '1M8GDM9AXKP042788'],
    ['of a fire engine of 1994 or 2024', '4ENGAAA81R1003499'],
    ['of a tractor of 1985 or 2015', '1XPWD49X1FD123456'],
    ['of a truck of unknown weight', '1M2AG11C15M012345'],
  ] as const)('says nothing of a VIN %s', async ([, vin]) => {
    expect(await decoder.decode(vin, signal)).toBeUndefined();
  });

  test('takes a VIN as people write it, and answers many at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => decoder.decode(' 1hgcm82633a004352 ', signal)));
    expect(new Set(all.map((decoded) => decoded?.model))).toEqual(new Set(['Accord']));
  });

  test('stops with its caller', async () => {
    const reason = new Error('shutting down');
    await expect(decoder.decode('5GZCZ43D13S812715', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('the file of the data', () => {
  async function folder(): Promise<string> {
    const made = await mkdtemp(path.join(tmpdir(), 'vpic-test-'));
    onTestFinished(() => rm(made, { recursive: true, force: true }));
    return made;
  }

  test('is made once, whole, by however many at the same time, and leaves nothing beside it', async () => {
    const directory = path.join(await folder(), 'new');
    const [first, second] = await Promise.all([vpicFile(directory), vpicFile(directory)]);
    expect(first).toBe(second);
    expect(await readdir(directory)).toEqual([path.basename(first)]);
    const { mtimeMs } = await stat(first);
    expect(await vpicFile(directory)).toBe(first);
    expect((await stat(first)).mtimeMs).toBe(mtimeMs);
  });

  test('takes away what a process that died left behind, not what another is making', async () => {
    const directory = await folder();
    const [dead, alive] = [path.join(directory, 'dead.making'), path.join(directory, 'alive.making')];
    await writeFile(dead, '');
    await writeFile(alive, '');
    await utimes(dead, 0, 0);
    await vpicFile(directory);
    expect(await readdir(directory)).toEqual(['alive.making', expect.stringMatching(/^vpic-.*\.sqlite$/)]);
  });

  test('is not looked for in a folder that others may write to', async () => {
    const open = path.join(await folder(), 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    await expect(vpicFile(open)).rejects.toThrow(/can be written to by others/);
    const decoder = createVinDecoder({ directory: open });
    onTestFinished(() => decoder.close());
    await expect(decoder.decode('1HGCM82633A004352', signal)).rejects.toThrow(/can be written to by others/);
  });
});
