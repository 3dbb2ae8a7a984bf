/**
 * `retry-image-backfill`: downloads the stored image URLs that have no file yet, in turns.
 * Invariant: what a turn brought is kept by one transaction, rows of images and what became of the others, so that no
 * photograph is fetched or decoded twice and a crash loses one turn. A photograph that the listing shows in several
 * copies is stored once, in the largest of its turn; the files of the others stay without a row.
 */

import type { PhotographFate, StoredImage } from '../../database/statements/commit-run.ts';
import { findPhotographs, type KnownPhotograph, listImages } from '../../database/statements/photographs.ts';
import { checkImage } from '../../media/check-image.ts';
import { distinctPhotos, findSame, Look } from '../../media/same-photo.ts';
import { findBlob } from '../../media/store/blob-store.ts';
import {
  DeferError,
  HostError,
  NoSeatError,
  PermanentError,
  RateLimitedError,
  RetryError,
} from '../../runtime/errors.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import { cut } from '../../runtime/text.ts';
import { save, savePhotographs } from '../commit.ts';
import { type Download, download, type Later } from '../download-photograph.ts';
import type { ActionResult, Work } from '../work.ts';
import type { ActionDefinition } from './action.ts';

/** Downloads of one vehicle at the same time; the fetcher spaces them per host. */
const PARALLEL = 3;
/** Photographs of a vehicle that new ones are compared with. */
const MOST_STORED = 200;
/** After that others have their turn. */
const TURN_MS = 8_000;
/** Runs in which a photograph may fail for passing reasons; after them it is missing. */
const MOST_TRIES = 3;
/** What is known to be none is looked at again by a later run. */
const BELIEVED_SECONDS = 86_400;
/** A slow host's next photograph comes after others had its seat. */
const SLOW_REST_MS = 2_000;

type Failed = Extract<Download, { failure: Error }>;

export const backfillImages: ActionDefinition = {
  isUseful: ({ imageUrls, images, photosMissing }) => imageUrls > 0 && (images === 0 || photosMissing > 0),
  run: downloadAll,
  sparesPage: true,
};

