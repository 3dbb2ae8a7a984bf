/**
 * Photographs whose addresses a script builds from a number: `function show(n) { big.src = '/pics/x' + n + '.jpg'; }`
 * beside `onclick="show(3)"`.
 * Invariant: a picture counts only when the page itself calls the function for it.
 */
import type { PageDocument } from '../document/document.ts';
import type { Picture } from './picture-urls.ts';

const BUILDS =
  /\bfunction\s{1,5}(\w{1,40})\s{0,5}\(\s{0,5}(\w{1,20})\s{0,5}\)\s{0,5}\{[^{}]{0,200}?(?:"([^"\s<>]{2,300})"|'([^'\s<>]{2,300})')\s{0,5}\+\s{0,5}(\w{1,20})\s{0,5}\+\s{0,5}["']([^"'\s<>]{0,60}\.(?:jpe?g|png|webp))["']/g;
const HANDLERS = ['onclick', 'href', 'onmouseover', 'onmouseenter', 'onmousedown'];
const MAX_SCRIPT = 200_000;
const MAX_BUILT = 200;

export function builtPictures(page: PageDocument): Picture[] {
  const builders = new Map<string, readonly [before: string, after: string]>();
  for (const { type, text } of page.scripts) {
    if (type.includes('json') || text.length > MAX_SCRIPT || !text.includes('function')) continue;
    for (const [, name = '', parameter, double, single, used, after = ''] of text.matchAll(BUILDS))
      if (parameter === used) builders.set(name, [double ?? single ?? '', after]);
  }
  if (builders.size === 0) return [];
  const found = new Set<string>();
  for (const { attribs } of page.elements)
    for (const handler of HANDLERS) {
      const [, name = '', argument = ''] =
        /(\w{1,40})\(\s?['"]?([\w-]{1,60})['"]?\s?\)/.exec(attribs[handler] ?? '') ?? [];
      const around = builders.get(name);
      if (around !== undefined && found.size < MAX_BUILT) found.add(around[0] + argument + around[1]);
    }
  return [...found].map((address) => [address]);
}
