/**
 * A fleet clears a backlog, event by event (claim, fetch, read, photographs, commit), without a clock, a network or a disk.
 * Invariant: every vehicle ends once, complete or given up; a vehicle in work stands in arrays by its seat and the others
 * are counts at their host, so that the memory does not grow with the backlog.
 */
import { EventHeap } from './event-heap.ts';
import { type Fleet, MOST_ATTEMPTS } from './fleet.ts';
import { foundAgainMs, randomOf, sizesOf } from './hosts.ts';
import { Seats } from './seats.ts';
import { Station } from './station.ts';

export type Limit = 'pace of the largest host' | 'seats' | 'processors' | 'database' | 'dispatcher';
/** Of what each could have done in the time. */
export type Shares = Readonly<Record<Limit, number>>;

/** When a share of the vehicles had ended, and what was busy until then. */
export interface Mark {
  readonly share: number;
  readonly seconds: number;
  readonly shares: Shares;
  readonly binds: Limit;
}

export interface Outcome {
  readonly seconds: number;
  readonly complete: number;
  readonly exhausted: number;
  readonly visits: number;
  /** The last is all of them. */
  readonly marks: readonly Mark[];
}

const MARKS = [0.5, 0.9, 0.99, 1];
/** src/enrichment/conclude.ts, by what was tried before. */
const RETRY_MS = [30_000, 120_000, 480_000, 1_920_000];
/** A slot that the dispatcher was late for is given all the same (44_lines.sql). */
const LATE_MS = 250;
/** Photographs of a page are asked for two at a time. */
const AT_ONCE = 2;

const Step = { claimed: 0, fetched: 1, read: 2, photographed: 3, kept: 4, ended: 5 };

