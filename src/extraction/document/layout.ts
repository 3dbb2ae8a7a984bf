/**
 * One walk over the parsed tree that lays out lines of text, pictures and data, each in its zone.
 * Invariant: document order is kept and the tree is walked once; the caps keep hostile pages affordable.
 */
import { squeeze } from '../../runtime/text.ts';
import { drawnSign } from './currency-icons.ts';
import { headOf, mayHeadTalk } from './description-heads.ts';
import { attr, type Element, isElement, markers, type Node, parentOf, tagged, textOf } from './dom.ts';
import { threadReader } from './forum-thread.ts';
import { levelOf } from './heading.ts';
import { type Met, SKIP, textSize } from './headings-and-text-size.ts';
import { PICTURE_FILE } from './image-url.ts';
import { opens } from './opening-lines.ts';
import { zoneOfHeading } from './section-headings.ts';
import { CHROME_TAGS, type Zone, zoneOf } from './zones.ts';

/** A run of text between block boundaries, with the pieces its inline elements cut it into. */
export interface Line {
  readonly text: string;
  readonly parts: readonly string[];
  /** The block the text stands in. */
  readonly element: Element;
  readonly zone: Zone;
  /** 1..6 in a heading, else 0. */
  readonly level: number;
  readonly index: number;
}

export interface Picture {
  readonly element: Element;
  readonly zone: Zone;
  /** Lines before it. */
  readonly index: number;
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly pictures: readonly Picture[];
  readonly dataJson: ReadonlyArray<{ readonly name: string; readonly text: string; readonly zone: Zone }>;
}

/** A label for those who do not see the page stands by itself. */
const HIDDEN_LABEL = /(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?:\s|$)/;
const HIDDEN = new Set(['noscript', 'template']);
const INLINE = new Set(
  'a abbr b bdi big cite code data em font i ins mark q small span strong sub sup time tt u var wbr nobr'.split(' '),
);
/** Where visitors talk, "Comments" is conversation; elsewhere it is a dealer's word for the description. */
const CONVERSING =
  /(?:add|leave|post|write|view)(?: a| your)? comments?\b|\brepl(?:y|ies)\b|class="[^"]*(?<!(?:dealer|dealership|seller|owner|vehicle|overview|staff|shop|sales)[-_]?)\bcomments?\b|\bbids?\b|>\s?(?:antworten|répondre|responder|rispondi|beantwoorden|odpowiedz|odpovědět|válasz|ответить|відповісти|отговор|yanıtla|svara?|vastaa|返信|回复|回覆|답글|رد|پاسخ|הגב)\s?</i;

/** The largest real page has 1 200 lines and 270 pictures; the caps keep hostile ones affordable. */
const MAX_LINES = 20_000;
const MAX_PICTURES = 4_000;
const MAX_DATA = 500;
const MAX_PARTS = 400;
/** Headings of a seller's text: a listing has one or two. */
const MAX_TELLING = 3;

/** Asked of single characters only: looking at the growing line itself would cost the square of its length. */
function isWord(character: string | undefined): boolean {
  if (character === undefined || character === ' ' || character === '\n') return false;
  return (character >= 'a' && character <= 'z') || /[\p{L}\p{N}]/u.test(character);
}

const BEYOND_LATIN = /[^\0-\xff]/;

/**
 * The same text. One `€` makes the engine keep a page, and each piece of it, with two bytes a character; for a text of two
 * bytes it compiles all the scripts in an expression, for one of a single byte only Latin: 50 ms of a reader's first page.
 */
function narrow(text: string): string {
  return text === '' || BEYOND_LATIN.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1');
}

/** A dealer's "Comments" are the description; where visitors can answer, they are conversation. */
function headsText(text: string, conversing: () => boolean): boolean {
  return headOf(text) !== undefined && !(mayHeadTalk(text) && conversing());
}

/** The first text under an element. */
function firstTextOf(element: Element): string {
  for (const child of element.children) {
    const text = child.type === 'text' ? squeeze(child.data.slice(0, 200)) : isElement(child) ? firstTextOf(child) : '';
    if (text !== '') return text;
  }
  return '';
}

