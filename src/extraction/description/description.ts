/**
 * The seller's own text, whole: from the place the adapter names, under a heading, in a container that calls itself the
 * description, or from structured data.
 * Invariant: no line of navigation, conversation or finance is in it, and it is at least `MIN_CHARS` long.
 */

import { cut } from '../../runtime/text.ts';
import type { Adapter } from '../adapters/adapter.ts';
import type { Claim } from '../claim.ts';
import { isNotice, SLOGAN, speaksOfACar } from '../document/boilerplate.ts';
import { type Head, headOf } from '../document/description-heads.ts';
import type { Line, PageDocument } from '../document/document.ts';
import { type Element, isElement, markers, markOf, parentOf } from '../document/dom.ts';
import { labelOf } from '../document/labels.ts';
import { openingLinesOf, opens } from '../document/opening-lines.ts';
import { inNotice, inside, longestParagraphs, MAX_CHARS, textOfLines } from '../document/paragraphs.ts';
import { endsAsSentence, hasWords, sizeOf } from '../document/prose-size.ts';
import type { Method } from '../reading.ts';

export interface Description {
  readonly text: string;
  readonly method: Method;
  readonly confidence: number;
}

const MIN_CHARS = 40;
/** A labelled text below this size is a remark. */
const LONG = 80;
/** `Description: ...` in one line; Armenian has a sign of its own for the colon, Chinese a wide one. */
const LABELLED = /^([^:：՝]{2,40})\s?[:：՝]\s*(\S[\s\S]*)$/;
/** Places on one page that may call themselves the description. */
const MAX_HEADS = 12;
/** What a heading of the seller's text may be, and how surely it is one. */
function headOfLine(line: Line): Head | undefined {
  const head = headOf(line.text);
  if (head !== undefined) return head;
  return line.level > 0 &&
    line.text.length < 60 &&
    /^(?:the )?(?:seller|dealer|dealership|owner|consignor|vendor|vehicle|car)[’']?s?[’']? (?:notes|comments|remarks|description|story|statement)\b|beschreibung\b|^about this (?!listing|seller|dealer|auction|item\b)/i.test(
      line.text,
    )
    ? 'own'
    : undefined;
}

/** Words of classes and ids by which a box calls itself the seller's text. */
const MARKS = new Set(
  [
    'description descriptions descr desc excerpt postingbody userbody sellernotes sellercomment sellercomments dealercomments dealernotes remark remarks adtext adbody adcontent advertbody listingtext listingbody freetext longtext fulltext',
    'beschreibung bemerkung bemerkungen freitext inserattext anzeigentext omschrijving opmerking opmerkingen advertentietekst beskrivelse beskrivning annoncetekst annonstext annonsetekst lysing kuvaus ilmoitusteksti lisatiedot lisatietoja kirjeldus lisainfo',
    'descriptif commentaire descripcion observaciones descricao observacoes descrizione descriere descrierea observatii descripcio',
    'opis popis poznamka leiras megjegyzes napomena opombe apraksts aprasymas opisanie opys pershkrimi perigrafi aciklama ilanaciklama tesvir tavsif tavsifi',
    'deskripsi keterangan mota noidung setsumei bikou shopcomment salescomment staffcomment carcomment',
  ]
    .join(' ')
    .split(' '),
);

/** `unit-desc`, `lotdesc`, `vehicleDescription`: a word that is, or ends in, the mark. */
function callsItself(marks: ReadonlySet<string>): boolean {
  const before = calling.get(marks);
  if (before !== undefined) return before;
  const calls =
    [...marks].some((mark) => MARKS.has(mark) || /^[a-z]{2,9}desc(?:ription)?$/.test(mark)) ||
    PAIRS.some(([first, second]) => first.some((word) => marks.has(word)) && second.some((word) => marks.has(word)));
  calling.set(marks, calls);
  return calls;
}

/** The motto of the site, or what it says of a section of its own. */
const OF_THE_SITE = /(?:^|[\s_-])(?:site|blog|archive|taxonomy|category|term)[-_]desc(?:r|ription)?(?![\w-])/i;

const OWN_MARKS = ['id', 'class'];

/** Marks alike are one set. */
const calling = new WeakMap<ReadonlySet<string>, boolean>();

const isDescription = (box: Element): boolean =>
  box.attribs.itemprop === 'description' || (callsItself(markers(box)) && !OF_THE_SITE.test(markOf(box, OWN_MARKS)));

