/**
 * Addresses of pictures in any JSON an application keeps them in.
 * Invariant: of several sizes of one picture only the best-named is taken, so that a gallery is counted once.
 */
import { get, isObject } from '../json.ts';

/** Addresses of pictures in an array of strings or of objects with `url`, `src`, `large.url` and the like. */
export function urlsIn(value: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string') return /^(?:https?:)?\/\/|^\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.slice(0, 1_000).flatMap((entry) => urlsIn(entry, depth + 1));
  if (!isObject(value)) return [];
  for (const key of [
    'full',
    'urls_large',
    'xxlarge',
    'original',
    'xlarge',
    'large',
    'url',
    'urls',
    'src',
    'link',
    'href',
    'contentUrl',
    'imageUrl',
    'image',
    'uri',
    'big',
    'medium',
    'images',
    'photos',
    'items',
  ]) {
    const urls = urlsIn(get(value, key), depth + 1);
    if (urls.length > 0) return urls;
  }
  // Photos grouped by kind: `{exterior: [...], interior: [...]}`.
  const groups = Object.values(value);
  return groups.length > 0 && groups.length <= 12 && groups.every(Array.isArray)
    ? groups.flatMap((group) => urlsIn(group, depth + 1))
    : [];
}
