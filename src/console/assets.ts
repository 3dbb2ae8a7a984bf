/**
 * The files that pages load, all from the package.
 * Invariant: an address names the content (a hash), so that it may be kept for a year and a new version is never mixed with
 * an old one; nothing but this list is served.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);
const own = (name: string) => new URL(`assets/${name}`, import.meta.url);

const FILES = {
  'console.css': own('console.css'),
  'console.js': own('console.js'),
  'htmx.js': require.resolve('htmx.org/dist/htmx.min.js'),
  'uplot.js': require.resolve('uplot/dist/uPlot.iife.min.js'),
  'uplot.css': require.resolve('uplot/dist/uPlot.min.css'),
} as const;
export type AssetName = keyof typeof FILES;

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

export interface Assets {
  /** The address of a file. */
  href(name: AssetName): string;
  serve(server: FastifyInstance): void;
}

/** Reads them all (200 kB). */
export function readAssets(): Assets {
  const files = Object.entries(FILES).map(([name, path]) => {
    const content = readFileSync(path);
    const [stem, extension] = name.split('.') as [string, keyof typeof TYPES];
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    return { name, content, type: TYPES[extension], href: `/console/assets/${stem}-${hash}.${extension}` };
  });
  const hrefs = new Map(files.map(({ name, href }) => [name, href]));
  return {
    href: (name) => hrefs.get(name) ?? '',
    serve(server) {
      for (const { href, content, type } of files) {
        server.get(href, async (_request, reply) =>
          reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content),
        );
      }
    },
  };
}