/** What a page laid out by tables keeps apart. */
const BLOCK = /^(?:td|div|section|article|li|center)$/;
const MAX_BOLD = 60;

/** `<h2><img alt="Comment of our staff"></h2>`: a heading that is a picture. */
const drawnText = (heading: Element): string =>
  attr(tagged('img', heading, 1)[0], 'alt')
    .trim()
    .slice(0, 100);

/** Whether all the text of a block is bold. */
function isBold(element: Element, text: string): boolean {
  for (let at: Element | undefined = element, down = 0; at !== undefined && down < 4; down++) {
    if (at.name === 'b' || at.name === 'strong') return true;
    at = at.children.filter(isElement).find((child) => textOf(child, MAX_BOLD + 1) === text);
  }
  return false;
}

const BOX = /^(?:div|section|article|main|body|center|table|form)$/;
const MOST = 0.6;
/** Wrappers within wrappers; each costs a look at all the text in it. */
const MAX_WRAPS = 5;

/** A gallery of links, or of boxes with a background or an address for a script, has no `img`. */
function showsPicture(element: Element): boolean {
  const { style, background, href } = element.attribs;
  if (style?.includes('url(') || (background !== undefined && PICTURE_FILE.test(background))) return true;
  // `<v-img src>`, `<lazy-image image>`: an element of a framework.
  if (element.name.includes('-') && PICTURE_FILE.test(attr(element, 'src'))) return true;
  for (const name in element.attribs)
    if (name.startsWith('data-') && PICTURE_DATA.test(attr(element, name))) return true;
  return (
    element.name === 'a' &&
    href !== undefined &&
    PICTURE_FILE.test(href) &&
    !element.children.some((child) => isElement(child) && (child.name === 'img' || child.name === 'picture'))
  );
}

const OLD = 'old oud oude was strike striked strikethrough crossed ancien streichpreis vanprijs'.split(' ');

