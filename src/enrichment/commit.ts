/**
 * Where a run writes: what it has found goes into the database in one statement, now and then while it goes on, and with
 * its end.
 * Invariant: after each write `work.row` is the row as it stands under this run's fence, and whoever listens has been told
 * what was filled and done, once, after it was committed.
 */
import pg from 'pg';
import {
  type Committed,
  commitRun,
  type DoneAction,
  type RunCommit,
  type RunEnd,
  type Settlement,
} from '../database/statements/commit-run.ts';
import { EXTRACTOR_VERSION } from '../extraction/reading.ts';
import { RetryError } from '../runtime/errors.ts';
import type { VehicleRow } from '../vehicles/vehicle.ts';
import { conclude } from './conclude.ts';
import { noFindings, subjectOf, type Work } from './work.ts';

/** Another daemon has taken the vehicle over: everything this run still holds is void. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * A person changed what this run judges by, so what it has read may be about another vehicle: nothing more is written,
 * and the run that their change has asked for begins with the row as it is now.
 */
export class ChangedMeanwhileError extends RetryError {
  override name = 'ChangedMeanwhileError';
}

/** A person holds the row: nothing was written. */
export class RowLockedError extends RetryError {
  override name = 'RowLockedError';

  constructor() {
    super('the row is held locked by another transaction');
  }
}

/** Words only: an error made for each run would look at the stack each time. */
const CHANGED = new ChangedMeanwhileError('%s');

/** What tells one vehicle from another: whatever is read is held against these before it is written. */
const IDENTITY = ['discovery_url', 'year', 'make', 'model', 'vin'] as const satisfies readonly (keyof VehicleRow)[];

export type Written = Exclude<Committed, { deleted: true }>;

/**
 * Writes what was found so far, if anything; the run goes on.
 *
 * @throws LeaseLostError, ChangedMeanwhileError or RowLockedError; nothing of it is written then
 */
export async function save(work: Work): Promise<void> {
  const { page, writes, photographs } = work.found;
  if (page !== undefined || writes.length > 0 || photographs !== undefined) {
    await write(work);
  }
}

/** As `save`, with photographs; gives how many of them were not there yet. @throws also RetryError when the table refuses them */
export async function savePhotographs(work: Work, photographs: RunCommit['photographs']): Promise<number> {
  work.found.photographs = photographs;
  const { added, photographs_refused: refused } = await write(work);
  if (refused !== null) {
    throw new RetryError(`the table vehicle_images refuses the photographs: ${refused}`);
  }
  return added ?? 0;
}

/**
 * Writes what was found and what becomes of the vehicle. Where the row is another vehicle by now, or a person holds it, the
 * run ends as one that has failed for that reason, and what it found is not written.
 *
 * @throws LeaseLostError
 */
export async function commitEnd(work: Work, end: RunEnd): Promise<Written> {
  try {
    return await write(work, end);
  } catch (error) {
    if (!(error instanceof RowLockedError)) {
      throw error;
    }
    work.found = { ...noFindings(), page: work.found.page };
    work.lines = work.lines.map(({ action, runtime_ms }) => ({ action, runtime_ms, note: error.message }));
    return await write(work, failed(work, error), true);
  }
}

function failed(work: Work, error: RetryError): Settlement {
  return conclude(work, { error, passing: true });
}

async function write(work: Work, end?: RunEnd, unlocked?: true): Promise<Written> {
  if (end === undefined) {
    work.signal.throwIfAborted();
  }
  const { found, lines } = work;
  const written = await unlessLocked(() =>
    commitRun(work.services.pool, {
      vehicleId: work.row.id,
      fence: work.claim.fence,
      requested: work.claim.requested,
      run: {
        judged: Object.fromEntries(IDENTITY.map((field) => [field, work.judged[field]])),
        page: found.page,
        writes: found.writes,
        photographs: found.photographs,
        actions: lines,
        done: work.done,
        end,
        job: work.job,
        changed: failed(work, CHANGED),
        unlocked,
        extractor_version: EXTRACTOR_VERSION,
        read_by: work.readBy ?? null,
        rendered_url: work.page?.rendered === undefined ? null : work.page.url,
      },
    }),
  );
  if (written === undefined) {
    throw new LeaseLostError('another daemon has taken the vehicle over');
  }
  if (written.deleted) {
    throw new LeaseLostError('the vehicle was deleted');
  }
  tell(work, written);
  carry(work, written.filled);
  adopt(work, written);
  if (written.changed !== null && end === undefined) {
    throw new ChangedMeanwhileError(written.changed);
  }
  return written;
}

/** What an action has filled that is not at its end: its line in the log says so later. */
function carry(work: Work, filled: readonly string[]): void {
  const ofItsOwn = work.found.writes.filter(({ action }) => action === work.lines.length);
  for (const { values, image_urls: urls, said } of ofItsOwn) {
    const fields = [...values.map(({ field }) => field), ...(urls === undefined ? [] : ['image_urls'])];
    const written = fields.filter((field) => filled.includes(field));
    if (written.length > 0) {
      work.carried.push({ filled: written, said: said.replace('%s', written.join(', ')) });
    }
  }
}

function adopt(work: Work, written: Written): void {
  if (written.row !== null) {
    work.row = written.row;
    work.judged = written.row;
  }
  work.gaps = new Set(written.gaps);
  work.score = written.score;
  work.marked ||= written.newly_marked;
  work.done = written.done;
  work.lines = [];
  work.found = noFindings();
}

/** What is new, to whoever listens. */
function tell(work: Work, written: Written): void {
  const { events } = work.services;
  const { source, found, lines } = work;
  const subject = subjectOf(work);
  const filled = [...written.filled, ...((written.added ?? 0) > 0 ? ['images'] : [])];
  if (filled.length > 0) {
    const evidence = found.writes.flatMap(({ values, image_urls: urls }) => [
      ...values,
      ...(urls === undefined ? [] : [{ field: 'image_urls', method: urls.method }]),
    ]);
    events.emit('vehicle:filled', {
      ...subject,
      source,
      values: filled.map((field) => ({
        field,
        method: evidence.find((each) => each.field === field)?.method ?? 'other',
      })),
      pointsGained: written.score - work.score,
    });
  }
  const news: DoneAction[] = written.done.slice(written.done.length - lines.length);
  for (const [i, { action, filled: fields, note, succeeded }] of news.entries()) {
    const seconds = (lines[i]?.runtime_ms ?? 0) / 1000;
    events.emit('action:end', { ...subject, action, source, succeeded, filled: fields, note, seconds });
  }
}

async function unlessLocked<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof pg.DatabaseError && error.code === '55P03' ? new RowLockedError() : error;
  }
}
