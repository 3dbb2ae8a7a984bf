/** What `outcomes` say when a site's markup is there, partly there and gone. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.ts';

const fixture = (slug: string): string =>
  readFileSync(new URL(`../../test/fixtures/${slug}.html`, import.meta.url), 'utf8');

describe('the outcome of each field', () => {
  it('is found where the site keeps it and absent where this page lacks it', () => {
    const { outcomes, source } = readPage({
      url: 'https://portland.craigslist.org/clk/mcy/d/x/7811223355.html',
      html: fixture('cl-2026-moto'),
    });
    expect(source).toBe('craigslist');
    expect(outcomes).toMatchObject({ mileage: 'found', color: 'found', description: 'found', vin: 'absent' });
  });

  it('is a selector miss where the adapter has a place and the landmarks are gone', () => {
    const html = fixture('cl-2026-moto')
      .replaceAll('postingbody', 'pb')
      .replaceAll('titletextonly', 'tt')
      .replaceAll('postingtitle', 'pt');
    const { outcomes } = readPage({ url: 'https://portland.craigslist.org/clk/mcy/d/x/7811223355.html', html });
    expect(outcomes).toMatchObject({ vin: 'selector_miss', description: 'selector_miss', sale_price: 'absent' });
  });

  it('of a text or of pictures goes by their own places', () => {
    const url = 'https://bringatrailer.com/listing/2011-bmw-1m-90/';
    const html = fixture('bat-withdrawn');
    const gallery = readPage({ url, html: html.replaceAll('data-gallery-items', 'data-x').replace(/<img[^>]*>/g, '') });
    expect(gallery.outcomes.description).toBe('found');
    expect(readPage({ url, html }).outcomes.images).toBe('found');
    const text = readPage({ url, html: html.replaceAll('post-excerpt', 'x1') });
    expect(['found', 'selector_miss']).toContain(text.outcomes.description);
  });

  it('of a site read from its data is a selector miss when the data moved', () => {
    const url = 'https://www.autoscout24.de/angebote/x-1';
    const page = (key: string): string =>
      `<html lang="de"><title>BMW i4</title><h1>BMW i4</h1><p>34.990 €</p><p>Kilometerstand: 790 km</p><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"${key}":{"vehicle":{"make":"BMW","model":"i4","bodyColor":"Grau"},"prices":{"public":{"price":"€ 34.990"}}}}}}</script></html>`;
    expect(readPage({ url, html: page('listingDetails') }).outcomes).toMatchObject({ color: 'found', vin: 'absent' });
    expect(readPage({ url, html: page('renamed') }).outcomes).toMatchObject({ vin: 'selector_miss', mileage: 'found' });
  });

  it('names the layer that won', () => {
    const { facts } = readPage({
      url: 'https://portland.craigslist.org/clk/mcy/d/x/7811223355.html',
      html: fixture('cl-2026-moto'),
    });
    expect(facts.find((fact) => fact.field === 'mileage')?.method).toBe('adapter:craigslist');
  });
});
