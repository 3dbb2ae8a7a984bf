/**
 * Text out of strings that still carry markup: structured data double-encodes entities (`&quot;`, `4&#215;4`) and
 * stores descriptions as HTML.
 */
import { cleanText, cleanTexts, cut } from '../../runtime/text.ts';
import { isElement, type Node } from './dom.ts';
import { parseTree } from './tree.ts';

const BLOCK = /^(?:p|div|li|ul|ol|br|h[1-6]|tr|table|section|article)$/;

/** Markup is encoded once more in data (`&lt;p&gt;` in JSON-LD), seldom twice; a page could do it for ever. */
const MOST_LAYERS = 4;

/** Entities decoded, tags gone, blocks on lines of their own. Text without `&` and `<` comes back as it is. */
export function plainText(html: string, cap = 60_000): string {
  let text = cut(html, cap);
  for (let layer = 0; layer < MOST_LAYERS && (layer === 0 ? /[&<]/ : ONCE_MORE).test(text); layer += 1) {
    text = flatten(text);
  }
  return tidy(withoutTags(text));
}

const ONCE_MORE = /<[a-z/!?][^<>]*>|&(?:#\d{2,7}|#x[\da-f]{2,6}|amp|quot|apos|nbsp|lt|gt);/i;

/** What was read, as it may be written: clean (text.ts) and without tags, wherever the page had them from. */
export function presentable<T>(read: T): T {
  return cleanTexts(read, (text) => withoutTags(cleanText(text)));
}

/** Text that shows tags, of which somebody's page could make live ones: they go, what stands between them stays. */
function withoutTags(text: string): string {
  return /<[a-z/!?]/i.test(text) ? text.replace(/<[a-z/!?][^<>]*>/gi, ' ').replace(/(?<!<)<+(?=[a-z/!?])/gi, '') : text;
}

function flatten(html: string): string {
  const parts: string[] = [];
  let depth = 0;
  const visit = (node: Node): void => {
    if (node.type === 'text') parts.push(node.data);
    else if (isElement(node) && node.name !== 'script' && node.name !== 'style' && depth < 200) {
      const block = BLOCK.test(node.name);
      if (block) parts.push('\n');
      depth += 1;
      for (const child of node.children) visit(child);
      depth -= 1;
      if (block) parts.push('\n');
    }
  };
  for (const node of parseTree(html)) visit(node);
  return parts.join('');
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
