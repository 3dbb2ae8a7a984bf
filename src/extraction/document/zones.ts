/**
 * Which part of a page an element belongs to, by its own marks: navigation, other cars, conversation, finance.
 * Invariant: a zone is never laid over the page's main heading; see `document.ts`.
 */

import { memoize } from '../../runtime/memoize.ts';
import { attr, type Element, markOf, wordsIn } from './dom.ts';

/** `main`: may speak of this car. `chrome`: navigation, consent, dialogs. `talk`: comments, reviews, bid history. */
export type Zone = 'main' | 'chrome' | 'others' | 'talk' | 'finance';

export const CHROME_TAGS = new Set(['nav', 'footer', 'select', 'dialog', 'menu']);
const CHROME = new Set(
  'nav navbar navigation footer cookie cookies onetrust consent gdpr breadcrumb breadcrumbs menu modal newsletter popup dropdown bchead dialog login signin disclaimer tooltip advertisement'.split(
    ' ',
  ),
);
const OTHERS = new Set(
  'similar related recommended recommendations recommendation recommend alsolike suggested suggestions comparables comparable comps sponsored crosssell upsell alternatives recentlyviewed otherlistings morelistings morecars othervehicles othercars morevehicles relatedads similarads featuredlistings endingsoon'.split(
    ' ',
  ),
);
const TALK = new Set(
  'comments comment commentlist qanda qna discussion testimonials testimonial disqus bidhistory reviews review questions thread history'.split(
    ' ',
  ),
);
const FINANCE = new Set(
  'finance financing calculator loan lease leasing insurance payment payments warranty msrp tradein shipping runningcosts'.split(
    ' ',
  ),
);

/** `dealer-comments`, `lblComments`: a seller's remarks on his car, no conversation. */
const OF_THE_SELLER = ['overview', 'dealer', 'seller', 'vendor', 'owner', 'vehicle', 'veh', 'lbl', 'lit', 'inventory'];

/** Pairs of neighbouring marks that name another car's place as one word does. */
const OTHERS_TEXT =
  /(?:you[-_ ]?may[-_ ]?(?:also[-_ ]?)?like|also[-_ ]?(?:like|viewed)|more[-_ ]?(?:from|listings|vehicles|cars|ads)|other[-_ ]?(?:listings|vehicles|cars|ads)|recently[-_ ]?viewed|similar|related|recommend)/i;

/** `with-menu`, `has-footer`, `no-related`: what follows such a word is had or lacked, not what the element is. */
const HAVING = new Set(
  'with without w has have no not hide hides show shows is if above below before after under over near beside'.split(
    ' ',
  ),
);
/** `nav-light`, `menu-open`, `paymentOptions`: what stands before such a word is not what the element is. */
const STATES = new Set(
  'light dark open opened closed collapsed expanded visible hidden fixed sticky active inactive enabled disabled accepted ready loaded mode theme option options method methods'.split(
    ' ',
  ),
);

/** The words of a class, id or role that say what the element is, without those that only modify it. */
function ownWords(token: string): string[] {
  // `block--modifier`
  const words = wordsIn(token.replace(/--.*/s, ''));
  const having = words.findIndex((word) => HAVING.has(word));
  return (having < 0 ? words : words.slice(0, having)).filter((_, index) => !STATES.has(words[index + 1] ?? ''));
}

/** They hold the whole page, and their classes tell what is on it. */
const WHOLE = new Set(['html', 'body', 'main']);

const MARKING = ['id', 'class', 'role', 'data-testid'];
const OPENERS = new Set(['a', 'button', 'img']);
const OPENED = /modal|popup|dialog/i;

/** The zone an element opens, or `undefined` when it says nothing. */
export function zoneOf(element: Element): Zone | undefined {
  if (CHROME_TAGS.has(element.name)) return 'chrome';
  if (WHOLE.has(element.name) || attr(element, 'role') === 'main') return undefined;
  const text = markOf(element, MARKING);
  // `<a class="gallery-modal">` opens a dialog, it is none.
  if (OPENERS.has(element.name) && OPENED.test(text)) return undefined;
  return text === '' ? undefined : zoneOfMarks(text);
}

const zoneOfMarks = memoize((text): Zone | undefined => {
  const tokens = text.split(/\s+/).map(ownWords);
  const marks = new Set(tokens.flat());
  for (const mark of marks) {
    if (OTHERS.has(mark)) return 'others';
    if (CHROME.has(mark)) return 'chrome';
    if (TALK.has(mark) && !(mark === 'comments' && OF_THE_SELLER.some((word) => marks.has(word)))) return 'talk';
    if (FINANCE.has(mark)) return 'finance';
  }
  return OTHERS_TEXT.test(tokens.map((words) => words.join('-')).join(' ')) ? 'others' : undefined;
});