async function downloadAll(work: Work): Promise<ActionResult> {
  const { pool } = work.services;
  // An address that stands there twice is one photograph.
  const urls = [...new Set(work.row.image_urls)].slice(0, work.claim.images_per_vehicle);
  const stored = work.row.image_count > 0 ? await listImages(pool, work.row.id, MOST_STORED) : [];
  const known = await findPhotographs(pool, work.row.id, work.claim.requested_at);
  const have = new Set(stored.map(({ imageUrl }) => imageUrl));
  const wanted = urls
    .map((url, position) => ({ url, position }))
    .filter(({ url }) => !have.has(url) && isWanted(known.get(url), stored.length));

  // Photographs take seconds: what the page says need not wait for them, and is not asked for again after a crash.
  await save(work);
  const results = await oneTurn(work, wanted);
  const photos = results.flatMap((result) => ('image' in result ? [result.image] : []));
  const later = results.flatMap((result) => ('later' in result ? [result.later] : []));
  const failures = results.filter((result) => 'failure' in result);
  const looks = photos.length > 0 ? await looksOf(work, stored, known) : new Map<string, Look>();
  const images: typeof photos = [];
  for (const photo of await distinctPhotos(photos)) {
    if ((await findSame([...looks.values()], photo.look)) === -1) {
      images.push(photo);
    }
  }
  const kept = new Set(images.map(({ image_url: url }) => url));
  // Looks of earlier runs are kept beside this one's, or each turn would decode those photographs again.
  const fates: PhotographFate[] = [
    ...(later.length === 0 ? [] : [...looks].map(([url, look]) => fate(url, 'stored', { look: look.pixels }))),
    ...photos.map(({ image_url: url, look }) =>
      kept.has(url) ? fate(url, 'stored', { look: look.pixels }) : fate(url, 'copy', {}),
    ),
    ...failures.flatMap((result) => fateOf(result, known.get(result.url))),
  ];
  const after = new Map<string, Pick<PhotographFate, 'state' | 'note'>>([
    ...[...known].map(([url, { state, note }]) => [url, { state, note }] as const),
    ...fates.map((each) => [each.url, each] as const),
  ]);
  const became = (state: PhotographFate['state']) => urls.filter((url) => after.get(url)?.state === state);
  const waits = failures.flatMap(({ failure }) => (failure instanceof DeferError ? [failure] : []));
  const failed = became('failed');
  const lacking = failed.length + waits.length;

  const added = await savePhotographs(work, {
    images: images.map(asRow),
    fates,
    finished: later.length === 0,
    // Those to come are missing as well: the next turn begins with a vehicle that has some.
    missing: lacking + later.length,
  });
  const fetched = new Set(results.map(({ url }) => url));
  const newly = fates.filter(({ url }) => fetched.has(url));
  work.services.events.emit('photographs:kept', {
    vehicleId: work.row.id,
    states: Object.fromEntries(
      [...Map.groupBy(newly, ({ state }) => state)].map(([state, of]) => [state, of.length] as const),
    ),
  });
  const storedBefore = urls.filter((url) => known.get(url)?.state === 'stored' && have.has(url)).length;
  const asked = urls.filter((url) => !have.has(url)).length + storedBefore;
  const inAll = storedBefore + added;
  if (later.length > 0) {
    throw nextTurn(later, `${inAll} of ${asked} photographs so far`);
  }

  const news = failures.map(({ failure }) => failure.message);
  const others = (['refused', 'failed', 'missing'] as const).flatMap((state) =>
    became(state).filter((url) => !failures.some((result) => result.url === url)),
  );
  const reasons = [...news, ...others.map((url) => after.get(url)?.note ?? 'failed')];
  const passing = waits[0] ?? passingFailure(failures, failed, after);
  if (images.length === 0 && stored.length === 0) {
    if (passing !== undefined) {
      throw passing;
    }
    return { note: `none of ${urls.length} photographs could be kept: ${summary(reasons)}` };
  }
  const copies = became('copy').length;
  const tired = became('missing').length;
  const note = [
    `${inAll} of ${asked} photographs stored`,
    ...(copies > 0 ? [`${copies} copies of others`] : []),
    ...(tired > 0 ? [`${tired} are missing for good, after ${MOST_TRIES} tries`] : []),
    ...(reasons.length > 0 ? [`${reasons.length} not: ${summary(reasons)}`] : []),
  ].join('; ');
  return {
    ...(inAll > 0 && { filled: ['images'] }),
    note,
    ...(passing && { setback: about(passing, `${lacking} of ${urls.length} photographs are missing`) }),
  };
}

/** Whether a photograph without a row is to be asked for. */
function isWanted(known: KnownPhotograph | undefined, stored: number): boolean {
  if (known === undefined) {
    return true;
  }
  switch (known.state) {
    case 'stored':
      // A row that is gone again was taken away by a person, who then asked for it anew.
      return true;
    case 'failed':
      return !known.in_this_run;
    case 'copy':
      return stored === 0 || known.age_seconds > BELIEVED_SECONDS;
    default:
      return known.age_seconds > BELIEVED_SECONDS;
  }
}

/** As many as come within the time of a turn; a host that wants a pause is asked for no more of them. */
async function oneTurn(work: Work, wanted: readonly { url: string; position: number }[]): Promise<Download[]> {
  const ends = performance.now() + TURN_MS;
  const resting = new Map<string, Later>();
  return inParallel(wanted, PARALLEL, async ({ url, position }) => {
    const host = URL.parse(url)?.host ?? '';
    const rest = resting.get(host);
    if (rest !== undefined) {
      return { url, later: rest };
    }
    if (performance.now() > ends) {
      return { url, later: new NoSeatError('others have their turn', new Date()) };
    }
    const result = await download(work, url, position);
    if ('later' in result) {
      resting.set(host, result.later);
    } else if (result.slow) {
      resting.set(host, new NoSeatError(`${host} answers slowly`, new Date(Date.now() + SLOW_REST_MS)));
    }
    return result;
  });
}

