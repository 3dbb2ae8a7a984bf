/**
 * Microdata (`itemscope`, `itemprop`) as the same nodes JSON-LD gives.
 * Invariant: an item's properties are those between it and the next `itemscope` inside it, as HTML defines.
 */
import type { PageDocument } from '../document.ts';
import { attr, type Element, isElement, squeeze, textOf } from '../dom.ts';

const MAX_ITEMS = 200;

export function microdataItems(page: PageDocument): Record<string, unknown>[] {
  const { $ } = page;
  return $('[itemscope]:not([itemprop])').get().slice(0, MAX_ITEMS).map(itemOf);
}

function itemOf(element: Element): Record<string, unknown> {
  const types = attr(element, 'itemtype')
    .split(/\s+/)
    .filter((type) => type !== '');
  const item: Record<string, unknown> = { '@type': types };
  const id = attr(element, 'itemid');
  if (id !== '') item['@id'] = id;
  const visit = (at: Element): void => {
    for (const child of at.children) {
      if (!isElement(child)) continue;
      const scope = 'itemscope' in child.attribs;
      for (const name of attr(child, 'itemprop').split(/\s+/)) {
        if (name === '' || name === '__proto__') continue;
        const value = scope ? itemOf(child) : propertyValue(child);
        const before = item[name];
        item[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
      }
      if (!scope) visit(child);
    }
  };
  visit(element);
  return item;
}

function propertyValue(element: Element): string {
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
      return textOf(element, 60_000);
  }
}
