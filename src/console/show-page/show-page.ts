/**
 * The kept page of a vehicle as a document that can neither run nor ask for anything, with the words marked that prove a
 * value; `#evidence` is where they stand. Words that the page carries and does not show (data in scripts, meta tags) are
 * shown above it.
 * Invariant: whatever the page is, the document holds what safe-elements.ts may give and one style sheet.
 */
import { parseTree } from '../../extraction/document/tree.ts';
import { type Found, SearchedTexts } from './find-words.ts';
import { hiddenTexts } from './hidden-texts.ts';
import { STYLE } from './page-policy.ts';
import { plain, safeElements, shownText, shownTexts } from './safe-elements.ts';

export interface Proof {
  /** The words of the page in which the value stands. */
  readonly snippet: string;
  readonly method: string;
  /** The value, as the page writes it and as we do: looked for where the words are no longer found. */
  readonly values: readonly string[];
}

/** `page`: in what the page shows. `data`: in what it carries. `nowhere`: the page as it is kept does not have it. */
export interface ShownPage {
  readonly document: string;
  readonly where: 'page' | 'data' | 'nowhere' | 'not asked';
  /** Only the value was found, or some of its words. */
  readonly partly: boolean;
}

/** Where these layers read, nobody sees it. */
const FROM_DATA = new Set(['json-ld', 'app-json', 'meta']);
/** What a search looks at; the data of the largest real page have 1 MB. */
const SEARCHED = 3_000_000;

export function showPage(html: string, proof?: Proof): ShownPage {
  const nodes = parseTree(html, 'page-root');
  if (proof === undefined) {
    return { document: documentOf('', safeElements(nodes, undefined)), where: 'not asked', partly: false };
  }
  const shown = new SearchedTexts(upTo(SEARCHED, shownTexts(nodes), (text) => text));
  const hidden = upTo(SEARCHED, hiddenTexts(nodes), ({ text }) => text).map((each) => ({
    ...each,
    // Each for itself: words never stand partly in one script and partly in the next.
    search: new SearchedTexts([each.text]),
  }));
  const inPage = (partly: boolean): ShownPage | undefined => {
    const found = placeOf(shown, proof, partly);
    return found && { document: documentOf(partly ? PARTLY : '', safeElements(nodes, found)), where: 'page', partly };
  };
  const inData = (partly: boolean): ShownPage | undefined => {
    for (const { what, text, search } of hidden) {
      const range = placeOf(search, proof, partly)?.get(0);
      if (range !== undefined) {
        const told = `${partly ? PARTLY : ''}${box('data', `${plain(`This is not to be seen on the page; it stands in ${what}:`)}<div>${shownText(text, range, true)}</div>`)}`;
        return { document: documentOf(told, safeElements(nodes, undefined)), where: 'data', partly };
      }
    }
    return undefined;
  };
  const [first, second] = FROM_DATA.has(proof.method) ? [inData, inPage] : [inPage, inData];
  return (
    first(false) ??
    second(false) ??
    first(true) ??
    second(true) ?? {
      document: documentOf(box('none', gone(proof)), safeElements(nodes, undefined)),
      where: 'nowhere',
      partly: false,
    }
  );
}

const box = (look: 'data' | 'none' | 'partly', inside: string): string => `<div class="${look}">${inside}</div>`;
const PARTLY = box(
  'partly',
  'Not all of the words stand together on this page; marked is the first place of the value, or of some of them.',
);

/** Those whose texts have so many characters together, from the first on. */
function upTo<T>(most: number, items: readonly T[], textOf: (item: T) => string): readonly T[] {
  let left = most;
  const end = items.findIndex((item) => {
    left -= textOf(item).length;
    return left < 0;
  });
  return end === -1 ? items : items.slice(0, end);
}

function gone({ snippet }: Proof): string {
  return `The words ${shownText(`"${snippet}"`, undefined, false)} can no longer be found in this page: it was read again since, or what proved the value was never on it.`;
}

function placeOf(texts: SearchedTexts, { snippet, values }: Proof, partly: boolean): Found | undefined {
  if (!partly) return texts.words(snippet) ?? pairOf(texts, snippet);
  const told = /:\s(.+)$/s.exec(snippet)?.[1];
  for (const words of [...(told === undefined ? [] : [told]), ...values, ...partsOf(snippet)]) {
    const found = texts.words(words);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Its halves and quarters from the end, where a value stands more often: a snippet may join lines that stand apart. */
function partsOf(snippet: string): string[] {
  const words = snippet.split(' ');
  return [2, 4]
    .map((share) => Math.ceil(words.length / share))
    .flatMap((some) => [words.slice(-some), words.slice(0, some)])
    .map((part) => part.join(' '))
    .filter((part) => part.length >= 8);
}

/** `mileage: 12,345` of `"mileage": {"value": "12,345"}`. */
function pairOf(texts: SearchedTexts, snippet: string): Found | undefined {
  const at = snippet.indexOf(': ');
  return at === -1 ? undefined : texts.pair(snippet.slice(0, at), snippet.slice(at + 2));
}

function documentOf(told: string, page: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The kept page</title><style>${STYLE}</style></head><body>${told}${page}</body></html>`;
}
