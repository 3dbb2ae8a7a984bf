/**
 * Node's cache of compiled code, in the temporary folder: a command starts in 0.2 s instead of 0.4 s, a daemon with 1.4 s
 * of processor time instead of 2.2. A thread does not inherit it, and a process that is killed would leave nothing behind
 * for the next.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';

/** What `load` imports comes from the cache where it can, and is in it afterwards. */
export async function withCompileCache<T>(load: () => Promise<T>): Promise<T> {
  enableCompileCache();
  const loaded = await load();
  flushCompileCache();
  return loaded;
}
