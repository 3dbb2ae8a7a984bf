/**
 * Rows of bare values, as boards print them under a heading: `2014 · 167 400 km · Diesel · Manuelle`, or a list of them.
 * Invariant: a row has the reading with its unit and hardly anything but values; where two rows tell different readings
 * they are cards of other cars, and none is read. Only topics that nothing else tells are claimed.
 */
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { engineOf, gearboxKind, namesColor, transmissionOf } from '../../vehicles/values/wording.ts';
import { yearOf } from '../../vehicles/values/year.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { type Element, parentOf } from '../document/dom.ts';
import { labelOf } from '../document/labels.ts';
import { inside } from '../document/paragraphs.ts';

const MAX_ITEM = 40;
const MAX_LINE = 140;
const MAX_ITEMS = 24;
const LEAST = 3;
/** In a list of labels and values half of the items are values. */
const VALUES = 0.6;
const WEIGHT = 0.6;

// bounded: MAX_LINE.
const SEPARATOR = /\s*[·•|∙●▪◦‧・]\s*|\s+[/–—-]\s+|,\s+|\s{2,}|\s*[／｜]\s*/u;
const FUEL =
  /^(?:super |euro ?)?(?:gasolin|gasóle|gasoil|gazol|benz[iy]n|bens[iy]n|diesel|dízel|dizel|dyzel|dīze|diisel|petrol|hybrid|hybryd|híbrid|ibrid|hibrid|elektr|electr|eléct|elétr|essence|nafta|motorin|flex|lpg|cng|gpl|phev|plug|бенз|диз|газ|гибрид|гібрид|электр|електр|βενζ|πετρ|υβρ|بنزين|ديزل|بنزین|دیزل|هجين|בנזין|דיזל|היבריד|ガソリン|ハイブリッド|軽油|휘발유|가솔린|디젤|경유|하이브리드|汽油|柴油|混合|เบนซิน|ดีเซล|xăng|dầu|bensiin)/iu;
const YEAR = /^\D{0,12}?(?:\d{1,2}[./-])?(?:19|20)\d{2}(?:[./-]\d{1,2})?\D{0,6}$/u;
const SIZE =
  /^\d[.,]\d{1,2}\s?(?:l|lit\p{L}*|л|lt|ltr|ลิตร|リットル|升|ل|ליטר)?\.?(?:\s.{1,20})?$|^\d{3,4}(?:[.,\s]\d{3})?\s?(?:cc|ccm|cm³|cm3|cm|см³|см3|куб\p{L}*|ซีซี|毫升|سي سي|סמ"ק)$|^\d[.,\s]\d{3}\s?(?:cc|ccm|cm³|cm3|см³|см3)$/iu;
const POWER = /\d\s?(?:kw|hp|bhp|ps|cv|ch|pk|km|hk|hv|k|л\.?\s?с|к\.?\s?с|AG|LE)\b/i;

interface Row {
  readonly items: readonly string[];
  readonly reading: number;
  readonly line: Line;
}

export function factRowClaims(page: PageDocument, told: readonly Claim[]): Claim[] {
  const known = new Set<Topic>(told.map(({ topic }) => topic));
  const rows = rowsOf(page);
  const [row] = rows;
  if (row === undefined || new Set(rows.map(({ reading }) => reading)).size > 1) return [];
  const find: ReadonlyArray<readonly [Topic, (item: string) => boolean]> = [
    ['year', (item) => YEAR.test(item) && yearOf(item) !== undefined],
    [
      'transmission',
      (item) => gearboxKind(item) !== undefined && transmissionOf(item) !== undefined && !FUEL.test(item),
    ],
    ['engine', (item) => SIZE.test(item) && engineOf(item) !== undefined],
    ['color', (item) => !/\d/.test(item) && item.split(' ').length <= 3 && namesColor(item)],
  ];
  return find.flatMap(([topic, fits]) => {
    const found = [...new Set(row.items.filter(fits))];
    const [value] = found;
    return value === undefined || found.length > 1 || known.has(topic)
      ? []
      : [claim(topic, value, 'label', WEIGHT, { snippet: row.items.join(' · ') })];
  });
}

/** A whole item that is a distance with its unit. */
function readingOf(item: string): number | undefined {
  const [only, ...more] = mileagesIn(item);
  return only === undefined || more.length > 0 || only.unit === undefined || item.length - only.text.length > 12
    ? undefined
    : only.value;
}

function rowsOf(page: PageDocument): Row[] {
  const lines = page.lines.filter(({ zone }) => zone === 'main');
  const rows: Row[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.level > 2 || line.text.length > MAX_LINE || !/\d/.test(line.text)) continue;
    const within = line.text.split(SEPARATOR);
    const items = within.length >= LEAST ? within : line.parts.length >= LEAST ? line.parts : around(lines, at);
    const row = rowOf(items, line, page.lang);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function rowOf(written: readonly string[], line: Line, lang: string): Row | undefined {
  const items = written.map((item) => item.trim()).filter((item) => /[\p{L}\p{N}]/u.test(item));
  if (items.length < LEAST || items.length > MAX_ITEMS || items.some((item) => item.length > MAX_ITEM))
    return undefined;
  const at = items.findIndex((item) => readingOf(item) !== undefined);
  const reading = readingOf(items[at] ?? '');
  // Beside a label the value is read with it.
  if (reading === undefined || [items[at - 1], items[at + 1]].some((item) => item !== undefined && labelOf(item, lang)))
    return undefined;
  const values = items.filter(
    (item) => /^\W{0,2}\d/.test(item) || FUEL.test(item) || gearboxKind(item) !== undefined || namesColor(item),
  );
  const told = items.some((item) => YEAR.test(item) || FUEL.test(item) || POWER.test(item));
  return told && values.length > VALUES * items.length ? { items, reading, line } : undefined;
}

/** The short lines beside a distance, in the smallest box that holds some. */
function around(lines: readonly Line[], at: number): readonly string[] {
  const line = lines[at];
  if (line === undefined || readingOf(line.text) === undefined) return [];
  let box: Element | undefined = parentOf(line.element);
  for (let up = 0; up < 3 && box !== undefined; up++, box = parentOf(box)) {
    const own = box;
    const beside = (other: Line | undefined): boolean =>
      other !== undefined && other.text.length <= MAX_ITEM && other.level === 0 && inside(other.element, own);
    let from = at;
    let to = at;
    while (at - from < MAX_ITEMS && beside(lines[from - 1])) from--;
    while (to - at < MAX_ITEMS && beside(lines[to + 1])) to++;
    if (to - from + 1 >= LEAST) return lines.slice(from, to + 1).map(({ text }) => text);
  }
  return [];
}
