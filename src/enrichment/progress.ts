/**
 * What a run has done so far, as it waits in the state of its vehicle for whoever goes on with it.
 * Invariant: a run that went through `progressOf` and `resume` ends as one that never waited; what was kept before a new
 * event counts for nothing, since that event asks for a run of its own.
 */
import { z } from 'zod';
import { doneAction } from '../database/statements/commit-run.ts';
import { ACTIONS } from '../events.ts';
import type { PageReading } from '../extraction/reading.ts';
import { DeferError, HostError, PermanentError, RetryError } from '../runtime/errors.ts';
import type { Setback } from './conclude.ts';
import type { Told, Work } from './work.ts';

/** Beside what the run knows of its vehicle: what may still keep it from knowing more. */
export interface Hindrance {
  readonly setback: Setback | undefined;
  /** The page cannot be read in this run. */
  readonly pageFailed: boolean;
  /** It may be another time, so that nothing is composed that it may still say. */
  readonly pageMayCome: boolean;
}

export const UNHINDERED: Hindrance = { setback: undefined, pageFailed: false, pageMayCome: false };

const KINDS = ['give-up', 'wait', 'retry'] as const;

const host = z.object({ host: z.string(), failed: z.boolean(), inLine: z.boolean(), waitMs: z.number() });

const setback = z.object({
  kind: z.enum(KINDS),
  message: z.string(),
  until: z.coerce.date().optional(),
  outcome: z.string().optional(),
  host: host.optional(),
  passing: z.boolean(),
  action: z.enum(ACTIONS),
});

const progress = z.object({
  requested: z.string(),
  /** Put in when it is written. */
  done: z.array(doneAction),
  setback: setback.optional(),
  pageFailed: z.boolean(),
  pageMayCome: z.boolean(),
  told: z
    .object({
      auctionEndsAt: z.string().optional(),
      title: z.string().optional(),
      otherEngine: z.boolean(),
    })
    .optional(),
  readBy: z.number().optional(),
  marked: z.boolean(),
  /** `slot_at` is a turn at a host, and not only a time to come back at. */
  reserved: z.boolean().default(true),
});

/** `reserved`: what the vehicle comes back for is its turn at a host. */
export function progressOf(work: Work, hindrance: Hindrance, reserved: boolean): object {
  const kept: Omit<z.input<typeof progress>, 'done'> = {
    requested: work.claim.requested,
    setback: hindrance.setback && written(hindrance.setback),
    pageFailed: hindrance.pageFailed,
    pageMayCome: hindrance.pageMayCome,
    told: work.told,
    readBy: work.readBy,
    marked: work.marked,
    reserved,
  };
  return kept;
}

/** Takes up what was kept, into `work`. Nothing is taken from a version that kept something else. */
export function resume(work: Work): Hindrance {
  const kept = progress.safeParse(work.claim.progress).data;
  if (kept === undefined || kept.requested !== work.claim.requested) {
    return UNHINDERED;
  }
  work.done = kept.done;
  const { told } = kept;
  work.told = told && { auctionEndsAt: told.auctionEndsAt, title: told.title, otherEngine: told.otherEngine };
  work.readBy = kept.readBy;
  work.marked = kept.marked;
  if (!kept.reserved) {
    work.slotAt = undefined;
  }
  return {
    setback: kept.setback && read(kept.setback),
    pageFailed: kept.pageFailed,
    pageMayCome: kept.pageMayCome,
  };
}

export function toldBy(reading: PageReading): Told {
  return {
    auctionEndsAt: reading.auctionEndsAt,
    title: reading.facts.find(({ field }) => field === 'model')?.snippet,
    otherEngine: reading.refused.some(({ field }) => field === 'engine'),
  };
}

function written({ error, passing, action }: Setback): z.input<typeof setback> {
  const { message } = error;
  if (error instanceof PermanentError) {
    return { kind: 'give-up', message, outcome: error.outcome, passing, action };
  }
  if (error instanceof DeferError) {
    const at =
      error instanceof HostError
        ? { host: error.host, failed: error.failed, inLine: error.inLine, waitMs: error.waitMs }
        : undefined;
    return { kind: 'wait', message, until: error.until, outcome: error.outcome, host: at, passing, action };
  }
  return { kind: 'retry', message, passing, action };
}

function read({ passing, action, ...kept }: z.output<typeof setback>): Setback {
  return { error: errorOf(kept), passing, action };
}

function errorOf(kept: Omit<z.output<typeof setback>, 'passing' | 'action'>): Setback['error'] {
  const { kind, message, until = new Date(), outcome, host: at } = kept;
  switch (kind) {
    case 'give-up':
      return new PermanentError(message, outcome === 'gone' || outcome === 'exhausted' ? outcome : 'invalid');
    case 'wait':
      return at === undefined
        ? new DeferError(message, until, outcome === 'blocked' ? 'blocked' : 'waiting')
        : new HostError(message, until, { ...at, refuses: outcome === 'blocked' });
    case 'retry':
      return new RetryError(message);
  }
}
