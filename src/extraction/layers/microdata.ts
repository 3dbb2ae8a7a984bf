/**
 * Microdata (`itemscope`, `itemprop`) and RDFa Lite (`typeof`, `property`) as the same nodes JSON-LD gives.
 * Invariant: an item's properties are those between it and the next item inside it, and those it refers to, as HTML
 * defines; properties outside of any item are the page's own.
 */
import type { PageDocument } from '../document/document.ts';
import { attr, type Element, isElement, parentOf, squeeze, textOf } from '../document/dom.ts';

const MAX_ITEMS = 200;
const MAX_ORPHANS = 400;
const MAX_REFS = 20;

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
  const told = page.elements.filter(
    ({ attribs }) => 'itemscope' in attribs || 'typeof' in attribs || 'itemprop' in attribs,
  );
  const scopes = told.filter(({ attribs }) => 'itemscope' in attribs || 'typeof' in attribs);
  const orphans = told
    .filter(({ attribs }) => 'itemprop' in attribs)
    .slice(0, MAX_ORPHANS)
    .filter((element) => !isInside(element, MICRODATA));
  const items = [MICRODATA, RDFA].flatMap((syntax) =>
    scopes
      .filter((element) => syntax.scope in element.attribs)
      .filter((element) => attr(element, syntax.property) === '' || !isInside(element, syntax))
      .slice(0, MAX_ITEMS)
      .map((element) => itemOf(element, syntax, page)),
  );
  const own = pageItem(orphans, page);
  return own === undefined ? items : [...items, own];
}

function isInside(element: Element, { scope }: Syntax): boolean {
  for (let at = parentOf(element); at !== undefined; at = parentOf(at)) if (scope in at.attribs) return true;
  return false;
}

/** What stands in no item: a name and an offer told once make a product of the page. */
function pageItem(orphans: readonly Element[], page: PageDocument): Record<string, unknown> | undefined {
  const item: Record<string, unknown> = { '@type': ['Product'] };
  for (const element of orphans) add(item, element, MICRODATA, page);
  const once = (key: string): boolean => item[key] !== undefined && !Array.isArray(item[key]);
  return once('name') && (once('offers') || once('price')) ? { ...item, offers: item.offers ?? item } : undefined;
}

function add(item: Record<string, unknown>, element: Element, syntax: Syntax, page: PageDocument): void {
  const scope = syntax.scope in element.attribs;
  for (const name of attr(element, syntax.property).split(/\s+/)) {
    if (name === '' || name === '__proto__') continue;
    const value = scope ? itemOf(element, syntax, page) : propertyValue(element, syntax);
    const before = item[name];
    item[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
}

function itemOf(element: Element, syntax: Syntax, page: PageDocument): Record<string, unknown> {
  const item: Record<string, unknown> = {
    '@type': attr(element, syntax.type)
      .split(/\s+/)
      .filter((type) => type !== ''),
  };
  const id = attr(element, syntax.id);
  if (id !== '') item['@id'] = id;
  const visit = (child: Element): void => {
    add(item, child, syntax, page);
    if (!(syntax.scope in child.attribs)) for (const below of child.children) if (isElement(below)) visit(below);
  };
  for (const child of element.children) if (isElement(child)) visit(child);
  for (const name of attr(element, 'itemref').split(/\s+/).slice(0, MAX_REFS)) {
    const referred = /^[\w:.-]{1,80}$/.test(name)
      ? page.elements.find(({ attribs }) => attribs.id === name)
      : undefined;
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
