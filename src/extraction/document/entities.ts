/**
 * Text out of strings that still carry markup: structured data double-encodes entities (`&quot;`, `4&#215;4`) and
 * stores descriptions as HTML.
 */
import { isElement, type Node } from './dom.ts';
import { parseTree } from './tree.ts';

const BLOCK = /^(?:p|div|li|ul|ol|br|h[1-6]|tr|table|section|article)$/;

/** Entities decoded, tags gone, blocks on lines of their own. Text without `&` and `<` comes back as it is. */
export function plainText(html: string, cap = 60_000): string {
  const text = html.slice(0, cap);
  if (!/[&<]/.test(text)) return tidy(text);
  const once = flatten(text);
  // `&lt;p&gt;` inside JSON-LD is markup encoded once more.
  return tidy(
    /<(?:p|br|b|strong|ul|li|div|span|em)\b[^>]{0,200}>/i.test(once) || /&(?:#\d{2,5}|amp|quot|nbsp|lt|gt);/.test(once)
      ? flatten(once)
      : once,
  );
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
