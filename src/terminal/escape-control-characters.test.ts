import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeControls, escapeControlsInJson } from './escape-control-characters.ts';

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
