/** An article about a car, or a car offered without a price: `classifyCar` in `classify.ts`. */
import { type Mutant, of } from './mutant.ts';

const judge = of('src/extraction/classify/classify.ts');

export const PRICELESS: readonly Mutant[] = [
  judge('an article is no offer', '(!tabled && isArticle(page))', 'false'),
  judge('nor is what is published, table or not', 'isPublished(page) || (!tabled', '(!tabled'),
  judge('structured data of a car outweigh an article', '!typed && !proven', '!proven'),
  judge('so does a VIN', "!typed && !proven.has('vin') && ", '!typed && '),
  judge('so does a label', '(!tabled && isArticle(page))', 'isArticle(page)'),
  judge('with a price', "(spread.get('price') ?? 0) + (spread", '(spread'),
  judge('or with a reading', " + (spread.get('mileage') ?? 0) > 0", ' > 0'),
  judge(
    'a byline tells of an article',
    'page.lines.slice(at, at + 5).some((line) => line.text.length < 70 && BYLINE.test(line.text)) ||',
    '',
  ),
  judge('in the first lines', 'page.lines.slice(at, at + 5).some', 'page.lines.slice(at, at + 6).some'),
  judge('up to the fifth', 'page.lines.slice(at, at + 5).some', 'page.lines.slice(at, at + 4).some'),
  judge('a sentence is no byline', 'line.text.length < 70 && BYLINE', 'BYLINE'),
  judge('a time of reading tells of an article', 'READING_TIME.test(text) || ', ''),
  judge('so does a credit', ' || CREDIT.test(text))', ')'),
  judge('not in a sentence of its own', 'text.length < 120 && (READING_TIME', '(READING_TIME'),
  judge('structured data tell of an article', '/"@type"\\s*:\\s*"(?:News|ReportageNews)Article"/.test(text) ||', ''),
  judge('structured data only', 'type.includes(\'ld+json\') &&\n        (/"@type"', '(/"@type"'),
  judge('a text about a car is one', '/"@type"\\s*:\\s*"(?:Article|BlogPosting)"/.test(text) &&', 'false &&'),
  judge(
    'a text about anything else beside a car is none',
    '/"(?:about|mentions)"\\s*:\\s*(?:\\[\\s*)?\\{\\s*"@type"\\s*:\\s*"(?:Car|Vehicle|Motorcycle)"/.test(text)',
    'true',
  ),
  judge(
    'a car may be offered without a price',
    "(proven.has('vin') || proven.has('description')) && offeredWithoutPrice(page)",
    'false',
  ),
  judge('of a known year, make and model', "if (dated && (proven.has('vin')", "if ((proven.has('vin')"),
  judge('the year', 'dated = year !== undefined && make', 'dated = make'),
  judge(
    'the model',
    'make !== undefined && model !== undefined && !makeFromModel',
    'make !== undefined && !makeFromModel',
  ),
  judge('the make by its own name', ' && !makeFromModel;', ';'),
  judge(
    'with a VIN',
    "(proven.has('vin') || proven.has('description')) && offeredWithoutPrice",
    "proven.has('description') && offeredWithoutPrice",
  ),
  judge(
    'or with a text',
    "(proven.has('vin') || proven.has('description')) && offeredWithoutPrice",
    "proven.has('vin') && offeredWithoutPrice",
  ),
  judge(
    'and not with neither',
    "(proven.has('vin') || proven.has('description')) && offeredWithoutPrice",
    'offeredWithoutPrice',
  ),
  judge('the page must say so', ' && offeredWithoutPrice(page))', ')'),
  judge('under its heading', 'UNDER_HEADING = 25', 'UNDER_HEADING = 26'),
  judge('up to the twenty-fifth line', 'UNDER_HEADING = 25', 'UNDER_HEADING = 24'),
  judge('or up to three lines above', 'Math.max(0, at - 3), at + UNDER', 'Math.max(0, at - 2), at + UNDER'),
  judge('and not four', 'Math.max(0, at - 3), at + UNDER', 'Math.max(0, at - 4), at + UNDER'),
  judge(
    'not of another car',
    "line.zone === 'main' && line.text.length < 80 && NO_AMOUNT",
    'line.text.length < 80 && NO_AMOUNT',
  ),
  judge('not in a sentence', ' && line.text.length < 80 && NO_AMOUNT', ' && NO_AMOUNT'),
  judge(
    'an address of listings offers what is described there',
    "filed && proven.has('description') && adapter",
    'false && adapter',
  ),
  judge(
    'of a car whose year and name are known',
    "filed && proven.has('description') && adapter",
    "proven.has('description') && adapter",
  ),
  judge('and that is described', "filed && proven.has('description') && adapter", 'filed && adapter'),
  judge(
    'and no other address',
    "filed && proven.has('description') && adapter?.listing?.test(page.url.pathname) === true",
    "filed && proven.has('description')",
  ),
];
