/**
 * The seller's own text, whole: from the place the adapter names, under a heading, in a container that calls itself the
 * description, or from structured data.
 * Invariant: no line of navigation, conversation or finance is in it, and it is at least `MIN_CHARS` long.
 */
import type { Adapter } from '../sources/adapter.ts';
import type { Claim } from './claim.ts';
import type { Line, PageDocument } from './document.ts';
import { type Element, isElement, markers, parentOf } from './dom.ts';
import { labelOf } from './labels.ts';
import type { Method } from './reading.ts';

export interface Description {
  readonly text: string;
  readonly method: Method;
  readonly confidence: number;
}

const MIN_CHARS = 40;
const MAX_CHARS = 50_000;
/** Headings over nothing but the seller's text. */
const OWN_WORDS = /descri|beschreibung|omschrijving|opis|comments|notes|remarks|story|statement/i;
/** Places on one page that may call themselves the description. */
const MAX_HEADS = 12;
/** Lines of the page's own machinery inside a description's box. */
const MACHINERY =
  /^(?:qr code link to this post|read (?:more|full description|less)|show (?:more|less)|see more|view (?:more|all)|mehr anzeigen|weniger anzeigen|lire la suite|ver más|mostra altro|toon meer|description|vehicle description|seller'?s? (?:notes|comments|description)|fahrzeugbeschreibung|beschreibung|print|share|report (?:this )?(?:ad|listing)|copy link|translate|location: .{0,60}|it'?s not ok to contact.*|full description|show original)$/i;
/** Sentences a site writes about its own service, in the place of a description. */
const SLOGAN =
  /\b(?:find your (?:perfect|next)|browse (?:our|all|photos)|finde jetzt|bid for the chance|view (?:photos|pictures)|search (?:from|our|over)|test drive (?:this|at|today)|shop (?:for|our|now)|schedule a test|is in stock and for sale|save up to \$|see (?:photos|pricing|pictures)|auf der suche nach|découvrez|découvre|encuentra tu|trova la tua|cookies?\b.{0,40}\b(?:use|accept|consent))/i;

/** A label of the table, or a heading that speaks of the seller's own words. */
function headsDescription(line: Line): boolean {
  if (labelOf(line.text)?.topic === 'description') return true;
  return (
    line.level > 0 &&
    line.text.length < 60 &&
    /^(?:the )?(?:seller|dealer|dealership|owner|consignor|vendor|vehicle|car)[’']?s?[’']? (?:notes|comments|remarks|description|story|statement)\b|^description\b|beschreibung\b|^footnotes$/i.test(
      line.text,
    )
  );
}

