/**
 * One turn over a vehicle: the actions that are useful and not done yet, in order.
 * Invariant: what an action met is an outcome of the vehicle, a reason to go on later, or a fault of ours that is thrown;
 * a setback of the page does not keep the photographs from being fetched.
 */

import { ACTIONS, type Action, TASK_LANES } from '../events.ts';
import { spanOfAction } from '../observability/traces.ts';
import { DeferError, HostError, PermanentError, RateLimitedError, RetryError } from '../runtime/errors.ts';
import { ACTION_DEFINITIONS } from './actions/index.ts';
import { ChangedMeanwhileError, LeaseLostError } from './commit.ts';
import type { Setback } from './conclude.ts';
import { situationOf } from './plan.ts';
import type { Hindrance } from './progress.ts';
import { isDone, LaneError, logAction, subjectOf, type Work } from './work.ts';

/** Turns end by themselves long before: this is only a net. */
export const DEADLINE_MS = 180_000;
/** Who waits longer in line leaves the run, so that this can end; and what else can be done is done meanwhile. */
const SHORT_WAIT_MS = 60_000;

/** How far a turn came. `stop`: it goes on at another time, or in another lane. */
export interface Turn extends Hindrance {
  /** It began with a turn at a host. */
  readonly hadSlot: boolean;
  readonly stop?: RateLimitedError | HostError | LaneError;
}

/** `before`: what has kept earlier turns of the run from knowing more. `only`: the one action that is asked for. */
export async function act(
  work: Work,
  before: Hindrance,
  ending: AbortSignal | undefined,
  only: Action | undefined,
): Promise<Turn> {
  let { setback, pageFailed, pageMayCome } = before;
  const hadSlot = work.slotAt !== undefined;
  const turn = (stop?: Turn['stop']): Turn => ({
    ...{ setback, pageFailed, pageMayCome, hadSlot },
    ...(stop !== undefined && { stop }),
  });
  for (const action of ACTIONS) {
    const { isUseful, run, yieldsToPage, sparesPage, readsPage } = ACTION_DEFINITIONS[action];
    const wanted =
      only === undefined
        ? isUseful(situationOf(work.row, { gaps: work.gaps, photosMissing: work.claim.photos_missing, pageFailed }))
        : action === only;
    const premature = yieldsToPage === true && pageMayCome;
    if (!wanted || premature || isDone(work, action)) {
      continue;
    }
    const { lane } = work;
    if (lane === 'recogniser' ? TASK_LANES[action] !== lane : lane === 'browser' && readsPage !== true) {
      return turn(new LaneError('work'));
    }
    const started = performance.now();
    try {
      const result = await spanOfAction(action, subjectOf(work), () => run(work), isPause);
      logAction(work, action, result, performance.now() - started);
      if (result.setback !== undefined) {
        setback = worse(setback, { error: result.setback, passing: true, action });
      }
    } catch (thrown) {
      ending?.throwIfAborted();
      if (thrown instanceof RateLimitedError || thrown instanceof LaneError) {
        return turn(thrown);
      }
      const error = asOutcome(work, action, thrown);
      if (error instanceof HostError && error.inLine && error.waitMs <= SHORT_WAIT_MS) {
        return turn(error);
      }
      // A host that is away is no failure of the action: it is done when the host is back.
      if (!(error instanceof HostError)) {
        logAction(work, action, { note: error.message }, performance.now() - started);
      }
      if (error instanceof ChangedMeanwhileError) {
        // Whatever else this run would do was planned for the row as it was.
        setback = { error, passing: true, action };
        return turn();
      }
      const passing = work.signal.aborted || !(error instanceof PermanentError);
      setback = worse(setback, { error, passing, action });
      if (work.signal.aborted) {
        return turn();
      }
      if (sparesPage !== true) {
        pageFailed = true;
        pageMayCome ||= passing;
      }
    }
  }
  return turn();
}

function isPause(thrown: unknown): boolean {
  return thrown instanceof DeferError || thrown instanceof LaneError;
}

/** What an action ended with, as news of its vehicle. A time limit of our own is no fault. @throws what is one */
function asOutcome(work: Work, action: Action, thrown: unknown): Setback['error'] {
  if (thrown instanceof PermanentError || thrown instanceof RetryError || thrown instanceof DeferError) {
    return thrown;
  }
  if (thrown instanceof LeaseLostError) {
    throw thrown;
  }
  if (work.signal.aborted) {
    return new RetryError(`${action} was not done within ${DEADLINE_MS / 1000} s`, { cause: thrown });
  }
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return new RetryError(`${action} took longer than it may: ${thrown.message}`, { cause: thrown });
  }
  throw thrown;
}

/** The first setback decides, but one that may pass outweighs one that never will: there is still something to wait for. */
function worse(a: Setback | undefined, b: Setback): Setback {
  return a === undefined || (b.passing && !a.passing) ? b : a;
}
