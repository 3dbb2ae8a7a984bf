import { describe, expect, it } from 'vitest';
import { photoOf } from '../document/image-url.ts';
import type { Shot } from './photo-offers.ts';
import { sizesIn } from './photo-series.ts';

const HOSTS = ['https://img.fjord-bil.example', 'https://www.kola.example/a', 'https://s3.motor.sur.example/media'];

function shots(addresses: readonly string[]): Shot[] {
  return addresses
    .map((address) => photoOf(address, 'https://x.example/'))
    .filter((photo) => photo !== undefined)
    .map((photo) => ({ ...photo, keys: [photo.key] }));
}

/** `smaller > larger` for the addresses below each of three hosts; the same for all of them. */
function found(...paths: string[]): string[] {
  const each = HOSTS.map((host) =>
    sizesIn(shots(paths.map((path) => `${host}/${path}`))).map(
      ({ larger, smaller }) => `${smaller.url.slice(host.length + 1)} > ${larger.url.slice(host.length + 1)}`,
    ),
  );
  const [first = [], ...others] = each;
  for (const other of others) expect(other).toEqual(first);
  return [...new Set(first)].toSorted();
}

const all = (make: (n: string) => string, ids: readonly string[]): string[] => ids.map(make);
const ROW = ['1', '2', '3', '4'];
const IDS = ['4410772', '4410779', '4410801', '4410833'];

describe('sizes of one photograph', () => {
  it.each<[string, (n: string) => string, (n: string) => string, string[]]>([
    ['in folders of known words', (n) => `male/77_${n}.jpg`, (n) => `velke/77_${n}.jpg`, ROW],
    ['in folders in the middle', (n) => `p/klein/77/${n}.jpg`, (n) => `p/gross/77/${n}.jpg`, ROW],
    ['in folders named by a side', (n) => `320/77/${n}.jpg`, (n) => `1024/77/${n}.jpg`, ROW],
    ['in folders of unknown words, by their own numbers', (n) => `tiny/${n}.jpg`, (n) => `deluxe/${n}.jpg`, IDS],
    ['before the name', (n) => `p/x5_${n}.jpg`, (n) => `p/x16_${n}.jpg`, IDS],
    ['after the name', (n) => `p/a77-${n}-mini.jpg`, (n) => `p/a77-${n}-grande.jpg`, ROW],
    ['after the name, by a letter', (n) => `p/D_${n}00-77-R.webp`, (n) => `p/D_${n}00-77-F.webp`, ROW],
    ['glued to the name', (n) => `p/U0077_00${n}S.JPG`, (n) => `p/U0077_00${n}L.JPG`, ROW],
    ['that have a letter where the larger have none', (n) => `p/77_${n}s.jpg`, (n) => `p/77_${n}.jpg`, ROW],
    ['that have a word where the larger have none', (n) => `p/77_${n}_petite.jpg`, (n) => `p/77_${n}.jpg`, ROW],
  ])('are told %s', (_, small, large, ids) => {
    const want = ids.map((id) => `${small(id)} > ${large(id)}`);
    expect(found(...all(small, ids), ...all(large, ids))).toEqual(want);
    expect(found(...all(large, ids), ...all(small, ids))).toEqual(want);
  });

  it('are told by letters of the server’s own behind numbers that no other photograph has', () => {
    const own = ['548220117', '548220121', '548220126'];
    expect(found(...all((n) => `p/a_${n}s.jpg`, own), ...all((n) => `p/a_${n}bx.webp`, own))).toEqual(
      own.map((n) => `p/a_${n}s.jpg > p/a_${n}bx.webp`),
    );
    expect(found('p/a_548220117hd.webp', ...all((n) => `p/a_${n}s.jpg`, own))).toEqual([
      'p/a_548220117s.jpg > p/a_548220117hd.webp',
    ]);
    expect(found(...all((n) => `p/a_${n}a.jpg`, own), ...all((n) => `p/a_${n}b.jpg`, own))).toEqual([]);
  });

  it('are told by a letter behind the number of a folder', () => {
    expect(found(...all((n) => `${n}/216/187402216.jpg`, ROW), ...all((n) => `${n}t/216/187402216.jpg`, ROW))).toEqual(
      ROW.map((n) => `${n}t/216/187402216.jpg > ${n}/216/187402216.jpg`),
    );
    expect(found(...all((n) => `${n}a/216/x.jpg`, ROW), ...all((n) => `${n}b/216/x.jpg`, ROW))).toEqual([]);
  });

  it('are told by the figures that several ways of writing share', () => {
    const own = ['600001-88123400', '607313-88124377', '614626-88125354'];
    const [small, large] = [own.map((n) => `D_${n}_112026-R.webp`), own.map((n) => `D_NP_2X_${n}_112026-F.webp`)];
    expect(found(...small, ...large)).toEqual(small.map((one, at) => `${one} > ${large[at]}`));
    expect(found(...own.map((n) => `front-left-${n}.jpg`), ...own.map((n) => `rear-right-${n}.jpg`))).toEqual([]);
  });

  it('are no numbers of photographs in a row', () => {
    const row = [437, 450, 452, 461];
    expect(found(...row.flatMap((n) => [`m6120934.${n}.jpg`, `s6120934.${n}.jpg`]))).toEqual(
      row.map((n) => `s6120934.${n}.jpg > m6120934.${n}.jpg`),
    );
  });

  it('are told of the first photograph alone beside a strip of small ones', () => {
    expect(found('srednje/77_1.jpg', ...all((n) => `male/77_${n}.jpg`, ROW))).toEqual([
      'male/77_1.jpg > srednje/77_1.jpg',
    ]);
  });

  it.each([
    ['views of two numbers', ['front_4410772.jpg', 'front_4410779.jpg', 'rear_4410772.jpg', 'rear_4410779.jpg']],
    ['rooms', ['ext_1.jpg', 'ext_2.jpg', 'ext_3.jpg', 'int_1.jpg', 'int_2.jpg', 'int_3.jpg']],
    ['albums', ['exterior/1.jpg', 'exterior/2.jpg', 'exterior/3.jpg', 'engine/1.jpg', 'engine/2.jpg', 'engine/3.jpg']],
    ['letters in a row', ['77_1a.jpg', '77_1b.jpg', '77_2a.jpg', '77_2b.jpg', '77_3a.jpg', '77_3b.jpg']],
    ['a row behind one number', ['4410772_1.jpg', '4410772_2.jpg', '4410772_3.jpg', '4410772_4.jpg']],
    ['a row of folders', ['1/4410772.jpg', '2/4410772.jpg', '3/4410772.jpg', '4/4410772.jpg']],
    [
      'two cars',
      ['4410772/1.jpg', '4410772/2.jpg', '4410772/3.jpg', '4410779/1.jpg', '4410779/2.jpg', '4410779/3.jpg'],
    ],
    [
      'years and months',
      ['2023/11/1.jpg', '2023/11/2.jpg', '2023/11/3.jpg', '2024/12/1.jpg', '2024/12/2.jpg', '2024/12/3.jpg'],
    ],
    ['another make of number', ['IMG_20241103.jpg', 'IMG_20241104.jpg', 'DSC_0772.jpg', 'DSC_0773.jpg']],
  ])('are not %s', (_, paths) => {
    expect(found(...paths)).toEqual([]);
  });
});
