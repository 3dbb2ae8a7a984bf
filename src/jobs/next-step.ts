/**
 * What happens to a vehicle next, in words, without I/O.
 * Invariant: the sentence follows from the stored state alone, and says what would change it when nothing will happen
 * by itself.
 */

import type { VehicleStory } from '../database/statements/vehicle-story.ts';
import type { Lane } from '../events.ts';
import { untilThen } from '../terminal/format.ts';

export function nextStep(
  story: Pick<VehicleStory, 'vehicle' | 'state' | 'job' | 'events'>,
  world: { readonly livingDaemons: number; readonly now: Date },
): string {
  const step = expected(story, world.now);
  const needsDaemon = !step.startsWith('rests');
  return world.livingDaemons === 0 && needsDaemon ? `${step} (but no daemon is running)` : step;
}

function expected({ vehicle, state, job, events }: Parameters<typeof nextStep>[0], now: Date): string {
  if (state?.outcome === 'excluded') {
    return `rests: ${state.reason ?? 'excluded'}; npx micro-scrape include ${vehicle.id} takes it up again`;
  }
  if (state?.worked_on_by != null) {
    return `is being worked on now by ${state.worked_on_by}`;
  }
  if (state?.parked === true && state.slot_at !== null) {
    return `waits for its turn at ${hostOf(vehicle.discovery_url)}, which comes ${untilThen(state.slot_at, now)}`;
  }
  if (state?.waits_at != null) {
    const { waits_at: host, host_says: says, host_opens_at: opensAt } = state;
    const when = opensAt === null ? 'when it is resumed' : untilThen(opensAt, now);
    return says === null
      ? `waits in line at ${host}, which takes the next one ${when}`
      : `waits in line: ${says}; asked again ${when}`;
  }
  if (events.length > 0) {
    return `was changed (${[...new Set(events.map((event) => event.kind))].join(', ')}); the next dispatch takes that up`;
  }
  if (state === undefined) {
    return 'has not been noticed yet; the reconcile finds it within five minutes';
  }
  if (state.has_work) {
    return job === undefined
      ? 'has work and no job; the reconcile makes one within five minutes'
      : queued(job, state.lane, now);
  }
  if (state.next_try_at !== null) {
    return `next try ${untilThen(state.next_try_at, now)}`;
  }
  if (vehicle.complete) {
    return 'rests complete until it loses a value';
  }
  return `rests until an event: an edit of the row, a new discovery_url, or npx micro-scrape run --vehicle ${vehicle.id}`;
}

function queued(job: NonNullable<VehicleStory['job']>, lane: Lane, now: Date): string {
  if (job.running) {
    return 'its job is running';
  }
  if (job.attempts >= job.max_attempts) {
    return `its job has failed for good (${firstLine(job.last_error)}); npx micro-scrape run makes a new one`;
  }
  const again =
    job.attempts > 0 ? ` for attempt ${job.attempts + 1} of ${job.max_attempts} (${firstLine(job.last_error)})` : '';
  return `is queued, and runs ${untilThen(job.run_at, now) === 'now' ? `as soon as ${lane === 'work' ? 'a worker' : 'the recogniser, which reads its photographs,'} is free` : untilThen(job.run_at, now)}${again}`;
}

function firstLine(text: string | null): string {
  return text?.split('\n')[0] ?? 'no error stored';
}

function hostOf(address: string | null): string {
  return (address === null ? undefined : URL.parse(address)?.host) ?? 'its host';
}
