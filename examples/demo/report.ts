/** What the demo shows: progress while it runs, the table before and after, the times, the monitoring queries. */
import type { Pool } from 'pg';
import { shortened } from '../../src/terminal/format.ts';
import { print, printTable } from '../../src/terminal/output.ts';
import type { InsertedVehicle, VehicleStatus } from './catalogue.ts';

const MARKS: Readonly<Record<string, string>> = {
  complete: '+',
  exhausted: '-',
  gone: 'x',
  invalid: '!',
  blocked: '#',
  waiting: '.',
  pending: '.',
};

/** One line that is rewritten on a terminal; elsewhere one line whenever a vehicle has come to rest. */
export function showProgress(
  stream: NodeJS.WriteStream,
  total: number,
): { update(status: readonly VehicleStatus[]): void; end(): void } {
  const told = new Set<string>();
  return {
    update(status) {
      if (stream.isTTY) {
        const marks = status.map((vehicle) => MARKS[vehicle.outcome ?? ''] ?? ' ').join('');
        const complete = status.filter((vehicle) => vehicle.outcome === 'complete').length;
        stream.write(`\r  [${marks.padEnd(total)}] ${complete} of ${total} complete `);
        return;
      }
      for (const vehicle of status.filter((each) => each.rests && !told.has(each.id))) {
        told.add(vehicle.id);
        stream.write(
          `  ${String(told.size).padStart(2)}/${total}  ${(vehicle.outcome ?? '').padEnd(9)} ${nameOf(vehicle)}\n`,
        );
      }
    },
    end() {
      stream.write(stream.isTTY ? '\n\n' : '\n');
    },
  };
}

export function showTable(
  stream: NodeJS.WriteStream,
  status: readonly VehicleStatus[],
  inserted: readonly InsertedVehicle[],
): void {
  printTable(
    ['vehicle', 'before', 'after', 'state', 'photos', 'seconds', 'still lacks, and why'],
    status.map((vehicle) => {
      const before = inserted.find((each) => each.id === vehicle.id);
      const seconds = vehicle.seconds_to_complete ?? vehicle.seconds_to_rest;
      return [
        vehicle.make === null ? (before?.listing.slug ?? '') : nameOf(vehicle),
        String(before?.score ?? ''),
        String(vehicle.score ?? ''),
        vehicle.outcome ?? '',
        String(vehicle.images || ''),
        seconds === null ? '' : seconds.toFixed(2),
        lacks(vehicle),
      ];
    }),
    stream,
  );
}

function nameOf({ year, make, model, discovery_url }: VehicleStatus): string {
  return make === null ? (discovery_url ?? '(no address)') : `${year ?? '????'} ${make} ${model ?? ''}`;
}

function lacks(vehicle: VehicleStatus): string {
  const gaps = vehicle.gaps?.join(', ') ?? '';
  if (vehicle.outcome === 'complete') {
    return gaps;
  }
  const reason = (vehicle.reason ?? '').replace(`lacks ${gaps}: `, '').replace(`lacks ${gaps}; `, '');
  return `${gaps}: ${shortened(reason, 220)}`;
}

/** From INSERT to complete, as the database's clock has it. */
export function showTimes(stream: NodeJS.WriteStream, status: readonly VehicleStatus[]): void {
  const complete = status.filter((vehicle) => vehicle.outcome === 'complete');
  const times = (some: readonly VehicleStatus[]) =>
    some.map((vehicle) => vehicle.seconds_to_complete ?? 0).sort((a, b) => a - b);
  const line = (label: string, seconds: readonly number[]) => {
    const median = seconds[Math.floor((seconds.length - 1) / 2)];
    if (median !== undefined) {
      print(
        `  ${label.padEnd(34)} median ${ms(median)}, slowest ${ms(seconds.at(-1) ?? 0)} (${seconds.length} vehicles)`,
        stream,
      );
    }
  };
  print(`\n${complete.length} of ${status.length} vehicles are complete. From INSERT to complete:`, stream);
  line('pages with photographs', times(complete.filter((vehicle) => vehicle.images > 0)));
  line('pages without photographs', times(complete.filter((vehicle) => vehicle.images === 0)));
  const rest = complete.filter((vehicle) => vehicle.images > 0).map((vehicle) => vehicle.seconds_to_rest ?? 0);
  line(
    'until all photographs are stored',
    rest.sort((a, b) => a - b),
  );
}

function ms(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}

const MONITORING: readonly (readonly [string, string])[] = [
  ['What still needs work, worst first', 'SELECT * FROM vehicles_needing_micro_scrape LIMIT 20;'],
  [
    'The last runs',
    `SELECT started_at, vehicles_analyzed, vehicles_improved, vehicles_marked_complete,
       actions_executed, actions_succeeded, runtime_ms
FROM micro_scrape_runs ORDER BY started_at DESC LIMIT 10;`,
  ],
  [
    'By day',
    `SELECT DATE(started_at) as date, COUNT(*) as runs, SUM(vehicles_improved) as improved,
       SUM(vehicles_marked_complete) as completed,
       ROUND(100.0 * SUM(actions_succeeded) / NULLIF(SUM(actions_executed), 0), 1) as success_rate
FROM micro_scrape_runs
WHERE status = 'completed' AND started_at >= NOW() - INTERVAL '7 days'
GROUP BY DATE(started_at) ORDER BY date DESC;`,
  ],
];

/** The three monitoring queries as documented, with what they say now. */
export async function showMonitoring(stream: NodeJS.WriteStream, pool: Pool): Promise<void> {
  for (const [title, sql] of MONITORING) {
    const { rows } = await pool.query(sql);
    print(`\n${title}: ${sql.split('\n')[0]}${sql.includes('\n') ? ' ...' : ''}`, stream);
    const shown = rows.slice(0, 4).map((row: Record<string, unknown>) => shorten(row));
    const columns = Object.keys(shown[0] ?? {});
    printTable(
      columns,
      shown.map((row) => columns.map((column) => row[column] ?? '')),
      stream,
    );
    if (rows.length > shown.length) {
      print(`  and ${rows.length - shown.length} more`, stream);
    }
  }
  print('', stream);
}

function shorten(row: Record<string, unknown>): Record<string, string> {
  const wide = new Set(['id', 'origin_metadata', 'created_at', 'updated_at', 'discovery_url']);
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !wide.has(column))
      .map(([column, value]) => [
        column,
        value instanceof Date ? value.toISOString().slice(0, 19) : String(value ?? ''),
      ]),
  );
}

/** A sentence for each vehicle that did not end as the table of the sample site says. */
export function unexpectedEnds(status: readonly VehicleStatus[], inserted: readonly InsertedVehicle[]): string[] {
  return inserted.flatMap(({ id, listing }) => {
    const vehicle = status.find((each) => each.id === id);
    const { end } = listing;
    const sameGaps = [...(vehicle?.gaps ?? [])].sort().join() === [...end.lacks].sort().join();
    return vehicle?.outcome === end.outcome && vehicle.score === end.score && sameGaps
      ? []
      : [
          `${listing.slug}: expected ${end.outcome} at ${end.score} lacking [${end.lacks.join(', ')}], got ${vehicle?.outcome} at ${vehicle?.score} lacking [${vehicle?.gaps?.join(', ')}] (${vehicle?.reason})`,
        ];
  });
}
