/** What a page carries and does not show: its title, its meta tags, the data in its scripts, the values of attributes. */
import type { Element, Node } from '../../extraction/document/dom.ts';
import { isElement } from '../../extraction/document/dom.ts';

export interface HiddenText {
  /** What it is, for people. */
  readonly what: string;
  readonly text: string;
}

/** Attributes that say nothing to a reader. */
const OF_THE_LOOKS = /^(?:class|style|id|srcset|sizes|d|points|transform|viewbox|on.*)$/;

export function hiddenTexts(nodes: readonly Node[]): readonly HiddenText[] {
  const texts: HiddenText[] = [];
  const visit = (node: Node): void => {
    if (!isElement(node)) return;
    const { name } = node;
    if (name === 'title') texts.push({ what: 'the title of the page', text: textIn(node) });
    else if (name === 'script') texts.push(ofScript(node));
    else {
      const attributes = Object.entries(node.attribs).filter(([key, value]) => !OF_THE_LOOKS.test(key) && value !== '');
      if (attributes.length > 0) {
        const written = attributes.map(([key, value]) => `${key}="${value}"`).join(' ');
        texts.push({ what: `attributes of <${name}>`, text: `<${name} ${written}>` });
      }
      for (const child of node.children) visit(child);
    }
  };
  for (const node of nodes) visit(node);
  return texts;
}

function ofScript(node: Element): HiddenText {
  const { type = '', id = '' } = node.attribs;
  const named = [type, id].filter((each) => each !== '').join(', ');
  return { what: `data in a script${named === '' ? '' : ` (${named})`}`, text: unescaped(textIn(node)) };
}

const textIn = (node: Element): string =>
  node.children.map((child) => (child.type === 'text' ? child.data : '')).join('');

/** As the data mean it, so that words with escaped letters are found: `\u00e9`, `\/`, `\"`, `%C3%A9`. */
function unescaped(text: string): string {
  const written = /%(?:22|7b)/i.test(text) ? text.replace(/(?:%[0-9a-f]{2})+/gi, fromPercents) : text;
  return written.includes('\\')
    ? written
        .replace(/\\{1,8}u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/\\{1,8}(["/'])/g, '$1')
        .replace(/\\{1,8}[nrt]/g, ' ')
    : written;
}

function fromPercents(octets: string): string {
  try {
    return decodeURIComponent(octets);
  } catch {
    // Not UTF-8: they are no letters.
    return octets;
  }
}
