/**
 * The trail to a page (`Cars > Peugeot > 207`), which tells a make that the heading leaves out.
 * Invariant: it names a car only where a make stands right before its model, and a heading or title begins with that
 * model; a menu of makes is no trail.
 */
import { canonicalMake, readName, wordKey } from '../../vehicles/values/name.ts';
import type { PageDocument } from '../document/document.ts';
import { tagged, textOf } from '../document/dom.ts';

const MAX_PARTS = 12;
/** `杭州二手大众`, `used Peugeot`, `Gebrauchte Opel`: what stands before the name in a part. */
const LEAD = /^.{0,12}?(?:二手车?|中古車?|중고|\bused |\bgebrauchte? |\boccasion )/iu;
const PARTED = /[>›»→]\s*|\s\/\s+/u;

function partsOf(texts: readonly string[]): readonly string[] {
  const parts = texts.map((text) => text.trim()).filter((text) => text !== '');
  return parts.length < 2 || parts.length > MAX_PARTS || parts.some((part) => part.length > 80) ? [] : parts;
}

/** Every trail of the page, as its parts. */
export function breadcrumbsOf(page: PageDocument): ReadonlyArray<readonly string[]> {
  const called = (text: string | undefined): boolean => text?.includes('readcrumb') === true;
  const marked = page.elements
    .filter(
      ({ attribs: { class: named, 'aria-label': label } }) =>
        called(named) || named?.includes('readCrumb') === true || called(label),
    )
    .slice(0, 6)
    .map((element) => {
      const steps = tagged('li', element, MAX_PARTS + 1);
      return steps.length > 1 ? partsOf(steps.map((step) => textOf(step, 100))) : split(textOf(element, 400));
    });
  const lines = page.lines.slice(0, 150).filter(({ text }) => text.length < 200 && /[>›»→]|\s\/\s/.test(text));
  return [...marked, ...lines.map(({ text }) => split(text))].filter((parts) => parts.length > 1);
}

const split = (text: string): readonly string[] => partsOf(text.split(PARTED));

/** The car that the trail and a title name together. */
export function breadcrumbName(page: PageDocument): string | undefined {
  const titles = [...page.lines.filter(({ level }) => level > 0 && level < 4).map(({ text }) => text), page.title];
  for (const parts of breadcrumbsOf(page)) {
    for (const [at, part] of parts.slice(0, -1).entries()) {
      const make = canonicalMake(part.replace(LEAD, ''));
      const model = (parts[at + 1] ?? '').replace(LEAD, '');
      if (make === undefined || wordKey(model) === '' || model.length > 30) continue;
      const title = titles.slice(0, 30).find((text) => text.startsWith(model));
      const named = `${make} ${title}`.slice(0, 300);
      if (title !== undefined && readName(named).model !== undefined) return named;
    }
  }
  return undefined;
}
