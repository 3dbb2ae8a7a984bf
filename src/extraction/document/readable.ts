/**
 * What a person reads of the page's car: the lines outside other cars' places, navigation, conversation and finance.
 * Invariant: document order, at most `MAX_CHARS` characters, nothing that the page does not show, and no line that gives
 * orders to whoever reads by machine.
 */
import { isMachinery } from './boilerplate.ts';
import type { Line, PageDocument } from './document.ts';
import { isHidden } from './paragraphs.ts';

const MAX_CHARS = 12_000;

/** A seller speaks to buyers; whoever speaks to a model, or of its answer, tells nothing of a car. */
const ORDERS =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|above|prior|earlier|instructions?|rules|prompt)\b|\b(?:system|developer|user) (?:prompt|message)\b|\b(?:language model|ai (?:model|assistant|agent|system|crawler|reader)s?|llms?|chatbots?|chatgpt|gpt-?\d|prompt injection)\b|\byou are (?:an? )?(?:ai|assistant|model|bot|helpful)\b|\b(?:answer|respond|reply|output|return|report|extract|quote) (?:with|only|exactly|the following|that the|the (?:price|mileage|vin|year|color|colour|value|field))\b|"(?:field|value|quote)"\s?:|<\/?page>/i;

/** The readable lines, and their text one below the other. */
export interface Readable {
  readonly lines: readonly Line[];
  readonly text: string;
}

export function readable(page: PageDocument): Readable {
  const lines: Line[] = [];
  let size = 0;
  for (const line of page.lines) {
    if (line.zone !== 'main' || line.element.name === 'button' || line.text.length < 2) continue;
    if (isMachinery(line.text) || ORDERS.test(line.text) || isHidden(line.element)) continue;
    if (size + line.text.length + 1 > MAX_CHARS) continue;
    lines.push(line);
    size += line.text.length + 1;
  }
  return { lines, text: lines.map((line) => line.text).join('\n') };
}
