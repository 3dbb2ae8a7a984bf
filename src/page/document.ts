/**
 * One walk over the parsed page that lays out what every layer reads: lines of text, pictures, scripts, meta tags.
 * Invariant: document order is kept, and each line and picture knows its zone; the tree is walked once.
 */
import { type CheerioAPI, load } from 'cheerio/slim';
import { attr, type Element, isElement, type Node, parentOf, squeeze, textOf } from './dom.ts';
import { levelOf, mainHeading } from './heading.ts';
import { labelOf } from './labels.ts';
import { type Zone, zoneOf, zoneOfHeading } from './zones.ts';

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

export interface Script {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

export interface PageDocument {
  readonly $: CheerioAPI;
  readonly url: URL;
  readonly title: string;
  /** `og:title` to its content, names and properties in lower case; the first of each wins. */
  readonly meta: ReadonlyMap<string, string>;
  readonly canonical: string;
  /** `de`, `en`; empty when the page names none. */
  readonly lang: string;
  /** `de`, `ca`: the region of the page's language, else the last label of the host. */
  readonly country: string;
  /** The heading that names the page's car, when one does. */
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly pictures: readonly Picture[];
  readonly scripts: readonly Script[];
  /** Elements whose data attribute holds JSON. */
  readonly dataJson: ReadonlyArray<{ readonly name: string; readonly text: string; readonly zone: Zone }>;
}

const SKIP = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'head',
  'del',
  's',
  'strike',
  'textarea',
  'datalist',
]);
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'big',
  'cite',
  'code',
  'data',
  'em',
  'font',
  'i',
  'ins',
  'mark',
  'q',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'nobr',
]);
/** Two-letter endings sold to the whole world: they name no country. */
const GENERIC = new Set(['ai', 'cc', 'co', 'fm', 'gg', 'io', 'ly', 'me', 'to', 'tv', 'vc', 'ws']);

const ROOT = 'page-root';

/** The largest real page has 1 200 lines and 270 pictures; the caps keep hostile ones affordable. */
const MAX_LINES = 20_000;
const MAX_PICTURES = 4_000;
const MAX_DATA = 500;
const MAX_PARTS = 400;

/** Asked of single characters only: looking at the growing line itself would cost the square of its length. */
function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

const BOX = /^(?:div|section|article|main|body|center|table|form)$/;
const MOST = 0.6;
/** Wrappers within wrappers; each costs a look at all the text in it. */
const MAX_WRAPS = 5;

/** Characters of text under a node, scripts and styles left out. */
function textSize(node: Node): number {
  if (node.type === 'text') return node.data.length;
  if (!isElement(node) || SKIP.has(node.name)) return 0;
  let size = 0;
  for (const child of node.children) size += textSize(child);
  return size;
}

interface Section {
  readonly zone: Zone;
  readonly level: number;
  /** The section ends with this element; `undefined` ends it at the next heading of its rank only. */
  readonly scope: Element | undefined;
}

