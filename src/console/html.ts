/**
 * HTML as a type of its own.
 * Invariant: whatever is put into a template is escaped unless a template made it, and no other way leads to `Html`:
 * `raw` of the library is not exported here, and nothing else in the console imports it.
 */
import { html as template } from 'hono/html';

export type Html = string & { readonly isEscaped: true };
/** What a template takes. Nothing of unknown type: what comes from the database has passed zod. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/** `null`, `undefined` and `false` are nothing. An attribute stands in quotes, and an address in one has passed `outside`. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  // It gives a promise only where a value is one, and none of Content is.
  return template(strings, ...values) as Html;
}

/**
 * An address of other people's: a link only when it is http(s), so that no `javascript:` runs. It learns nothing of us.
 *
 * @public
 */
export function outside(address: string | null, text: string | null = address): Html {
  const shown = text ?? '';
  return address !== null && /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noreferrer noopener" target="_blank">${shown}</a>`
    : html`${shown}`;
}

/** The script puts it into the reader's zone; UTC stays in the title, and is what stands there without it. */
export function time(at: Date | null, none = 'never'): Html {
  if (at === null || !Number.isFinite(at.getTime())) return html`<span class="faint">${none}</span>`;
  const iso = at.toISOString();
  const utc = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
  return html`<time datetime="${iso}" title="${utc}">${utc}</time>`;
}

/** A fact that must be seen at a glance; its word says it too, never the colour alone. */
export function mark(kind: 'good' | 'warn' | 'bad' | 'quiet', word: string): Html {
  return html`<span class="mark ${kind}">${word}</span>`;
}

/** The address of a page with these parts; nothing of what is undefined. */
export function address(path: string, parts: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? path : `${path}?${given}`;
}

/** Names with what is known; nothing of what is not. */
export function facts(rows: readonly (readonly [name: string, content: Content])[]): Html {
  const told = rows.filter(([, content]) => content != null && content !== false && content !== '');
  return html`<dl class="facts">${told.map(([name, content]) => html`<div><dt>${name}</dt><dd>${content}</dd></div>`)}</dl>`;
}

/** Shorter ones need no room of their own. */
const WORD = 24;
const MOST_SHOWN = 20_000;

/** The rest of a long text stands behind its beginning. */
export function shortly(text: string, most = 120): Content {
  if (text.length <= WORD) return text;
  return text.length <= most
    ? html`<span class="long">${text}</span>`
    : html`<details class="more long"><summary>${shortened(text, most)}</summary>${shortened(text, MOST_SHOWN)}</details>`;
}

export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;
