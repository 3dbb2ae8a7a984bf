/**
 * How much a text says, whatever script it is written in.
 * Invariant: a sign of a script that writes words or syllables weighs as the Latin letters it stands for, so that one
 * threshold serves all scripts.
 */

/** Words and syllables in one sign each. */
const WORD_SIGNS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
/** Measured on translations of the same advertisements. */
const LETTERS_A_SIGN = 2.5;

/** The length the text would have in Latin letters. */
export function sizeOf(text: string): number {
  if (!BEYOND_LATIN.test(text)) return text.length;
  const signs = text.match(WORD_SIGNS)?.length ?? 0;
  return Math.round(text.length + signs * (LETTERS_A_SIGN - 1));
}

const BEYOND_LATIN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Scripts that put no blank between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}][\p{M}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]{7}/u;

/** Whether a text has more than one word. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{M}]{2}\s+\p{L}/u.test(text) || UNSPACED.test(text);
}

/**
 * Signs that end a sentence: Latin, East Asian in full and half width, Arabic, Urdu, Indian, Armenian, Ethiopic, Khmer,
 * Burmese, Tibetan.
 */
const ENDS = '.!?…。！？｡؟۔।॥։።፧។៕။།';
const SENTENCE_END = new RegExp(`[${ENDS}](?:["'”’»)\\]]{0,2}(?:\\s|$)|(?<=[。！？｡]))`, 'u');
const LAST = new RegExp(`[${ENDS}][^\\p{L}\\p{N}]{0,6}$`, 'u');
const MARKLESS = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;
/** As many of their letters are no label and no list. */
const MANY = 50;
const isMarkless = (text: string): boolean => SOUTH_EAST.test(text) && (text.match(MARKLESS)?.length ?? 0) >= MANY;
const SOUTH_EAST = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

/** Whether a sentence ends somewhere in the text. Thai and its neighbours have no mark for it. */
export function hasSentence(text: string): boolean {
  return SENTENCE_END.test(text) || isMarkless(text);
}

/** Whether the text ends as sentences do. */
export function endsAsSentence(text: string): boolean {
  return LAST.test(text.slice(-8)) || isMarkless(text);
}
