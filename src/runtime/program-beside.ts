/** Programs of ours that begin as a process or a thread of their own: TypeScript in a checkout, JavaScript in a package. */
import path from 'node:path';

/** `name` without its extension, beside `module` (`import.meta.url`) and of its kind. */
export function programBeside(module: string, name: string): URL {
  return new URL(`${name}${path.extname(module)}`, module);
}
