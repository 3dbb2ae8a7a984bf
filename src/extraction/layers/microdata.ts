/**
 * Microdata (`itemscope`, `itemprop`) and RDFa Lite (`typeof`, `property`) as the same nodes JSON-LD gives.
 * Invariant: an item's properties are those between it and the next item inside it, and those it refers to, as HTML
 * defines; properties outside of any item are the page's own.
 */
import { squeeze } from '../../runtime/text.ts';
import type { PageDocument } from '../document/document.ts';
import { attr, type Element, isElement, parentOf, textOf } from '../document/dom.ts';

const MAX_ITEMS = 200;
const MAX_ORPHANS = 400;
const MAX_REFS = 20;
/**
 * Elements looked at and characters of values, of one page: items may refer to one another and values stand in values.
 * The most seen on a real page are 60,000. 4 MB of properties took 31 s.
 */
const MAX_WORK = 2_000_000;

/** What the items of one page share. */
class Items {
  readonly #page: PageDocument;
  #byId: ReadonlyMap<string, Element> | undefined;
  #left = MAX_WORK;

  constructor(page: PageDocument) {
    this.#page = page;
  }

  /** False: there was enough to look at, and the rest is left out. */
  spend(work: number): boolean {
    this.#left -= work;
    return this.#left > 0;
  }

  /** The first element of that id. */
  find(id: string): Element | undefined {
    this.#byId ??= new Map(this.#page.elements.toReversed().map((element) => [element.attribs.id ?? '', element]));
    return this.#byId.get(id);
  }
}

/** The attributes that open an item, give its types and name a property. */
interface Syntax {
  readonly scope: string;
  readonly type: string;
  readonly property: string;
  readonly id: string;
}
const MICRODATA: Syntax = { scope: 'itemscope', type: 'itemtype', property: 'itemprop', id: 'itemid' };
const RDFA: Syntax = { scope: 'typeof', type: 'typeof', property: 'property', id: 'resource' };

export function microdataItems(page: PageDocument): Record<string, unknown>[] {
  const shared = new Items(page);
  const orphans = page
    .having(MICRODATA.property)
    .slice(0, MAX_ORPHANS)
    .filter((element) => !isInside(element, MICRODATA));
  const items = [MICRODATA, RDFA].flatMap((syntax) =>
    page
      .having(syntax.scope)
      .filter((element) => attr(element, syntax.property) === '' || !isInside(element, syntax))
      .slice(0, MAX_ITEMS)
      .map((element) => itemOf(element, syntax, shared)),
  );
  const own = pageItem(orphans, shared);
  return own === undefined ? items : [...items, own];
}

function isInside(element: Element, { scope }: Syntax): boolean {
  for (let at = parentOf(element); at !== undefined; at = parentOf(at)) if (scope in at.attribs) return true;
  return false;
}

/** What stands in no item: a name and an offer told once make a product of the page. */
function pageItem(orphans: readonly Element[], shared: Items): Record<string, unknown> | undefined {
  const item: Record<string, unknown> = { '@type': ['Product'] };
  for (const element of orphans) add(item, element, MICRODATA, shared);
  const once = (key: string): boolean => item[key] !== undefined && !Array.isArray(item[key]);
  return once('name') && (once('offers') || once('price')) ? { ...item, offers: item.offers ?? item } : undefined;
}

function add(item: Record<string, unknown>, element: Element, syntax: Syntax, shared: Items): void {
  const scope = syntax.scope in element.attribs;
  for (const name of attr(element, syntax.property).split(/\s+/)) {
    if (name === '' || name === '__proto__' || !shared.spend(1)) continue;
    const value = scope ? itemOf(element, syntax, shared) : propertyValue(element, syntax);
    if (typeof value === 'string' && !shared.spend(value.length)) continue;
    const before = item[name];
    if (Array.isArray(before)) before.push(value);
    else item[name] = before === undefined ? value : [before, value];
  }
}

function itemOf(element: Element, syntax: Syntax, shared: Items): Record<string, unknown> {
  const item: Record<string, unknown> = {
    '@type': attr(element, syntax.type)
      .split(/\s+/)
      .filter((type) => type !== ''),
  };
  const id = attr(element, syntax.id);
  if (id !== '') item['@id'] = id;
  const visit = (child: Element): void => {
    if (!shared.spend(1)) return;
    add(item, child, syntax, shared);
    if (!(syntax.scope in child.attribs)) for (const below of child.children) if (isElement(below)) visit(below);
  };
  for (const child of element.children) if (isElement(child)) visit(child);
  for (const name of attr(element, 'itemref').split(/\s+/).slice(0, MAX_REFS)) {
    const referred = /^[\w:.-]{1,80}$/.test(name) ? shared.find(name) : undefined;
    // What refers to its own holder would never end.
    if (referred !== undefined && !holds(referred, element)) visit(referred);
  }
  return item;
}

function holds(outer: Element, inner: Element): boolean {
  for (let at: Element | undefined = inner; at !== undefined; at = parentOf(at)) if (at === outer) return true;
  return false;
}

function propertyValue(element: Element, { property }: Syntax): string {
  const content = attr(element, 'content');
  if (content !== '') return squeeze(content);
  switch (element.name) {
    case 'a':
    case 'area':
    case 'link':
      return attr(element, 'href');
    case 'img':
    case 'source':
    case 'iframe':
      return attr(element, 'src') || attr(element, 'data-src');
    case 'time':
      return attr(element, 'datetime') || textOf(element);
    case 'data':
    case 'meter':
      return attr(element, 'value');
    default:
      return (property === 'property' ? attr(element, 'resource') : '') || textOf(element, 60_000);
  }
}
