/**
 * What is asked of a page inside of the browser, as JavaScript for an isolated world: the page's own scripts neither see
 * it nor change what it uses.
 * Invariant: nothing of it waits, and what it gives back has a bound.
 */

/** A kept page has at most so many characters, as a fetched one. */
export const MOST_MARKUP = 5_000_000;
/** Elements looked at for roots of their own: a page of as many is none of one vehicle. */
const MOST_ELEMENTS = 60_000;

/** Open shadow roots hold the words of pages made of web components. */
const DEEP = `
  const deep = (visit) => {
    const roots = [document];
    let left = ${MOST_ELEMENTS};
    for (let at = 0; at < roots.length && left > 0; at++)
      for (const element of roots[at].querySelectorAll('*')) {
        if (--left < 0) break;
        if (element.shadowRoot !== null) roots.push(element.shadowRoot);
        visit(element);
      }
  };`;

/** `{ signature, canScroll }`: a clock that ticks is no news, twenty letters are. */
export const LOOK = `(() => {${DEEP}
  let elements = 0, shown = 0;
  deep((element) => { elements++; if (element.shadowRoot !== null) shown += element.shadowRoot.textContent.length; });
  const root = document.scrollingElement;
  shown += document.body === null ? 0 : document.body.textContent.length;
  return {
    signature: elements + ' ' + Math.round(shown / 20),
    canScroll: root !== null && root.scrollTop + innerHeight + 50 < root.scrollHeight,
  };
})()`;

export const SCROLL = 'scrollBy({ top: innerHeight, behavior: "instant" })';

/**
 * Says no where the page asks for consent: a robot has none to give, and a page that waits for an answer shows itself
 * after this one too.
 */
export const DECLINE = `(() => {${DEEP}
  const no = /^(?:reject|decline|refuse|deny|disagree|(?:use |accept )?(?:only )?(?:strictly )?(?:necessary|essential)(?: cookies)?(?: only)?$|no,? thanks|(?:alle[sn]? )?(?:cookies )?ablehnen|nur (?:notwendige|erforderliche|technisch)|(?:tout )?refuser|continuer sans accepter|rifiuta|continua senza|rechazar|recusar|rejeitar|(?:alles )?weiger|afwijzen|avvisa|afvis|neka|odrzu|odm\\u00edtnout|hyl\\u00e4\\u00e4)/i;
  let found;
  deep((element) => {
    if (found !== undefined || !element.matches('button, a, [role=button], input[type=button], input[type=submit]')) return;
    const words = (element.innerText || element.value || '').trim();
    if (words.length < 60 && no.test(words)) found = element;
  });
  found?.click();
  return found !== undefined;
})()`;

/** The markup as it stands now; what stands in shadow roots stands in their elements for that moment. */
export const MARKUP = `(() => {${DEEP}
  const hosts = [];
  deep((element) => { if (element.shadowRoot !== null) hosts.push(element); });
  const added = [];
  for (const host of hosts.reverse()) {
    const inside = document.createElement('div');
    added.push(inside);
    for (const node of [...host.shadowRoot.childNodes])
      if (node.nodeName !== 'STYLE' && node.nodeName !== 'SLOT') inside.append(node.cloneNode(true));
    host.append(inside);
  }
  const markup = '<!doctype html>' + document.documentElement.outerHTML.slice(0, ${MOST_MARKUP});
  for (const inside of added) inside.remove();
  return markup;
})()`;

/** Before any script of a page: no service worker takes its place in front of the network. */
export const BEFORE = 'delete Navigator.prototype.serviceWorker';
