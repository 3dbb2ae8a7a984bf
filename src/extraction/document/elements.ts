/**
 * The elements of a page, found by name, attribute or selector without a look at all of them.
 * Invariant: every list is in document order.
 */
import { compile } from 'css-select';
import { type Element, elementsUnder, type Node } from './dom.ts';

export interface Elements {
  readonly elements: readonly Element[];
  /** Those of a name. */
  readonly named: (name: string) => readonly Element[];
  /** Those that have an attribute. */
  readonly having: (attribute: string) => readonly Element[];
  /** Those that a CSS selector of ours names. */
  readonly selected: (selector: string) => readonly Element[];
}

const compiled = new Map<string, (element: Element) => boolean>();
const NONE: readonly Element[] = [];

export function elementsOf(nodes: readonly Node[]): Elements {
  const elements = elementsUnder(nodes);
  const byName = Map.groupBy(elements, ({ name }) => name);
  const byAttribute = new Map<string, Element[]>();
  for (const element of elements)
    for (const attribute in element.attribs) {
      const found = byAttribute.get(attribute);
      if (found === undefined) byAttribute.set(attribute, [element]);
      else found.push(element);
    }
  const named = (name: string): readonly Element[] => byName.get(name) ?? NONE;
  const having = (attribute: string): readonly Element[] => byAttribute.get(attribute) ?? NONE;
  const selected = (selector: string): readonly Element[] => {
    const matches = compiled.get(selector) ?? compile<Node, Element>(selector);
    compiled.set(selector, matches);
    // What its last part asks of an element itself (`h1.title`, `.info strong`, `[data-ends]`), before its surroundings are.
    const [, name, word, attribute] =
      // bounded: selectors are ours.
      (selector.includes(',') ? null : /(?:^|[ >])([a-z][a-z\d]*)?(?:\.([\w-]+)|\[([\w-]+)\])?$/.exec(selector)) ?? [];
    if (name === undefined && word === undefined && attribute === undefined) return elements.filter(matches);
    return (name !== undefined ? named(name) : having(attribute ?? 'class')).filter(
      (element) => (word === undefined || element.attribs.class?.includes(word) === true) && matches(element),
    );
  };
  return { elements, named, having, selected };
}
