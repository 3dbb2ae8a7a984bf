/**
 * Figures as people write them on listing pages: `34.990`, `34,990.00`, `34 990`, `34'990`, `6k`, `659만`, `۱۲٬۵۰۰`.
 * Invariant: one separator before exactly three digits groups thousands, the last of two different ones is a decimal
 * mark; a figure that is masked (`45,xxx`), broken off or followed by more digits is none at all.
 */
import { memoize, OF_ONE_PAGE } from '../../runtime/memoize.ts';

export interface Figure {
  readonly value: number;
  /** The figure as written, with its multiplier. */
  readonly text: string;
  /** Offset of `text` in the text searched. */
  readonly at: number;
  /** Of a figure that is counted in thousands or more: the word, in lower case (`k`, `triệu`). */
  readonly counted?: string;
}

/** The zeros of the scripts: Arabic, Persian, those of India, Sinhala, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian. */
const ZEROS = [
  ...[0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6],
  ...[0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810],
];
const ODD: Readonly<Record<string, string>> = {
  ...{ '٬': ',', '،': ',', '٫': '.', '’': "'", ʼ: "'", '‘': "'", '´': "'", '`': "'" },
  ...{ '−': '-', '￥': '¥', '￡': '£', '￦': '₩' },
};

/** The same text, character for character, with one kind of digits, blanks and separators. */
export function plainFigures(text: string): string {
  if (!/[^\x20-\x5f\x61-\x7e]/.test(text)) return text;
  return text.replace(/[^\x20-\x5f\x61-\x7e]/g, (char) => {
    const odd = ODD[char];
    if (odd !== undefined) return odd;
    // Blanks of every width, and marks of direction, which stand between figures and words of two directions.
    if (/[\s\u200b-\u200f\u2066-\u2069\u202a-\u202e\u061c\ufeff]/.test(char)) return ' ';
    const code = char.charCodeAt(0);
    // Full-width letters, figures and signs.
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    const zero = ZEROS.find((first) => code >= first && code <= first + 9);
    return zero === undefined ? char : String(code - zero);
  });
}

