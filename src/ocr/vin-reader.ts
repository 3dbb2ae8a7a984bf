/**
 * Reads the VIN off a photograph of a plate, a sticker or a stamping.
 * Invariant: a VIN is returned only when two readings of differently prepared pictures agree on all 17 characters, its
 * check digit is right as read, its maker is known, and most readings of that length gave it; all else is a candidate.
 */
import sharp from 'sharp';
import { Recogniser } from './recogniser.ts';
import { PLATE_LIMIT, VARIANTS } from './variants.ts';
import { findVins } from './vin-text.ts';

export type VinRead =
  | {
      readonly vin: string;
      /** Readings that agreed, of at most seven. */
      readonly votes: number;
      /** What the recogniser read around it. */
      readonly text: string;
    }
  | {
      readonly vin: null;
      /** Strings that look like a VIN and were not believed, the most frequent first. */
      readonly candidates: readonly string[];
      readonly reason: string;
    };

export interface VinReader {
  /** Never throws for what is in the picture. @throws the signal's reason on abort */
  read(image: Uint8Array, options: { readonly signal: AbortSignal }): Promise<VinRead>;
  close(): Promise<void>;
}

const DEADLINE_MS = 15_000;
/** Of agreeing readings, and of distance to the next VIN. */
const VOTES = 2;
/**
 * Most photographs show no plate, and each reading takes 0.1 to 1 s: after so many readings without a single long word
 * that has a digit the others are not made. A picture as low as a plate is always read in every way.
 */
const READINGS_OF_A_SCENE = 2;
const LONG_WORD = /(?=[A-Z0-9]*\d)[A-Z0-9]{8}/;
const MAX_CANDIDATES = 5;
const MAX_TEXT = 300;

/** @param options.deadlineMs for one picture, from its turn on */
export function createVinReader(options: { readonly deadlineMs?: number } = {}): VinReader {
  const recogniser = new Recogniser();
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    read(image, { signal }) {
      const read = turn.then(() => readOne(recogniser, image, signal, deadlineMs));
      // The next picture waits for this one however it ends.
      turn = read.catch(() => undefined);
      return read;
    },
    close: () => recogniser.close(),
  };
}

async function readOne(
  recogniser: Recogniser,
  image: Uint8Array,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<VinRead> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(deadlineMs);
  const ballot = new Ballot();
  try {
    const { height } = await sharp(image).metadata();
    for (const [made, variant] of VARIANTS.entries()) {
      if (made >= READINGS_OF_A_SCENE && height > PLATE_LIMIT && !ballot.promising) break;
      const text = await recogniser.read(await variant.render(image), variant, AbortSignal.any([signal, deadline]));
      ballot.add(text);
      const winner = ballot.winner();
      if (winner !== undefined) return winner;
    }
  } catch (error) {
    signal.throwIfAborted();
    const reason = deadline.aborted
      ? `was not read within ${deadlineMs / 1_000} s`
      : `cannot be read: ${message(error)}`;
    return { vin: null, candidates: ballot.candidates(), reason: `the picture ${reason}` };
  }
  return { vin: null, candidates: ballot.candidates(), reason: ballot.reason() };
}

class Ballot {
  readonly #believable = new Map<string, { votes: number; text: string }>();
  readonly #candidates = new Map<string, number>();

  /** Some reading had a word that could be part of a VIN. */
  promising = false;

  add(text: string): void {
    const found = findVins(text);
    this.promising ||= LONG_WORD.test(text.toUpperCase());
    for (const vin of found.candidates) this.#candidates.set(vin, (this.#candidates.get(vin) ?? 0) + 1);
    for (const vin of found.believable) {
      this.#believable.set(vin, {
        votes: (this.#believable.get(vin)?.votes ?? 0) + 1,
        text: text.trim().slice(0, MAX_TEXT),
      });
    }
  }

  winner(): VinRead | undefined {
    const [first, second] = [...this.#believable].sort(([, a], [, b]) => b.votes - a.votes);
    if (first === undefined) return undefined;
    const [vin, { votes, text }] = first;
    const readings = [...this.#candidates.values()].reduce((sum, count) => sum + count, 0);
    const clear = votes - (second?.[1].votes ?? 0) >= VOTES && votes * 2 > readings;
    return clear ? { vin, votes, text } : undefined;
  }

  candidates(): string[] {
    const byVotes = [...this.#candidates].sort(([, a], [, b]) => b - a);
    return byVotes.slice(0, MAX_CANDIDATES).map(([vin]) => vin);
  }

  reason(): string {
    if (this.#believable.size > 1) return 'several VINs were read and none stands out';
    if (this.#believable.size === 1) return 'too few readings agreed on the VIN';
    if (this.#candidates.size > 0) return 'what was read has a wrong check digit or an unknown maker';
    return 'no VIN was read';
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
