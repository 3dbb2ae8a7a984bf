/**
 * The few ways text enters a sample page; every value a page shows goes through one of them.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Text as HTML text or attribute value. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** JSON inside a script element: `<` must not end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

export const jsonLd = (value: unknown): string => `<script type="application/ld+json">${scriptJson(value)}</script>`;

/** 48200 with `.` is 48.200. */
export const thousands = (n: number, separator = ','): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, separator);

export const each = <T>(items: readonly T[], render: (item: T, index: number) => string): string =>
  items.map(render).join('\n');

export const paragraphs = (texts: readonly string[]): string => each(texts, (t) => `<p>${escapeHtml(t)}</p>`);

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** An ISO day in the two spellings American auction pages use. */
export function usDate(day: string): { readonly long: string; readonly short: string } {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  return { long: `${MONTHS[m - 1]} ${d}, ${y}`, short: `${m}/${d}/${String(y).slice(2)}` };
}
