/**
 * The labels pages put in front of a value, in the languages of the markets served.
 * Invariant: a label means one topic; where two languages use one word for different things, the accents decide, then
 * the page's own language, else it is none.
 */

import { memoizeIn } from '../../runtime/memoize.ts';
import { FIELD_TABLE, type FieldTopic } from '../../vehicles/fields.ts';
import { LANGUAGES } from '../../vehicles/languages/index.ts';
import type { LabelKind } from '../../vehicles/languages/language.ts';
import type { Topic } from '../claim.ts';

export interface Label {
  readonly topic: Topic;
  readonly unit?: 'mi' | 'km';
  /** Lower for labels that name something near the topic (the year of registration is not the model year). */
  readonly weight: number;
  /** Of an engine's displacement: a bare number is cubic centimetres. */
  readonly size?: true;
}

const OF_FIELDS = Object.fromEntries(
  Object.values(FIELD_TABLE).flatMap((row) =>
    'labelled' in row ? [[row.topic, { topic: row.topic, weight: row.labelled }]] : [],
  ),
) as Readonly<Record<FieldTopic, Label>>;

const KINDS: Readonly<Record<LabelKind, Label>> = {
  ...OF_FIELDS,
  registered: { topic: 'year', weight: 0.6 },
  miles: { ...OF_FIELDS.mileage, unit: 'mi' },
  kilometres: { ...OF_FIELDS.mileage, unit: 'km' },
  makersColor: { topic: 'color', weight: 0.7 },
  displacement: { topic: 'engine', weight: 0.7, size: true },
  cylinders: { topic: 'engine', weight: 0.5 },
  // Of a price and a reduced one beside it, the reduced one is asked.
  specialPrice: { topic: 'price', weight: 0.95 },
  listPrice: { topic: 'price', weight: 0.7 },
  bid: { topic: 'bid', weight: 0.9 },
};

/** `Ext.Color`, `Ātr.kārba`: a word cut short and the next one, with or without a blank between. */
const POINTED = /\.(?=\p{L})/gu;

