/** Whether a name is another one with a slip of the fingers in it, without I/O. */

/** Up to this length two slips would make most short words one of ours: HOME is no HOST. */
const SHORT = 6;

export function isTypo(given: string, meant: string): boolean {
  const most = meant.length <= SHORT ? 1 : 2;
  return Math.abs(given.length - meant.length) <= most && slips(given.toUpperCase(), meant) <= most;
}

/** Letters left out, put in, put in another's place, or two beside each other exchanged (optimal string alignment). */
function slips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(
        Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), exchanged),
      );
    }
  }
  return at(a.length, b.length);
}
