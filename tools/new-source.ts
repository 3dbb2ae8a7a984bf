/**
 * `node tools/new-source.ts NAME HOST`: the adapter of a new site, its place in the registry, and a page of the
 * site's shape among the fixtures, which begins with its truth.
 * Invariant: nothing that exists is overwritten; the tree it leaves passes its tests as it stands.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^[a-z][a-z0-9-]{1,39}$/;
const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/** Paths, relative to `root`, of the files written and changed. Throws a sentence when it cannot be done. */
export async function newSource(root: string, name: string, host: string): Promise<string[]> {
  if (!NAME.test(name)) throw new Error(`${name} is no name: lower-case letters, digits and hyphens`);
  if (!HOST.test(host) || host.startsWith('www.')) throw new Error(`${host} is no domain without www.`);
  const adapter = `src/extraction/adapters/${name}.ts`;
  const page = `test/fixtures/${name}.html`;
  for (const path of [adapter, page]) if (existsSync(join(root, path))) throw new Error(`${path} exists already`);
  const registry = 'src/extraction/adapters/registry.ts';
  const code = await readFile(join(root, registry), 'utf8');
  if (new RegExp(`'${name}'|"${host}"`).test(code)) throw new Error(`${name} is in the registry already`);

  const constant = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  await writeFile(join(root, adapter), adapterCode(name, constant, host));
  await writeFile(join(root, registry), registered(code, name, constant));
  await writeFile(join(root, page), fixturePage(host));
  return [adapter, registry, page];
}

/** The import in its alphabetical place, the adapter last in the list. */
function registered(code: string, name: string, constant: string): string {
  const line = `import { ${constant} } from './${name}.ts';`;
  const imports = code.match(/^import \{ \w+ \} from '\.\/.+';$/gm) ?? [];
  const next = imports.find((other) => fileOf(other) > `${name}.ts`);
  const last = imports.at(-1);
  const placed =
    next !== undefined ? code.replace(next, `${line}\n${next}`) : code.replace(last ?? '', `${last ?? ''}\n${line}`);
  return placed.replace(/(const adapters: Adapter\[\][\s\S]*?)\n\];/, `$1\n  ${constant},\n];`);
}

function fileOf(line: string): string {
  return /'\.\/(.+)'/.exec(line)?.[1] ?? '';
}

function adapterCode(name: string, constant: string, host: string): string {
  return `import type { Adapter } from './adapter.ts';

/** ${host}: say here what is peculiar about the site, and whether a real page was at hand. */
export const ${constant}: Adapter = {
  name: '${name}',
  hosts: ['${host}'],
  listing: /^\\/listing\\/[^/]+/,
  list: /^\\/(?:$|search)/,
};
`;
}

function fixturePage(host: string): string {
  return `<!-- truth {"url": "https://www.${host}/listing/1", "expect": "listing", "truth": {
  "year": 2011, "make": "Honda", "model": "Fit", "asking_price": 7450, "mileage": 88120, "mileage_unit": "mi",
  "color": "Taffeta White", "engine": "1.5L I4", "transmission": "5-Speed Manual", "image_count": 2,
  "description_starts_with": "Put the shape of the site's own listing page"}} -->
<!DOCTYPE html><html lang="en"><head><title>2011 Honda Fit Sport for sale</title></head><body><h1>2011 Honda Fit Sport</h1><div class="price">$7,450</div>
<img src="/photos/1.jpg"><img src="/photos/2.jpg">
<dl><dt>Mileage</dt><dd>88,120</dd><dt>Exterior color</dt><dd>Taffeta White</dd><dt>Engine</dt><dd>1.5L I4</dd><dt>Transmission</dt><dd>5-Speed Manual</dd></dl>
<h2>Description</h2><p>Put the shape of the site's own listing page here, in words of your own: its labels, its classes, its data.</p></body></html>
`;
}

if (import.meta.main) {
  const [name = '', host = ''] = process.argv.slice(2);
  try {
    const written = await newSource(process.cwd(), name, host);
    process.stdout.write(
      `${written.join('\n')}\nNow fill in the adapter and the page; docs/adding-a-source.md tells how.\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
