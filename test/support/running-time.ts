/**
 * The time in which this machine let its processes run. A virtual machine stands still for seconds now and then, and what a
 * daemon takes to notice something is not longer for that. Invariant: what two looks of this process are apart counts with
 * `MOST_MS` at the most, however long it was.
 */
const TICK_MS = 20;
const MOST_MS = 200;

let running = 0;
let last = performance.now();

function look(): void {
  const now = performance.now();
  running += Math.min(now - last, MOST_MS);
  last = now;
}
setInterval(look, TICK_MS).unref();

/** Milliseconds since this file was loaded, without those in which nothing ran. */
export function runningMs(): number {
  look();
  return running;
}
