/**
 * Three daemons under an orchestrator that starts one again 200 ms after it ended.
 * Invariant: an end that nobody asked for is remembered with the last lines the daemon said.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type DaemonOptions, type DaemonProcess, spawnDaemon } from './daemon-process.ts';

type Starting = ReturnType<typeof spawnDaemon>;

const RESTART_AFTER_MS = 200;

export class Fleet {
  readonly #slots: { options: DaemonOptions; daemon: Starting; asked: boolean; loop: Promise<void> }[] = [];
  #over = false;
  starts = 0;
  /** Ends that nobody asked for, in words. */
  readonly unasked: string[] = [];

  constructor(options: readonly DaemonOptions[]) {
    for (const each of options) {
      const slot = { options: each, daemon: this.#spawn(each), asked: false, loop: Promise.resolve() };
      slot.loop = this.#keep(slot);
      this.#slots.push(slot);
    }
  }

  get size(): number {
    return this.#slots.length;
  }

  daemon(index: number): DaemonProcess {
    const slot = this.#slots[index];
    if (slot === undefined) throw new RangeError(`there is no daemon ${index}`);
    return slot.daemon;
  }

  /** Resolves when every daemon has said that it is ready. */
  async ready(): Promise<void> {
    await Promise.all(this.#slots.map(({ daemon }) => daemon.started));
  }

  /** Kills the first from `index` on that is at work; false when all of them are still starting. */
  kill(index: number): boolean {
    const { length } = this.#slots;
    const slot = [...this.#slots.keys()]
      .map((n) => this.#slots[(index + n) % length])
      .find((each) => each !== undefined && each.daemon.origin !== '' && !each.daemon.hasEnded);
    if (slot === undefined) return false;
    slot.asked = true;
    slot.daemon.signal('SIGKILL');
    return true;
  }

  /** Ends all for good; returns their exit codes. */
  async stop(): Promise<(number | string)[]> {
    this.#over = true;
    for (const { daemon } of this.#slots) {
      daemon.signal('SIGCONT');
      daemon.signal('SIGTERM');
    }
    const codes = await Promise.all(this.#slots.map(({ daemon }) => daemon.ended));
    await Promise.all(this.#slots.map(({ loop }) => loop));
    return codes;
  }

  /** For a run that failed: nothing stays behind. */
  async abandon(): Promise<void> {
    this.#over = true;
    for (const { daemon } of this.#slots) daemon.signal('SIGKILL');
    await Promise.all(this.#slots.map(({ loop }) => loop));
  }

  #spawn(options: DaemonOptions): Starting {
    this.starts += 1;
    return spawnDaemon(options);
  }

  async #keep(slot: { options: DaemonOptions; daemon: Starting; asked: boolean }): Promise<void> {
    for (;;) {
      const code = await slot.daemon.ended;
      if (this.#over) return;
      // A database that is away while a daemon starts is its reason to end with 69: the orchestrator tries again.
      if (!slot.asked && code !== 69) {
        this.unasked.push(`exit ${code}: ${lastWords(slot.daemon.output())}`);
      }
      await delay(RESTART_AFTER_MS);
      if (this.#over) return;
      slot.asked = false;
      slot.daemon = this.#spawn(slot.options);
    }
  }
}

/** The end of what it said, without the frames of a stack. */
function lastWords(output: string): string {
  const lines = output
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\s+at /.test(line));
  return lines.slice(-3).join(' | ').slice(-800);
}
