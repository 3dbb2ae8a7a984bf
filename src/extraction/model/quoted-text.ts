/**
 * A description that a model points at: whole lines or sentences of the page, taken verbatim.
 * Invariant: it speaks of a car, of no other one, and holds no line of the shop, the law or the page's machinery.
 */

import { cut } from '../../runtime/text.ts';
import { readName } from '../../vehicles/values/name.ts';
import { isNotice, SLOGAN, speaksOfACar } from '../document/boilerplate.ts';
import { labelOf } from '../document/labels.ts';
import { inNotice, OF_THE_SHOP } from '../document/paragraphs.ts';
import { type Anchor, contradicts } from '../subject/identity.ts';
import type { Place } from './quote.ts';

const MIN_CHARS = 80;
const MAX_CHARS = 8_000;
const MAX_NAME_LINE = 100;

export function describedBy(place: Place, car: Anchor): { readonly text: string } | { readonly no: string } {
  const text = place.text.trim();
  if (text.length < MIN_CHARS) return { no: 'too short for a description' };
  if (text.length > MAX_CHARS) return { no: 'too long for a description' };
  if (!speaksOfACar(text) || !/[.!?…。！？]/u.test(/\p{L}{2}.*/su.exec(text)?.[0] ?? ''))
    return { no: 'it does not speak of a car' };
  const { sentence, lines } = place;
  if (!sentence.startsWith(text.slice(0, 20))) return { no: 'it begins within a sentence' };
  if (!sentence.trimEnd().endsWith(text.slice(-10))) return { no: 'it ends within a sentence' };
  const rows = text.split('\n');
  if (rows.some((row) => isNotice(row) || OF_THE_SHOP.test(row)) || SLOGAN.test(text))
    return { no: 'it speaks of the shop or of the law' };
  if (lines.some(({ element }) => inNotice(element))) return { no: 'it stands among notices' };
  const facts = lines.filter((line) => labelOf(line.text) !== undefined || labelOf(line.parts[0] ?? '') !== undefined);
  if (facts.length * 3 > lines.length) return { no: 'a table of facts is no description' };
  for (const row of rows) {
    if (row.length > MAX_NAME_LINE) continue;
    const name = readName(row, car.told);
    if (name.make !== undefined && name.year !== undefined && contradicts(car, name))
      return { no: `it names another car: ${cut(row, 60)}` };
  }
  const opening = readName(text, car.told);
  if (opening.make !== undefined && opening.year !== undefined && contradicts(car, opening))
    return { no: `it names another car: ${cut(text, 60)}` };
  return { text };
}
