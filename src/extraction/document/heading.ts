/**
 * Headings: their rank, and the one that names the page's car.
 * Invariant: the first card of a result list is never taken for the page's own heading.
 */
import { readName } from '../../vehicles/values/name.ts';
import { attr, type Element, parentOf, textOf } from './dom.ts';
import type { Elements } from './elements.ts';
import { zoneOf } from './zones.ts';

/** 1..6 for a heading, else 0. */
export function levelOf(element: Element): number {
  const { name } = element;
  if (name.length === 2 && name >= 'h1' && name <= 'h6') return Number(name[1]);
  return attr(element, 'role') === 'heading' ? Number(attr(element, 'aria-level')) || 2 : 0;
}

/** The first heading that names a vehicle, preferring those of the highest rank. */
export function mainHeading({ elements, named }: Elements): Element | undefined {
  const headings = [...named('h1'), ...named('h2')].slice(0, 120);
  // An `h1` is trusted inside anything but another car's place: a wrapper called `with-footer` must not hide it.
  const aside = (element: Element): boolean => {
    for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) {
      if (at.name === 'noscript' || at.name === 'template') return true;
      const zone = zoneOf(at);
      if (zone === 'others' || (zone === 'chrome' && element.name !== 'h1')) return true;
    }
    return false;
  };
  const cars = headings.flatMap((element) => {
    const name = readName(textOf(element, 300));
    return name.make === undefined || aside(element) ? [] : [{ element, name }];
  });
  const first = cars.find(({ element }) => element.name === 'h1');
  if (first !== undefined) return first.element;
  // Result lists head every card with an `h2`; the first card is not the page's car.
  const different = new Set(cars.map(({ name }) => `${name.year} ${name.make} ${name.model}`));
  if (headings.length > 0) return different.size <= 2 ? cars[0]?.element : undefined;
  return largeLine(elements, aside);
}

/** Sizes of `<font>` that stand for a heading where a page made by hand has none. */
const LARGE = /^(?:[4-7]|\+[1-4])$/;

/** Large letters, or bold ones that are a line by themselves. */
function standsOut(element: Element): boolean {
  if (element.name === 'big' || element.name === 'h3' || (element.name === 'font' && LARGE.test(attr(element, 'size'))))
    return true;
  if (element.name !== 'b' && element.name !== 'strong') return false;
  const above = parentOf(element);
  return above !== undefined && textOf(above, 300) === textOf(element, 300);
}

/** The one vehicle that lines which stand out name. */
function largeLine(elements: readonly Element[], aside: (element: Element) => boolean): Element | undefined {
  const named = elements
    .filter(standsOut)
    .slice(0, 60)
    .flatMap((element) => {
      const text = textOf(element, 300);
      const { make, model, makeFromModel } = readName(text);
      const names = make !== undefined && model !== undefined && !makeFromModel && text.length <= 120;
      return names && !aside(element) ? [{ element, text }] : [];
    });
  return new Set(named.map(({ text }) => text)).size === 1 ? named[0]?.element : undefined;
}
