import { z } from 'zod';
import { ACTIONS, type Action, type Lane, type Outcome } from '../../events.ts';
import type { PageKind } from '../../extraction/reading.ts';
import { cleanText } from '../../runtime/text.ts';
import { vehicleRow } from '../../vehicles/vehicle.ts';
import { ask, type Queryable } from '../pool.ts';

const COMMIT = 'select micro_scrape.commit_run($1, $2, $3, $4::jsonb) as committed';
const FORGET = 'select micro_scrape.forget_deleted($1, $2)';

/** Where one value stood. */
export interface Evidence {
  readonly field: string;
  readonly value: string | number;
  /** Where storage differs from the page (72.000 km stored as 44739 miles). */
  readonly page_value: string | null;
  readonly source_url: string | null;
  readonly method: string;
  readonly snippet: string;
  readonly confidence: number;
}

/** A value that a page gives and that is not written. `differs`: the row has another; `doubtful`: not sure enough. */
export interface Proposal extends Evidence {
  readonly why: 'differs' | 'doubtful';
}

export interface FetchedPageRow {
  readonly requested_url: string;
  readonly url: string;
  readonly kind: PageKind;
  readonly kind_reason: string;
  readonly blob_key: string;
  readonly etag: string | null;
  readonly last_modified: string | null;
  /** How its rendering ended; null: it was fetched plainly. */
  readonly rendered: string | null;
}

/** The page that is kept already, read again; `confirmed`: the site has just said that it still is the page. */
export interface RejudgedPage extends Pick<FetchedPageRow, 'kind' | 'kind_reason'> {
  readonly confirmed: boolean;
  readonly rendered?: string;
}

/** What one step of an action wants to write. */
export interface Write {
  /** The place of its action among `actions`. */
  readonly action: number;
  /** For the log, once something was written; `%s` stands for the names of the fields. */
  readonly said: string;
  /** What the row must say, or this is left out. */
  readonly needs?: Readonly<Record<string, string | number | null>>;
  readonly values: readonly Evidence[];
  readonly image_urls?: Omit<Evidence, 'field' | 'page_value'> & { readonly urls: readonly string[] };
  readonly proposals?: readonly Proposal[];
  /** The proposals are all that the latest reading of the page has. */
  readonly whole?: boolean;
}

export interface StoredImage {
  readonly image_url: string;
  readonly storage_path: string;
  readonly file_hash: string;
  readonly file_size: number;
  readonly mime_type: string;
  readonly width: number;
  readonly height: number;
  /** Its place in the listing's own order, from 0. */
  readonly position: number;
}

export const PHOTOGRAPH_STATES = ['stored', 'copy', 'refused', 'failed', 'missing'] as const;

export interface PhotographFate {
  readonly url: string;
  readonly state: (typeof PHOTOGRAPH_STATES)[number];
  readonly tries: number;
  /** As base64. */
  readonly look: string | null;
  readonly note: string | null;
}

export interface Photographs {
  readonly images: readonly StoredImage[];
  readonly fates: readonly PhotographFate[];
  /** No turn is to come. */
  readonly finished: boolean;
  /** Worth another visit. */
  readonly missing: number;
}

/** One line of the log. */
export interface ActionLine {
  readonly action: Action;
  /** What it has filled beside its `writes`. */
  readonly filled?: readonly string[];
  /** Said when it filled nothing. */
  readonly otherwise?: string;
  /** Said in any case. */
  readonly note?: string;
  readonly runtime_ms: number;
}

export interface Settlement {
  readonly kind: 'settle';
  /** The score decides about `complete`; this is what is stored otherwise. */
  readonly outcome: Outcome;
  readonly reason: string | null;
  /** The reason is what the vehicle still lacks, and what was said about it. */
  readonly lacks?: true;
  readonly next_try_at: Date | null;
  /** The next try is for the price: there is none when the vehicle has one. */
  readonly for_price?: true;
  readonly failed_attempt: boolean;
  readonly last_error: string | null;
  /** The host in whose line it stands. */
  readonly waits_at: string | null;
  /** Its request failed by the host's fault. */
  readonly failed: boolean;
}

