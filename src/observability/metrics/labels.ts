/**
 * The closed value sets of every label.
 * Invariant: nothing out of the data (a host, an id, an error's text) ever becomes a label value; a word that is not in
 * its set becomes `other`, so the number of series is known before the first event.
 */
import { TASKS as OUR_TASKS, type Outcome } from '../../events.ts';
import { ADAPTERS } from '../../extraction/adapters/registry.ts';
import type { FieldOutcome, PageKind } from '../../extraction/reading.ts';
import type { FetchOutcome } from '../../fetching/fetch-outcome.ts';
import { FIELDS } from '../../vehicles/fields.ts';

export const TASKS = [...OUR_TASKS, 'other'] as const;

/** Sites with a page adapter; all others together are `other`. */
export const SOURCES: readonly string[] = [...ADAPTERS.map(({ name }) => name), 'other'];

/**
 * Kinds of events as the triggers write them; `due`: a promised visit whose time has come; `newer_rules`: a kept page is
 * to be read again; `included`: a person took an excluded vehicle up again.
 */
export const EVENT_KINDS = [
  'inserted',
  'source_changed',
  'below_threshold',
  'edited',
  'images_added',
  'images_deleted',
  'due',
  'newer_rules',
  'included',
  'other',
] as const;

/** What reports a fault of its own; `connection`: an idle connection of any pool broke. */
export const PLACES = [
  'listener',
  'dispatcher',
  'runner',
  'recogniser',
  'heartbeat',
  'connection',
  'enrich',
  'metrics',
  'other',
] as const;

/** What the runner was doing when its write was lost; `ended`: it stopped unasked, `rebuild`: starting anew failed. */
export const RUNNER_ACTIONS = ['completeJob', 'failJob', 'getJob', 'ended', 'rebuild', 'other'] as const;

export const FETCH_KINDS = ['page', 'image', 'robots'] as const;

export const FETCH_OUTCOMES = [
  'ok',
  'not_modified',
  'gone',
  'blocked',
  'rate_limited',
  'challenge',
  'robots_denied',
  'server_error',
  'timeout',
  'network',
  'too_large',
  'invalid',
  'put_off',
] as const satisfies readonly FetchOutcome[];

export const OUTCOMES = [
  'pending',
  'waiting',
  'complete',
  'exhausted',
  'gone',
  'blocked',
  'invalid',
  'excluded',
] as const satisfies readonly Outcome[];

/** Outcomes at which a vehicle rests with gaps until something new is known. */
export const UNFILLABLE = ['exhausted', 'gone', 'blocked', 'invalid', 'excluded'] as const satisfies readonly Outcome[];

export const PAGE_KINDS = [
  'listing',
  'list',
  'gone',
  'blocked',
  'shell',
  'not_a_vehicle',
] as const satisfies readonly PageKind[];

export const READ_FIELDS = [...FIELDS, 'images'] as const;
/** `image_urls`: addresses of photographs; `images`: photographs stored. */
export const WRITTEN_FIELDS = [...READ_FIELDS, 'image_urls', 'other'] as const;

export const FIELD_OUTCOMES = [
  'found',
  'absent',
  'selector_miss',
  'invalid',
] as const satisfies readonly FieldOutcome[];

/** Layers of the page reader; all adapters together are `adapter`. */
export const METHODS = [
  'json-ld',
  'microdata',
  'app-json',
  'label',
  'meta',
  'title',
  'prose',
  'adapter',
  'other',
] as const;

/** How a value that is written was come by: read by a layer, off a photograph, out of the VIN, by the model, or put together. */
export const WRITTEN_METHODS = [...METHODS, 'ocr', 'vin-decode', 'model', 'composed', 'generated'] as const;

/** Of the set of methods, what `method` of a piece of evidence is. */
export function methodLabel<T extends string>(set: readonly (T | 'other')[], method: string): T | 'other' {
  return known(set, method.replace(/^adapter:.*/, 'adapter'));
}

export const REJECTION_KINDS = ['said', 'edited'] as const;

/** What the seats of a daemon are used for; the last two stand beside the others. */
export const SEAT_USES = ['free', 'computing', 'being_answered', 'slow_host', 'recogniser'] as const;

export const JOB_STATES = ['ready', 'running', 'overdue', 'retrying', 'scheduled', 'failed'] as const;

export const BANDS = ['0-49', '50-69', '70-84', '85-100'] as const;

/** The word itself when it belongs to the set, else `other`. */
export function known<T extends string>(set: readonly (T | 'other')[], word: string): T | 'other' {
  return set.find((value) => value === word) ?? 'other';
}
