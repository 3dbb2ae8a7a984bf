/**
 * The picture library, loaded with the first picture: 27 modules and 20 MB that a catalogue without photographs does
 * without.
 * Invariant: its cache is off, as each picture is decoded once, and a picture has one thread, as several are looked at
 * side by side.
 */
import type sharp from 'sharp';
import { withCompileCache } from '../runtime/compile-cache.ts';

let loading: Promise<typeof sharp> | undefined;

export function loadSharp(): Promise<typeof sharp> {
  loading ??= withCompileCache(() => import('sharp')).then((loaded) => {
    loaded.default.cache(false);
    loaded.default.concurrency(1);
    return loaded.default;
  });
  return loading;
}