/** Two words of one class or id that say it together: `ad-text`, `seller-comment`, `annonce_tekst`, `moto-mo-ta`. */
const PAIRS: ReadonlyArray<readonly [readonly string[], readonly string[]]> = [
  [
    'ad advert advertisement listing item offer annonce annons anzeige inserat anuncio annuncio advertentie oglas ilan skelbimas seller dealer shop staff owner sales car vehicle auto free full long user main detail'.split(
      ' ',
    ),
    'text tekst texte texto testo body message comment comments remark remarks memo note notes story content'.split(
      ' ',
    ),
  ],
  [['mo'], ['ta']],
];

export function describe(
  page: PageDocument,
  adapter: Adapter | undefined,
  claims: readonly Claim[],
): Description | undefined {
  const found: Description[] = [];
  const main = page.lines.filter((line) => line.zone === 'main');
  const push = (text: string, method: Method, confidence: number): void => {
    if (sizeOf(text) >= MIN_CHARS && hasWords(text)) found.push({ text: cut(text, MAX_CHARS), method, confidence });
  };

  for (const selector of adapter?.description ?? []) {
    const boxes = page.selected(selector).slice(0, 4);
    const lines = boxes.flatMap((box) => main.filter((line) => inside(line.element, box)));
    push(textOfLines([...new Set(lines)]), `adapter:${adapter?.name ?? ''}`, 0.95);
  }
  const own = found[0];
  if (own !== undefined) return own;

  // Under a heading or a line that says Description, up to the next heading or label.
  let heads = 0;
  for (const [index, line] of main.entries()) {
    const head = headOfLine(line);
    if (head === undefined || ++heads > MAX_HEADS) continue;
    const own = head === 'own';
    const body: Line[] = [];
    for (const next of main.slice(index + 1, index + 400)) {
      // `Summary`, then `Details`: one text in two parts.
      const goesOn = next.level === line.level && head === 'near' && body.length > 0 && headOf(next.text) === 'near';
      if (next.level > 0 && !goesOn && (line.level === 0 || next.level <= line.level)) break;
      if (
        (!goesOn && labelOf(next.text) !== undefined) ||
        (line.level === 0 && body.length > 0 && !near(line.element, next.element))
      )
        break;
      // A table of facts ends an overview; a seller may well write `Mileage: 45,000` in a text of his own.
      if (!own && labelOf(next.parts[0] ?? '') !== undefined) break;
      body.push(next);
    }
    // Highlights and overviews are as often bullets: without a sentence they are no text of a seller.
    const told = body.some(
      (next) =>
        sizeOf(next.text) >= MIN_CHARS &&
        (own || (!isNotice(next.text) && (/^(?:vehicle )?highlights\b/i.test(line.text) || endsAsSentence(next.text)))),
    );
    const text = told ? textOfLines(body) : '';
    // Only a heading of its own, or a long text, tells a description from a labelled remark.
    if (line.level > 0 || sizeOf(text) > LONG) push(text, 'label', own ? 0.85 : 0.7);
  }
  for (const [index, line] of main.entries()) {
    const [, label = '', text = ''] = LABELLED.exec(line.text) ?? [];
    const [first = ''] = line.parts;
    const head = label === '' ? undefined : headOf(label);
    // `Details: a scratch on the door` below a paragraph is the next one of the same text.
    const goesOn = head === 'near' && isParagraph(main[index - 1]);
    if (head !== undefined && !goesOn && sizeOf(text) > LONG) push(text, 'label', 0.75);
    else if (line.parts.length > 1 && headOf(first) === 'own' && sizeOf(line.text) > LONG + first.length)
      push(line.text.slice(line.text.indexOf(first) + first.length).trim(), 'label', 0.75);
  }

  const boxes = new Map<Element, Line[]>();
  // Lines have most of what is around them in common.
  const seen = new Map<Element, boolean>();
  for (const line of main) {
    for (let at: Element | undefined = line.element, up = 0; at !== undefined && up < 8; at = parentOf(at), up++) {
      const called: boolean = seen.get(at) ?? isDescription(at);
      seen.set(at, called);
      if (!called) continue;
      const lines = boxes.get(at) ?? [];
      lines.push(line);
      boxes.set(at, lines);
      break;
    }
  }
  joinIntroductions(boxes);
  for (const [box, lines] of boxes) {
    // A list of facts may call itself a description list; it holds labels, not sentences.
    const labels = lines.filter((line) => labelOf(line.text) !== undefined || sizeOf(line.text) < 25).length;
    if (box.name !== 'dl' && box.name !== 'table' && labels * 2 <= lines.length && !inNotice(box))
      push(textOfLines(lines), 'label', 0.8);
  }

  const opened = beginningOnPage(page, main);
  if (opened !== undefined) push(opened, 'label', 0.8);

  for (const entry of claims) {
    if (entry.topic !== 'description' || SLOGAN.test(entry.text.slice(0, 400)) || /(?:…|\.\.\.)$/.test(entry.text))
      continue;
    push(entry.text, entry.method, entry.weight);
  }
  const honest = found.filter(({ text }) => !SLOGAN.test(text.slice(0, 200)) && !isNoticeAlone(text));
  const best = honest.toSorted((a, b) => score(b) - score(a))[0] ?? unmarked(page);
  if (best !== undefined) return wholeOf(best, main);
  // The page gives no more than the beginning; a beginning is still the seller's text.
  const short = claims.find(
    (entry) => entry.topic === 'description' && entry.text.length >= 150 && !SLOGAN.test(entry.text.slice(0, 400)),
  );
  return short === undefined ? undefined : { text: short.text, method: short.method, confidence: 0.5 };
}

