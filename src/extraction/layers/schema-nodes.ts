/**
 * Linked data as people write it, brought to one form.
 * Invariant: keys and types are schema.org's bare words, a list of one is its entry, a `@value` is its value; the VIN
 * stands under one name. Bounded in depth; what lies deeper is left out.
 */
import { judgeVin } from '../../vehicles/vin/vin.ts';
import { get, isObject, type Json, scalar } from '../document/json.ts';

const MAX_DEPTH = 30;
/** `schema:name`, `https://schema.org/name`, `sdo:Car`. */
const PREFIX = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:|sdo:|s:(?=[a-zA-Z]))/;
const TYPE_WORD = /^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)?[A-Z][A-Za-z]{2,40}$/;
const VIN_NAME = /(?:^|[^a-z])vin(?:[^a-z]|$)|vehicle.?identification|chassis|fahrgestell/i;

export function plainNode(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const entries = value.map((entry) => plainNode(entry, depth + 1));
    return entries.length === 1 ? entries[0] : entries;
  }
  if (!isObject(value)) return value;
  const literal = get(value, '@value');
  if (literal !== undefined) return literal;
  const list = get(value, '@list') ?? get(value, '@set');
  if (list !== undefined) return plainNode(list, depth + 1);
  const node: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') continue;
    const plain = key.replace(PREFIX, '');
    const inner = get(value, key);
    node[plain] = plain === '@type' ? typesIn(inner) : plainNode(inner, depth + 1);
  }
  const { type, id } = node;
  if (node['@type'] === undefined && typeof type === 'string' && TYPE_WORD.test(type)) node['@type'] = typesIn(type);
  if (node['@id'] === undefined && typeof id === 'string' && /^[#/]|:/.test(id)) node['@id'] = id;
  if (scalar(node.vehicleIdentificationNumber) === '') {
    const vin = vinIn(node);
    if (vin !== undefined) node.vehicleIdentificationNumber = vin;
  }
  return node;
}

function typesIn(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(PREFIX, '');
  return Array.isArray(value) ? value.map(typesIn) : value;
}

/** The VIN that a node gives as an identifier of that name, or as a product's number of its very form. */
function vinIn(node: Json): string | undefined {
  for (const key of ['identifier', 'additionalProperty', 'productID', 'serialNumber', 'sku', 'vin']) {
    const entries = [get(node, key)].flat();
    for (const entry of entries.slice(0, 60)) {
      const named =
        isObject(entry) && VIN_NAME.test(`${scalar(get(entry, 'name'))} ${scalar(get(entry, 'propertyID'))}`);
      const text = isObject(entry) ? scalar(get(entry, 'value')) : scalar(entry).replace(/^vin:\s?/i, '');
      if (text !== '' && (named || key === 'vin' || (!isObject(entry) && judgeVin(text).startsWith('valid'))))
        return text;
    }
  }
  return undefined;
}
