/**
 * Characters that are no text for a reader but orders for a terminal, made visible; without I/O.
 * Invariant: what passes here moves no cursor, rings no bell, sets no title or clipboard, and turns no line around.
 */

// Controls (C0, DEL, C1), marks that turn the direction of a line, separators that break it, invisible tags. Joiners
// stay: Persian words and emoji need them. Line breaks and tabs are layout.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** `\x1b` for an escape, `\u202e` for a mark that turns the line around. */
export function escapeControls(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : code <= 0xffff
        ? `\\u${code.toString(16)}`
        : `\\u{${code.toString(16)}}`;
  });
}

/** The same for a JSON document, which stays one with the same meaning; `JSON.stringify` leaves some of them as they are. */
export function escapeControlsInJson(document: string): string {
  return document.replace(UNSEEN, (characters) =>
    Array.from(
      { length: characters.length },
      (_, i) => `\\u${characters.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
