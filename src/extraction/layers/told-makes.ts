/**
 * Makes that the page itself names as makes: a typed node's brand, a label, the application's object for this address.
 * Invariant: a told make names a car only where a heading, a title or the node's own name holds it; the table of makes
 * helps to split a name and never refuses one.
 */

import { cut } from '../../runtime/text.ts';
import { canonicalMake, readName, wordKey } from '../../vehicles/values/name.ts';
import type { Claim } from '../claim.ts';
import type { PageDocument } from '../document/document.ts';
import type { SchemaCar } from './schema-org.ts';

/** A name of one to four words; `n/a`, `- select -` and sentences are none. */
const MAKE = /^\p{L}[\p{L}\p{M}\d.&'’+-]*(?: [\p{L}\p{M}\d.&'’+-]+){0,3}$/u;
const MAX_CHARS = 30;
export const isMakeName = (text: string): boolean =>
  text.length <= MAX_CHARS && /\p{L}{2}/u.test(text) && MAKE.test(text);

/** A table of all makes tells of no car. */
const MAX_TOLD = 4;

export function toldMakes(cars: readonly SchemaCar[], claims: readonly Claim[]): readonly string[] {
  const told = new Map<string, string>();
  const tell = (text: string): void => {
    const whole = text.trim();
    // `Marka / model: Ford Mondeo`: the make alone.
    const name = canonicalMake(whole) === undefined ? readName(whole) : undefined;
    const plain = name?.knownModel === true && !name.makeFromModel ? (name.make ?? whole) : whole;
    if (isMakeName(plain) && !told.has(wordKey(plain))) told.set(wordKey(plain), plain);
  };
  for (const car of cars) if (!car.listed) tell(car.make);
  for (const { topic, text } of claims) if (topic === 'make') tell(text);
  return told.size > MAX_TOLD ? [] : [...told.values()];
}

/** The page with the heading that names its car by a told make, where the table found none. */
export function withHeading(page: PageDocument, told: readonly string[]): PageDocument {
  if (page.heading !== '' || told.length === 0) return page;
  const line = page.lines.find(
    ({ zone, level, text }) =>
      level === 1 && zone !== 'others' && readName(text.slice(0, 300), told).make !== undefined,
  );
  return line === undefined ? page : { ...page, heading: cut(line.text, 300) };
}

/** Whether the table knows the make: every other name is also that of a thing that is no vehicle. */
export const isKnownMake = (make: string): boolean => canonicalMake(make) !== undefined;
