/**
 * Odometer readings as pages write them.
 * Invariant: the page's own figure and unit; a unit is a whole word (`KM` beside less than two thousand is Polish
 * horsepower); a bound (`under 64,000 miles`), a fraction of a distance and an unknown true mileage give none.
 */
import { memoize, OF_ONE_PAGE } from '../../runtime/memoize.ts';
import { countInLabel, figuresIn, hasFigure, plainFigures, SHORT_TEXT } from './number.ts';

export interface Mileage {
  readonly value: number;
  /** Absent when the text names none: the page's country decides. */
  readonly unit?: 'mi' | 'km';
  readonly text: string;
}

/** KMT and SMI are the UN/CEFACT codes schema.org asks for; the others are words. */
const UNITS: ReadonlyArray<readonly [unit: 'mi' | 'km', words: string]> = [
  [
    'mi',
    'mile miles mi mls smi meile meilen millas milla mijl milhas milha mijlen miglia miglio milles milje milja milya mylios mylių jūdzes jūdžu mérföld mailia mailin miili mílur mílna milltir míle maili миль мили миля миља милје міль милі μίλια μίλι',
  ],
  ['mi', 'մղոն მილი მილ მილია ميل میل مایل מייל מיילים मील मैल মাইল மைல் మైళ్ళు మైళ్లు مائل ማይል မိုင် マイル 英里 哩 마일'],
  [
    'km',
    'km kms kmt tkm tkms kmtr kilometer kilometers kilometre kilometres kilomètre kilomètres kilométres kilometro kilometros kilómetro kilómetros quilômetro quilômetros quilometros quilómetros chilometri kilometrów kilometry kilometrů kilometrov kilometara kilometrai kilometrų kilometri kilometriä kilométer kilometrit kilómetra',
  ],
  [
    'km',
    `км километров километра километры километр километри километар километара кілометрів кілометри кілометра кіламетраў километрге шақырым чакырым χλμ χιλιόμετρα χιλιομέτρων კმ კილომეტრი კილომეტრს կմ կիլոմետր كم كلم ك.م كيلومتر كيلومتراً كيلومترا كيلومترات کم کلم ک.م کیلومتر کیلومتره کلومیٹر کلومیٹرز کیلومیٹر کیلۆمەتر ק"מ ק״מ ק'מ ק''מ קמ קילומטר קילומטרים 公里 千米 キロ キロメートル ㎞ 킬로 키로 킬로미터`,
  ],
  [
    'km',
    'किमी किमि कि.मी कि.मि कि॰मी किलोमीटर किलोमिटर কিমি কি.মি কিলোমিটার કિમી કિ.મી કિલોમીટર ਕਿਮੀ ਕਿ.ਮੀ ਕਿਲੋਮੀਟਰ கிமீ கி.மீ கிலோமீட்டர் கிலோமீட்டர்கள் కిమీ కి.మీ కిలోమీటర్లు కిలోమీటర్ ಕಿಮೀ ಕಿ.ಮೀ ಕಿಲೋಮೀಟರ್ കിമീ കി.മീ കിലോമീറ്റർ കിലോമീറ്റര് කිමී කි.මී කිලෝමීටර් ኪሜ ኪ.ሜ ኪሎሜትር กม ก.ม กิโลเมตร គ.ម គម គីឡូម៉ែត្រ ກມ ກ.ມ ກິໂລແມັດ ကီလိုမီတာ',
  ],
  [
    'km',
    'kilometr kilometra kilometru kilometret kilometreja kilometrov kilometrelik kilometroa quilòmetres quilòmetre kílómetrar kílómetrum kilometrar kîlometre kilomita kiiloomitir cilomedr ciliméadar',
  ],
];
const UNIT_OF: Map<string, 'mi' | 'km'> = new Map(
  UNITS.flatMap(([unit, words]) => words.split(' ').map((word) => [word.normalize('NFC'), unit] as const)),
);
const WORD_OF_UNIT =
  /^[\s\])]*(?:[-+]\s*)?(?:(?:original|actual|documented|indicated|true|total|shown|certified|low|highway)\s+){0,2}[[(]?(ק'{1,2}מ|[\p{L}\p{M}㎞][\p{L}\p{M}"״.॰]{0,13})/iu;
/** `187 þ.km.`, `150 т.км`: units that count thousands. */
const THOUSANDS = new Set('tkm tkms t.km ткм т.км þkm þ.km þús.km'.split(' '));
/** What people call a kilometre, and a kilogram: one of a distance that no car weighs. */
const SPOKEN = new Set('كيلو کیلو กิโล ກິໂລ ကီလို គីឡូ'.split(' '));
const HEAVIEST = 20_000;
for (const word of [...THOUSANDS, ...SPOKEN]) UNIT_OF.set(word.normalize('NFC'), 'km');
/** Scripts without blanks: the unit is what the word begins with. */
const JOINED =
  /^(?:公里|千米|キロ|㎞|킬로|키로|마일|マイル|英里|哩|กม|ก\.ม|กิโลเมตร|กิโล|គ\.ម|គម|គីឡូម៉ែត្រ|គីឡូ|ກມ|ກ\.ມ|ກິໂລແມັດ|ກິໂລ|ကီလိုမီတာ|ကီလို|မိုင်)/;
/** `22 किमी/लीटर`, `180 км/ч`: a distance in a litre or an hour is short. */
const IN_SOMETHING = /^[\s.]*(?:\/\s*\p{L}|(?:प्रति|প্রতি|فی|لكل|في|ต่อ|на|в|за)(?![\p{L}\p{M}]))/u;
const SHORT = 500;
const NOT_AN_ODOMETER =
  /^\s*(?:(?:miles?|mi|kms?|kilomet(?:er|re)s?)\s*)?(?:\/\s*(?:h|hr|hour|day|tag|jour|month|monat|l|100|year|yr|jahr|annum|gal|ч)|²|per\b|p\/h|pro\b|an hour|away|ago|from\b|above|below|over average|more than|less than|warranty|range|reichweite|entfernt|na godzinę)/i;
/** Words right before a figure that make it a bound, not a reading. */
const BOUND =
  /(?:^|[^\p{L}])(?:under|over|below|above|less than|more than|up to|fewer than|unter|über|mehr als|weniger als|bis zu|jusqu'à|moins de|plus de|menos de|más de|hasta|meno di|oltre|poniżej|ponad|do|až|pod|nad|iki|līdz|kuni|alle|yli|sub|peste|până la|até|menos de|mais de|mindre än|över|mindre enn|έως|κάτω από|πάνω από|до|от|более|менее|свыше|понад|менше|більше|над|под|أقل من|أكثر من|حتى|کمتر از|بیش از|تا|פחות מ|יותר מ|עד|kurang dari|lebih dari|dưới|trên|ไม่เกิน|มากกว่า)\s*$/iu;
const UNKNOWN = /\b(?:tmu|mileage (?:is )?unknown|(?<!\b(?:mot|tax|ulez)[ -])exempt|not actual)\b/i;

/** `42,000 recorded`: words after a bare figure that speak of the reading itself. */
const OF_THE_READING =
  /^\s*(?:recorded|indicated|shown|showing|displayed|documented|warranted|guaranteed|genuine|original|actual|believed(?: (?:genuine|correct|accurate|original))?|certified|verified|approx(?:imately|\.)?|on (?:the )?(?:clock|odometer|odo))\b[\s.]*(?:[,(]|$)/i;

/** Whether the text says that nobody knows the true mileage. */
export function mileageUnknown(text: string): boolean {
  return UNKNOWN.test(text);
}

function unitAfter(tail: string): { unit: 'mi' | 'km'; word: string; length: number } | undefined {
  const match = WORD_OF_UNIT.exec(tail);
  if (match === null) return undefined;
  const word = (match[1] ?? '').normalize('NFC');
  const joined = JOINED.exec(word)?.[0];
  const whole = joined ?? word.replace(/(?<!\.)\.+$/, '');
  // bounded: its first match is the first dot, and takes the rest.
  const unit = UNIT_OF.get(whole.toLowerCase()) ?? UNIT_OF.get(whole.toLowerCase().replace(/\..*$/s, ''));
  return unit === undefined ? undefined : { unit, word: whole, length: match[0].length - word.length + whole.length };
}

/** Figures followed by a unit of distance that can be an odometer reading. `labelled`: a label calls it the mileage. */
export function mileagesIn(text: string, labelled = false): readonly Found[] {
  if (!hasFigure(text)) return NONE;
  return labelled || text.length > SHORT_TEXT ? readMileages(text, labelled) : readShort(text);
}

type Found = Mileage & { readonly at: number };
const NONE: readonly Found[] = [];
const readShort = memoize((text) => readMileages(text, false), OF_ONE_PAGE);

function readMileages(text: string, labelled: boolean): readonly Found[] {
  const found: Found[] = [];
  const plain = plainFigures(text);
  for (const figure of figuresIn(text)) {
    const end = figure.at + figure.text.length;
    const tail = plain.slice(end, end + 60);
    const named = unitAfter(tail);
    if (named === undefined) continue;
    const before = plain.slice(Math.max(0, figure.at - 24), figure.at);
    if (NOT_AN_ODOMETER.test(tail.slice(named.length)) || /(?:l|kwh|g)\s*\/\s*$/i.test(before) || BOUND.test(before))
      continue;
    const value = THOUSANDS.has(named.word.toLowerCase()) ? figure.value * 1000 : figure.value;
    if (value < SHORT && IN_SOMETHING.test(tail.slice(named.length))) continue;
    if (!labelled && SPOKEN.has(named.word) && value < HEAVIEST) continue;
    if (!Number.isInteger(value) && value < 1_000) continue;
    if (!labelled && named.word === 'KM' && value >= 30 && value < 2_000) continue;
    found.push({
      value: Math.floor(value),
      unit: named.unit,
      text: text.slice(figure.at, end + named.length),
      at: figure.at,
    });
  }
  return found;
}

const isUnit = (word: string): boolean => UNIT_OF.has(word);
/** Thousands that a car can have gone; `Пробег, тыс. км: 145000` is somebody's slip. */
const MOST_THOUSANDS = 2_000;

/**
 * The reading in a text that a label calls the mileage: one figure, with or without a unit.
 *
 * @param label its own words, which may count in thousands
 */
export function labelledMileage(text: string, label = ''): Mileage | undefined {
  if (UNKNOWN.test(text)) return undefined;
  const withUnit = mileagesIn(text, true);
  const first = withUnit[0];
  if (first !== undefined) return first;
  const times = countInLabel(label, isUnit);
  if (times !== undefined) {
    const [counted, ...more] = figuresIn(text);
    if (counted !== undefined && more.length === 0 && plainFigures(text).trim() === counted.text.trim()) {
      const value = counted.value * times;
      if (value <= MOST_THOUSANDS * 1_000) return { value: Math.round(value), text: counted.text };
    }
  }
  // `69,734 (12,191 above average)`: the reading stands first, decoys after it.
  const figure = figuresIn(text)[0];
  if (figure === undefined || !(Number.isInteger(figure.value) || figure.value >= 1_000)) return undefined;
  const before = text.slice(0, figure.at);
  if (before.trim().length > 12 || BOUND.test(before) || /\d/.test(before)) return undefined;
  const tail = text.slice(figure.at + figure.text.length);
  return NOT_AN_ODOMETER.test(tail) ||
    (/^\s*(?:[[(]\s*)?[/%$€£\p{L}]/u.test(tail) && !OF_THE_READING.test(tail) && !/^\s*\(/.test(tail))
    ? undefined
    : { value: Math.floor(figure.value), text: figure.text };
}

/** `31 200 mil`: the Scandinavian mile of ten kilometres, in kilometres. The caller knows that the page is from there. */
export function scandinavianMiles(text: string, labelled: boolean): Mileage | undefined {
  const [figure] = figuresIn(text);
  if (figure === undefined || text.slice(0, figure.at).trim() !== '') return undefined;
  const tail = text.slice(figure.at + figure.text.length);
  const unit = /^\s*mil(?![\p{L}])/iu.test(tail);
  return unit || (labelled && tail.trim() === '')
    ? { value: figure.value * 10, unit: 'km', text: figure.text }
    : undefined;
}

/** No car has gone further than three million miles; a negative or broken figure is no reading. */
export function plausibleMileage(value: number): boolean {
  return Number.isFinite(value) && value >= 0 && value <= 3_500_000;
}

/** Readings typed because the form wants one. */
const PLACEHOLDERS = new Set([123_456, 1_234_567, 999_999, 9_999_999, 1_111_111, 111_111_111]);

export function isPlaceholderMileage(value: number): boolean {
  return PLACEHOLDERS.has(value);
}