/** `Buyer's premium of 6% is charged`: a few words that say nothing of the car. */
const isNoticeAlone = (text: string): boolean => text.length < CUT && isNotice(text) && !speaksOfACar(text);

const INTRODUCTION = ['intro', 'introtext', 'lead', 'teaser', 'preamble'];

/** `<div class="intro-text">`, then `<div class="full-text">`: an introduction and what follows it are one text. */
function joinIntroductions(boxes: Map<Element, Line[]>): void {
  for (const [box, lines] of boxes) {
    const marks = markers(box);
    if (!INTRODUCTION.some((mark) => marks.has(mark))) continue;
    const beside = parentOf(box)?.children.filter(isElement) ?? [];
    const next = beside[beside.indexOf(box) + 1];
    const rest = next === undefined ? undefined : boxes.get(next);
    if (next === undefined || rest === undefined) continue;
    boxes.set(next, [...lines, ...rest]);
    boxes.delete(box);
  }
}

function isParagraph(line: Line | undefined): boolean {
  return line !== undefined && line.level === 0 && sizeOf(line.text) > 2 * LONG && endsAsSentence(line.text);
}

function unmarked(page: PageDocument): Description | undefined {
  const text = longestParagraphs(page);
  return text === undefined ? undefined : { text, method: 'prose', confidence: 0.6 };
}

/** What a page says of itself is often the beginning of the seller's text: where it opens a line, the text stands there. */
function beginningOnPage(page: PageDocument, main: readonly Line[]): string | undefined {
  for (const opening of openingLinesOf(page.meta)) {
    const first = main.find((line) => line.level === 0 && opens(opening, line.text));
    const box = first === undefined ? undefined : (parentOf(first.element) ?? first.element);
    if (first === undefined || box === undefined || SLOGAN.test(first.text.slice(0, 200))) continue;
    // The same sentence, whole, may be a subtitle; one that goes on, or ends as sentences do, is a text.
    if (first.text.length <= opening.length && !/[.!?…]\W{0,3}$/.test(first.text)) continue;
    const after = main.slice(main.indexOf(first));
    const end = after.findIndex(
      (line) => line.level > 0 || !inside(line.element, box) || (line !== first && labelOf(line.text) !== undefined),
    );
    return textOfLines(end < 0 ? after.slice(0, 400) : after.slice(0, end));
  }
  return undefined;
}

/** Structured data may hold the beginning only: where its text opens a longer one on the page, that is the text. */
function wholeOf(told: Description, main: readonly Line[]): Description {
  if (told.method === 'label' || told.method === 'prose' || told.text.length > CUT) return told;
  const opening = told.text.replace(/\s+/g, ' ').slice(0, 60);
  const first = main.find((line) => line.text.startsWith(opening));
  const box = first === undefined ? undefined : parentOf(first.element);
  if (first === undefined || box === undefined) return told;
  const after = main.slice(main.indexOf(first));
  const end = after.findIndex((line) => line.level > 0 || !inside(line.element, box));
  const text = textOfLines(end < 0 ? after : after.slice(0, end));
  return text.length > told.text.length ? { ...told, text: cut(text, MAX_CHARS) } : told;
}

/** Longer texts in structured data are whole. */
const CUT = 400;

/** Trust first; among equals the longer text, which is the whole of which the other is a part. */
function score(entry: Description): number {
  return entry.confidence + Math.min(0.3, Math.log10(entry.text.length) / 15);
}

function near(label: Element, value: Element): boolean {
  for (let above: Element | undefined = label, up = 0; up <= 5 && above !== undefined; up++, above = parentOf(above))
    if (inside(value, above)) return true;
  return false;
}