/** What becomes of the vehicle. */
export type RunEnd =
  | Settlement
  /** Given back until then. */
  | { readonly kind: 'rate_limit'; readonly until: Date; readonly reason: string; readonly progress: object }
  /** Given back until the dispatcher lets it in at the host. */
  | {
      readonly kind: 'line';
      readonly host: string;
      readonly reason: string;
      readonly failed: boolean;
      readonly progress: object;
    }
  /** Given to a lane, its job there included. */
  | { readonly kind: 'move'; readonly lane: Lane; readonly reason: string | null; readonly progress: object }
  /** Given back as it was, its turn at the host reserved for whoever comes then. */
  | { readonly kind: 'reserve'; readonly until: Date };

export interface RunCommit {
  readonly judged: Readonly<Record<string, string | number | null>>;
  readonly page: FetchedPageRow | RejudgedPage | undefined;
  readonly writes: readonly Write[];
  readonly photographs: Photographs | undefined;
  readonly actions: readonly ActionLine[];
  /** Of earlier turns. */
  readonly done: readonly DoneAction[];
  readonly end: RunEnd | undefined;
  /** The row of the queue that this run was begun for; bigint as text. */
  readonly job: string | undefined;
  /** The end if the row is another vehicle by now; `%s` in its reason stands for what changed. */
  readonly changed: Settlement;
  readonly unlocked: true | undefined;
  readonly extractor_version: number;
  /** The version of the rules that have read a page in this run. */
  readonly read_by: number | null;
  /** Of a page that its scripts have filled: evidence from there says so. */
  readonly rendered_url: string | null;
}

export const doneAction = z.object({
  action: z.enum(ACTIONS),
  filled: z.array(z.string()),
  note: z.string(),
  succeeded: z.boolean(),
});

/** What an action did, as the log has it. */
export type DoneAction = z.infer<typeof doneAction>;

const committed = z.union([
  z.object({ deleted: z.literal(true) }),
  z.object({
    deleted: z.undefined().optional(),
    /** Null: the run goes on, also where an end was given and a value was not taken. */
    ended: z.enum(['settle', 'rate_limit', 'line', 'move', 'reserve']).nullable(),
    /** Why nothing was written: the row is another vehicle by now. */
    changed: z.string().nullable(),
    photographs_refused: z.string().nullable(),
    /** Photographs that were not there. */
    added: z.number().nullable(),
    filled: z.array(z.string()),
    done: z.array(doneAction),
    score: z.number(),
    gaps: z.array(z.string()),
    outcome: z.enum(['pending', 'waiting', 'complete', 'exhausted', 'gone', 'blocked', 'invalid', 'excluded']),
    reason: z.string().nullable(),
    newly_marked: z.boolean(),
    requested_at: z.coerce.date().nullable(),
    /** As long as the run goes on. */
    row: vehicleRow.nullable(),
  }),
]);

export type Committed = z.infer<typeof committed>;

// Made once: a schema compiles itself at its first use.
const committedRow = z.object({ committed: committed.nullable() });

/**
 * Writes what a run has found (sql/functions/60_commit_run.sql). Absent, and nothing written, under an old fence.
 *
 * @throws pg.DatabaseError 55P03 when somebody holds the vehicle's row locked for 5 s; nothing is written then
 */
export async function commitRun(
  db: Queryable,
  input: { vehicleId: string; fence: string; requested: string; run: RunCommit },
): Promise<Committed | undefined> {
  const { rows } = await ask(db, 'commit', COMMIT, [input.vehicleId, input.fence, input.requested, asJson(input.run)]);
  return committedRow.parse(rows[0]).committed ?? undefined;
}

/** Drops the state of a vehicle that was deleted while this fence held it, so that its run can end; else does nothing. */
export async function forgetDeleted(db: Queryable, input: { vehicleId: string; fence: string }): Promise<void> {
  await db.query(FORGET, [input.vehicleId, input.fence]);
}

/** Of clean texts: PostgreSQL refuses NUL (22P05) and lone surrogates (22P02). */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Nearly always: to be asked for each key and text takes five times as long. What is not clean may stand there escaped.
  if (!/\\[bfu]/.test(json) && cleanText(json) === json) return json;
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? cleanText(each) : each));
}
