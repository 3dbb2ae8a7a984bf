/**
 * What a page says about itself outside its body's text: titles, meta tags, language, country, scripts.
 * Invariant: the first of several equal names wins; nothing here looks at the address but for the country.
 */
import { squeeze } from '../../runtime/text.ts';
import { attr, type Element, parentOf, textOf } from './dom.ts';
import type { Elements } from './elements.ts';

export interface Script {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

export interface PageHead {
  readonly title: string;
  readonly meta: ReadonlyMap<string, string>;
  readonly canonical: string;
  /** What relative addresses stand under: the page's `<base href>`, else its own address. */
  readonly base: string;
  /** The pictures the page shows for itself where it is shared, all of them, in order. */
  readonly shared: readonly string[];
  readonly lang: string;
  readonly country: string;
  readonly scripts: readonly Script[];
}

/** Two-letter endings sold to the whole world: they name no country. */
const GENERIC = new Set(['ai', 'cc', 'co', 'fm', 'gg', 'io', 'ly', 'me', 'to', 'tv', 'vc', 'ws']);

const SHARED = /^(?:og:image(?::(?:url|secure_url))?|twitter:image(?::src)?|image)$/;

const NAMED_BY = ['property', 'name', 'itemprop', 'http-equiv'];

export function headOf({ named }: Elements, url: URL): PageHead {
  const meta = new Map<string, string>();
  const shared: string[] = [];
  for (const element of named('meta').slice(0, 300)) {
    const name =
      NAMED_BY.map((key) => attr(element, key))
        .find((value) => value !== '')
        ?.toLowerCase() ?? '';
    const content = squeeze(attr(element, 'content'));
    if (SHARED.test(name) && content !== '') shared.push(content.slice(0, 2_000));
    if (name !== '' && content !== '' && !meta.has(name)) meta.set(name, content.slice(0, 5_000));
  }
  const told = attr(named('html')[0], 'lang') || meta.get('content-language') || meta.get('og:locale') || '';
  const language = told.toLowerCase().split(/[-_,]/);
  const scripts = named('script')
    .slice(0, 400)
    .map((element) => ({
      type: attr(element, 'type').toLowerCase(),
      id: attr(element, 'id'),
      text: element.children.map((child) => (child.type === 'text' ? child.data : '')).join(''),
    }));
  // An icon's <title> may stand before or instead of the page's.
  const title = named('title').find((element) => !['svg', 'symbol', 'g'].includes(parentOf(element)?.name ?? ''));
  const linked = (rel: string): Element | undefined => named('link').find((link) => attr(link, 'rel') === rel);
  const image = attr(linked('image_src'), 'href');
  const base = URL.parse(attr(named('base')[0], 'href'), url.href);
  const tld = url.hostname.split('.').at(-1) ?? '';
  return {
    title: title === undefined ? '' : textOf(title, 500),
    meta,
    base: base !== null && /^https?:$/.test(base.protocol) ? base.href : url.href,
    shared: image === '' ? shared : [...shared, image],
    canonical: attr(linked('canonical'), 'href') || meta.get('og:url') || '',
    lang: (language[0] ?? '').slice(0, 3),
    country:
      tld.length === 2 && !(GENERIC.has(tld) && !/\.(?:com|net|org)\.\w\w$/.test(url.hostname))
        ? tld
        : (language[1] ?? ''),
    scripts,
  };
}
