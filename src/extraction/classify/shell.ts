/**
 * Pages that only scripts would fill: an application's root, next to no text, no data.
 * Invariant: asked only of a page that offers nothing; a page whose server wrote anything of a vehicle is no shell.
 */
import type { PageDocument } from '../document/document.ts';
import { attr, type Element, parentOf, textOf } from '../document/dom.ts';

/** A loading notice, a line about cookies and the name of the site. */
const OWN_TEXT = 400;
/** Roots of the frameworks in use. */
const ROOT_ID = /^(?:_*(?:next|nuxt|layout|gatsby)|(?:.*[-_])?(?:root|app)|svelte|ember\d*)$/i;

export function isShell(page: PageDocument): boolean {
  const text = page.lines.reduce((sum, line) => sum + line.text.length, 0);
  if (text > OWN_TEXT || !page.named('script').some(({ attribs }) => 'src' in attribs)) return false;
  return page.elements
    .slice(0, 5_000)
    .some((element) => isRoot(element) && textOf(element, OWN_TEXT).trim().length < OWN_TEXT / 2);
}

/** `<div id="root">`, or an element of the application's own right in the body (`<shop-app>`). */
function isRoot(element: Element): boolean {
  return ROOT_ID.test(attr(element, 'id')) || (element.name.includes('-') && parentOf(element)?.name === 'body');
}
