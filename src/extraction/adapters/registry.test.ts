import { describe, expect, it } from 'vitest';
import { ADAPTERS, pageActionOf, sourceOf } from './registry.ts';

describe('the registry of sites', () => {
  it('goes by the host, subdomains included', () => {
    expect(sourceOf('https://bringatrailer.com/listing/x/')).toBe('bringatrailer');
    expect(sourceOf('http://miami.craigslist.org/mdc/cto/1.html')).toBe('craigslist');
    expect(sourceOf('https://www.autotrader.ca/a/x')).toBe('autoscout24');
    expect(pageActionOf('https://www.bringatrailer.com/listing/x/')).toBe('comprehensive-bat-extraction');
    expect(pageActionOf('https://cars.example/1')).toBe('extract-listing');
  });

  it('is not fooled by a host that only ends alike, or by no address at all', () => {
    expect(sourceOf('https://notbringatrailer.com/listing/x/')).toBe('other');
    expect(sourceOf('https://example.com/?u=bringatrailer.com')).toBe('other');
    expect(sourceOf('not an address')).toBe('other');
  });

  it('has no host twice', () => {
    const hosts = ADAPTERS.flatMap((adapter) => adapter.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
});
