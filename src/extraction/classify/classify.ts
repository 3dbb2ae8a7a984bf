/**
 * What kind of page this is, before anything is read off it as a fact.
 * Invariant: a page is a `listing` only when it names one vehicle and shows that this vehicle is for sale or was sold.
 */

import { squeeze } from '../../runtime/text.ts';
import { readName, wordKey } from '../../vehicles/values/name.ts';
import { yearsInTitle } from '../../vehicles/values/year.ts';
import type { Adapter } from '../adapters/adapter.ts';
import type { PageDocument } from '../document/document.ts';
import { attr, type Element, parentOf, tagged, textOf } from '../document/dom.ts';
import { inside } from '../document/paragraphs.ts';
import type { MainCar } from '../layers/main-car.ts';
import { isKnownMake } from '../layers/told-makes.ts';
import type { PageKind } from '../reading.ts';
import { type Anchor, agrees, pathOf } from '../subject/identity.ts';
import { countsResults, distances, MANY, speaksOfMany, titledCards } from './list-signs.ts';
import { nonListing } from './non-listing.ts';
import { otherGoods } from './other-goods.ts';

export interface Classification {
  readonly kind: PageKind;
  readonly reason: string;
  /** 0..1, of a listing: how often pages judged so are one; no value of a page is surer than that. */
  readonly certainty?: number;
}

/**
 * A name with a price and a figure beside it is a vehicle on offer on 69 of 73 pages measured, among them many chosen
 * because they look alike; one with a VIN, with typed data, or at an address of listings was never anything else.
 */
const ONLY_SHOWN = 0.94;

