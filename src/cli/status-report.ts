/** What `status` shows to people. */
import { describeSeats, describeStray } from '../database/statements/find-daemons.ts';
import { OUTCOME_MEANINGS } from '../events.ts';
import { counted, duration, shortened, since, untilThen } from '../terminal/format.ts';
import { heading, print, printSection, printTable, styled } from '../terminal/output.ts';
import type { StatusReport } from './status-figures.ts';

export function showStatus(report: StatusReport): void {
  showDaemons(report);
  showVehicles(report);
  showQueue(report);
  showRuns(report);
  heading('Backlog');
  print(`  ${report.backlog.sentence}`);
}

function showDaemons({ working, daemons, leader, stray, at }: StatusReport): void {
  if (working) {
    print(styled('green', `Working: ${counted(daemons.length, 'daemon')} alive, one leads.`));
  } else {
    const why = daemons.length === 0 ? 'no daemon is alive; start one with: npm start' : 'no daemon leads';
    print(styled('red', `Not working: ${why}`));
  }
  if (stray !== null) {
    const { problem, fix } = describeStray(stray);
    print(`  ${problem}`);
    print(`  end it with: ${styled('bold', fix)}`);
  }
  for (const daemon of daemons) {
    const canary =
      daemon.canary_age_seconds === null
        ? 'its canary has not come back yet'
        : `canary came back ${duration(daemon.canary_age_seconds)} ago`;
    print(
      `  ${daemon.hostname} process ${daemon.pid}, started ${since(daemon.started_at, at)}, heartbeat ${duration(daemon.beat_age_seconds)} ago, ${canary}`,
    );
    if (daemon.seats !== null) {
      print(`    seats: ${describeSeats(daemon.seats)}`);
    }
  }
  if (leader !== null) {
    // PostgreSQL knows the session, not the process behind it; with one daemon there is no doubt.
    const [only, ...others] = daemons;
    const where = leader.address === null ? '' : ` from ${leader.address}`;
    const who = only !== undefined && others.length === 0 ? `${only.hostname} process ${only.pid}, ` : '';
    print(`  leads: ${who}database session ${leader.backend_pid}${where}`);
  }
}

const MEANINGS = { ...OUTCOME_MEANINGS, unseen: 'no event told of it yet' };

function showVehicles({ vehicles, waiting, failing, shells, estimates, at }: StatusReport): void {
  const { total, ...outcomes } = vehicles;
  heading(`Vehicles: ${estimates.includes('vehicles') ? 'about ' : ''}${total.toLocaleString('en-US')}`);
  const about = (name: string) => (estimates.includes(name) ? ' (estimated from a part of them)' : '');
  const counts: Readonly<Record<string, number>> = outcomes;
  const rows = Object.entries(MEANINGS)
    .filter(([outcome]) => (counts[outcome] ?? 0) > 0)
    .map(([outcome, meaning]) => [outcome, (counts[outcome] ?? 0).toLocaleString('en-US'), meaning]);
  if (rows.length > 0) {
    printTable(['outcome', 'vehicles', 'meaning'], rows);
  }
  printSection(
    `Waiting${about('waiting')}`,
    ['host', 'vehicles', 'first', 'last', 'until or because'],
    waiting.map((group) => [
      group.host,
      group.vehicles.toLocaleString('en-US'),
      ...[group.first_at, group.last_at].map((when) => (when === null ? 'unknown' : untilThen(when, at))),
      shortened(group.why, 160),
    ]),
  );
  printSection(
    `Why not complete, and what fails${about('failing')}`,
    ['count', 'what', 'why'],
    failing.map((group) => [group.count.toLocaleString('en-US'), group.what, shortened(group.why, 160)]),
  );
  if (shells.hosts > 0) {
    const most = shells.most.map(({ host, vehicles: of }) => `${host} ${of.toLocaleString('en-US')}`);
    print(
      `  pages that only scripts would fill: ${counted(shells.vehicles, 'vehicle')} at ${counted(shells.hosts, 'host')} (${most.join(', ')})`,
    );
  }
}

function showQueue({ queue }: StatusReport): void {
  heading('Queue');
  const oldest = queue.ready > 0 ? ` (oldest ${duration(queue.oldest_ready_seconds)})` : '';
  const events = queue.events > 0 ? ` (oldest ${duration(queue.oldest_event_seconds)})` : '';
  print(
    `  ready ${queue.ready}${oldest}, running ${queue.running}, later ${queue.later}, failed for good ${queue.failed}, events not yet dispatched ${queue.events}${events}`,
  );
  if (queue.recogniser_ready + queue.recogniser_running > 0) {
    const longest = queue.recogniser_ready > 0 ? ` (oldest ${duration(queue.recogniser_oldest_ready_seconds)})` : '';
    print(
      `  of these for the recogniser, which reads photographs for a VIN: ready ${queue.recogniser_ready}${longest}, running ${queue.recogniser_running}`,
    );
  }
}

function showRuns({ runs, at }: StatusReport): void {
  printSection(
    'Last runs',
    ['ago', 'type', 'status', 'analyzed', 'improved', 'completed', 'actions', 'took'],
    runs.map((run) => [
      duration((at.getTime() - run.started_at.getTime()) / 1000),
      run.run_type,
      run.status,
      String(run.vehicles_analyzed),
      String(run.vehicles_improved),
      String(run.vehicles_marked_complete),
      `${run.actions_succeeded}/${run.actions_executed}`,
      run.runtime_ms === null ? '' : duration(run.runtime_ms / 1000),
    ]),
  );
}
