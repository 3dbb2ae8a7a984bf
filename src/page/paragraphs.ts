/**
 * Lines as the text of a description: which belong to it, and the longest run of paragraphs where nothing is marked.
 * Invariant: lines of the page's own machinery, of the shop and of the law are left out; order is the page's.
 */
import { readName } from '../vehicle/name.ts';
import type { Line, PageDocument } from './document.ts';
import { type Element, parentOf } from './dom.ts';
import { labelOf } from './labels.ts';

export const MAX_CHARS = 50_000;
/** Lines of the page's own machinery inside a description's box. */
const MACHINERY =
  /^(?:qr code link to this post|read (?:more|full description|less)|show (?:more|less)|see more|view (?:more|all)|mehr anzeigen|weniger anzeigen|lire la suite|ver más|mostra altro|toon meer|description|vehicle description|seller'?s? (?:notes|comments|description)|fahrzeugbeschreibung|beschreibung|print|share|report (?:this )?(?:ad|listing)|copy link|translate|location: .{0,60}|it'?s not ok to contact.*|full description|show original|(?:web ?site (?:by|design(?:ed)? by)|powered by) .{0,60})$/i;
/** Sentences a site writes about its own service, in the place of a description. */
export const SLOGAN =
  /\b(?:find your (?:perfect|next)|browse (?:our|all|photos)|finde jetzt|bid for the chance|view (?:photos|pictures)|search (?:from|our|over)|test drive (?:this|at|today)|shop (?:for|our|now)|schedule a test|is in stock and for sale|save up to \$|see (?:photos|pricing|pictures)|auf der suche nach|découvrez|découvre|encuentra tu|trova la tua|cookies?\b.{0,40}\b(?:use|accept|consent))/i;

export function inside(element: Element, ancestor: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

/** The lines one below the other, without the page's machinery; empty when there are none. */
export function textOfLines(lines: readonly Line[]): string {
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

/** Words of a sentence about a car, and of one about the shop that sells it. */
const OF_A_CAR =
  /\b(?:car|truck|vehicle|roadster|coup[eé]|convertible|cabriolet|saloon|sedan|hatchback|estate|bike|motorcycle|chassis|bod(?:y|ied)|leather|trimmed|keepers?|acquired|delivered|example|imported|odometer|carburet\w+|gearbox|clutch|exhaust|suspension|selling my|ausgeliefert|restaur\w+|zweiter hand|propriétaire|kilométrage|dueño|revisad[oa]|proprietario|tagliand\w+|eigenaar|onderhouden|ägare|servad|owners?|miles|kilomet\w+|engine|drives?|driven|condition|service[ds]?|restor\w+|original|matching|interior|tires|tyres|title|paint\w*|rust|garaged?|auto|fahrzeug|motor|voiture|véhicule|coche|macchina|vettura|belts?|tools|history)\b/i;
const OF_THE_SHOP =
  /\b(?:our (?:dealership|team|staff|showroom|inventory|customers|company|website|site)|we (?:offer|are a|strive|specialize|reserve)|prices? (?:do|does|exclude|include|shown|are subject)|subject to|dealer fee|document(?:ation|ary)? fee|every effort|errors? (?:and|or) omissions|newsletter|sign up|subscribe|our terms|financing (?:is )?available|apr\b|credit approval)/i;

/** A paragraph begins a text at this length; a shorter sentence beside it belongs to the same text. */
const PARAGRAPH = 60;
const SENTENCE = 40;
const LEGAL = /©|all rights reserved|privacy|cookie|terms of|copyright|liability|no responsibility/i;

/** Old-style pages: a run of long paragraphs of the main part is the seller's text when nothing is marked. */
export function longestParagraphs(page: PageDocument): string | undefined {
  const start =
    page.lines.find(
      (line) => line.zone === 'main' && page.heading !== '' && line.text.startsWith(page.heading.slice(0, 40)),
    )?.index ?? 0;
  const { make, model } = readName(page.heading === '' ? page.title : page.heading);
  // `Listed in our showroom is a 2015 Jaguar`: a paragraph that names the car is about it.
  const names = (text: string): boolean =>
    make !== undefined && model !== undefined && text.includes(make) && text.includes(model);
  const told = page.lines.filter(
    (line) =>
      line.zone === 'main' &&
      line.index >= start &&
      line.level === 0 &&
      line.text.length >= SENTENCE &&
      /[.!?](?:\s|$)/.test(line.text) &&
      !SLOGAN.test(line.text) &&
      (!OF_THE_SHOP.test(line.text) || names(line.text)) &&
      !LEGAL.test(line.text),
  );
  const groups = new Map<Element, Line[]>();
  for (const line of told) {
    const box = parentOf(line.element) ?? line.element;
    const group = groups.get(box);
    if (group === undefined) groups.set(box, [line]);
    else group.push(line);
  }
  const texts = [...groups]
    .filter(([, group]) => group.some((line) => line.text.length >= PARAGRAPH) && group.some(speaksOfACar))
    .map(([box, group]) => textOfLines(withBullets(page, box, group)))
    .toSorted((a, b) => b.length - a.length);
  const [text] = texts;
  return text === undefined || text.length < MIN_TEXT ? undefined : text;
}

const MIN_TEXT = 100;
const speaksOfACar = (line: Line): boolean => OF_A_CAR.test(line.text);

/** The paragraphs with the bullets between and after them, as far as they stand in the same box. */
function withBullets(page: PageDocument, box: Element, group: readonly Line[]): Line[] {
  const own = new Set(group);
  const [first] = group;
  const lines: Line[] = [];
  for (const line of page.lines.slice(first?.index ?? 0)) {
    if (line.zone !== 'main') continue;
    if (own.has(line)) lines.push(line);
    else if (line.level > 0 || !inside(line.element, box)) break;
    else if (line.element.name === 'li' && labelOf(line.parts[0] ?? '') === undefined) lines.push(line);
  }
  return lines;
}
