/** The edge function as Supabase runs it: a Deno of its own, as npm ships it. */
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHere } from '../support/skipped.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const FUNCTION = path.join(ROOT, 'supabase/functions/micro-scrape-bandaid/index.ts');

/** Undefined, and said loudly, on a machine that npm has no Deno for. */
export function findDeno(unchecked: string): string | undefined {
  // The package `deno` itself only chooses among these, and would leave a child of its own behind when it is ended.
  const [found] = globSync('node_modules/@deno/*/deno*', { cwd: ROOT });
  if (found !== undefined && existsSync(path.join(ROOT, found))) return path.join(ROOT, found);
  isHere('deno', false, unchecked);
  return undefined;
}
