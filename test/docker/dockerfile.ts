/**
 * Reads a Dockerfile and a .dockerignore.
 * Invariant: an instruction or a flag that is not understood is an error, never skipped: the replay would otherwise
 * prove less than it says.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

export interface Instruction {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
  /** What follows the flags, as written. */
  readonly rest: string;
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  FROM: [],
  WORKDIR: [],
  COPY: ['from'],
  RUN: [],
  ENV: [],
  USER: [],
  VOLUME: [],
  EXPOSE: [],
  STOPSIGNAL: [],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'retries'],
  CMD: [],
};

export function parseDockerfile(text: string): Instruction[] {
  return text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', flagText = '', rest = ''] = /^([A-Z]+)\s+((?:--\S+\s+)*)(.*)$/.exec(line.trim()) ?? [];
      const flags = Object.fromEntries(
        [...flagText.matchAll(/--([\w-]+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value]),
      );
      const unknown = Object.keys(flags).filter((flag) => !KNOWN[name]?.includes(flag));
      if (KNOWN[name] === undefined || unknown.length > 0) throw new Error(`not understood: ${line}`);
      return { name, flags, rest };
    });
}

/** The form that is executed without a shell in between. */
export function execForm(rest: string): [string, ...string[]] {
  const parsed: unknown = JSON.parse(rest);
  if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === 'string')) throw new Error(`no list: ${rest}`);
  const [program, ...args] = parsed;
  if (program === undefined) throw new Error('an empty command');
  return [program, ...args];
}

/** The files below `root` that a build sees; the last pattern that matches a file or a folder above it decides. */
export async function buildContext(root: string, dockerignore: string): Promise<string[]> {
  const patterns = dockerignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keep: line.startsWith('!'), pattern: dockerPattern(line.replace(/^!/, '')) }));
  const kept = (path: string) => {
    const upwards = [path];
    for (let above = dirname(path); above !== '.'; above = dirname(above)) upwards.push(above);
    const last = patterns.findLast(({ pattern }) => upwards.some((candidate) => pattern.test(candidate)));
    return last === undefined || last.keep;
  };
  const found: string[] = [];
  for (const top of await readdir(root, { withFileTypes: true })) {
    // A folder that no pattern names again stays out whole; walking node_modules would take seconds.
    if (!kept(top.name)) continue;
    if (top.isFile()) found.push(top.name);
    if (!top.isDirectory()) continue;
    for (const entry of await readdir(join(root, top.name), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (entry.isFile() && kept(path)) found.push(path);
    }
  }
  return found;
}

/** Docker's own rules: `*` also matches a leading dot, `**` any number of folders. */
function dockerPattern(glob: string): RegExp {
  const source = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replaceAll('\u0000', '(?:.*/)?');
  return new RegExp(`^${source}$`);
}