/** Lower case, accents and punctuation around gone, one blank between words. */
function plainLabel(text: string): string {
  // Most labels are plain ASCII, and this is asked of every line of a page.
  if (!/[^\x20-\x7e]/.test(text))
    return text.toLowerCase().replace(/['`]/g, ' ').replace(POINTED, '. ').replace(/ {2,}/g, ' ').trim();
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[ßẞ]/g, 'ss')
      .replace(/ł/g, 'l')
      .replace(/[øØ]/g, 'o')
      .replace(/[æÆ]/g, 'ae')
      .replace(/[đĐ]/g, 'd')
      .replace(/[ðÐ]/g, 'd')
      .replace(/[þÞ]/g, 'th')
      // Everyday Arabic writes the last letter of `المكينة` without its points.
      .replace(/ة/g, 'ه')
      .replace(/ى(?![\p{L}])/gu, 'ي')
      .replace(/ı/g, 'i')
      .toLowerCase()
      .replace(/[’'`´‘ʻʼ]/g, ' ')
      .replace(POINTED, '. ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The longest known is Polish, with 45 characters. */
const MAX_LABEL = 48;

// bounded: MAX_LABEL.
const EDGES = /^[^\p{L}\p{Nd}]+|[\s:#*.?\-–—>：]+$/gu;

interface Entry {
  readonly label: Label;
  /** Languages that use the word so. */
  readonly languages: string[];
  readonly everyday: boolean;
}

/** The same letters, lower case, quotes and blanks evened. */
function written(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/i\u0307/g, 'i')
    .replace(/[’'`´‘ʻʼ]/g, ' ')
    .replace(POINTED, '. ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Labels of one language that are everyday words of others: they count on a page of their language only. */
const EVERYDAY = new Set('any sal slag magna он ранг layo gia takbo'.split(' '));

function tableOf(key: (text: string) => string): ReadonlyMap<string, readonly Entry[]> {
  const table = new Map<string, Entry[]>();
  for (const { code, labels } of LANGUAGES) {
    for (const [kind, words] of Object.entries(labels)) {
      const label = KINDS[kind as LabelKind];
      // `Fahrgestell-Nr.` is found before a colon, too.
      const keys = words.split('|').flatMap((word) => [key(word), key(word).replace(EDGES, '')]);
      for (const word of new Set(keys)) {
        const entries = table.get(word) ?? [];
        const same = entries.find((entry) => entry.label === label);
        if (same === undefined) entries.push({ label, languages: [code], everyday: EVERYDAY.has(word) });
        else if (!same.languages.includes(code)) same.languages.push(code);
        table.set(word, entries);
      }
    }
  }
  return table;
}

const WRITTEN = tableOf(written);
const PLAIN = tableOf(plainLabel);

function meant(entries: readonly Entry[] | undefined, lang: string): Label | undefined {
  const [first, second] = entries ?? [];
  if (first === undefined) return undefined;
  if (first.everyday && !first.languages.includes(lang)) return undefined;
  if (second === undefined) return first.label;
  const spoken = entries?.find(({ languages }) => languages.includes(lang));
  if (spoken !== undefined) return spoken.label;
  // English labels stand on pages of every language.
  const english = entries?.find(({ languages }) => languages.includes('en'));
  if (english !== undefined) return english.label;
  return entries?.every(({ label }) => label.topic === first.label.topic) ? first.label : undefined;
}

const VIN_WORDING =
  /^(?:full |vehicle |car )?vin(?:[\s/()#:.-]+(?:serial|chassis|frame|no|nr|num|number|code|vehicle|identification))*[\s)#.]*$/;

/** A unit, a note or a currency after the label: `Пробег [км]`, `Mileage (km)`, `Darbinis tūris, cm³`. */
// bounded: MAX_LABEL.
const UNIT_AFTER = /[\s.:]*(?:\([^)]{0,30}\)?|（[^）]{0,30}）?|\[[^\]]{0,30}\]?|,\s?[\p{L}³]{1,6}\.?)$/u;
const KM_AFTER =
  /[[(,（]\s?(?:km|kms|км|კმ|կմ|كم|کم|χλμ|ק"מ|ק״מ|กม|ก\.ม|公里|千米|킬로|किमी|कि\.मी|কিমি|কি\.মি|ኪ\.ሜ|ኪሜ|គ\.ម|کیلومتر|كيلومتر|کلومیٹر)\.?\s?[\])）]?$/iu;
const SIZE_AFTER =
  /[[(,（]\s?(?:cc|ccm|cm³|cm3|см³|см3|куб\.? ?см|сс|sm³|sm3|c\.c\.?|c\.?m\.?c|سي سي|سی سی|سم³|סמ"ק|סמ״ק|სმ³|սմ³|ซีซี|सीसी|सी\.सी\.?|সিসি|சிசி|సీసీ|ಸಿಸಿ|സിസി|સીસી|ਸੀਸੀ|ሲሲ|κ\.?εκ|κυβικά)\.?\s?[\])）]?$/iu;
const MI_AFTER = /[[(,（]\s?(?:mi|miles)\.?\s?[\])）]?$/iu;

/**
 * The topic of a label text such as `VIN #:`, `Außenfarbe`, `Exterior Color *`; `undefined` for any other text. `lang` is
 * the page's language, for words that two languages share.
 */
export function labelOf(text: string, lang = ''): Label | undefined {
  return text.length > MAX_LABEL ? undefined : meaningOf(text, lang);
}

/** Several layers ask of every line, and a page repeats its lines: what a text means is found once. */
const meaningOf = memoizeIn((text, lang): Label | undefined => {
  const plain = plainLabel(text);
  if (plain === '') return undefined;
  // `VIN / Serial`, `VIN (Vehicle Identification Number)`: any wording made of these words alone.
  return lookedUp(text, plain, lang) ?? (VIN_WORDING.test(plain.replace(EDGES, '')) ? KINDS.vin : undefined);
});

function lookedUp(text: string, plain: string, lang: string): Label | undefined {
  const bare = plain.replace(EDGES, '');
  if (!/[^\x20-\x7e]/.test(text)) return foundIn(WRITTEN, plain, bare, lang) ?? foundIn(PLAIN, plain, bare, lang);
  const accented = written(text);
  return foundIn(WRITTEN, accented, accented.replace(EDGES, ''), lang) ?? foundIn(PLAIN, plain, bare, lang);
}

function foundIn(table: typeof PLAIN, whole: string, trimmed: string, lang: string): Label | undefined {
  const label = meant(table.get(whole), lang) ?? (trimmed === whole ? undefined : meant(table.get(trimmed), lang));
  if (label !== undefined) return label;
  const cut = trimmed.replace(UNIT_AFTER, '');
  const inner = cut === trimmed ? undefined : meant(table.get(cut), lang);
  // `المحرك (سي سي)`, `Motor (cm³)`: in a unit of volume an engine is its size.
  if (inner === KINDS.engine && SIZE_AFTER.test(trimmed)) return KINDS.displacement;
  if (inner?.topic !== 'mileage') return inner;
  return MI_AFTER.test(trimmed) ? KINDS.miles : KM_AFTER.test(trimmed) ? KINDS.kilometres : inner;
}
