/**
 * What a layer asserts: "this text of the page stands where the mileage stands". Nothing is parsed or believed yet.
 * Invariant: `text` and `snippet` are text of the page (decoded), never composed.
 */
import { cut, squeeze } from '../runtime/text.ts';
import type { FieldTopic } from '../vehicles/fields.ts';
import type { Method } from './reading.ts';

/**
 * What a claim is about. A page says `price` long before it is clear whether that is asked, bid or paid; `name` is a
 * whole title, `sold` an amount the page itself calls paid.
 */
export type Topic = FieldTopic | 'bid' | 'name';

export interface Claim {
  readonly topic: Topic;
  readonly text: string;
  readonly method: Method;
  readonly snippet: string;
  /** 0..1: how far this layer is to be trusted on this topic. */
  readonly weight: number;
  /** The unit the label or field itself names. */
  readonly unit?: 'mi' | 'km';
  /** The currency a neighbouring field names, as ISO code. */
  readonly currency?: string;
  /** The label in front of the text, where there was one. */
  readonly label?: string;
}

/** Snippets are kept short: they are stored with every fact. */
export const SNIPPET_CHARS = 300;

export function claim(topic: Topic, text: string, method: Method, weight: number, more: Partial<Claim> = {}): Claim {
  const snippet = cut(squeeze(more.snippet ?? text), SNIPPET_CHARS);
  return { ...more, topic, text, method, weight, snippet };
}
