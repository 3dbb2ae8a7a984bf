/**
 * Reads the VIN off a photograph of a plate, a sticker or a stamping.
 * Invariant: a VIN is returned only when two readings of differently prepared pictures agree on all 17 characters, its
 * check digit is right as read, its maker is known, and it is well ahead of everything else of that length that was
 * read; all else is a candidate. No character is ever put together from several readings.
 */

import { cut } from '../../runtime/text.ts';
import { messageOf } from '../../runtime/thrown.ts';
import { openPicture } from '../picture.ts';
import { type Recogniser, Tesseract } from './recogniser.ts';
import type { GreyPixels } from './text-line.ts';
import { findVins } from './vin-text.ts';

export type VinRead =
  | {
      readonly vin: string;
      /** Readings that agreed. */
      readonly votes: number;
      /** What the recogniser read around it. */
      readonly text: string;
    }
  | {
      readonly vin: null;
      /** Strings that look like a VIN and were not believed, the most frequent first. */
      readonly candidates: readonly string[];
      readonly reason: string;
      /** There was no time for it: another time it may be read. */
      readonly timedOut?: true;
      /** It is no picture, or the recogniser failed over it. */
      readonly unreadable?: true;
    };

export interface VinReader {
  /** Never throws for what is in the picture. @throws the signal's reason on abort */
  read(image: Uint8Array, options: { readonly signal: AbortSignal }): Promise<VinRead>;
  close(): Promise<void>;
}

const DEADLINE_MS = 15_000;
/** Of agreeing readings, and of distance to the next VIN. */
const VOTES = 2;
/** Of all readings of 17 characters, for the winner: most others then fail by their check digits, each in its own way. */
const SHARE = 1 / 4;
/**
 * The check digit counts a 1 and a J alike, and they look alike: on 5 of 850 test plates a J was read as a 1, by up to 11
 * of 15 variants. So either is believed only when most readings see it there and the variants made for it saw no other.
 */
const TWINS: Readonly<Record<string, string>> = { 1: 'J', J: '1' };
/** Outside the maker's code, which is known, and the check digit and the last four places, where no letter J can stand. */
const MAY_BE_TWIN: readonly number[] = [3, 4, 5, 6, 7, 9, 10, 11, 12];
/**
 * Most photographs show no plate, and each reading takes 0.1 to 1 s: after so many readings without a single long word
 * that has a digit the others are not made. A picture as low as a plate is always read in every way.
 */
const READINGS_OF_A_SCENE = 2;
const LONG_WORD = /(?<![A-Z0-9])(?=[A-Z0-9]*\d)[A-Z0-9]{8}/;
const MAX_CANDIDATES = 5;
const MAX_TEXT = 300;

/**
 * @param options.deadlineMs for one picture, from its turn on
 * @param options.onRead told of each picture that was read to its end
 * @param options.recogniser another engine than tesseract; the reader closes it
 */
export function createVinReader(
  options: {
    readonly deadlineMs?: number;
    readonly recogniser?: Recogniser;
    readonly onRead?: (read: { readonly outcome: ReadOutcome; readonly seconds: number }) => void;
    /** Not told of an engine that was given. */
    readonly onRestart?: () => void;
  } = {},
): VinReader {
  const recogniser =
    options.recogniser ?? new Tesseract(options.onRestart === undefined ? {} : { onRestart: options.onRestart });
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    read(image, { signal }) {
      const read = turn.then(async () => {
        const began = performance.now();
        const result = await readOne(recogniser, image, signal, deadlineMs);
        options.onRead?.({ outcome: outcomeOf(result), seconds: (performance.now() - began) / 1000 });
        return result;
      });
      // The next picture waits for this one however it ends.
      turn = read.catch(() => undefined);
      return read;
    },
    close: () => recogniser.close(),
  };
}

/** `doubtful`: something like a VIN was read and refused. */
type ReadOutcome = 'vin' | 'doubtful' | 'nothing' | 'unreadable' | 'timed_out';

function outcomeOf(read: VinRead): ReadOutcome {
  if (read.vin !== null) return 'vin';
  if (read.timedOut === true) return 'timed_out';
  if (read.unreadable === true) return 'unreadable';
  return read.candidates.length > 0 ? 'doubtful' : 'nothing';
}

