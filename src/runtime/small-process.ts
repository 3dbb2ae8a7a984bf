/**
 * What a process can be told about its memory only where it begins: so it begins once more, in its own place and under
 * its own id, 50 ms later. A backlog then takes 340 MB instead of 840.
 * Invariant: what the operator has set stands, and a process that cannot be replaced runs as it is.
 */

/**
 * MB. Node lets the youngest objects of each of our four threads fill twice 64 before it looks which are still needed;
 * with 2 a page takes as much processor time as with 4, and a process that reads pages some 5 MB less.
 */
const YOUNG = 2;
/**
 * Per cent by which the older objects may grow before V8 looks which are still needed; left to itself it lets them double.
 * Our heap has 35 to 46 MB, but bytes of pages and photographs lie outside of it until their objects are looked at: the
 * peak of a backlog of 1,000 to 1,200 falls from 420 to 477 MB to 398 to 412, for about 1.2 ms of the main thread a vehicle
 * (eight pairs on a busy machine, -0.4 to 2.8).
 */
const GROWTH = 30;
/**
 * glibc gives every thread heaps of its own, up to eight a core, in which what one thread has freed serves no other, and
 * with the first large buffer that is freed it begins to keep such buffers. One heap, and what is larger than 128 KB is
 * given back when it is freed: 30 to 90 MB less, in no more time. Other systems take no notice.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

export function beginSmall(): void {
  const told = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((option) => option.includes('semi-space'));
  // A process that was forked talks with its parent over a channel that it would lose. Windows replaces no process.
  if (told || process.send !== undefined || process.execve === undefined || process.platform === 'win32') {
    return;
  }
  process.execve(
    process.execPath,
    [
      process.execPath,
      `--max-semi-space-size=${YOUNG}`,
      `--heap-growing-percent=${GROWTH}`,
      ...process.execArgv,
      ...process.argv.slice(1),
    ],
    { ...ALLOCATOR, ...process.env },
  );
}
