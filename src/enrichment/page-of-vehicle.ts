/**
 * The page a vehicle was discovered on: read once, kept, and read again only when it may have changed.
 * Invariant: within FRESH_SECONDS, for newer rules, and whenever the site answers "not modified", no page is transferred
 * twice.
 */
import type { KeptPage } from '../database/statements/claim-vehicle.ts';
import { siteOf } from '../extraction/adapters/registry.ts';
import { EXTRACTOR_VERSION, type PageReading } from '../extraction/reading.ts';
import { PermanentError } from '../runtime/errors.ts';
import { keepPage, readKeptPage } from './kept-page.ts';
import { toldBy } from './progress.ts';
import { type PageOfVehicle, takeSlot, type Work } from './work.ts';

/** An event soon after a visit (a person fills a field by hand) is answered from the kept page. */
const FRESH_SECONDS = 600;

/**
 * Throws what the fetcher throws, also when the site shows a robot check, PermanentError when the page is gone or no listing.
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
      return accept(work, page);
    }
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
    return accept(work, page);
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
  };
  if (reading.kind !== 'blocked') {
    await fetcher.pageWasGood(fetched.url);
  }
  return accept(work, { url: fetched.url, reading });
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
  return html === undefined ? undefined : { url: kept.url, reading: await read(work, kept.url, html) };
}

async function read(work: Work, url: string, html: Uint8Array): Promise<PageReading> {
  const started = performance.now();
  const reading = await work.services.reader.read({ url, html }, work.signal);
  work.readBy = EXTRACTOR_VERSION;
  work.services.events.emit('page:read', {
    source: siteOf(url),
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
      throw new PermanentError(`the page is a shell that only scripts fill: ${reason}`, 'exhausted');
    default:
      throw new PermanentError(
        `the page is ${kind === 'list' ? 'a list of vehicles' : 'no vehicle listing'}: ${reason}`,
        'invalid',
      );
  }
}