async function readOne(
  recogniser: Recogniser,
  image: Uint8Array,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<VinRead> {
  signal.throwIfAborted();
  // With the first picture: it brings the picture library.
  const { variantsFor } = await import('./variants.ts');
  const deadline = AbortSignal.timeout(deadlineMs);
  const ballot = new Ballot();
  try {
    const grey = await greyPixels(image, AbortSignal.any([signal, deadline]));
    const { isScene, variants } = variantsFor(grey.height);
    for (const [made, variant] of variants.entries()) {
      if (made >= READINGS_OF_A_SCENE && isScene && !ballot.promising) break;
      const within = AbortSignal.any([signal, deadline]);
      const text = await recogniser.read(await variant.render(grey), variant.layout, within);
      ballot.add(text, variant.tellsTwins);
      const winner = ballot.winner(variants.slice(made + 1).some(({ tellsTwins }) => tellsTwins));
      if (winner !== undefined) return winner;
    }
  } catch (error) {
    signal.throwIfAborted();
    const reason = deadline.aborted
      ? `was not read within ${deadlineMs / 1_000} s`
      : `cannot be read: ${messageOf(error)}`;
    const read = { vin: null, candidates: ballot.candidates(), reason: `the picture ${reason}` };
    return deadline.aborted ? { ...read, timedOut: true } : { ...read, unreadable: true };
  }
  return { vin: null, candidates: ballot.candidates(), reason: ballot.reason() };
}

/** One byte a pixel: at most 40 MB, of one picture at a time. */
async function greyPixels(image: Uint8Array, signal: AbortSignal): Promise<GreyPixels> {
  const picture = await openPicture(image);
  const { data, info } = await picture.decode(
    (decoded) =>
      decoded
        .flatten({ background: '#ffffff' })
        .toColourspace('b-w')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true }),
    signal,
  );
  return { data, width: info.width, height: info.height };
}

class Ballot {
  readonly #believable = new Map<string, { votes: number; text: string }>();
  readonly #candidates = new Map<string, number>();
  /** Candidates of the variants that tell twins apart. */
  readonly #telling = new Set<string>();

  /** Some reading had a word that could be part of a VIN. */
  promising = false;

  add(text: string, tellsTwins: boolean): void {
    const found = findVins(text);
    this.promising ||= LONG_WORD.test(text.toUpperCase());
    for (const vin of found.candidates) {
      this.#candidates.set(vin, (this.#candidates.get(vin) ?? 0) + 1);
      if (tellsTwins) this.#telling.add(vin);
    }
    for (const vin of found.believable) {
      this.#believable.set(vin, {
        votes: (this.#believable.get(vin)?.votes ?? 0) + 1,
        text: cut(text.trim(), MAX_TEXT),
      });
    }
  }

  /** @param awaitsTelling some variant that tells twins apart is still to come */
  winner(awaitsTelling: boolean): VinRead | undefined {
    const [first, second] = [...this.#believable].sort(([, a], [, b]) => b.votes - a.votes);
    if (first === undefined) return undefined;
    const [vin, { votes, text }] = first;
    const clear = votes - (second?.[1].votes ?? 0) >= VOTES && votes >= this.#readings(() => true) * SHARE;
    return clear && this.#twinsAreSure(vin, awaitsTelling) ? { vin, votes, text } : undefined;
  }

  #twinsAreSure(vin: string, awaitsTelling: boolean): boolean {
    const most = this.#readings(() => true) / 2;
    return MAY_BE_TWIN.every((i) => {
      const twin = TWINS[vin[i] ?? ''];
      if (twin === undefined) return true;
      const seen = this.#readings((read) => read[i] === vin[i]);
      return !awaitsTelling && seen > most && ![...this.#telling].some((read) => read[i] === twin);
    });
  }

  /** Readings of 17 characters of which `matches` is true. */
  #readings(matches: (candidate: string) => boolean): number {
    return [...this.#candidates].reduce((sum, [read, times]) => sum + (matches(read) ? times : 0), 0);
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