export function simulate(fleet: Fleet): Outcome {
  const { costs, intervalMs } = fleet;
  const random = randomOf(fleet.seed);
  const sizes = sizesOf(fleet);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const seats = new Seats(fleet, sizes.length);
  const database = new Station(fleet.databaseProcessors);
  const processors = fleet.shared
    ? [database]
    : Array.from({ length: fleet.replicas }, () => new Station(fleet.processors));
  const dispatcher = new Station(1);

  // By host: who waits, by what was tried; their sum; how many were let in; slots; whether an event or a place is theirs.
  const waiting = new Int32Array(sizes.length * MOST_ATTEMPTS);
  const left = Int32Array.from(sizes);
  const entered = new Float64Array(sizes.length);
  const slotAt = new Float64Array(sizes.length);
  const startedAt = new Float64Array(sizes.length).fill(Number.NEGATIVE_INFINITY);
  const isAsking = new Uint8Array(sizes.length);
  // By seat: whose it is, what was tried, which step ends next, and whether this visit fails.
  const hostOf = new Int32Array(seats.count);
  const triedOf = new Uint8Array(seats.count);
  const stepOf = new Uint8Array(seats.count);
  const failsOf = new Uint8Array(seats.count);

  const events = new EventHeap();
  const askCode = seats.count;
  const retryCode = askCode + sizes.length;
  /** Hosts that may be visited, the lowest score first: a host's vehicles lie evenly over all scores. */
  const ready = new EventHeap();
  let full: number[] = [];
  const marks: Mark[] = [];
  let now = 0;
  let done = 0;
  let exhausted = 0;
  let visits = 0;

  const shares = (): Shares => {
    const ms = Math.max(now, 1e-9);
    const busy = (stations: readonly Station[]) =>
      stations.reduce((sum, { busyMs }) => sum + busyMs, 0) /
      (stations.reduce((sum, { servers }) => sum + servers, 0) * ms);
    let most = 0;
    for (const n of entered) most = Math.max(most, n);
    return {
      'pace of the largest host': Math.min(1, (most * intervalMs) / ms),
      seats: seats.busyMs(now) / (seats.count * ms),
      processors: busy(processors),
      database: busy([database]),
      dispatcher: busy([dispatcher]),
    };
  };

  const ask = (host: number, at: number): void => {
    if (isAsking[host] === 1 || left[host] === 0) return;
    isAsking[host] = 1;
    events.put(at, askCode + host);
  };

  const letIn = (host: number, seat: number): void => {
    let tried = 0;
    while (waiting[host * MOST_ATTEMPTS + tried] === 0) tried += 1;
    add(waiting, host * MOST_ATTEMPTS + tried, -1);
    add(left, host, -1);
    add(entered, host, 1);
    visits += 1;
    hostOf[seat] = host;
    triedOf[seat] = tried;
    stepOf[seat] = Step.claimed;
    failsOf[seat] = random() < fleet.failures ? 1 : 0;
    const paced = intervalMs > 0;
    // Who meets a pace has been claimed once before, to be sent into the line.
    const told = dispatcher.serve(now, costs.dispatchMs + (paced ? costs.letInMs : 0));
    events.put(database.serve(told, costs.claimMs * (paced ? 2 : 1)), seat);
    if (paced) slotAt[host] = Math.max(slotAt[host] as number, now - LATE_MS) + intervalMs;
    isAsking[host] = 0;
    ask(host, paced ? Math.max(now, slotAt[host] as number) : now);
  };

  const fillSeats = (): void => {
    if (ready.size === 0 || !seats.anyFree) return;
    const refused: number[] = [];
    // Only one that has asked: what it asks for next comes as an event at this same moment.
    while (seats.anyFree) {
      const host = ready.take();
      if (host === -1) break;
      const seat = seats.take(host, now);
      if (seat === -1) {
        refused.push(host);
        if (seats.noneForSlow) break;
      } else letIn(host, seat);
    }
    full.push(...refused);
  };

  const end = (seat: number): void => {
    const host = hostOf[seat] as number;
    const tried = triedOf[seat] as number;
    seats.leave(seat, now);
    if (failsOf[seat] === 1 && tried + 1 < MOST_ATTEMPTS) {
      events.put(now + (RETRY_MS[tried] as number), retryCode + host * MOST_ATTEMPTS + tried + 1);
      return;
    }
    done += 1;
    exhausted += failsOf[seat] as number;
    const share = MARKS[marks.length] as number;
    if (done >= Math.ceil(total * share)) {
      const of = shares();
      marks.push({ share, seconds: now / 1000, shares: of, binds: largest(of) });
    }
  };

  /** The step of the vehicle on this seat has ended; the next one begins. */
  const go = (seat: number): void => {
    const host = hostOf[seat] as number;
    const processor = processors[seats.replicaOf(seat) % processors.length] as Station;
    const step = stepOf[seat] as number;
    stepOf[seat] = step + 1;
    if (step === Step.claimed) {
      const start = Math.max(now, (startedAt[host] as number) + intervalMs);
      startedAt[host] = start;
      events.put(start + fleet.answerMs * (0.5 + random()), seat);
    } else if (step === Step.fetched) {
      seats.answered(seat, host);
      events.put(failsOf[seat] === 1 ? now : processor.serve(now, costs.readMs), seat);
    } else if (step === Step.read) {
      const wants = failsOf[seat] === 0 && random() < fleet.photographs;
      if (!wants) stepOf[seat] = Step.kept;
      const rounds = wants ? Math.ceil(fleet.photographsEach / AT_ONCE) : 0;
      events.put(now + rounds * fleet.answerMs, seat);
    } else if (step === Step.photographed) {
      const worked = processor.serve(now, costs.photographMs * fleet.photographsEach);
      events.put(database.serve(worked, costs.photographCommitMs), seat);
    } else if (step === Step.kept) {
      events.put(database.serve(now, costs.commitMs) + costs.flushes * costs.flushMs, seat);
    } else end(seat);
  };

  for (const [host, size] of sizes.entries()) {
    waiting[host * MOST_ATTEMPTS] = size;
    const away = random() < fleet.away;
    ask(host, away ? foundAgainMs(fleet.awayMs) : 0);
  }
  while (done < total) {
    const code = events.take();
    if (code === -1) throw new Error(`${total - done} vehicles are lost`);
    now = events.time;
    if (code < askCode) go(code);
    else if (code < retryCode) {
      const host = code - askCode;
      ready.put((entered[host] as number) / (sizes[host] as number), host);
    } else {
      const at = code - retryCode;
      const host = Math.floor(at / MOST_ATTEMPTS);
      add(waiting, at, 1);
      add(left, host, 1);
      ask(host, Math.max(now, slotAt[host] as number));
    }
    if (full.length > 0 && code < askCode) {
      for (const host of full) ready.put((entered[host] as number) / (sizes[host] as number), host);
      full = [];
    }
    // All that happens at one moment, before seats are given away.
    if (events.next > now) fillSeats();
  }
  return { seconds: now / 1000, complete: done - exhausted, exhausted, visits, marks };
}

function add(counts: Int32Array | Float64Array, at: number, by: number): void {
  counts[at] = (counts[at] as number) + by;
}

function largest(shares: Shares): Limit {
  const [first] = (Object.entries(shares) as [Limit, number][]).toSorted(([, a], [, b]) => b - a);
  return (first as [Limit, number])[0];
}