function inside(element: Element, ancestor: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function join(lines: readonly Line[]): string {
  const kept: string[] = [];
  let size = 0;
  for (const line of lines) {
    if (MACHINERY.test(line.text) || line.element.name === 'button') continue;
    kept.push(line.text);
    size += line.text.length;
    if (size > MAX_CHARS) break;
  }
  return kept.join('\n').trim();
}

const MARKS = new Set([
  'description',
  'beschreibung',
  'postingbody',
  'userbody',
  'excerpt',
  'sellernotes',
  'remarks',
  'descriptif',
  'descripcion',
  'descrizione',
  'omschrijving',
  'opis',
  'desc',
]);

export function describe(
  page: PageDocument,
  adapter: Adapter | undefined,
  claims: readonly Claim[],
): Description | undefined {
  const found: Description[] = [];
  const main = page.lines.filter((line) => line.zone === 'main');
  const push = (text: string, method: Method, confidence: number): void => {
    if (text.length >= MIN_CHARS && /\p{L}{2}\s+\p{L}/u.test(text))
      found.push({ text: text.slice(0, MAX_CHARS), method, confidence });
  };

  for (const selector of adapter?.description ?? []) {
    const boxes = page.$(selector).get().slice(0, 4).filter(isElement);
    const lines = boxes.flatMap((box) => main.filter((line) => inside(line.element, box)));
    push(join([...new Set(lines)]), `adapter:${adapter?.name ?? ''}`, 0.95);
  }
  const own = found[0];
  if (own !== undefined) return own;

  // Under a heading or a line that says Description, up to the next heading or label.
  let heads = 0;
  for (const [index, line] of main.entries()) {
    if (!headsDescription(line) || ++heads > MAX_HEADS) continue;
    const body: Line[] = [];
    for (const next of main.slice(index + 1, index + 400)) {
      if (next.level > 0 && (line.level === 0 || next.level <= line.level)) break;
      if (
        labelOf(next.text) !== undefined ||
        (line.level === 0 && body.length > 0 && !near(line.element, next.element))
      )
        break;
      // A table of facts ends an overview; a seller may well write `Mileage: 45,000` in a text of his own.
      if (!OWN_WORDS.test(line.text) && labelOf(next.parts[0] ?? '') !== undefined) break;
      body.push(next);
    }
    // Highlights and overviews are as often bullets: without a sentence they are no text of a seller.
    const told = body.some(
      (next) =>
        next.text.length >= 40 &&
        (OWN_WORDS.test(line.text) || /^(?:vehicle )?highlights\b/i.test(line.text) || /[.!?…]\W*$/.test(next.text)),
    );
    const text = told ? join(body) : '';
    // Only a heading of its own, or a long text, tells a description from a labelled remark.
    if (line.level > 0 || text.length > 80) push(text, 'label', OWN_WORDS.test(line.text) ? 0.85 : 0.7);
  }
  for (const line of main) {
    const colon = line.text.indexOf(':');
    const label = colon > 2 && colon < 40 ? labelOf(line.text.slice(0, colon)) : undefined;
    if (label?.topic === 'description' && line.text.length - colon > 80)
      push(line.text.slice(colon + 1).trim(), 'label', 0.75);
  }

  const boxes = new Map<Element, Line[]>();
  for (const line of main) {
    for (let at: Element | undefined = line.element, up = 0; at !== undefined && up < 8; at = parentOf(at), up++) {
      const marks = markers(at);
      if (at.attribs.itemprop !== 'description' && ![...MARKS].some((mark) => marks.has(mark))) continue;
      const lines = boxes.get(at) ?? [];
      lines.push(line);
      boxes.set(at, lines);
      break;
    }
  }
  for (const [box, lines] of boxes) {
    // A list of facts may call itself a description list; it holds labels, not sentences.
    const labels = lines.filter((line) => labelOf(line.text) !== undefined || line.text.length < 25).length;
    if (box.name !== 'dl' && box.name !== 'table' && labels * 2 <= lines.length) push(join(lines), 'label', 0.8);
  }

  for (const entry of claims) {
    if (entry.topic !== 'description' || SLOGAN.test(entry.text.slice(0, 400)) || /(?:…|\.\.\.)$/.test(entry.text))
      continue;
    push(entry.text, entry.method, entry.weight);
  }
  const honest = found.filter((entry) => !SLOGAN.test(entry.text.slice(0, 200)));
  const best = honest.toSorted((a, b) => score(b) - score(a))[0] ?? longestParagraphs(page);
  if (best !== undefined) return best;
  // The page gives no more than the beginning; a beginning is still the seller's text.
  const cut = claims.find(
    (entry) => entry.topic === 'description' && entry.text.length >= 150 && !SLOGAN.test(entry.text.slice(0, 400)),
  );
  return cut === undefined ? undefined : { text: cut.text, method: cut.method, confidence: 0.5 };
}

/** Trust first; among equals the longer text, which is the whole of which the other is a part. */
function score(entry: Description): number {
  return entry.confidence + Math.min(0.3, Math.log10(entry.text.length) / 15);
}

/** Words of a sentence about a car, and of one about the shop that sells it. */
const OF_A_CAR =
  /\b(?:car|truck|vehicle|owners?|miles|kilomet\w+|engine|drives?|driven|condition|service[ds]?|restor\w+|original|matching|interior|tires|tyres|title|paint\w*|rust|garaged?|auto|fahrzeug|motor|voiture|véhicule|coche|macchina|vettura|belts?|tools|history)\b/i;
const OF_THE_SHOP =
  /\b(?:our (?:dealership|team|staff|showroom|inventory|customers|company|website|site)|we (?:offer|are a|strive|specialize|reserve)|prices? (?:do|does|exclude|include|shown|are subject)|subject to|dealer fee|document(?:ation|ary)? fee|every effort|errors? (?:and|or) omissions|newsletter|sign up|subscribe|our terms|financing (?:is )?available|apr\b|credit approval)/i;

/** Old-style pages: a run of long paragraphs of the main part is the seller's text when nothing is marked. */
function longestParagraphs(page: PageDocument): Description | undefined {
  const start =
    page.lines.find(
      (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
    )?.index ?? 0;
  const long = page.lines.filter(
    (line) =>
      line.zone === 'main' &&
      line.index >= start &&
      line.text.length >= 90 &&
      /[.!?](?:\s|$)/.test(line.text) &&
      !SLOGAN.test(line.text) &&
      OF_A_CAR.test(line.text) &&
      !OF_THE_SHOP.test(line.text) &&
      !/©|all rights reserved|privacy|cookie|terms of|copyright|liability|no responsibility/i.test(line.text),
  );
  const groups = new Map<Element, Line[]>();
  for (const line of long) {
    const box = parentOf(line.element) ?? line.element;
    const group = groups.get(box);
    if (group === undefined) groups.set(box, [line]);
    else group.push(line);
  }
  const texts = [...groups.values()].map(join).toSorted((a, b) => b.length - a.length);
  const [text] = texts;
  return text === undefined || text.length < 120 ? undefined : { text, method: 'prose', confidence: 0.6 };
}

function near(label: Element, value: Element): boolean {
  for (let above: Element | undefined = label, up = 0; up <= 5 && above !== undefined; up++, above = parentOf(above))
    if (inside(value, above)) return true;
  return false;
}