/** Lakhs group by two: `12,50,000`. */
const FIGURE =
  /(?<!\d)(?<!\d[.,'])(?:(\d{1,2}(?:,\d{2})+,\d{3})|(\d{1,3}([., '])\d{3}(?:\3\d{3})*)|(\d{1,12}))(?!\d)(?:([.,])(\d{1,9}))?(?!\d|[.,']\d)/g;

const COUNTS: ReadonlyArray<readonly [times: number, words: string]> = [
  [
    1e3,
    'k tsd tausend thousand tis tys tyś тыс тысяч тис тисяч хил хиляди илјади хиљада хиљ hilj hiljada ezer tūkst tukst tuhat tuhatta ribu rb nghìn ngàn bin min ming mila mii hiljadu tisuća tisoč tisíc þús þúsund mijë mije hezar χιλ χιλιάδες мянга мянган мың миң минг ҳазор հազար ათასი ათას',
  ],
  [
    1e6,
    'mio mln млн million millions millionen millones milhões milhão milioni milionów milion мільйонів миллионов миллион милиона милиони милион milyon millió milijun milijuna milijona milionë milionů milióna miljoen miljoner miljon miljoonaa miljoni miljonit milj εκατ εκ сая мільйон մլն միլիոն მლნ მილიონი מיליון',
  ],
  [1e6, 'juta jt triệu میلیون مليون ملیون ملايين ล้าน 백만 百万 百萬 ሚሊዮን ລ້ານ លាន သန်း'],
  [1e9, 'miliar tỷ tỉ میلیارد milyar milliárd миллиард млрд тэрбум'],
  [1e3, 'هزار ألف الف آلاف ہزار אלף हजार हज़ार হাজার હજાર ਹਜ਼ਾਰ ஆயிரம் వేల ሺህ ሺ ພັນ พัน 천 千'],
  [1e5, 'lakh lakhs lac lacs लाख লাখ লক্ষ લાખ ਲੱਖ லட்சம் లక్షలు లక్షల ಲಕ್ಷ ലക്ഷം ලක්ෂ لاکھ แสน ແສນ သိန်း'],
  [1e7, 'crore crores cr करोड़ करोड কোটি કરોડ ਕਰੋੜ கோடி కోట్లు ಕೋಟಿ കോടി کروڑ 천만 千万 千萬'],
  [1e4, '만 万 萬 vạn หมื่น'],
  [1e8, '억 億 亿'],
];
const TIMES: ReadonlyMap<string, number> = new Map(
  COUNTS.flatMap(([times, words]) => words.split(' ').map((word) => [word.normalize('NFC'), times] as const)),
);
/** Words that join the next one without a blank. */
const JOINED = /^(?:백만|천만|百万|百萬|千万|千萬|[만万萬억億亿천]|千(?!米)|ล้าน|แสน|หมื่น|พัน)/;
/** `1.250 triệu` and `1,258만` group thousands; of millions, lakhs and milliards nobody has a thousand. */
const GROUPS = /^(?:triệu|juta|jt|ribu|rb|[만万萬])$/;
/** `1억 2,500만`, `1 crore 25 lakh`: the smaller count adds to the larger one. */
const PARTED = new Set([1e7, 1e8, 1e9]);

const MASK = '[xXхХ•●]';
const MASKED_AFTER = new RegExp(`^(?:[.,'](?:[*#_?]|${MASK})|${MASK}(?![\\p{L}\\d])| ?${MASK}{2,}| ?[*#_?]{3})`, 'u');
const MASKED_BEFORE = new RegExp(`(?:^|[^\\p{L}])(?:(?:${MASK}|[*#_?])+[.,']|(?:${MASK}|[*#_?]){2,})$`, 'u');

/** `4 119. 95 €`: cents apart from their point. */
const TORN_CENTS = /^([.,]) (\d\d)(?=\s?(?:\p{Sc}|$))/u;

interface Raw {
  readonly value: number;
  readonly at: number;
  readonly end: number;
  readonly times: number;
  readonly word: string;
}

/** The word after a figure that counts it by thousands or more; `1.2M` only without a blank. */
function countOf(tail: string): { times: number; word: string; length: number } {
  const blank = tail.startsWith(' ') ? 1 : 0;
  const rest = tail.slice(blank);
  const joined = JOINED.exec(rest)?.[0];
  const whole = joined ?? /^[\p{L}\p{M}]{1,12}/u.exec(rest)?.[0] ?? '';
  const word = whole.toLowerCase().normalize('NFC');
  // `45 mil km`, `45 mil euros`: thousands in Spanish and Portuguese; `mil` alone is ten kilometres in Sweden.
  const times =
    word === 'mil' && /^mil (?:km|quil|kil|euros|pesos|reais|d[oó]lares|soles)/i.test(rest)
      ? 1e3
      : whole === 'M' && blank === 0
        ? 1e6
        : (TIMES.get(word) ?? 1);
  if (times === 1) return { times: 1, word: '', length: 0 };
  const dot = joined === undefined && /^\.(?!\d)/.test(rest.slice(whole.length)) && whole.length > 1 ? 1 : 0;
  return { times, word, length: blank + whole.length + dot };
}

function rawFigures(text: string): Raw[] {
  const found: Raw[] = [];
  let from = 0;
  FIGURE.lastIndex = 0;
  for (let match = FIGURE.exec(text); match !== null; match = FIGURE.exec(text)) {
    if (match.index < from) continue;
    const [written, lakhs, grouped, mark, plain] = match;
    let [, , , , , point, fraction = ''] = match;
    let end = match.index + written.length;
    const torn = grouped === undefined || point !== undefined ? null : TORN_CENTS.exec(text.slice(end, end + 8));
    if (torn !== null) {
      [, point, fraction = ''] = torn;
      end += 2 + fraction.length;
      from = end;
    }
    if (
      MASKED_AFTER.test(text.slice(end, end + 8)) ||
      MASKED_BEFORE.test(text.slice(Math.max(0, match.index - 8), match.index))
    )
      continue;
    const { times, word, length } = countOf(text.slice(end, end + 16));
    let value = Number((lakhs ?? grouped ?? plain ?? '').replace(/\D/g, ''));
    if (point !== undefined) {
      // `12.500.00` ends in cents; `1.250,000` may be a million and a quarter.
      if (point === mark && fraction.length !== 2) continue;
      if (mark === '.' && point === ',' && fraction.length === 3) continue;
      value = Number(`${value}.${fraction}`);
    } else if (grouped !== undefined && mark !== undefined && /[.,]/.test(mark) && grouped.split(mark).length === 2) {
      const decimal =
        grouped.startsWith('0') || (times >= 1e3 && (!GROUPS.test(word) || (times === 1e4 && mark === '.')));
      if (decimal) value = Number(grouped.replace(',', '.'));
    }
    // `12 590 K` is a currency cut short, no thousands.
    if (times === 1e3 && value >= 10_000) continue;
    found.push({ value: value * times, at: match.index, end: end + length, times, word });
    if (found.length === 50) break;
  }
  return found;
}

/** Counts that are other words, too, where no unit stands behind them. */
const OTHER_WORDS = new Set('k bin min ming mila mii rb ribu'.split(' '));

/**
 * What a label counts in: 1,000 of `Пробег, тыс. км` and `Nobraukums, tūkst.:`, 10,000 of `行駛里程（萬公里）`.
 *
 * @param isUnit whether a word is a unit of what the label names
 */
export function countInLabel(label: string, isUnit: (word: string) => boolean): number | undefined {
  const words =
    label
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const last = words.at(-1) ?? '';
  const joined = JOINED.exec(last)?.[0];
  if (joined !== undefined && isUnit(last.slice(joined.length))) return TIMES.get(joined);
  if (isUnit(last)) return TIMES.get(words.at(-2) ?? '');
  return words.length > 1 && !OTHER_WORDS.has(last) ? TIMES.get(last) : undefined;
}

export const hasFigure = (text: string): boolean => /\p{Nd}/u.test(text);

/** Every figure in a text, left to right, at most 50. */
export function figuresIn(text: string): readonly Figure[] {
  return !hasFigure(text) ? NONE : text.length > SHORT_TEXT ? readFigures(text) : readShort(text);
}

const NONE: readonly Figure[] = [];
/** Titles and values of a page are asked for their figures by three layers and more; longer texts are not remembered. */
export const SHORT_TEXT = 100;
const readShort = memoize(readFigures, OF_ONE_PAGE);

function readFigures(text: string): Figure[] {
  const plain = plainFigures(text);
  const raw = rawFigures(plain);
  const found: Figure[] = [];
  for (let index = 0; index < raw.length; index++) {
    const first = raw[index];
    if (first === undefined) break;
    let { value, end } = first;
    const next = raw[index + 1];
    if (first.times === 1e4 && next !== undefined && /^ ?$/.test(plain.slice(first.end, next.at))) {
      // `10万2,000`, `12만 5천` count on; `1만 2018년` does not.
      if (next.value < 1e4 && !/^ ?[년年]/.test(plain.slice(next.end))) {
        index += 1;
        value += next.value;
        end = next.end;
      }
    } else if (PARTED.has(first.times) && next !== undefined && /^ ?$/.test(plain.slice(first.end, next.at))) {
      index += 1;
      // `1 tỷ 250`: whether millions are meant is left to the reader.
      if (next.times === 1 || next.times >= first.times) continue;
      value += next.value;
      end = next.end;
    }
    if (!Number.isFinite(value)) continue;
    const rounded = Math.round(value * 1000) / 1000;
    found.push({
      value: rounded,
      text: text.slice(first.at, end),
      at: first.at,
      ...(first.word === '' ? {} : { counted: first.word }),
    });
  }
  return found;
}
