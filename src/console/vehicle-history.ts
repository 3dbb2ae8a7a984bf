/**
 * What happened to a vehicle, from its first event to its last settlement, as one line of time. Without I/O.
 * Invariant: the oldest first; what one run wrote at one moment is one line; nothing is told twice.
 */
import type { AuditEntry } from '../database/statements/audit.ts';
import type { VehicleStory } from '../database/statements/vehicle-story.ts';

export interface Moment {
  readonly at: Date;
  readonly what: string;
  readonly detail: string;
  /** How long it took itself; null: a moment, or nobody knows. */
  readonly tookMs: number | null;
  /** Since the moment before; null: it is the first. */
  readonly sinceMs: number | null;
}

type Told = Omit<Moment, 'sinceMs'>;

export function historyOf(story: VehicleStory, trail: readonly AuditEntry[]): readonly Moment[] {
  const { vehicle, state, page } = story;
  const told = [
    once(vehicle.created_at, 'added to the catalogue'),
    once(state?.noticed_at, 'noticed'),
    once(page?.fetched_at, 'page kept', page && `judged ${page.kind}: ${page.kind_reason}`),
    ...story.actions.map(({ action, succeeded, filled, note, runtime_ms: tookMs, ended_at: at }) => ({
      at,
      what: action,
      detail: note?.startsWith('filled')
        ? note
        : [succeeded ? `filled ${filled.join(', ')}` : 'filled nothing', note ?? ''].filter(Boolean).join('; '),
      tookMs,
    })),
    ...takenBack(story),
    ...story.rejections
      // What a person pressed here stands in the trail already.
      .filter(({ at }) => !trail.some((entry) => Math.abs(entry.at.getTime() - at.getTime()) < 1_000))
      .flatMap(({ at, field, value, kind, note }) => {
        const what = kind === 'said' ? 'said to be wrong' : 'written over by a person';
        return once(at, `${field} ${what}`, [value, note].filter(Boolean).join('; '));
      }),
    ...trail.flatMap(({ at, who, what, detail }) => once(at, `${what}, by ${who}`, inWords(detail))),
    ...story.events.flatMap(({ kind, at }) => once(at, `event ${kind}`, 'waits for the dispatcher')),
    once(state?.requested_at, 'work asked for'),
    once(state?.completed_at, 'complete'),
    once(state?.excluded_at, 'excluded', state?.outcome === 'excluded' ? (state.reason ?? '') : ''),
    once(state?.settled_at, 'settled', state && [state.outcome, state.reason].filter(Boolean).join(': ')),
  ].flat();
  const sorted = told.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return sorted.map((each, i) => {
    const before = sorted[i - 1];
    return { ...each, sinceMs: before === undefined ? null : each.at.getTime() - before.at.getTime() };
  });
}

function once(at: Date | null | undefined, what: string, detail = ''): Told[] {
  // A table of others may hold infinity.
  return at == null || !Number.isFinite(at.getTime()) ? [] : [{ at, what, detail, tookMs: null }];
}

/** Values that went again without anybody's word: an undo, or an edit that the dispatcher noticed. */
function takenBack({ evidence }: VehicleStory): Told[] {
  const undone = evidence.filter(({ taken_back: how }) => how === 'undone');
  const moments = Map.groupBy(undone, ({ taken_back_at: at }) => at?.getTime() ?? Number.NaN);
  return [...moments].flatMap(([at, values]) =>
    once(new Date(at), 'taken back', values.map(({ field }) => field).join(', ')),
  );
}

function inWords(detail: AuditEntry['detail']): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
}