/** `<span class="old-price">€ 17.950</span>`: struck through by its style, as `<s>` is by its name. */
function isOldPrice(element: Element): boolean {
  if (!INLINE.has(element.name)) return false;
  const { style, class: named } = element.attribs;
  if (style !== undefined && /line-through/i.test(style)) return true;
  if (named === undefined) return false;
  const marks = markers(element);
  return (
    !marks.has('now') &&
    OLD.some((mark) => marks.has(mark)) &&
    /^\D{0,12}\d[\d.,'’\s]*\D{0,6}$/.test(textOf(element, 60))
  );
}

/** JSON in an attribute, encoded or not. */
const HOLDS_DATA = /^\s{0,20}(?:[[{]|%5B|%7B)/i;
/** Several pictures in an attribute: `a.jpg,b.jpg`, `photos=['a.jpg', 'b.jpg']`. */
const HOLDS_LIST = /\.(?:jpe?g|png|webp|avif)["']?\s{0,3}[,;|]\s{0,3}["']?[^\s"']{5,500}\.(?:jpe?g|png|webp|avif)/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Only addresses of one picture: no lists, no JSON. */
const PICTURE_DATA = /^[^\s{[<]{5,1000}\.(?:jpe?g|png|webp|avif)(?:[?#]\S{0,1000})?$/i;

interface Section {
  readonly zone: Zone;
  readonly level: number;
  /** The section ends with this element; `undefined` ends it at the next heading of its rank only. */
  readonly scope: Element | undefined;
}

/** `main`: the heading that names the page's car; no zone is laid over it. `html`: the source the tree was parsed from; `openings`: how the seller's text may begin. */
export function layOut(
  nodes: readonly Node[],
  main: Element | undefined,
  html: string,
  openings: readonly string[],
): Layout {
  const inThread = threadReader();
  const spared = new Set<Element>();
  for (let at = main; at !== undefined; at = parentOf(at)) spared.add(at);
  const lines: Line[] = [];
  const pictures: Picture[] = [];
  const dataJson: Array<{ name: string; text: string; zone: Zone }> = [];
  let parts: string[] = [];
  let raw: string[] = [];
  let last: string | undefined;
  let sections: Section[] = [];
  let described = false;
  /** Lines before the heading of the description: only the box right under it is spared. */
  let describedAt = 0;
  // A look through the whole source, needed by few pages.
  let converse: boolean | undefined;
  const conversing = (): boolean => {
    converse ??= CONVERSING.test(html);
    return converse;
  };
  let wraps = 0;
  const headings: Element[] = [];
  const met: Met = {
    headings,
    opening: (text) => {
      const beginning = openings.length === 0 ? '' : squeeze(text.slice(0, 300));
      return openings.some((opening) => opens(opening, beginning));
    },
    opened: undefined,
  };
  const total = nodes.reduce((sum, child) => sum + textSize(child, met), 0);
  /** What holds the page's only `h1`, or the seller's text or its heading, is no navigation, conversation or finance. */
  const telling = new Set<Element>();
  const first = headings.filter((heading) => heading.name === 'h1' && textOf(heading, 100) !== '');
  const own = headings.filter((heading) => headsText(textOf(heading, 100), conversing));
  if (met.opened !== undefined) telling.add(met.opened);
  const told = met.opened === undefined ? [] : [met.opened];
  for (const heading of [...(first.length === 1 ? first : []), ...own.slice(0, MAX_TELLING), ...told])
    for (let at = parentOf(heading); at !== undefined && !telling.has(at); at = parentOf(at)) telling.add(at);

  const flush = (element: Element, zone: Zone, level: number): void => {
    // What is no part is blank.
    if (parts.length > 0 && lines.length < MAX_LINES) {
      const told = parts.map((part) => narrow(squeeze(part)));
      const text = told.length === 1 && told[0] !== undefined ? told[0] : narrow(squeeze(raw.join('')));
      lines.push({
        text,
        parts: told,
        element,
        zone,
        level,
        index: lines.length,
      });
      if (level === 0 && zone === 'main' && text.length <= MAX_BOLD) openBold(element, text);
    }
    raw = [];
    last = undefined;
    parts = [];
  };
  const openSection = (heading: Element, level: number): void => {
    sections = sections.filter((section) => section.level < level);
    const text = textOf(heading, 100) || drawnText(heading);
    described = headsText(text, conversing);
    describedAt = lines.length;
    const zone = described ? 'main' : zoneOfHeading(text);
    if (zone === 'main') return;
    // The section ends with the box around the heading, unless that box also holds the page's own heading.
    let scope: Element | undefined;
    for (let at = parentOf(heading), up = 0; at !== undefined && up < 3 && !spared.has(at); at = parentOf(at), up++)
      scope = at;
    sections.push({ zone, level, scope });
  };

  const endSectionsOf = (rank: number): void => {
    sections = sections.filter((section) => section.level < rank && section.scope !== undefined);
  };
  const endSectionsIn = (scope: Element): void => {
    sections = sections.filter((section) => section.scope !== scope);
  };
  /** The zone that an element of this one stands in, with the section it is part of. */
  const within = (zone: Zone): Zone => (zone === 'main' ? (sections.at(-1)?.zone ?? 'main') : zone);
  const showPicture = (element: Element, zone: Zone): void => {
    if (pictures.length < MAX_PICTURES) pictures.push({ element, zone, index: lines.length });
  };

  let headed: boolean | undefined;
  /**
   * `<p><b>Also in stock...</b></p>` opens other cars up to the end of its cell or box, on a page that heads nothing, or
   * cards alone.
   */
  const openBold = (element: Element, text: string): void => {
    headed ??= headings.filter((heading) => tagged('a', heading, 1).length === 0).length > 1;
    if (headed || zoneOfHeading(text) !== 'others' || !isBold(element, text)) return;
    let scope = textOf(element, MAX_BOLD + 1) === text ? parentOf(element) : element;
    while (scope !== undefined && !BLOCK.test(scope.name)) scope = parentOf(scope);
    if (scope !== undefined && scope !== element) sections.push({ zone: 'others', level: 1, scope });
  };

  /** What a page without scripts would show: its text says nothing new, its pictures may be the only ones. */
  const hiddenPictures = (node: Element, zone: Zone): void => {
    for (const child of node.children) {
      if (!isElement(child)) continue;
      if (child.name !== 'img') hiddenPictures(child, zone);
      else showPicture(child, zone);
    }
  };
  /** `<div class="comment"><div class="ttl">店長コメント</div>`: the box of the seller's text, by its first words. */
  const headsItself = (node: Element): boolean => {
    const first = firstTextOf(node);
    return headOf(first) === 'own' && !(mayHeadTalk(first) && conversing());
  };
  const visit = (node: Node, block: Element, zone: Zone, level: number): void => {
    if (node.type === 'text') {
      // A value glued to its label (`<span>Mileage</span><span>32,000</span>`) is kept apart.
      if (isWord(last) && isWord(node.data[0])) raw.push(' ');
      raw.push(node.data);
      last = node.data.at(-1);
      if (node.data.trim() !== '' && parts.length < MAX_PARTS) parts.push(node.data);
      return;
    }
    if (!isElement(node)) return;
    if (node.name === 'br') {
      flush(block, within(zone), level);
      return;
    }
    const read = spared.has(node) ? undefined : (inThread(node) ?? zoneOf(node));
    const marked = read !== 'others' && telling.has(node) && !CHROME_TAGS.has(node.name) ? undefined : read;
    // "Seller's comments" in a box of class `comments` is the description, not conversation.
    // `page-container flexed-footer` wraps the whole page: what holds most of the text is no navigation.
    const whole =
      (marked === 'chrome' || marked === 'finance') &&
      zone === 'main' &&
      wraps < MAX_WRAPS &&
      BOX.test(node.name) &&
      textSize(node) > total * MOST;
    if (whole) wraps += 1;
    const own =
      whole || (marked === 'talk' && ((described && lines.length <= describedAt + 1) || headsItself(node)))
        ? undefined
        : marked;
    const inner = zone === 'main' ? (own ?? zone) : zone;
    for (const name in node.attribs) {
      const value = node.attribs[name] ?? '';
      if (value.length <= 40 || dataJson.length >= MAX_DATA) continue;
      if (HOLDS_DATA.test(value)) {
        const text = /^%[57]B/i.test(value) ? decoded(value) : value;
        dataJson.push({
          name: name === 'value' ? attr(node, 'name') || attr(node, 'id') : name,
          text,
          zone: inner,
        });
      } else if (!name.endsWith('srcset') && HOLDS_LIST.test(value)) dataJson.push({ name, text: value, zone: inner });
    }
    if (node.name === 'img' || node.name === 'source' || node.name === 'amp-img') {
      showPicture(node, within(inner));
      const drawn = level > 0 && textOf(block, 1) === '' ? attr(node, 'alt').trim() : '';
      if (drawn !== '') raw.push(drawn);
      return;
    }
    if (HIDDEN.has(node.name)) hiddenPictures(node, within(inner));
    if (SKIP.has(node.name) || isOldPrice(node)) return;
    if (showsPicture(node)) showPicture(node, within(inner));
    const sign = drawnSign(node, last);
    if (sign !== undefined) {
      raw.push(sign);
      last = sign;
      parts.push(sign);
      return;
    }
    if (INLINE.has(node.name) && !HIDDEN_LABEL.test(attr(node, 'class'))) {
      for (const child of node.children) visit(child, block, inner, level);
      return;
    }
    flush(block, within(zone), level);
    const rank = levelOf(node);
    if (rank > 0 && !spared.has(node)) openSection(node, rank);
    else if (rank > 0) endSectionsOf(rank);
    for (const child of node.children) visit(child, node, inner, rank > 0 ? rank : level);
    flush(node, within(inner), rank > 0 ? rank : level);
    if (sections.length > 0) endSectionsIn(node);
  };
  for (const node of nodes) {
    if (isElement(node)) visit(node, node, 'main', 0);
    else if (node.type === 'text') raw.push(node.data);
  }
  return { lines, pictures, dataJson };
}
