/**
 * Label and value pairs kept as arrays in an application's data: `[{label: 'Mileage', value: '45 000 km'}, ...]`.
 * Invariant: an array counts only when it labels at least three known topics, each with one value.
 */
import type { Topic } from '../claim.ts';
import { get, isObject, type Json, scalar } from '../document/json.ts';
import { type Label, labelOf } from '../document/labels.ts';

const LABELS = ['key_label', 'label', 'displayName', 'name', 'title', 'caption', 'attributeName', 'key', 'id'];
const VALUES = ['value_label', 'displayValue', 'formattedValue', 'value', 'text', 'values', 'content', 'description'];
const NESTED = ['items', 'attributes', 'specs', 'fields', 'details', 'values', 'children', 'features', 'data'];
const MAX_ENTRIES = 200;

export interface AppPair {
  readonly topic: Topic;
  readonly label: Label;
  readonly name: string;
  readonly text: string;
}

/** The pairs of an array, groups of pairs (`[{group, items: [...]}]`) included; empty when it holds none. */
export function pairsOf(array: readonly unknown[]): AppPair[] {
  const pairs = array.slice(0, MAX_ENTRIES).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const own = pairOf(entry);
    if (own !== undefined) return own;
    const inner = NESTED.map((key) => get(entry, key)).find((value) => Array.isArray(value) && value.some(isObject));
    return Array.isArray(inner)
      ? inner.slice(0, MAX_ENTRIES).flatMap((each) => (isObject(each) ? (pairOf(each) ?? []) : []))
      : [];
  });
  const byTopic = Map.groupBy(pairs, (pair) => `${pair.topic} ${pair.name}`);
  // A label told twice with different values is a table of several cars.
  const several = [...byTopic.values()].some((group) => new Set(group.map((pair) => pair.text)).size > 1);
  const topics = new Set(pairs.map((pair) => pair.topic));
  return several || topics.size < 3 ? [] : pairs;
}

function pairOf(entry: Json): AppPair | undefined {
  for (const key of LABELS) {
    const name = get(entry, key);
    const label = typeof name === 'string' ? labelOf(name) : undefined;
    if (typeof name !== 'string' || label === undefined || label.topic === 'description') continue;
    for (const place of VALUES) {
      if (place === key) continue;
      const value = get(entry, place);
      const text = scalar(Array.isArray(value) && value.length === 1 ? value[0] : value).trim();
      if (text !== '' && text.length <= 120 && text !== name) return { topic: label.topic, label, name, text };
    }
    return undefined;
  }
  return undefined;
}
