/**
 * The page a vehicle was discovered on: read once, kept, and read again only when it may have changed.
 * Invariant: within FRESH_SECONDS, for newer rules, and whenever the site answers "not modified", no page is transferred
 * twice.
 */
import { type HostLook, noteLook } from '../database/statements/browser.ts';
import type { KeptPage } from '../database/statements/claim-vehicle.ts';
import { siteOf } from '../extraction/adapters/registry.ts';
import { EXTRACTOR_VERSION, type PageReading } from '../extraction/reading.ts';
import { PermanentError } from '../runtime/errors.ts';
import { keepPage, readKeptPage } from './kept-page.ts';
import { toldBy } from './progress.ts';
import { asksForBrowser, isWorthRendering, plainComesFirst, verdictOf } from './rendering.ts';
import { LaneError, type PageOfVehicle, takeSlot, type Work } from './work.ts';

/** An event soon after a visit (a person fills a field by hand) is answered from the kept page. */
const FRESH_SECONDS = 600;
/** Ends of a rendering after which a page has said what it has to say. */
const RESTED: ReadonlySet<string> = new Set(['complete', 'refused', 'quiet']);

/**
 * Throws what the fetcher throws, also when the site shows a robot check, PermanentError when the page is gone or no listing,
 * and LaneError when it waits for the browser.
 */
export async function pageOfVehicle(work: Work): Promise<PageOfVehicle> {
  if (work.page !== undefined) {
    return work.page;
  }
  const requestedUrl = work.row.discovery_url;
  if (requestedUrl === null) {
    throw new PermanentError('the vehicle has no discovery_url', 'invalid');
  }
  const { fetcher } = work.services;
  const kept = work.claim.page;
  const reusable = kept?.requested_url === requestedUrl ? kept : undefined;
  // Newer rules are tried on what is kept; the site is not asked for their sake.
  if (reusable !== undefined && (reusable.age_seconds < FRESH_SECONDS || work.claim.reread)) {
    const page = await readKept(work, reusable);
    if (page !== undefined) {
      work.found.page = work.claim.reread ? rejudged(page, false) : undefined;
      return (await filled(work, page)) ?? accept(work, page);
    }
  }
  const looks = work.claim.host?.looks ?? '';
  if (fetcher.renders && (work.lane === 'browser' || !plainComesFirst(looks))) {
    return render(work, reusable?.url ?? requestedUrl);
  }
  const fetched = await fetcher.fetchPage(requestedUrl, {
    signal: work.signal,
    holder: work.row.id,
    kept: reusable && {
      url: reusable.url,
      etag: reusable.etag ?? undefined,
      lastModified: reusable.last_modified ?? undefined,
    },
    reservedAt: takeSlot(work),
    failedAt: work.claim.failed_at ?? undefined,
    seen: work.claim.host ?? undefined,
  });
  if (fetched.status === 'not_modified') {
    const page = reusable === undefined ? undefined : await readKept(work, reusable);
    if (page === undefined) {
      throw new PermanentError('the site says "not modified" of a page that is no longer kept', 'invalid');
    }
    work.found.page = rejudged(page, true);
    return (await filled(work, page)) ?? accept(work, page);
  }
  const html = await work.services.reader.toUtf8(fetched, work.signal);
  const reading = await read(work, fetched.url, html);
  work.pageKey = await keepPage(work.services.blobs, html);
  work.found.page = {
    requested_url: requestedUrl,
    url: fetched.url,
    kind: reading.kind,
    kind_reason: reading.reason,
    blob_key: work.pageKey,
    etag: fetched.etag ?? null,
    last_modified: fetched.lastModified ?? null,
    rendered: null,
  };
  if (reading.kind !== 'blocked') {
    await fetcher.pageWasGood(fetched.url);
  }
  const page = { url: fetched.url, reading };
  await note(work, asksForBrowser(reading, page.url) ? 's' : 'p');
  return (await filled(work, page)) ?? accept(work, page);
}

/** The page as its scripts fill it, where it says nothing without them and a browser is likely to help. */
async function filled(work: Work, page: PageOfVehicle): Promise<PageOfVehicle | undefined> {
  const { claim, services } = work;
  const helps = services.fetcher.renders && !claim.reread && isWorthRendering(claim.host?.looks ?? '');
  return helps && page.rendered === undefined && asksForBrowser(page.reading, page.url)
    ? render(work, page.url)
    : undefined;
}

