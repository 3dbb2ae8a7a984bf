/** What `run` and `add --wait` show to people. */

import type { Followed } from '../app/follow.ts';
import type { Run } from '../database/statements/find-runs.ts';
import type { VehicleProgress } from '../database/statements/vehicle-progress.ts';
import type { ManualRun } from '../jobs/manual-run.ts';
import { counted, duration, nameOf, shortened, untilThen } from '../terminal/format.ts';
import { note, print, printTable } from '../terminal/output.ts';

/** The dry run: what is missing and what would be tried. */
export function showPlan(run: ManualRun): void {
  showLeftOut(run);
  if (run.vehicles.length === 0) {
    print(`There is nothing to do${describeResting(run)}.`);
    return;
  }
  printTable(
    ['vehicle', 'name', 'score', 'missing', 'would do'],
    run.vehicles.map((vehicle) => [
      vehicle.id,
      shortened(nameOf(vehicle), 60),
      String(vehicle.score),
      vehicle.gaps.join(', '),
      vehicle.recommended.join(', ') || 'nothing: there is no address and no photograph to read from',
    ]),
  );
  const possible = run.vehicles.filter((vehicle) => vehicle.canImprove).length;
  print(`${counted(run.vehicles.length, 'vehicle')}, ${possible} can be improved. A dry run: nothing was changed.`);
}

/** Why a vehicle that was named is not run, and what would have it run. */
export function showLeftOut(run: ManualRun): void {
  for (const vehicle of run.leftOut) {
    const why =
      vehicle.outcome === 'excluded'
        ? `${vehicle.reason ?? 'excluded'}; npx micro-scrape include ${vehicle.id} takes it up again`
        : vehicle.gaps.length === 0
          ? `complete at ${vehicle.score}, nothing is missing`
          : `complete at ${vehicle.score}; --force looks for what is missing all the same: ${vehicle.gaps.join(', ')}`;
    print(`Not run: ${vehicle.id}  ${shortened(nameOf(vehicle), 60)}: ${why}`);
  }
}

/** `; 12 rest: 10 exhausted, 2 gone (--force takes them in)`, or nothing. */
export function describeResting(run: ManualRun): string {
  const kinds = Object.entries(run.resting).filter(([, n]) => n > 0);
  const all = kinds.reduce((sum, [, n]) => sum + n, 0);
  const each = kinds.map(([outcome, n]) => `${n} ${outcome}`).join(', ');
  return all === 0
    ? ''
    : `; ${counted(all, 'vehicle')} ${all === 1 ? 'rests' : 'rest'}: ${each} (--force takes them in)`;
}

/** One line for a vehicle that has come to rest. */
export function describeRest(vehicle: VehicleProgress, now: Date): string {
  const again = vehicle.next_try_at === null ? '' : ` (next try ${untilThen(vehicle.next_try_at, now)})`;
  const why = vehicle.outcome === 'complete' || vehicle.reason === null ? '' : `  ${shortened(vehicle.reason, 200)}`;
  return `${vehicle.outcome.padEnd(9)} ${String(vehicle.score ?? '').padStart(3)}  ${vehicle.id}  ${shortened(nameOf(vehicle), 60)}${again}${why}`;
}

export function showResult(followed: Followed, run: Run | undefined): void {
  const now = new Date();
  if (followed.end !== 'rested') {
    const left = followed.vehicles.filter((vehicle) => !vehicle.rests).length;
    const why = followed.end === 'interrupted' ? 'Stopped waiting' : 'No daemon has been alive for 30 s';
    note(`${why}: ${counted(left, 'vehicle')} still queued; what is queued goes on.`);
  }
  for (const vehicle of followed.vehicles.filter((each) => each.rests)) {
    print(`  ${describeRest(vehicle, now)}`);
  }
  if (run !== undefined) {
    const took = run.runtime_ms === null ? '' : ` in ${duration(run.runtime_ms / 1000)}`;
    print(
      `Run ${run.status}${took}: analyzed ${run.vehicles_analyzed}, improved ${run.vehicles_improved}, marked complete ${run.vehicles_marked_complete}; actions executed ${run.actions_executed}, succeeded ${run.actions_succeeded}, failed ${run.actions_failed}`,
    );
  }
}