const LIST_TITLE =
  /\b(?:(?:used|new|classic|second[- ]hand|pre-owned) (?:\w+ ){0,4}(?:cars|vehicles|trucks|suvs|vans|autos)\b|(?:cars|vehicles|trucks) for sale|search results|\d[\d,.]* (?:results|vehicles|cars|listings|matches|treffer|angebote|annonces)|(?:completed|past|live|current) auctions|auction results|inventory$|gebrauchtwagen (?:kaufen|angebote)|voitures d'occasion|coches de segunda mano|auto usate|tweedehands auto)/i;

export interface ClassificationInput {
  readonly page: PageDocument;
  readonly anchor: Anchor;
  readonly adapter: Adapter | undefined;
  readonly car: MainCar;
  readonly isList: boolean;
  /** Cars in application data outside `similar`. */
  readonly appCars: number;
  /** Fields with a believable value, by topic. */
  readonly proven: ReadonlySet<string>;
  /** Whether a number of 17 characters is proven. */
  readonly numbered: boolean;
  /** Different values claimed by labels, by topic: results of a search repeat their labels. */
  readonly spread: ReadonlyMap<string, number>;
}

/** `/187402216/skoda-octavia-combi-19-tdi-77-kw`: what the heading says beyond make and model, and a number. */
function isAddressed({ heading, url }: PageDocument, { name }: Anchor): boolean {
  const named = wordKey(`${name.make ?? ''} ${name.model ?? ''}`);
  const [, headed = ''] = wordKey(heading).split(named);
  const [, addressed = ''] = wordKey(url.pathname).split(named);
  let same = 0;
  while (same < headed.length && headed[same] === addressed[same]) same += 1;
  const details = headed.slice(0, same);
  // A body alone (`combi`) is searched for, too.
  return /\d{5}/.test(`${url.pathname}${url.search}`) && (details.length >= 10 || (same >= 4 && /\d/.test(details)));
}

/** Many cars, from whichever side they show. */
function listReason({ page, anchor, adapter, car, isList, appCars, spread }: ClassificationInput): string | undefined {
  const path = page.url.pathname;
  const isListing = adapter?.listing?.test(path) === true;
  if (!isListing && adapter?.list?.test(path) === true && anchor.name.year === undefined)
    return 'the address is a list of the site';
  if (car.nodes.length === 0 && car.distinct >= 2)
    return `the page's data tells of ${car.distinct} vehicles and none is singled out`;
  if (car.distinct >= 3 && !car.tied) return `the page's data tells of ${car.distinct} vehicles`;
  if (isList && car.nodes.length === 0) return 'the page calls itself a list of results';
  const tally = car.tied ? undefined : resultTally(page);
  if (tally !== undefined) return `the page counts its results: "${tally}"`;
  const cards = cardCount(page, ownMenu(page, anchor));
  if (car.nodes.length === 0 && isFrontPage(page)) return 'the front page of a site, with cards of different vehicles';
  // A heading with a model year names one car, and one whose details the address repeats beside a number; a search for a
  // model has cards instead.
  const single =
    anchor.name.model !== undefined &&
    anchor.titles.some((title) => title.from === 'heading') &&
    (anchor.name.year !== undefined || isAddressed(page, anchor));
  // One VIN or one reading is one vehicle's, in whatever words its site speaks of all. (Of lines without a label only
  // the first makes a claim.)
  const read = spread.get('mileage') ?? 0;
  const tabled = ['make', 'model', 'year'].every((topic) => spread.get(topic) === 1);
  const alone = spread.get('vin') === 1 || (read > 0 && read <= 2 && (tabled || distances(page) < MANY));
  // Beside the heading the title repeats the site's name, and many a site's name tells what it sells.
  const own = alone ? page.title.split(/\s[|–—-]\s|\s?\|/).find((piece) => repeats(piece, page.heading)) : undefined;
  if (LIST_TITLE.test(own ?? page.title) && (!single || cards >= 4) && car.nodes.length === 0)
    return 'the title is that of a list';
  if (!single && !alone && car.nodes.length === 0) {
    const many = [page.heading, page.title].find(speaksOfMany);
    if (many !== undefined) return 'the title is that of a list, in the words of its language';
  }
  if (!single && !alone && cards >= 4 && car.nodes.length === 0)
    return `${cards} cards of different vehicles and no heading that names one`;
  const alike = single || alone || car.nodes.length > 0 ? 0 : titledCards(page, anchor);
  if (alike >= 4) return `${alike} headings of different vehicles and none that names one`;
  if (!single && appCars >= 4 && car.nodes.length === 0)
    return `the page's application data tells of ${appCars} vehicles`;
  const repeated = ['vin', 'mileage', 'price'].filter((topic) => (spread.get(topic) ?? 0) >= 4);
  if (!single && !alone && (repeated.length > 1 || (repeated.length > 0 && cards >= 3)) && car.nodes.length === 0)
    return `${repeated.join(' and ')} differ from card to card`;
  return undefined;
}

/** A piece of a title that is the heading or its beginning. */
function repeats(piece: string, heading: string): boolean {
  const [part = '', whole = ''] = [piece, heading].map((text) => squeeze(text).toLowerCase());
  return part !== '' && whole.startsWith(part);
}

/** The front page of a dealer heads itself with the car of the month, above cards of others, however it calls them. */
function isFrontPage(page: PageDocument): boolean {
  if (!/^\/(?:index\.\w{2,5})?$/.test(page.url.pathname) || page.url.search !== '') return false;
  const named = page.lines
    .filter(({ level, text }) => level > 1 && text.length <= 110)
    .map(({ text }) => readName(text))
    .filter((name) => name.model !== undefined && !name.makeFromModel);
  return new Set(named.map(({ make, model }) => `${make} ${model}`)).size >= 3;
}

const TALLY =
  /^(?:showing )?(?:\d+\s?[-–]\s?\d+ (?:of|von|sur|de) )?\d[\d,.]*\+? (?:results?|matches|vehicles?|cars|listings|treffer|angebote|fahrzeuge|annonces|résultats|anuncios|resultados|annunci|risultati|resultaten|advertenties|ogłosze\w+)(?: found| match\w*| for sale| in .{2,30}| near .{2,30})?$/i;

const tallies = (text: string): boolean => TALLY.test(text) || countsResults(text);

/** `1,204 matches` among the first lines of the main part. */
function resultTally(page: PageDocument): string | undefined {
  const from = page.lines.findIndex((line) => line.zone === 'main' && line.level === 1);
  return page.lines
    .slice(Math.max(0, from), Math.max(0, from) + 12)
    .find((line) => line.zone === 'main' && line.text.length < 60 && tallies(line.text))?.text;
}

/** Links to a few cars are a box of them. */
const MENU_LINKS = 3;
const BOX = /^(?:td|div|ul|ol|nav|aside|section|table|center)$/;

/** The stock beside each of its cars: of its links one, with the car's name, leads to the page it stands on. */
function ownMenu(page: PageDocument, anchor: Anchor): Element | undefined {
  const heading = headingIndex(page);
  const at = heading === undefined ? undefined : page.lines[heading];
  const { pathname } = page.url;
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (at === undefined || file === '') return undefined;
  const own = page.named('a').find((link) => {
    if (!attr(link, 'href').endsWith(file)) return false;
    const names = pathOf(attr(link, 'href'), page.url.href) === pathOf(pathname, page.url.href);
    return names && agrees(anchor, readName(textOf(link, 120)));
  });
  let box = own === undefined ? undefined : parentOf(own);
  while (box !== undefined && (!BOX.test(box.name) || tagged('a', box, MENU_LINKS).length < MENU_LINKS))
    box = parentOf(box);
  return box === undefined || inside(at.element, box) ? undefined : box;
}

/** Different vehicles named by short headings or links of the main part that are not the page's own. */
function cardCount(page: PageDocument, menu: Element | undefined): number {
  const names = new Set<string>();
  for (const line of page.lines) {
    if (line.zone !== 'main' || line.text.length > 110 || line.text.length < 8) continue;
    if (menu !== undefined && inside(line.element, menu)) continue;
    const year =
      /^(?:\W*(?:used|new|certified|pre-owned|no reserve:|\w+-mile))?\W*((?:19|20)\d{2})\s+(\p{L}[\p{L}-]+\s+\S+)/iu.exec(
        line.text,
      );
    if (year !== null) names.add(`${year[1]} ${(year[2] ?? '').toLowerCase()}`);
    if (names.size > 40) break;
  }
  const own = page.heading.toLowerCase();
  return [...names].filter((name) => !own.includes(name)).length;
}

const NO_AMOUNT =
  /^(?:estimates?\b|price on (?:request|application|inquiry|enquiry)|p\.?o\.?a\.?\W*$|(?:call|contact|inquire|enquire)(?: us)? for (?:a )?pric|register to bid|offered without reserve|preis auf anfrage|prix sur demande|precio a consultar|prezzo su richiesta|prijs op aanvraag)/i;
const UNDER_HEADING = 25;

/** Links beside a heading may repeat its words. */
function headingIndex(page: PageDocument): number | undefined {
  const told = page.lines.filter(
    ({ zone, text }) => zone === 'main' && page.heading !== '' && text.startsWith(page.heading.slice(0, 40)),
  );
  return (told.find(({ level }) => level > 0) ?? told[0])?.index;
}

/** An estimate, or words in the place of a price, right under the heading. */
function offeredWithoutPrice(page: PageDocument): boolean {
  const at = headingIndex(page);
  return (
    at !== undefined &&
    page.lines
      .slice(Math.max(0, at - 3), at + UNDER_HEADING)
      .some((line) => line.zone === 'main' && line.text.length < 80 && NO_AMOUNT.test(line.text))
  );
}

/** Sections for vehicles in the addresses of sites that sell other things, too: cars and trucks, motorcycles, campers. */
const VEHICLES = /\/(?:ct[aod]|mc[yad]|rv[asd]|cars?|autos?|vehicles?|vehicledetail|motors?)(?:\/|-)/i;

const WRITER = String.raw`\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}`;
const BYLINE = new RegExp(
  String.raw`^(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Dd]oor|[Pp]or|[Aa]v|[Dd]i|(?:Text|Words|Author|Autor|Autore|Auteur|Tekst|Redaktion|Текст|Автор):) ${WRITER}\s*(?:[,|·–—-].*)?|(?:Text|Words|Tekst|Текст): ${WRITER}\s.*)$`,
  'u',
);
/** `Text: Sanna Lind`, `Words and photos: ...`: what no seller writes. */
const CREDIT = new RegExp(String.raw`^(?:Text|Words|Tekst|Текст)(?: \p{L}+ \p{L}+)?: ${WRITER}(?:\s.*)?$`, 'u');
/** `7 min de lectura`: only texts that are read through tell how long that takes. */
const READING_TIME =
  /\d\s?(?:min\.?|minutes?|minuten|minutos|minuti|minut|мин\.?|хв\.?) (?:read|de lecture|de lectura|de leitura|di lettura|lesezeit|leestijd|lästid|läsning|lesetid|læsetid|czytania|čtení|чтения|читання)\b/iu;

/** News and blogs tell of sales; a seller's page has a number or a table beside its text. */
function isArticle(page: PageDocument): boolean {
  const at = headingIndex(page) ?? 0;
  return (
    page.lines.slice(at, at + 5).some((line) => line.text.length < 70 && BYLINE.test(line.text)) ||
    /^(?:blogs?|magazine|news)\./i.test(page.url.hostname) ||
    /\/(?:news|stories|story|blogs?|articles?|magazine|editorial|features?|reviews?|road-?tests?|first-drives?)\//i.test(
      page.url.pathname,
    ) ||
    isPublished(page)
  );
}

