/**
 * All languages, and the words drawn from all of them together.
 * Invariant: what a page's language is decides nothing here; words that two languages use for different things are told
 * apart where they are looked up.
 */
import { AFRICAN } from './african.ts';
import { BALTIC_FINNIC } from './baltic-finnic.ts';
import { CENTRAL_ASIAN } from './central-asian.ts';
import { EAST_ASIAN } from './east-asian.ts';
import { ENGLISH } from './english.ts';
import { GERMANIC } from './germanic.ts';
import { INDIC } from './indic.ts';
import type { Language, Languages } from './language.ts';
import { NEAR_EASTERN } from './near-eastern.ts';
import { OTHER_EUROPEAN } from './other-european.ts';
import { ROMANCE } from './romance.ts';
import { SLAVIC } from './slavic.ts';
import { SOUTHEAST_ASIAN } from './southeast-asian.ts';

const BY_CODE: Languages = {
  ...ENGLISH,
  ...GERMANIC,
  ...ROMANCE,
  ...BALTIC_FINNIC,
  ...SLAVIC,
  ...NEAR_EASTERN,
  ...EAST_ASIAN,
  ...INDIC,
  ...CENTRAL_ASIAN,
  ...SOUTHEAST_ASIAN,
  ...AFRICAN,
  ...OTHER_EUROPEAN,
};

export const LANGUAGES: readonly Language[] = Object.entries(BY_CODE).map(
  ([code, { manual, automatic, nothing, ...labels }]) => ({ code, labels, manual, automatic, nothing }),
);

const UNSPACED =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;

/** Matches a text that holds a word beginning with one of the stems. */
function startingWith(stems: readonly string[]): RegExp {
  const words = [...new Set(stems.map((stem) => stem.normalize('NFC').toLowerCase()))].toSorted(
    (a, b) => b.length - a.length,
  );
  const within = words.filter((word) => UNSPACED.test(word));
  const short = words.filter((word) => !UNSPACED.test(word) && word.length <= 3);
  const starts = words.filter((word) => !UNSPACED.test(word) && word.length > 3);
  return new RegExp(
    `${within.join('|')}|(?<![\\p{L}\\p{M}])(?:${starts.join('|')}|(?:${short.join('|')})(?![\\p{L}\\p{M}]))`,
    'iu',
  );
}

const listed = (pick: (language: Language) => string | undefined): string[] =>
  LANGUAGES.flatMap((language) => pick(language)?.split('|') ?? []);

export const MANUAL = startingWith(listed((language) => language.manual));
export const AUTOMATIC = startingWith(listed((language) => language.automatic));
export const NOTHING: ReadonlySet<string> = new Set(
  listed((language) => language.nothing).map((word) => word.normalize('NFC').toLowerCase()),
);
