import { describe, expect, it } from 'vitest';
import { decodeHtml, isPlainUtf8 } from './charset.ts';

const html = (head: string, body: string) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('decodeHtml', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['nothing declared, UTF-8', utf8('Citroën · 27.999 €'), undefined, 'Citroën · 27.999 €'],
    ['nothing declared, windows-1252', latin1('Citro\xebn \x96 27.999 \x80'), undefined, 'Citroën – 27.999 €'],
    ['the header', hex('b0 a1'), 'text/html; charset=EUC-KR', '가'],
    ['the header in quotes', hex('82 a0'), 'text/html; charset="Shift_JIS"', 'あ'],
    [
      'the header before the page',
      latin1(html('<meta charset=windows-1251>', '\xe9')),
      'text/html; charset=latin1',
      html('<meta charset=windows-1251>', 'é'),
    ],
    [
      'the page',
      latin1(html('<meta charset=windows-1251>', '\xcf')),
      'text/html',
      html('<meta charset=windows-1251>', 'П'),
    ],
    [
      'the page, the old way',
      latin1(html('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', '\xb9')),
      undefined,
      html('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', 'š'),
    ],
    [
      'an XML declaration',
      latin1('<?xml version="1.0" encoding="windows-1251"?>\xcf'),
      undefined,
      '<?xml version="1.0" encoding="windows-1251"?>П',
    ],
    ['a UTF-8 mark before a wrong header', hex('ef bb bf c3 a9'), 'text/html; charset=windows-1251', 'é'],
    ['a UTF-16 mark', hex('ff fe e9 00 21 00'), undefined, 'é!'],
    ['a big-endian UTF-16 mark', hex('fe ff 00 e9 00 21'), undefined, 'é!'],
    ['UTF-16 in the header', hex('e9 00 21 00'), 'text/html; charset=utf-16le', 'é!'],
    ['ISO-2022-JP, which is all ASCII', hex('1b 24 42 24 22 1b 28 42'), 'text/html; charset=iso-2022-jp', 'あ'],
  ])('goes by %s', (_, bytes, contentType, text) => {
    expect(decodeHtml(bytes, contentType)).toBe(text);
  });

  it.each([
    ['EUC-KR in the header', '가격 659 만원', 'text/html; charset=euc-kr'],
    ['latin-1 in the header', 'Škoda Octávia', 'text/html; charset=iso-8859-1'],
    ['an unknown label', 'Citroën', 'text/html; charset=unknown-8bit'],
    ['UTF-16 in the header', 'Citroën', 'text/html; charset=utf-16'],
  ])('believes bytes that can only be UTF-8 more than %s', (_, text, contentType) => {
    expect(decodeHtml(utf8(text), contentType)).toBe(text);
  });

  it('believes them more than the page itself', () => {
    const page = html('<meta charset="euc-kr">', '현대 그랜저');
    expect(decodeHtml(utf8(page), undefined)).toBe(page);
  });

  it('reads a page as windows-1252 when it says UTF-8 and is not', () => {
    expect(decodeHtml(latin1('Citro\xebn, l\xe9ger'), 'text/html; charset=utf-8')).toBe('Citroën, léger');
  });

  it('reads UTF-8 with a few bad bytes as UTF-8', () => {
    const bytes = Buffer.concat([utf8('Citroën Škoda Żuk '), hex('ff'), utf8(' é')]);
    expect(decodeHtml(bytes, undefined)).toBe('Citroën Škoda Żuk \uFFFD é');
  });

  it('believes a declaration wherever the head has it, and the page where the header only says UTF-8', () => {
    const page = latin1(html(`<title>${'x'.repeat(9_000)}</title><meta charset=windows-1251>`, '\xcf\xf0\xe8'));
    expect(decodeHtml(page, undefined)).toContain('При');
    expect(decodeHtml(page, 'text/html; charset=utf-8')).toContain('При');
  });

  const cyrillic = 'd6 e2 e5 f2 20 f1 e5 f0 fb e9 2c 20 ef f0 ee e1 e5 e3 20 31 32 30 20 f2 fb f1 2e';
  it.each<[string, Uint8Array, string]>([
    ['windows-1251', hex(cyrillic), 'Цвет серый, пробег 120 тыс.'],
    ['KOI8-R', hex('e3 d7 c5 d4 20 d3 c5 d2 d9 ca 2c 20 d0 d2 cf c2 c5 c7'), 'Цвет серый, пробег'],
    ['EUC-KR', hex('c1 d6 c7 e0 b0 c5 b8 ae 20 ba af bc d3 b1 e2 20 bb f6 bb f3'), '주행거리 변속기 색상'],
    ['Shift_JIS', hex('83 7e 83 62 83 56 83 87 83 93 20 91 96 8d 73 8b 97 97 a3'), 'ミッション 走行距離'],
    ['EUC-JP', hex('a5 df a5 c3 a5 b7 a5 e7 a5 f3 20 c1 f6 b9 d4'), 'ミッション 走行'],
    ['UTF-16 without a mark', Buffer.from('<html><p>Пробег', 'utf16le'), '<html><p>Пробег'],
    ['big-endian UTF-16 without a mark', Buffer.from('<html><p>Пробег', 'utf16le').swap16(), '<html><p>Пробег'],
    [
      'the language of the page',
      latin1('<html lang="pl-PL"><p>Przebieg, b\xb3\xeakit'),
      '<html lang="pl-PL"><p>Przebieg, błękit',
    ],
    [
      'windows-1252, for western words',
      latin1('B\xe9b\xe9 \xe0 l\xe9ger, No\xebl, \xe9t\xe9, cr\xe8me br\xfbl\xe9e'),
      'Bébé à léger, Noël, été, crème brûlée',
    ],
    [
      'windows-1252, for capitals',
      latin1('\xc4\xd6\xdc STRASSE GR\xd6SSE M\xc4RZ \xdcBER K\xd6LN'),
      'ÄÖÜ STRASSE GRÖSSE MÄRZ ÜBER KÖLN',
    ],
  ])('tells what nothing declares: %s', (_, bytes, text) => {
    expect(decodeHtml(bytes, undefined)).toBe(text);
  });

  it('gives whole characters, of half ones too', () => {
    expect(decodeHtml(hex('ff fe 3d d8 21 00'), undefined)).toBe('\uFFFD!');
  });

  it('takes bytes for plain UTF-8 only where that is how it reads them, whatever is declared', () => {
    for (const [bytes, declared] of [
      [utf8('Citroën'), 'text/html; charset=windows-1252'],
      [utf8('Citroen'), 'text/html; charset=shift_jis'],
      [utf8('\uFEFFCitroën'), undefined],
    ] as const) {
      expect(isPlainUtf8(bytes)).toBe(true);
      expect(decodeHtml(bytes, declared)).toBe(new TextDecoder().decode(bytes));
    }
    for (const bytes of [latin1('Citro\xebn'), latin1('\x1b$B%5\x1b(B'), hex('3c 00 61 00')])
      expect(isPlainUtf8(bytes)).toBe(false);
  });

  it('never fails, whatever the bytes', () => {
    const labels = [
      undefined,
      'text/html; charset=',
      'text/html; charset=utf-16',
      'charset=__proto__',
      'x'.repeat(10_000),
    ];
    for (let seed = 0; seed < 256; seed++) {
      const bytes = Uint8Array.from({ length: 64 }, (_, index) => (seed * 31 + index * index * 17) & 0xff);
      for (const label of labels) expect(decodeHtml(bytes, label).isWellFormed()).toBe(true);
    }
  });
});