/** It names who wrote it, tells how long it is read, or its data call it a piece of news or a text about a car: a table beside it is a box of facts. */
function isPublished(page: PageDocument): boolean {
  const at = headingIndex(page) ?? 0;
  const timed = page.lines
    .slice(Math.max(0, at - 3), at + 5)
    .some(({ text }) => text.length < 120 && (READING_TIME.test(text) || CREDIT.test(text)));
  return (
    timed ||
    page.scripts.some(
      ({ type, text }) =>
        type.includes('ld+json') &&
        (/"@type"\s*:\s*"(?:News|ReportageNews)Article"/.test(text) ||
          (/"@type"\s*:\s*"(?:Article|BlogPosting)"/.test(text) &&
            /"(?:about|mentions)"\s*:\s*(?:\[\s*)?\{\s*"@type"\s*:\s*"(?:Car|Vehicle|Motorcycle)"/.test(text))),
    )
  );
}

/**
 * A make that only the page tells, and one guessed from a model, name shoes, beds and bicycles too. A year, or an engine
 * beside a gearbox, makes them a vehicle's; a color does not.
 */
function namesThing({ anchor, proven, car }: ClassificationInput): boolean {
  const { make, makeFromModel, year } = anchor.name;
  const stated = make ?? car.nodes.find((node) => node.name.make !== undefined)?.name.make;
  const guessed = makeFromModel || (stated !== undefined && !isKnownMake(stated));
  const dated = year !== undefined || proven.has('year');
  const figures = ['engine', 'transmission'].filter((topic) => proven.has(topic)).length;
  return guessed ? figures + (dated ? 1 : 0) < (isKnownMake(stated ?? '') ? 1 : 2) : false;
}

export function classifyCar(evidence: ClassificationInput): Classification {
  const judged = kindOf(evidence);
  if (judged.kind !== 'listing') return judged;
  const { adapter, car, page, proven } = evidence;
  const known =
    proven.has('vin') || car.nodes.some((node) => node.typed) || adapter?.listing?.test(page.url.pathname) === true;
  return { ...judged, certainty: known ? 1 : ONLY_SHOWN };
}

function kindOf(evidence: ClassificationInput): Classification {
  const list = listReason(evidence);
  if (list !== undefined) return { kind: 'list', reason: list };
  const { anchor, car, proven, adapter, page, spread } = evidence;
  const named = anchor.name.make !== undefined || car.nodes.some((node) => node.name.make !== undefined);
  const none = nonListing(page, anchor, proven.has('vin') ? 'vin' : proven.has('mileage') ? 'reading' : undefined);
  if (none !== undefined) return { kind: 'not_a_vehicle', reason: none };
  if (
    adapter?.dated === true &&
    !evidence.numbered &&
    !anchor.titles.some((title) => yearsInTitle(title.text).length > 0)
  )
    return {
      kind: 'not_a_vehicle',
      reason: "the site's titles give every vehicle a model year, and this one gives none",
    };
  const typed = car.nodes.some((node) => node.typed);
  const shown = typed || proven.has('vin') || proven.has('mileage');
  const tabled = (spread.get('price') ?? 0) + (spread.get('mileage') ?? 0) > 0;
  if (!typed && !proven.has('vin') && (isPublished(page) || (!tabled && isArticle(page))))
    return { kind: 'not_a_vehicle', reason: 'the page is an article about a vehicle' };
  const details = ['vin', 'mileage', 'transmission', 'engine', 'color'].filter((topic) => proven.has(topic)).length;
  const sells = proven.has('price') || proven.has('sold') || proven.has('bid');
  if (!named && !(proven.has('make') && proven.has('model')) && !(proven.has('vin') && details >= 3))
    return { kind: 'not_a_vehicle', reason: 'no heading, title or data names a vehicle' };
  const { year, make, model, makeFromModel } = anchor.name;
  // `Monterey 2023` is an event: without its make a name alone offers nothing.
  const dated = year !== undefined && make !== undefined && model !== undefined && !makeFromModel;
  const goods = shown
    ? undefined
    : otherGoods(
        page,
        anchor.titles.map((title) => title.text),
        car.nodes,
      );
  if (goods !== undefined) return { kind: 'not_a_vehicle', reason: `the page sells other goods: "${goods}"` };
  if (!shown && namesThing(evidence)) return { kind: 'not_a_vehicle', reason: 'the name is also that of other things' };
  if (typed && (sells || proven.has('vin') || proven.has('mileage')))
    return { kind: 'listing', reason: 'structured data tells of one vehicle on offer' };
  if (proven.has('vin') && (sells || details >= 2))
    return { kind: 'listing', reason: 'one vehicle is named and its VIN stands on the page' };
  // Caps and vacuum cleaners are sold under makes of cars, in colors.
  const figured = details > (proven.has('color') ? 1 : 0) || (details === 1 && (dated || proven.has('year')));
  if (sells && (figured || adapter?.listing?.test(page.url.pathname) === true))
    return { kind: 'listing', reason: 'one vehicle is named, with a price or a bid' };
  if (proven.has('mileage') && details >= 2)
    return { kind: 'listing', reason: 'one vehicle is named, with its mileage and details' };
  if (sells && proven.has('description') && anchor.name.year !== undefined && anchor.name.model !== undefined)
    return { kind: 'listing', reason: 'one vehicle of a known year is named, priced and described' };
  if (dated && (proven.has('vin') || proven.has('description')) && offeredWithoutPrice(page))
    return { kind: 'listing', reason: 'one vehicle of a known year is named and offered without a price' };
  // Private sellers leave out the year and the price; what the site files as a listing of vehicles is one.
  const filed = dated || (make !== undefined && !makeFromModel && VEHICLES.test(page.url.pathname));
  if (filed && proven.has('description') && adapter?.listing?.test(page.url.pathname) === true)
    return { kind: 'listing', reason: 'the address is a listing of the site, which names and describes one vehicle' };
  return { kind: 'not_a_vehicle', reason: 'a vehicle is named, but nothing shows that it is for sale or was sold' };
}
