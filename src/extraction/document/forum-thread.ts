/**
 * Threads of forums: whoever opens one sells, the others talk, and beside each post stands who wrote it.
 * Invariant: asked of the elements of one page in document order; only marks that forum programs give their posts count,
 * since cards and articles are called posts, too.
 */

import { memoize } from '../../runtime/memoize.ts';
import { attr, type Element, parentOf } from './dom.ts';
import type { Zone } from './zones.ts';

/** XenForo, vBulletin, Invision, phpBB, Discourse, SMF. */
const POST =
  /(?:^|\s)(?:message--post|postbit\w{0,10}|postbitlegacy|postcontainer|b-post|cPost|ipsComment_content|has-profile|topic-post|post_wrapper|windowbg2?)(?:\s|$)/;
const AUTHOR =
  /(?:^|\s)(?:message-user|message-cell--user|postprofile|userinfo|postuserinfo|cAuthorPane|ipsComment_author|topic-avatar|poster|message-signature|signature|quote|blockquote|bbCodeBlock--quote|ipsQuote)(?:\s|$)/;

const isPost = memoize((marks) => POST.test(marks));
const isAuthor = memoize((marks) => AUTHOR.test(marks));

/** The zone that a forum's mark opens; `undefined` for every other element, and for the first post. */
export function threadReader(): (element: Element) => Zone | undefined {
  let posts = 0;
  let within: Element | undefined;
  return (element) => {
    const marks = attr(element, 'class');
    if (marks === '') return undefined;
    if (isPost(marks) && !isInside(element, within)) {
      posts += 1;
      within = element;
      return posts > 1 ? 'talk' : undefined;
    }
    return posts > 0 && isAuthor(marks) ? 'talk' : undefined;
  };
}

function isInside(element: Element, box: Element | undefined): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) if (at === box) return true;
  return false;
}
