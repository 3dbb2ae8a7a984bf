/** What a run says, on standard output. */
import type { Result } from './case.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line a kind: how many cases, what they came to, how many were wrong, the slowest. */
export function printTable(results: readonly Result[]): void {
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].map(([kind, cases]) => {
    const outcomes = [...Map.groupBy(cases, ({ outcome }) => outcome.split(/[:,]/)[0]?.slice(0, 30) ?? '')]
      .map(([outcome, each]) => ({ outcome, n: each.length }))
      .toSorted((a, b) => b.n - a.n);
    const shown = outcomes.slice(0, 4).map(({ outcome, n }) => `${n} ${outcome}`);
    if (outcomes.length > 4) shown.push(`${outcomes.slice(4).reduce((sum, { n }) => sum + n, 0)} others`);
    const wrong = cases.filter((each) => each.wrong !== undefined).length;
    return [
      kind,
      String(cases.length),
      String(wrong),
      `${Math.round(Math.max(...cases.map(({ ms }) => ms)))}`,
      shown.join(', '),
    ];
  });
  const table = [['kind', 'cases', 'failures', 'slowest ms', 'outcomes'], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  for (const row of table) {
    say(
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : at < 4 ? cell.padStart(widths[at] ?? 0) : cell))
        .join('  '),
    );
  }
}
