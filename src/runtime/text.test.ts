import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, cut, escapeControls, escapeControlsInJson } from './text.ts';

test('what gives orders to a terminal or turns a line around becomes a word', () => {
  expect(escapeControls('\u001b]52;c;ZXZpbA==\u0007')).toBe('\\x1b]52;c;ZXZpbA==\\x07');
  expect(escapeControls('a\u009b31mb\rc\u007f')).toBe('a\\x9b31mb\\x0dc\\x7f');
  expect(escapeControls('sold\u202edlos')).toBe('sold\\u202edlos');
  expect(escapeControls('a\u{e0041}')).toBe('a\\u{e0041}');
});

test('what is text stays: accents, joiners, emoji, line breaks', () => {
  const text = 'Citroën می‌خواهم 👩‍🔧\tمرسدس\n光岡';
  expect(escapeControls(text)).toBe(text);
});

test('a JSON document keeps its meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const document = escapeControlsInJson(JSON.stringify({ text }));
      expect(JSON.parse(document)).toEqual({ text });
      expect(document).toBe(escapeControls(document));
    }),
  );
  expect(escapeControlsInJson(JSON.stringify('a\u009b\u{e0041}'))).toBe('"a\\u009b\\udb40\\udc41"');
});

describe('a text that is cleaned', () => {
  const string = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'a',
            '7',
            'م',
            'क',
            '्',
            '漢',
            '👩',
            '🔧',
            '🏽',
            '\u20e3',
            ' ',
            '\u0000',
            '\u001b',
            '\u001b[',
            ']',
            '31m',
            '\u0007',
            '\u009b',
          ],
          ...[
            '\u200c',
            '\u200d',
            '\ufe0f',
            '\ufe00',
            '\u{e0100}',
            '\u{e0041}',
            '\u202e',
            '\u2066',
            '\ud83d',
            '\udc41',
            '\ufeff',
            '\u00ad',
          ],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );

  test('can be stored, gives no orders, turns no line around, and is not changed again', () => {
    fc.assert(
      fc.property(string, (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(
          /[\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}](?<![\t\n\r])/u,
        );
        expect(cleanText(clean)).toBe(clean);
        expect(escapeControls(clean.replaceAll('\r', ''))).toBe(clean.replaceAll('\r', ''));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['of JSON that hides a NUL', 'Mustang\u0000', 'Mustang'],
    ['with colours', 'a\u001b[1;31mred\u001b[0mb', 'aredb'],
    ['with a title for the window', 'a\u001b]0;evil\u0007b', 'ab'],
    ['with a link of the terminal', '\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\', 'here'],
    ['with a title that never ends', 'a\u001b]0;evil', 'a]0;evil'],
    ['turned around', 'sold\u202edlos\u202c \u2066x\u2069', 'solddlos x'],
    ['with blanks of no width', 'Mus\u200btang\ufeff \u2060GT', 'Mustang GT'],
    ['with joiners that join nothing', 'Mus\u200dtang \u200c', 'Mustang '],
    ['with tags', 'a\u{e0001}\u{e0041}\u{e007f}', 'a'],
    ['with a message of selectors', '👍\ufe0f\u{e0110}\u{e0111}7\ufe0f', '👍\ufe0f7'],
    ['with soft hyphens', 'Auto\u00admatik', 'Automatik'],
    ['cut within a character', 'x\ud83d', 'x\ufffd'],
    ['with breaks of other kinds', 'a\u2028b\u0085c\u000bd', 'a\nb\nc\nd'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test.each([
    'Citroën 2CV,\r\n\tblanc – 1 000 €',
    'می\u200cخواهم مرسدس',
    'क्\u200dष र्\u200cय',
    'നമ്പര്\u200d എന്ന്',
    '👩\u200d🔧 ❤️\u200d🔥 👨🏽\u200d💻 1️⃣',
    '光岡 葛\u{e0100}城',
    'עברית العربية ไทย',
  ])('stays what it is where its script needs what others hide with: %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  test('a long text is cleaned of the same characters as a short one', () => {
    const fine: string[] = [];
    const differing: string[] = [];
    const around = 'é'.repeat(2_000);
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      const alone = cleanText(`a${character}b`).slice(1, -1);
      if (alone === character) fine.push(character);
      else if (cleanText(around + character) !== around + alone) differing.push(code.toString(16));
    }
    expect(cleanText(fine.join('-'))).toBe(fine.join('-'));
    expect(differing).toEqual([]);
  });

  test.each([
    ['openings of links', '\u001b]8;;'],
    ['openings of colours', '\u001b['],
    ['joiners', '\u200d'],
    ['selectors', '\ufe0f'],
    ['joined letters', 'م\u200c'],
  ])('takes time by its length alone: %s', (_, part) => {
    // Squared it would be minutes.
    expect(cleanText(part.repeat(500_000)).length).toBeLessThan(part.length * 500_000);
  });
});

test('a text is cut between characters, and counted by them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, most) => {
      const kept = cut(text, most);
      expect(kept).toBe([...text].slice(0, most).join(''));
      expect(kept.isWellFormed()).toBe(true);
    }),
  );
});
