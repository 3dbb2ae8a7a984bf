/**
 * Values whose only label is an icon or an attribute: `<i class="icon-gearbox"></i> Manual`, `<td data-label="Colour">`.
 * Invariant: an icon belongs to the one short line of its box; two values under icons of one meaning are cards of several
 * cars, and none is read. Only topics that nothing else tells are claimed.
 */

import { memoize } from '../../runtime/memoize.ts';
import { mileagesIn } from '../../vehicles/values/mileage.ts';
import { engineOf, gearboxKind, namesColor, transmissionOf } from '../../vehicles/values/wording.ts';
import { type Claim, claim, type Topic } from '../claim.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { attr, type Element, elementsUnder, parentOf, textOf, wordsIn } from '../document/dom.ts';
import { labelOf } from '../document/labels.ts';

const MAX_VALUE = 40;
const MAX_WITHIN = 14;
const MAX_UP = 3;
const MAX_NAMED = 200;
const WEIGHT = 0.62;

/** Words in the name of an icon; another word beside them may make it another thing (`gear` is a wheel of settings). */
const WORDS: ReadonlyArray<readonly [Topic, string]> = [
  [
    'transmission',
    'gearbox gearshift gearstick transmission transmissions transmissao transmision trasmissione trans shifter gearknob getriebe schaltung versnelling versnellingsbak boite boitevitesse cambio caja kpp korobka akpp skrzynia prevodovka menjac menjalnik sebvalto vaihteisto gearkasse gear girkasse vaxellada vites sanziman hopso truyendong manual automatic',
  ],
  [
    'color',
    'color colour colors palette paint exteriorcolor farbe couleur kleur colore cor farve farg vari barva kolor boja culoare szin renk tsvet cvet mausac warna',
  ],
  [
    'mileage',
    'mileage odometer kilometer kilometers kilometre kilometres kilometerstand laufleistung kilometrage kilometraje quilometragem chilometraggio przebieg najeto probeg tacho milage',
  ],
  ['engine', 'engine enginesize displacement hubraum cilindrata cilindrada cylindree pojemnosc motor piston dongco'],
];
const TOPICS: ReadonlyMap<string, Topic> = new Map(
  WORDS.flatMap(([topic, words]) => words.split(' ').map((word) => [word, topic] as const)),
);
/** Of which a picture or a part of one says what stands beside it. */
const PICTURED = new Set(['i', 'svg', 'use', 'img', 'span', 'em', 'b', 'ion-icon', 'mat-icon']);
const ICON =
  /(?:^|[\s_/.-])(?:icons?|icn|ico|fa[srlbd]?|svg|glyphicons?|sprite|symbol|mdi|material|flaticon|bi)(?:[\s_/.#-]|\d|$)|\.svg|#/i;
/** Attributes in which a page tells readers, screens or scripts what a value is. */
const NAMING =
  'title aria-label alt data-label data-title data-th data-name data-tooltip data-original-title data-bs-original-title data-bs-title data-tippy-content data-tip data-heading data-caption'.split(
    ' ',
  );

/** They name what the whole page is about; a word in an attribute is too little for those. */
const NAMED = new Set<Topic>(['transmission', 'color', 'mileage', 'engine', 'year', 'vin']);

/** What an attribute or an icon's name says of the value beside it. */
function topicOf(
  element: Element,
  naming: readonly string[],
  lang: string,
): { readonly topic: Topic; readonly unit?: 'mi' | 'km'; readonly name: string } | undefined {
  for (const name of naming) {
    const told = attr(element, name);
    const label = told === '' ? undefined : labelOf(told, lang);
    if (label !== undefined && NAMED.has(label.topic))
      return { topic: label.topic, name: told, ...(label.unit === undefined ? {} : { unit: label.unit }) };
  }
  if (!PICTURED.has(element.name)) return undefined;
  const file =
    attr(element, 'src') || attr(element, 'data-src') || attr(element, 'href') || attr(element, 'xlink:href');
  if (file === '' && !('class' in element.attribs || 'name' in element.attribs || 'data-icon' in element.attribs))
    return undefined;
  const written = `${attr(element, 'class')} ${attr(element, 'name')} ${attr(element, 'data-icon')} ${file.slice(-80)}`;
  const topic = topicInName(written);
  if (topic === undefined || (element.name !== 'i' && element.name !== 'svg' && !ICON.test(written))) return undefined;
  return { topic, name: written.trim().slice(0, 60) };
}

/** The one topic that the words of an icon's name tell; not of `icon-interior-color`, `engine-power`, `colour-picker`. */
const topicInName = memoize((written): Topic | undefined => {
  const words = wordsIn(written);
  const topics = new Set(words.map((word) => TOPICS.get(word)).filter((topic) => topic !== undefined));
  return topics.size > 1 || words.some((word) => OTHER.has(word)) ? undefined : [...topics][0];
});

const OTHER = new Set(
  'interior upholstery seat power hp picker settings setting config fuel consumption co2 emission emissions oil warning number code start noise'.split(
    ' ',
  ),
);

const fits: Readonly<Partial<Record<Topic, (value: string) => boolean>>> = {
  transmission: (value) => gearboxKind(value) !== undefined && transmissionOf(value) !== undefined,
  color: (value) => !/\d/.test(value) && (namesColor(value) || value.split(' ').length <= 2),
  mileage: (value) => mileagesIn(value).length === 1 || /^\d{1,3}(?:[.,\s'’]\d{3})+$|^\d{4,6}$/.test(value),
  engine: (value) => engineOf(value) !== undefined,
};

export function iconClaims(page: PageDocument, told: readonly Claim[]): Claim[] {
  const known = new Set<Topic>(told.map(({ topic }) => topic));
  if ([...NAMED].every((topic) => known.has(topic))) return [];
  const found = new Map<Topic, Claim[]>();
  let lines: ReadonlyMap<Element, Line> | undefined;
  let looked = 0;
  const naming = NAMING.filter((name) => page.having(name).length > 0);
  for (const element of page.elements) {
    const meaning = topicOf(element, naming, page.lang);
    if (meaning === undefined || known.has(meaning.topic) || ++looked > MAX_NAMED) continue;
    lines ??= new Map(page.lines.map((line) => [line.element, line]));
    const value = valueBeside(element, lines);
    if (value === undefined || labelOf(value, page.lang) !== undefined || fits[meaning.topic]?.(value) === false)
      continue;
    const { topic, name, unit } = meaning;
    const entry = claim(topic, value, 'label', WEIGHT, {
      snippet: `${name}: ${value}`,
      label: name,
      ...(unit === undefined ? {} : { unit }),
    });
    found.set(topic, [...(found.get(topic) ?? []), entry]);
  }
  return [...found.values()].flatMap((claims) =>
    new Set(claims.map(({ text }) => text)).size === 1 ? claims.slice(0, 1) : [],
  );
}

/** The short text in the element, or beside it in the smallest box that has some. */
function valueBeside(element: Element, lines: ReadonlyMap<Element, Line>): string | undefined {
  let box: Element | undefined = element;
  let text = textOf(element, MAX_VALUE * 4);
  for (let up = 0; text === '' && up < MAX_UP; up++) {
    box = box === undefined ? undefined : parentOf(box);
    if (box === undefined || box.children.length > MAX_WITHIN) return undefined;
    text = textOf(box, MAX_VALUE * 4);
  }
  if (box === undefined || text === '' || text.length > MAX_VALUE * 3) return undefined;
  const line = lineOf(box, lines);
  if (line?.zone !== 'main' || line.level > 0) return undefined;
  const icons = box === element ? [] : elementsUnder(box.children).filter((each) => isIcon(each));
  if (icons.length < 2) return text === line.text && text.length <= MAX_VALUE ? text : undefined;
  // Several icons in one line, each before its value.
  const at = icons.findIndex((icon) => icon === element || elementsUnder(icon.children).includes(element));
  return icons.length === line.parts.length ? line.parts[at] : undefined;
}

const isIcon = (element: Element): boolean =>
  element.name !== 'use' && element.name !== 'path' && element.name !== 'g' && textOf(element, 20) === '';

/** The line that the box holds, or stands in. */
function lineOf(box: Element, lines: ReadonlyMap<Element, Line>): Line | undefined {
  const within = [box, ...elementsUnder(box.children).slice(0, MAX_WITHIN)].find((element) => lines.has(element));
  if (within !== undefined) return lines.get(within);
  for (let at = parentOf(box), up = 0; at !== undefined && up < MAX_UP; at = parentOf(at), up++) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return undefined;
}
