/**
 * For tests: a kind of page as rows of small pages of made-up sites, and what is read off each.
 * Invariant: every kind is shown on at least three sites and with both signs; what is not read is null.
 */
import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/extraction/read-page.ts';
import type { PageKind, PageReading } from '../../src/extraction/reading.ts';
import type { Field } from '../../src/vehicles/fields.ts';

export type Told = Readonly<Partial<Record<Field, string | number | null>>> & {
  readonly kind?: PageKind;
  readonly unit?: 'mi' | 'km' | null;
  readonly images?: readonly string[];
};
/** The page's address without its scheme, what the row shows, the page, and what is told of it. */
export type Row = readonly [address: string, shows: string, html: string, told: Told];

const value = (reading: PageReading, key: string): unknown => {
  if (key === 'kind' || key === 'images') return reading[key];
  if (key === 'unit') return reading.facts.find((fact) => fact.field === 'mileage')?.unit ?? null;
  return reading.facts.find((fact) => fact.field === key)?.value ?? null;
};

function told(address: string, html: string, keys: readonly string[]): Record<string, unknown> {
  const reading = readPage({ url: `https://${address}`, html, readAt: '2026-01-01T00:00:00Z' });
  return Object.fromEntries(keys.map((key) => [key, value(reading, key)]));
}

export function kind(name: string, signs: { readonly read: readonly Row[]; readonly notRead: readonly Row[] }): void {
  describe(name, () => {
    const check = ([address, , html, expected]: Row): void =>
      expect(told(address, html, Object.keys(expected))).toEqual(expected);
    it.each([...signs.read])('%s is read: %s', (...row) => check(row));
    it.each([...signs.notRead])('%s is rightly not read: %s', (...row) => check(row));
    it('is shown by three sites and both signs', () => {
      const hosts = [...signs.read, ...signs.notRead].map(([address]) => address.split('/')[0]);
      expect(new Set(hosts).size).toBeGreaterThanOrEqual(3);
      expect(Math.min(signs.read.length, signs.notRead.length)).toBeGreaterThan(0);
    });
  });
}

const TEXT = 'Looked after with care for years, starts at once, drives well, and comes with a folder full of bills.';

export interface Around {
  readonly lang?: string;
  readonly head?: string;
  readonly text?: string;
}

/** A page with a heading, as most sites build it. */
export const page = (title: string, body: string, { lang = 'en', head = '', text = TEXT }: Around = {}): string =>
  `<html lang="${lang}"><head><title>${title}</title>${head}</head><body><main><h1>${title}</h1>${body}<p>${text}</p></main></body></html>`;
export const rows = (pairs: Readonly<Record<string, string>>): string =>
  `<dl>${Object.entries(pairs)
    .map(([label, text]) => `<dt>${label}</dt><dd>${text}</dd>`)
    .join('')}</dl>`;
export const ld = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...node })}</script>`;
export const script = (text: string): string => `<script>${text}</script>`;
export const times = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index + 1)).join('');