export function openDocument(html: string, address: string): PageDocument {
  // One element around everything: a selector run over n top-level nodes first compares them pairwise (80 000: minutes).
  const $ = load(`<${ROOT}>${html}</${ROOT}>`);
  const url = URL.parse(address) ?? new URL('http://unknown.invalid/');
  const root = $.root().get(0);
  const main = mainHeading($);
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
  let wraps = 0;
  const total = root === undefined ? 0 : root.children.reduce((sum, child) => sum + textSize(child), 0);

  const flush = (element: Element, zone: Zone, level: number): void => {
    const text = raw.length === 0 ? '' : squeeze(raw.join(''));
    if (text !== '' && lines.length < MAX_LINES) {
      lines.push({
        text,
        parts: parts.map(squeeze).filter((part) => part !== ''),
        element,
        zone,
        level,
        index: lines.length,
      });
    }
    raw = [];
    last = undefined;
    parts = [];
  };
  const openSection = (heading: Element, level: number): void => {
    sections = sections.filter((section) => section.level < level);
    const text = textOf(heading, 100);
    described = labelOf(text)?.topic === 'description' && !/^comments\W*$/i.test(text);
    const zone = described ? 'main' : zoneOfHeading(text);
    if (zone === 'main') return;
    // The section ends with the box around the heading, unless that box also holds the page's own heading.
    let scope: Element | undefined;
    for (let at = parentOf(heading), up = 0; at !== undefined && up < 3 && !spared.has(at); at = parentOf(at), up++)
      scope = at;
    sections.push({ zone, level, scope });
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
      flush(block, zone, level);
      return;
    }
    const marked = spared.has(node) ? undefined : zoneOf(node);
    // "Seller's comments" in a box of class `comments` is the description, not conversation.
    // `page-container flexed-footer` wraps the whole page: what holds most of the text is no navigation.
    const whole =
      marked === 'chrome' &&
      zone === 'main' &&
      wraps < MAX_WRAPS &&
      BOX.test(node.name) &&
      textSize(node) > total * MOST;
    if (whole) wraps += 1;
    const own = whole || (marked === 'talk' && described) ? undefined : marked;
    const inner = zone === 'main' ? (own ?? zone) : zone;
    for (const [name, value] of Object.entries(node.attribs)) {
      if (name.startsWith('data-') && value.length > 40 && dataJson.length < MAX_DATA && /^\s{0,20}[[{]/.test(value))
        dataJson.push({ name, text: value, zone: inner });
    }
    if (node.name === 'img' || node.name === 'source' || node.name === 'amp-img') {
      const section = sections.at(-1)?.zone;
      if (pictures.length < MAX_PICTURES)
        pictures.push({ element: node, zone: inner === 'main' ? (section ?? 'main') : inner, index: lines.length });
      return;
    }
    if (SKIP.has(node.name)) return;
    const hiddenLabel = /(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?:\s|$)/.test(attr(node, 'class'));
    if (INLINE.has(node.name) && !hiddenLabel) {
      for (const child of node.children) visit(child, block, inner, level);
      return;
    }
    const effective = (): Zone => (inner === 'main' ? (sections.at(-1)?.zone ?? 'main') : inner);
    flush(block, zone === 'main' ? (sections.at(-1)?.zone ?? 'main') : zone, level);
    const rank = levelOf(node);
    if (rank > 0 && !spared.has(node)) openSection(node, rank);
    else if (rank > 0) sections = sections.filter((section) => section.level < rank && section.scope !== undefined);
    for (const child of node.children) visit(child, node, inner, rank > 0 ? rank : level);
    flush(node, effective(), rank > 0 ? rank : level);
    sections = sections.filter((section) => section.scope !== node);
  };
  if (root !== undefined) {
    for (const child of root.children) {
      if (isElement(child)) visit(child, child, 'main', 0);
      else if (child.type === 'text') raw.push(child.data);
    }
  }

  const meta = new Map<string, string>();
  for (const element of $('meta').get().slice(0, 300)) {
    const name = (attr(element, 'property') || attr(element, 'name') || attr(element, 'itemprop')).toLowerCase();
    const content = squeeze(attr(element, 'content'));
    if (name !== '' && content !== '' && !meta.has(name)) meta.set(name, content.slice(0, 5_000));
  }
  const language = (attr($('html').get(0) ?? emptyElement, 'lang') || meta.get('og:locale') || '')
    .toLowerCase()
    .split(/[-_]/);
  const scripts = $('script')
    .get()
    .slice(0, 400)
    .map((element) => ({
      type: attr(element, 'type').toLowerCase(),
      id: attr(element, 'id'),
      text: element.children.map((child) => (child.type === 'text' ? child.data : '')).join(''),
    }));
  // An icon's <title> may stand before or instead of the page's.
  const title = $('title')
    .get()
    .find((element) => !['svg', 'symbol', 'g'].includes(parentOf(element)?.name ?? ''));
  const tld = url.hostname.split('.').at(-1) ?? '';
  return {
    $,
    url,
    title: title === undefined ? '' : textOf(title, 500),
    meta,
    canonical: attr($('link[rel="canonical"]').get(0) ?? emptyElement, 'href') || meta.get('og:url') || '',
    lang: (language[0] ?? '').slice(0, 3),
    country:
      tld.length === 2 && !(GENERIC.has(tld) && !/\.(?:com|net|org)\.\w\w$/.test(url.hostname))
        ? tld
        : (language[1] ?? ''),
    heading: main === undefined ? '' : textOf(main, 300),
    lines,
    pictures,
    scripts,
    dataJson,
  };
}

const emptyElement = load('<i></i>')('i').get(0) as Element;
