/**
 * The closed value sets of every label.
 * Invariant: a word that is not in its set becomes `other`, so the number of series is known before the first event.
 * Only `source` has values out of the data, and never more than twenty of them at a time (see named-sources.ts).
 */
import { type Outcome, TASKS, type TaskName } from '../../events.ts';
import type { FieldOutcome, PageKind } from '../../extraction/reading.ts';
import type { FetchOutcome } from '../../fetching/fetch-outcome.ts';
import { FIELDS } from '../../vehicles/fields.ts';

/** What our runners take; a queue may have tasks of others, which are taken by theirs. */
export { TASKS };
/** What may be in the queue; of canaries nobody wants to know. */
export const QUEUED_TASKS = [
  ...TASKS.filter((task): task is Exclude<TaskName, 'canary'> => task !== 'canary'),
  'other',
] as const;

/** A site: its adapter's name or its host. */
export type SourceName = string;
/** The label of a site. Here stands the value that is always there; the others are named by the snapshot. */
export const SOURCES: readonly SourceName[] = ['other'];

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
  'vin_decoder',
  'metrics',
  'tallies',
  'other',
] as const;

/** What the runner was doing when its write was lost; `ended`: it stopped unasked, `rebuild`: starting anew failed. */
export const RUNNER_ACTIONS = ['completeJob', 'failJob', 'getJob', 'ended', 'rebuild', 'other'] as const;

/** What made the dispatcher look. */
export const PATHS = ['notify', 'sweep'] as const;

export { FETCH_KINDS, FETCH_OUTCOMES } from '../../fetching/fetch-outcome.ts';

/** What came of a request, for a site; `refused`: no robot is let in, `unreachable`: it did not answer as a host should. */
export const SITE_OUTCOMES = ['ok', 'gone', 'refused', 'rate_limited', 'unreachable', 'other'] as const;
export const SITE_OUTCOME_OF: Readonly<Record<FetchOutcome, (typeof SITE_OUTCOMES)[number]>> = {
  ...{ ok: 'ok', not_modified: 'ok', gone: 'gone', rate_limited: 'rate_limited' },
  ...{ blocked: 'refused', challenge: 'refused', robots_denied: 'refused' },
  ...{ server_error: 'unreachable', timeout: 'unreachable', network: 'unreachable' },
  ...{ too_large: 'other', invalid: 'other', put_off: 'other' },
};

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
export const WRITTEN_FIELDS = [...READ_FIELDS, 'image_urls'] as const;

/** How the search for a field ended. `missed`: its place is gone, or what stood there cannot be believed. */
export const FIELD_RESULTS = ['found', 'absent', 'missed'] as const;
export const RESULT_OF: Readonly<Record<FieldOutcome, (typeof FIELD_RESULTS)[number]>> = {
  ...{ found: 'found', absent: 'absent', selector_miss: 'missed', invalid: 'missed' },
};

/** Layers of the page reader; all adapters together are `adapter`. */
export const METHODS = ['json-ld', 'microdata', 'app-json', 'label', 'meta', 'title', 'prose', 'adapter'] as const;

/** How a value that is written was come by: read by a layer, off a photograph, out of the VIN, by the model, or put together. */
export const WRITTEN_METHODS = [...METHODS, 'other', 'ocr', 'vin-decode', 'model', 'composed', 'generated'] as const;

/** What `method` of a piece of evidence is called here. */
export const methodLabel = (method: string): string => method.replace(/^adapter:.*/, 'adapter');

export const REJECTION_KINDS = ['said', 'edited'] as const;

/** What the seats of a daemon are used for; the last three stand beside the others. */
export const SEAT_USES = ['free', 'computing', 'being_answered', 'slow_host', 'recogniser', 'browser'] as const;

export const JOB_STATES = ['ready', 'running', 'overdue', 'retrying', 'scheduled', 'failed'] as const;

/** By the share of the threshold that the score reaches. */
export const BANDS = ['under_half', 'under_three_quarters', 'under_threshold', 'at_threshold'] as const;

/** Why a run was put off. `pace`: its turn at the host comes later; `trouble`: its own request failed for the host's reasons. */
export const THROTTLE_CAUSES = ['pace', 'trouble', 'seat', 'time'] as const;

/** Why hosts are left alone. `held`: by a person; `asked`: they asked for it themselves. */
export const PAUSE_REASONS = ['held', 'refused', 'unreachable', 'asked'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What became of the address of a photograph. */
export const PHOTOGRAPH_STATES = ['stored', 'copy', 'refused', 'failed', 'missing'] as const;

/** `doubtful`: something like a VIN was read and refused. */
export const READ_RESULTS = ['vin', 'doubtful', 'nothing', 'unreadable', 'timed_out'] as const;

export { LIMITS as BACKLOG_LIMITS } from '../forecast.ts';

/** Of what retention takes away, that whose oldest row is found at once. */
export const KEPT_TABLES = ['actions', 'runs', 'model_answers', 'deleted_vehicles'] as const;

/** The word itself when it belongs to the set, else `other`. */
export function known<T extends string>(set: readonly (T | 'other')[], word: string): T | 'other' {
  return set.find((value) => value === word) ?? 'other';
}

export const isOneOf = <T extends string>(set: readonly T[], word: string): word is T =>
  set.some((value) => value === word);
