/**
 * Which adapter knows a site. Invariant: the host decides, never the page; an unknown host has no adapter and still works.
 */
import type { Adapter, PageAction } from './adapter.ts';
import { autoscout24 } from './autoscout24.ts';
import { autotraderUk } from './autotrader-uk.ts';
import { barrettJackson } from './barrett-jackson.ts';
import { bringatrailer } from './bringatrailer.ts';
import { carsCom } from './cars-com.ts';
import { carsandbids } from './carsandbids.ts';
import { classicCom } from './classic-com.ts';
import { craigslist } from './craigslist.ts';
import { ebayMotors } from './ebay-motors.ts';
import { hemmings } from './hemmings.ts';
import { mecum } from './mecum.ts';
import { pcarmarket } from './pcarmarket.ts';

const adapters: Adapter[] = [
  bringatrailer,
  carsandbids,
  craigslist,
  hemmings,
  autoscout24,
  autotraderUk,
  ebayMotors,
  carsCom,
  classicCom,
  mecum,
  barrettJackson,
  pcarmarket,
];
export const ADAPTERS: readonly Adapter[] = adapters;
const BUILT_IN = adapters.length;

/** For this process, and the readers that it begins from now on. @throws Error when a name or a host is known already */
export function addAdapter(added: Adapter): void {
  if (adapters.includes(added)) return;
  for (const known of adapters) {
    const host = added.hosts.find((each) => known.hosts.includes(each));
    if (known.name === added.name || host !== undefined) {
      throw new Error(`the source ${added.name} is known already as ${known.name}${host ? ` (${host})` : ''}`);
    }
  }
  adapters.push(added);
}

export const addedAdapters = (): readonly Adapter[] => adapters.slice(BUILT_IN);

export function adapterFor(url: string): Adapter | undefined {
  const host = URL.parse(url)?.hostname.toLowerCase();
  if (host === undefined) return undefined;
  return ADAPTERS.find((adapter) => adapter.hosts.some((known) => host === known || host.endsWith(`.${known}`)));
}

/** The adapter's name for a listing address, or `other`. */
export function sourceOf(url: string): string {
  return adapterFor(url)?.name ?? 'other';
}

/** The adapter's name, which stands for all hosts it knows, or the host itself; `other` for what is no address. */
export function siteOf(url: string): string {
  return adapterFor(url)?.name ?? URL.parse(url)?.host.replace(/^www\./, '') ?? 'other';
}

/** The action that reads pages at the address. */
export function pageActionOf(url: string | null): PageAction {
  return (url === null ? undefined : adapterFor(url)?.readAs) ?? 'extract-listing';
}