/** What the vehicle waits for until its next turn: of several hosts the one that is open first. */
function nextTurn(later: readonly Later[], what: string): Later {
  const soonest = later.reduce((a, b) => (b.until < a.until ? b : a));
  const message = `${what}: ${soonest.message}`;
  if (soonest instanceof HostError) {
    return renamed(soonest, message);
  }
  return soonest instanceof NoSeatError
    ? new NoSeatError(message, soonest.until)
    : new RateLimitedError(message, soonest.until);
}

function renamed(error: HostError, message: string): HostError {
  const { host, failed, inLine, waitMs, outcome } = error;
  return new HostError(message, error.until, { host, failed, inLine, waitMs, refuses: outcome === 'blocked' });
}

function fate(
  url: string,
  state: PhotographFate['state'],
  { tries = 0, look, note }: { tries?: number; look?: Uint8Array; note?: string },
): PhotographFate {
  return {
    url,
    state,
    tries,
    look: look === undefined ? null : Buffer.from(look).toString('base64'),
    note: note === undefined ? null : cut(note, 300),
  };
}

function asRow({
  image_url,
  storage_path,
  file_hash,
  file_size,
  mime_type,
  width,
  height,
  position,
}: StoredImage): StoredImage {
  return { image_url, storage_path, file_hash, file_size, mime_type, width, height, position };
}

/** A host that asks for patience says nothing of the photograph; a passing fault is worth another visit, thrice. */
function fateOf({ url, failure }: Failed, known: KnownPhotograph | undefined): PhotographFate[] {
  if (failure instanceof DeferError) {
    return [];
  }
  if (failure instanceof PermanentError) {
    return [fate(url, 'refused', { note: failure.message })];
  }
  const tries = (known?.state === 'failed' ? known.tries : 0) + 1;
  return [fate(url, tries >= MOST_TRIES ? 'missing' : 'failed', { tries, note: failure.message })];
}

/** What is worth another visit: a failure of this turn that is not the last one, or of an earlier turn of this run. */
function passingFailure(
  failures: readonly Failed[],
  failed: readonly string[],
  after: ReadonlyMap<string, { readonly note: string | null }>,
): RetryError | undefined {
  const [first] = failed;
  if (first === undefined) {
    return undefined;
  }
  const now = failures.find(({ url }) => failed.includes(url))?.failure;
  return now instanceof RetryError ? now : new RetryError(after.get(first)?.note ?? 'a photograph could not be had');
}

/** The same news for the vehicle: it waits as long, and says how much it still lacks. */
function about(error: RetryError | DeferError, what: string): RetryError | DeferError {
  const message = `${what}: ${error.message}`;
  return error instanceof DeferError
    ? new DeferError(message, error.until, error.outcome)
    : new RetryError(message, { cause: error });
}

/** Of the stored photographs, as kept by an earlier turn or of those whose files are there: others keep theirs elsewhere. */
async function looksOf(
  work: Work,
  stored: readonly { imageUrl: string | null; storagePath: string }[],
  known: ReadonlyMap<string, KnownPhotograph>,
): Promise<Map<string, Look>> {
  const looks = await inParallel(stored, PARALLEL, async ({ imageUrl, storagePath }) => {
    const key = imageUrl ?? storagePath;
    const kept = known.get(key)?.look;
    if (kept != null) {
      return [key, new Look(kept)] as const;
    }
    const bytes = await findBlob(work.services.blobs, storagePath);
    const checked = bytes && (await checkImage(bytes, work.signal));
    return checked?.ok ? ([key, checked.look] as const) : undefined;
  });
  return new Map(looks.filter((look) => look !== undefined));
}

function summary(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, n]) => (n === 1 ? reason : `${n} x ${reason}`))
    .slice(0, 3)
    .join('; ');
}
