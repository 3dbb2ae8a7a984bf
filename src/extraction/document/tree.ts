/**
 * The tree of a page or of a piece of markup.
 * Invariant: no more than `MAX_DEPTH` elements are open at a time, whatever is written, so that everything behind this
 * file may recurse into the tree and parsing stays linear; nothing is refused, and no content is lost before `MAX_PARTS`.
 */
import { DomHandler, Parser } from 'htmlparser2';
import { cleanText } from '../../runtime/text.ts';
import type { Node } from './dom.ts';

/** As in browsers. A parser's work grows with the square of its open elements: 50 000 nested tags took it 23 s. */
const MAX_DEPTH = 512;

/**
 * Elements, attributes, runs of text and comments of one page; what comes behind is not read. The largest of 300 real and
 * made-up pages has 30,000. 4 MB of `<li>a` are 1.8 million, and took 480 MB and 4 s.
 */
const MAX_PARTS = 200_000;

class DepthHandler extends DomHandler {
  get depth(): number {
    return this.tagStack.length - 1;
  }
}

/** At the limit an element is closed before the next one opens: what would nest deeper stands beside it, as in browsers. */
class ShallowParser extends Parser {
  readonly #handler: DepthHandler;
  readonly #text: string;
  /** Where the name of the element at the limit stands in the text. */
  #last: readonly [start: number, end: number] = [0, 0];
  /** End tags still to come for elements closed early, by name. */
  readonly #owed = new Map<string, number>();
  #parts = 0;

  constructor(handler: DepthHandler, text: string) {
    super(handler);
    this.#handler = handler;
    this.#text = text;
  }

  #count(): void {
    this.#parts += 1;
    if (this.#parts === MAX_PARTS) this.pause();
  }

  override ontext(start: number, endIndex: number): void {
    this.#count();
    super.ontext(start, endIndex);
  }

  override ontextentity(codePoint: number, endIndex: number): void {
    const seen = seenAs(codePoint);
    if (seen !== undefined) super.ontextentity(seen, endIndex);
  }

  override onattribentity(codePoint: number): void {
    const seen = seenAs(codePoint);
    if (seen !== undefined) super.onattribentity(seen);
  }

  override onattribend(...end: Parameters<Parser['onattribend']>): void {
    this.#count();
    super.onattribend(...end);
  }

  override oncomment(start: number, endIndex: number, offset: number): void {
    this.#count();
    super.oncomment(start, endIndex, offset);
  }

  override onopentagname(start: number, endIndex: number): void {
    this.#count();
    if (this.#handler.depth >= MAX_DEPTH && !this.isVoidElement(this.#nameAt(start, endIndex))) {
      const [from, to] = this.#last;
      const closed = this.#nameAt(from, to);
      this.#owed.set(closed, (this.#owed.get(closed) ?? 0) + 1);
      super.onclosetag(from, to);
    }
    super.onopentagname(start, endIndex);
    if (this.#handler.depth === MAX_DEPTH - 1) this.#last = [start, endIndex];
  }

  override onclosetag(start: number, endIndex: number): void {
    if (this.#owed.size > 0 && this.#handler.depth < MAX_DEPTH) this.#owed.clear();
    if (this.#owed.size === 0) {
      super.onclosetag(start, endIndex);
      return;
    }
    const name = this.#nameAt(start, endIndex);
    const owed = this.#owed.get(name) ?? 0;
    if (owed === 0) super.onclosetag(start, endIndex);
    else this.#owed.set(name, owed - 1);
  }

  #nameAt(start: number, end: number): string {
    return this.#text.slice(start, end).toLowerCase();
  }
}

/** As in the page's own text, which is clean already (sanitise-html.ts); `&zwnj;` is judged later, among its neighbours. */
function seenAs(codePoint: number): number | undefined {
  // An attribute that holds JSON has thousands of `&quot;`.
  if (codePoint >= 0x20 && codePoint < 0x7f) return codePoint;
  const character = String.fromCodePoint(codePoint);
  return /\u200c|\u200d|\ufe0e|\ufe0f/.test(character) ? codePoint : cleanText(character).codePointAt(0);
}

/** What stands at the top, in document order; `around` is the name of an element around all of it. */
export function parseTree(html: string, around?: string): readonly Node[] {
  const handler = new DepthHandler();
  const parser = new ShallowParser(handler, html);
  if (around !== undefined) handler.onopentag(around, {});
  parser.end(html);
  return handler.root.children;
}