/** In the browser's lane, so that a page that takes seconds holds up nobody else. @throws LaneError elsewhere */
async function render(work: Work, url: string): Promise<PageOfVehicle> {
  if (work.lane !== 'browser' && !work.byHand) {
    throw new LaneError('browser');
  }
  const { fetcher, reader, blobs } = work.services;
  const rendered = await fetcher.renderPage(url, {
    signal: work.signal,
    reservedAt: takeSlot(work),
    failedAt: work.claim.failed_at ?? undefined,
    seen: work.claim.host ?? undefined,
    judge: async (page) => verdictOf(await reader.read(page, work.signal), work.gaps),
  });
  const html = Buffer.from(rendered.html);
  const page = { url: rendered.url, reading: await read(work, rendered.url, html), rendered: rendered.ended };
  const { kind, reason } = page.reading;
  work.pageKey = await keepPage(blobs, html);
  work.found.page = {
    requested_url: work.row.discovery_url ?? url,
    url: page.url,
    kind,
    kind_reason: reason,
    blob_key: work.pageKey,
    etag: null,
    last_modified: null,
    rendered: page.rendered,
  };
  if (kind !== 'blocked') {
    await fetcher.pageWasGood(page.url);
    await note(work, kind === 'listing' || kind === 'gone' ? 'R' : 'r');
  }
  return accept(work, page);
}

/** For whoever decides about the browser later. Of a host that has no shells nothing is written. */
async function note(work: Work, look: HostLook): Promise<void> {
  const { host } = work.claim;
  if (host !== null && work.services.fetcher.renders && (look !== 'p' || host.looks !== '')) {
    await noteLook(work.services.pool, host.host, look);
  }
}

const rejudged = ({ reading }: PageOfVehicle, confirmed: boolean) => ({
  confirmed,
  kind: reading.kind,
  kind_reason: reading.reason,
});

/** Nothing when the kept bytes are gone: the page is then fetched anew. */
async function readKept(work: Work, kept: KeptPage): Promise<PageOfVehicle | undefined> {
  const html = await readKeptPage(work.services.blobs, kept.blob_key);
  work.pageKey = kept.blob_key;
  return html === undefined
    ? undefined
    : { url: kept.url, reading: await read(work, kept.url, html), rendered: kept.rendered ?? undefined };
}

async function read(work: Work, url: string, html: Uint8Array): Promise<PageReading> {
  const started = performance.now();
  const reading = await work.services.reader.read({ url, html }, work.signal);
  work.readBy = EXTRACTOR_VERSION;
  work.services.events.emit('page:read', {
    source: siteOf(url),
    host: new URL(url).host,
    kind: reading.kind,
    outcomes: reading.outcomes,
    methods: reading.facts.map((fact) => fact.method),
    seconds: (performance.now() - started) / 1000,
  });
  return reading;
}

async function accept(work: Work, page: PageOfVehicle): Promise<PageOfVehicle> {
  const { kind, reason } = page.reading;
  switch (kind) {
    case 'listing':
      work.page = page;
      work.told = toldBy(page.reading);
      return page;
    case 'gone':
      throw new PermanentError(`the listing is gone: ${reason}`, 'gone');
    case 'blocked':
      throw await work.services.fetcher.showedRobotCheck(
        page.url,
        `the site shows a robot check instead of the page: ${reason}`,
        work.claim.failed_at ?? undefined,
      );
    case 'shell':
      throw new PermanentError(
        page.rendered === undefined
          ? `the page is a shell that only scripts fill: ${reason}`
          : `the page stays a shell in the browser too (${page.rendered}): ${reason}`,
        'exhausted',
      );
    default:
      if (page.rendered !== undefined && !RESTED.has(page.rendered)) {
        throw new PermanentError(
          `the page did not come to rest in the browser (${page.rendered}): ${reason}`,
          'exhausted',
        );
      }
      throw new PermanentError(
        `the page is ${kind === 'list' ? 'a list of vehicles' : 'no vehicle listing'}: ${reason}`,
        'invalid',
      );
  }
}
