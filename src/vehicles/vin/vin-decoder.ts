/**
 * What a VIN says of its car, by NHTSA's vPIC data, offline and off the main thread.
 * Invariant: only a VIN with a right check digit is decoded, since elsewhere position 9 to 11 mean other things (a
 * European Audi of 2013 reads as one of 1983); a VIN asked for again is answered from memory.
 */
import { Latest } from '../../runtime/latest.ts';
import { OneThread } from '../../runtime/one-thread.ts';
import { programBeside } from '../../runtime/program-beside.ts';
import { judgeVin, normalizeVin } from './vin.ts';
import type { VinJob } from './vin-decoder.worker.ts';
import type { DecodedVin } from './vpic-lookup.ts';

export type { DecodedVin } from './vpic-lookup.ts';

export interface VinDecoder {
  /**
   * Nothing for a VIN that has no check digit, is a chassis number, or is not in the data.
   * @throws Error when the data cannot be read in time; the signal's reason on abort
   */
  decode(vin: string, signal: AbortSignal): Promise<DecodedVin | undefined>;
  close(): Promise<void>;
}

/** 10 to 30 ms are usual; the first VIN of a machine waits about two seconds for the data to be unzipped. */
const DEADLINE_MS = 20_000;
const REMEMBERED = 2_000;

/** @param options.directory where the data is unzipped to (85 MB); by default a folder of this user's below the system's */
export function createVinDecoder(options: { readonly directory?: string } = {}): VinDecoder {
  const program = programBeside(import.meta.url, 'vin-decoder.worker');
  const thread = new OneThread<VinJob, DecodedVin | undefined>({ program, heapMb: 128 });
  const remembered = new Latest<DecodedVin | undefined>(REMEMBERED);
  return {
    async decode(text, signal) {
      signal.throwIfAborted();
      const vin = normalizeVin(text);
      if (judgeVin(vin) !== 'valid') {
        return undefined;
      }
      if (remembered.has(vin)) {
        return remembered.get(vin);
      }
      const deadline = AbortSignal.timeout(DEADLINE_MS);
      let decoded: DecodedVin | undefined;
      try {
        const job = { vin, directory: options.directory };
        decoded = await thread.run(job, AbortSignal.any([signal, deadline]));
      } catch (error) {
        signal.throwIfAborted();
        throw deadline.aborted ? new Error(`a VIN was not decoded within ${DEADLINE_MS / 1_000} s`) : error;
      }
      remembered.set(vin, decoded);
      return decoded;
    },
    close: () => thread.close(),
  };
}
